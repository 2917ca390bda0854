"""What was refused, and what a reader noted, in the user's language."""

from __future__ import annotations

import string
from numbers import Integral, Real

from PySide6.QtCore import QCoreApplication

from playground.engine.errors import Phrase, Refusal
from playground.ui.words import formatting


class _Writer(string.Formatter):
    """Fills values in as the window writes them, and refusals among them in the same language."""

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, Refusal | Phrase):
            return sentence(value)
        if isinstance(value, Integral) and not format_spec:
            return formatting.integer(int(value))
        text = str(super().format_field(value, format_spec))
        return text.replace("-", formatting.MINUS) if isinstance(value, Real) else text


_WRITER = _Writer()


def sentence(told: BaseException | str) -> str:
    """The sentence of an error or of a note, in the user's language; of an error that says nothing its kind."""
    if not isinstance(told, Refusal | Phrase):
        return told if isinstance(told, str) else str(told) or type(told).__name__
    template = QCoreApplication.translate("Rooms", told.template)
    if not told.values:
        return template
    try:
        return _WRITER.vformat(template, (), told.values)
    except (LookupError, ValueError):  # A translation that names other values must not hide the reason.
        return str(told)
