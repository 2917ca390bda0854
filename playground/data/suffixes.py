"""The names of files that are read: a wish of whoever names a file; what it is, its beginning tells."""

TEXT_FILES = (".csv", ".tsv", ".tab", ".txt", ".dat")
SPREADSHEETS = (".xlsx", ".xls", ".ods")
"""Not read, but said to be what they are."""
POINT_FILES = (*TEXT_FILES, ".npz", ".npy")
IMAGE_SET_FILES = (".npz", ".npy", ".gz", ".idx", "-ubyte", ".bin", ".zip")
PICTURE_FILES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".ppm", ".pgm")


def ends_in(name: str, endings: tuple[str, ...]) -> bool:
    """Whether a file's name has one of the endings, in capitals or not."""
    return name.lower().endswith(endings)


def patterns(endings: tuple[str, ...]) -> str:
    """The endings as file dialogs list them: *.csv *.tsv."""
    return " ".join(f"*{ending}" for ending in endings)
