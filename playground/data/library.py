"""One door to all data: a built-in name, a file or a folder."""

from pathlib import Path

from playground.data.contents import Format, found_at
from playground.data.errors import DataError
from playground.data.image_sets import IMAGE_SETS, ImageSet, Progress, make_images
from playground.data.paths import kind_of, reason
from playground.data.point_sets import POINT_SETS, make_points
from playground.data.points import PointSet
from playground.data.preparation import AS_USUAL, Preparation
from playground.data.readers.array_files import read_array_file, read_array_folder
from playground.data.readers.cifar import read_cifar
from playground.data.readers.csv import read_csv
from playground.data.readers.folder import read_folder
from playground.data.readers.gathering import Wishes
from playground.data.readers.npz import read_npz

USUAL_POINTS = 500


def load(
    source: str | Path,
    *,
    count: int | None = None,
    noise: float = 0.0,
    seed: int = 0,
    margin: float = 0.15,
    shape: tuple[int, int, int] | None = None,
    preparation: Preparation = AS_USUAL,
    known: tuple[float, float] | None = None,
    progress: Progress | None = None,
    least_classes: int = 2,
    recognise: bool = True,
    points: PointSet | None = None,
) -> PointSet | ImageSet:
    """The data of a built-in name, of a file (CSV, NPZ, NPY, IDX, CIFAR, zip), or of a folder of pictures or arrays.

    count: how many samples to make, or to take from a file at most; noise and margin: built-in points only; seed: what
    is made, and which points are test points; preparation: how pictures are read, where it is known; shape: of the
    inputs of a network that is to be asked; known: what stood for black and white in the set that it learned, taken
    where it may be meant here too; points: those that it learned; least_classes: to train on; recognise: how pictures
    are prepared may be told from their look. progress may raise Cancelled.
    Raises DataError when the source is unknown or its content is not as it should be.
    """
    if count is not None and count < 1:
        raise DataError("The number of samples is {count}; it must be at least 1.", count=count)
    if isinstance(source, str) and source in POINT_SETS:
        return make_points(source, count or USUAL_POINTS, noise, seed, margin)
    if isinstance(source, str) and source in IMAGE_SETS:
        return make_images(source, count, seed, progress)
    kind = kind_of(source)  # before it is a path: pathlib takes no name at all for this folder
    path = Path(source)
    if kind == "nothing":
        built_in = ", ".join([*POINT_SETS, *IMAGE_SETS])
        raise DataError(
            "There is no file and no data set {source!r}; built-in are {built_in}.",
            source=str(source),
            built_in=built_in,
        )
    if kind == "other":
        raise DataError("{name} is not an ordinary file; a file or a folder is needed.", name=path.name)
    try:
        format, place = found_at(path)
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error
    wishes = Wishes(count, preparation, known, progress, shape, least_classes, recognise, points)
    return load_format(format, place, wishes, seed)


def load_format(kind: Format, path: Path, wishes: Wishes, seed: int) -> PointSet | ImageSet:
    """The data of a file or folder whose format is known."""
    match kind:
        case "npz":
            return read_npz(path, wishes, seed)
        case "array":
            return read_array_file(path, wishes, seed)
        case "arrays":
            return read_array_folder(path, wishes, seed)
        case "cifar":
            return read_cifar(path, wishes)
        case "class folders":
            return read_folder(path, wishes)
        case "text":
            return read_csv(path, wishes.count, seed, wishes.progress, wishes.points)
        case _:
            raise no_set(kind, path.name)


def no_set(kind: Format, name: str) -> DataError:
    """Why this is no set of data, and what would be."""
    match kind:
        case "pickle":
            return DataError(
                "{name} is made of pickles, which can run anything and are not read; take the binary version, or NPZ.",
                name=name,
            )
        case "spreadsheet":
            return DataError("{name} is a spreadsheet; save its table as CSV and open that.", name=name)
        case "document":
            return DataError("{name} is a document that Atelier saved, not a set of data.", name=name)
        case "tar":
            return DataError("{name} is a tar archive; unpack it, and open the folder.", name=name)
        case "picture":
            return DataError(
                "{name} is a single picture; a set is a folder, or a zip file, with a subfolder of pictures per class.",
                name=name,
            )
        case _:
            return DataError(
                "{name} is of an unknown kind; allowed are CSV, NPZ, NPY, IDX, CIFAR (binary), zip files and folders.",
                name=name,
            )
