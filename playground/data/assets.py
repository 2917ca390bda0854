"""Where the files that are shipped with the program are found."""

import os
from pathlib import Path

from playground.data.errors import DataError

PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (PACKAGE / "assets", PACKAGE.parent / "assets")
"""Inside an installed package; beside it in a checkout."""
PAGES = next(
    (folder for folder in (PACKAGE / "docs", PACKAGE.parent / "docs") if os.path.isdir(folder)), PACKAGE / "docs"
)
"""Where the guide and the glossary are."""


def asset_path(name: str) -> Path:
    """The path of a shipped file, for instance "data/digits.npz"; raises DataError when it is not there."""
    for folder in FOLDERS:
        path = folder / name
        if os.path.exists(path):
            return path
    raise DataError(
        "The shipped file {name} is missing; it belongs in {inside} or {beside}.",
        name=name,
        inside=FOLDERS[0],
        beside=FOLDERS[1],
    )
