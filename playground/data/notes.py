"""What is to be known of data that were read, put together from sentences."""

from collections.abc import Sequence
from typing import cast

from playground.engine.errors import Phrase

MOST_NAMES = 8


def both(first: str, second: str) -> str:
    """Two notes, either of which may be empty, as one."""
    return Phrase("{first} {second}", first=first, second=second) if first and second else first or second


def all_of(notes: Sequence[str]) -> str:
    """Notes, any of which may be empty, as one."""
    said = ""
    for note in notes:
        said = both(said, note)
    return said


def sentences(note: str) -> list[str]:
    """The sentences that a note was put together from."""
    if isinstance(note, Phrase) and note.template == "{first} {second}":
        return [each for part in note.values.values() for each in sentences(cast(str, part))]
    return [note] if note else []


def listed(names: Sequence[str]) -> str:
    """Names one after another, as the end of a sentence or within; of many the first ones, and how many more."""
    if len(names) <= MOST_NAMES + 1:
        return ", ".join(names)
    return Phrase("{names} and {count:,} more", names=", ".join(names[:MOST_NAMES]), count=len(names) - MOST_NAMES)
