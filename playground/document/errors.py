"""What goes wrong with documents."""


class DocumentError(ValueError):
    """A document that cannot be read or written: one sentence that names the file or value and what is allowed."""
