"""Names of classes that people would take for the same."""

import unicodedata
from collections.abc import Sequence

from playground.data.notes import listed
from playground.engine.errors import Phrase


def alike_note(names: Sequence[str]) -> str:
    """The sentence that states which classes differ in capitals and spaces only; empty where there are none."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(as_read(name), []).append(name)
    alike = [" / ".join(f"'{name}'" for name in group) for group in groups.values() if len(group) > 1]
    if not alike:
        return ""
    return Phrase("Classes whose names differ in capitals or spaces only stay apart: {classes}.", classes=listed(alike))


def as_read(name: str) -> str:
    """A name without what is easily overlooked in it."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())
