"""What an edit of the experiment is called where it can be undone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.engine.errors import Phrase
from playground.training.changes import edits, marks
from playground.training.experiment import Experiment
from playground.training.hyperparameters import Hyperparameter
from playground.training.snapshot import EditMark
from playground.ui.words.edit_text import edit_text
from playground.ui.words.refusals import sentence

translate = QCoreApplication.translate
LONGEST = 60
"""A name has so many characters at most: it stands in a menu."""


def edit_name(old: Experiment, new: Experiment) -> str:
    """What happened between two experiments, as a loss curve tells it, of several things the first; empty for nothing.

    Another set comes with other numbers: it stands for all of them.
    """
    told = marks(old, new, 0.0)
    mark = next((mark for mark in reversed(told) if mark.anew), told[0] if told else None)
    name = _first_row(old, new) if mark is None else edit_text(mark)
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _first_row(old: Experiment, new: Experiment) -> str:
    """The first edit of those that leave no mark."""
    return next((_row_text(*edit) for edit in edits(old, new)), "")


def _row_text(row: Hyperparameter, before: object, after: object) -> str:
    if row.name in ("hidden", "keys"):
        return translate("EditNames", "hidden layers")
    if row.name in ("drawn", "pictures"):
        return translate("EditNames", "points") if row.name == "drawn" else translate("EditNames", "pictures")
    if isinstance(after, bool):
        told = translate("EditNames", "{0}: on") if after else translate("EditNames", "{0}: off")
        return told.format(sentence(Phrase(row.title)))
    if isinstance(before, str | int | float) and isinstance(after, str | int | float):
        return edit_text(EditMark(0.0, row.title, str(before), str(after)))
    return sentence(Phrase(row.title))
