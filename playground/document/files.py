"""Documents in files: what it takes to read and to write one is loaded when the first is."""

from __future__ import annotations

from pathlib import Path

from playground.document.document import Document

SUFFIX = ".atelier"


def write(path: str | Path, document: Document) -> None:
    """Saves a document: the old file stays until the new one is complete. DocumentError says why it cannot."""
    from playground.document import archive

    archive.write(path, document)


def read(path: str | Path) -> Document:
    """The document in a file. DocumentError names the file and what is wrong with it; nothing in it is ever run."""
    from playground.document import archive

    return archive.read(path)
