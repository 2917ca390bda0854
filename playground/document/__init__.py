"""The saved file: an experiment and what its model has learned, as a zip of JSON and one array of numbers."""

from playground.document.archive import read, write
from playground.document.document import Document, DocumentError, from_snapshot

__all__ = ["Document", "DocumentError", "from_snapshot", "read", "write"]
