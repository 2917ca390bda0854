"""One door to all data: a built-in name, a file or a folder."""

from pathlib import Path

from playground.data.contents import is_text
from playground.data.errors import DataError
from playground.data.image_sets import IMAGE_SETS, ImageSet, Progress, make_images
from playground.data.paths import kind_of, open_file, reason
from playground.data.point_sets import POINT_SETS, make_points
from playground.data.points import PointSet
from playground.data.preparation import AS_USUAL, Preparation
from playground.data.readers.csv import read_csv
from playground.data.readers.folder import read_folder
from playground.data.readers.idx import read_idx
from playground.data.readers.npz import read_npz
from playground.data.readers.text import BEGINNING
from playground.data.suffixes import SPREADSHEETS, ends_in

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
    progress: Progress | None = None,
) -> PointSet | ImageSet:
    """The data of a built-in name, or of a CSV, NPZ or IDX file, or of a folder of pictures.

    count: how many samples to make, or to take from a file at most; noise and margin: built-in points only; seed: what
    is made, and which points are test points; shape: of the images of a folder; preparation: how pictures are read,
    where it is known. progress may raise Cancelled.
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
    if kind == "folder":
        return read_folder(path, count, shape, preparation, progress)
    if kind == "nothing":
        built_in = ", ".join([*POINT_SETS, *IMAGE_SETS])
        raise DataError(
            "There is no file and no data set {source!r}; built-in are {built_in}.",
            source=str(source),
            built_in=built_in,
        )
    return load_file(path, count, seed, preparation, progress)


def load_file(
    path: Path, count: int | None, seed: int, preparation: Preparation, progress: Progress | None
) -> PointSet | ImageSet:
    """The data of a file, by its beginning; text is read as points."""
    try:
        with open_file(path) as file:
            start = file.read(BEGINNING)
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error
    if ends_in(path.name, SPREADSHEETS):
        raise DataError("{name} is a spreadsheet; save its table as CSV and open that.", name=path.name)
    if is_text(path.name, start):
        return read_csv(path, count, seed, progress)
    if start[:2] == b"PK" or path.suffix == ".npz":
        return read_npz(path, count, seed, preparation)
    if start[:2] in (b"\0\0", b"\x1f\x8b") or "idx" in path.name:
        return read_idx(path, count, preparation, progress)
    raise DataError(
        "{name} is of an unknown kind; allowed are text such as CSV, NPZ, IDX (plain or .gz) and folders of pictures.",
        name=path.name,
    )
