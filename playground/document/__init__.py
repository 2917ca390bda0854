"""The saved file: what a workspace is about and what its models have learned, as a zip of JSON and arrays."""

from playground.document.archive import read, write
from playground.document.document import Document, SavedRun, document_of, from_runs, from_snapshot
from playground.document.errors import DocumentError

__all__ = ["Document", "DocumentError", "SavedRun", "document_of", "from_runs", "from_snapshot", "read", "write"]
