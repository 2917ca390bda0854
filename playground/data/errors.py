"""What the data package raises."""


class DataError(ValueError):
    """Bad data from outside: one sentence that names the file or value and says what is allowed."""


class Cancelled(Exception):
    """Raised by a progress callback to stop the work; nothing has been changed."""
