"""Which workspace shows a file that somebody names: told by its name and its first bytes, before it is read."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from playground.data.readers.npz import holds_points
from playground.data.suffixes import IMAGE_SET_FILES, PICTURE_FILES, POINT_FILES, TEXT_FILES, ends_in, patterns
from playground.document.archive import SUFFIX
from playground.document.document import DocumentError

translate = QCoreApplication.translate

POINTS_WORKSPACES = ("network", "perceptron")
IMAGES_WORKSPACES = ("images",)


def is_document(path: Path) -> bool:
    """Whether a file is to be read as a document; also one that is not there."""
    return path.suffix.lower() == SUFFIX or not os.path.exists(path)


def workspace_for(path: Path, wish: str | None = None) -> str:
    """The workspace that shows samples or a picture: the one wished for where it can.

    Points are shown in Network and Perceptron, everything else in Images, which says so where it is no picture.
    Raises DocumentError where the wish does not fit, OSError where the file cannot be read.
    """
    points = _holds_points(path)
    fitting = POINTS_WORKSPACES if points else IMAGES_WORKSPACES
    if wish is None or wish in fitting:
        return wish or fitting[0]
    if points:
        raise DocumentError("{name} holds points; open it in the Network or the Perceptron workspace.", name=path.name)
    raise DocumentError("{name} holds pictures; open it in the Images workspace.", name=path.name)


def dialog_filter() -> str:
    """The kinds of files that can be opened, as a file dialog lists them."""
    kinds = (
        (translate("Opening", "Atelier documents"), f"*{SUFFIX}"),
        (translate("Opening", "Points"), patterns(POINT_FILES)),
        (translate("Opening", "Pictures"), patterns(PICTURE_FILES)),
        (translate("Opening", "Image sets"), patterns(IMAGE_SET_FILES)),
    )
    everything = " ".join(endings for _, endings in kinds)
    rows = (
        (translate("Opening", "All that can be opened"), everything),
        *kinds,
        (translate("Opening", "All files"), "*"),
    )
    return ";;".join(f"{name} ({endings})" for name, endings in rows)


def _holds_points(path: Path) -> bool:
    if os.path.isdir(path):
        return False
    if not os.path.isfile(path):  # To open a pipe would wait for whoever writes into it.
        raise DocumentError("{path} is neither a file nor a folder.", path=path)
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    return holds_points(path) if zipped else ends_in(path.name, TEXT_FILES)
