"""The saved file: what a workspace is about and what its models have learned, as a zip of JSON and arrays."""

from playground.document.document import Document, SavedRun, document_of, from_runs, from_snapshot
from playground.document.errors import DocumentError
from playground.document.files import read, write

__all__ = ["Document", "DocumentError", "SavedRun", "document_of", "from_runs", "from_snapshot", "read", "write"]
