"""What goes wrong with documents."""

from playground.engine.errors import Refusal


class DocumentError(Refusal):
    """A document that cannot be read or written: one sentence that names the file or value and what is allowed."""
