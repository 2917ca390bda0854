"""What a message to the user comes with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

Severity = Literal["info", "warning", "error"]
Actions = Sequence[tuple[str, Callable[[], object]]]
"""Ways out: the text of a button, and what it does."""

Topic = Literal["", "edit", "file", "cycle", "diagnosis"]
"""What a message is about that goes with its reason: the last edit, or one that was
refused, a file that could not be used, a rule that goes round, what is wrong with a run."""
