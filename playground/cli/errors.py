"""What the commands raise."""

from playground.engine.errors import Refusal


class UsageError(Refusal):
    """Wrong usage or input: one sentence that names the value or file and says what is allowed."""


class SomeFailed(Exception):
    """Some inputs were bad and their lines are written already; the others were dealt with."""
