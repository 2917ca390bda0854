"""Points and images: built-in, made, painted, and read from files."""

from playground.data.errors import Cancelled, DataError
from playground.data.features import FEATURES, expand
from playground.data.image_sets import IMAGE_SETS, ImageSet, Progress, make_images
from playground.data.library import load
from playground.data.pictures import Prepared, Step, from_canvas, open_picture, prepare, to_picture
from playground.data.point_sets import POINT_SETS, make_points
from playground.data.points import CLASS_NAMES, MAX_CLASSES, PLANE, AxisScale, PointSet

__all__ = [
    "CLASS_NAMES",
    "FEATURES",
    "IMAGE_SETS",
    "MAX_CLASSES",
    "PLANE",
    "POINT_SETS",
    "AxisScale",
    "Cancelled",
    "DataError",
    "ImageSet",
    "PointSet",
    "Prepared",
    "Progress",
    "Step",
    "expand",
    "from_canvas",
    "load",
    "make_images",
    "make_points",
    "open_picture",
    "prepare",
    "to_picture",
]
