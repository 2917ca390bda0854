"""What the data package raises."""

from playground.engine.errors import Refusal


class DataError(Refusal):
    """Bad data from outside: one sentence that names the file or value and says what is allowed."""


class Cancelled(Exception):
    """Raised by a progress callback to stop the work; nothing has been changed."""
