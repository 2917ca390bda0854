"""A control for every setting of training that has none of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.errors import Phrase
from playground.engine.limits import Choices, Range
from playground.training.experiment import Experiment
from playground.training.hyperparameters import Hyperparameter
from playground.ui.panels.training.settings_left import settings_left
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.labelled_number import LabelledNumber
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting, ranges
from playground.ui.words.choice_text import options
from playground.ui.words.refusals import sentence

Show = Callable[[Any], None]


class SettingRows(QWidget):
    """Edits the settings that are not known elsewhere, one below the other."""

    refused = Signal(str)

    def __init__(
        self, state: ExperimentState, known: Collection[str], area: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._known, self._area = state, known, area
        self._left: list[Hyperparameter] = []
        self._controls: list[QWidget] = []
        self._shown: dict[str, Show] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        state.changed.connect(self._show)
        self._show(state.experiment)

    def _show(self, experiment: Experiment) -> None:
        left = settings_left(experiment, self._known)
        if left != self._left:
            self._left = left
            self._make_controls(experiment)
        for name, show in self._shown.items():
            show(getattr(experiment.training, name))

    def _make_controls(self, experiment: Experiment) -> None:
        for control in self._controls:
            self._column.removeWidget(control)
            control.hide()
            control.deleteLater()
        self._shown, self._controls = {}, []
        for row in self._left:
            self._add(row, getattr(experiment.training, row.name))

    def _add(self, row: Hyperparameter, value: object) -> None:
        """A control of the kind that the row asks for."""
        title = sentence(Phrase(row.title))
        title = title[:1].upper() + title[1:]
        if isinstance(value, bool):
            box = CheckBox(title, tooltip=title)
            box.clicked.connect(lambda on: self._edit(row.name, on))
            self._keep(row.name, box, box.setChecked)
        elif isinstance(row.allowed, Range):
            number, write = self._number(title, row.allowed)
            number.entered.connect(lambda typed: self._edit(row.name, int(typed) if row.allowed.whole else typed))
            number.cleared.connect(lambda: self._edit(row.name, None))
            self._keep(row.name, number, lambda value: number.show_text("" if value is None else write(value)))
        elif isinstance(row.allowed, Choices):
            automatic = [("", self.tr("automatic"))] if row.allowed.optional else []
            combo = LabelledCombo(title, [*automatic, *options(row)], tooltip=title)
            combo.chosen.connect(lambda key: self._edit(row.name, key or None))
            self._keep(row.name, combo, lambda key: combo.set_key(key or ""))

    def _number(self, title: str, allowed: Range) -> tuple[LabelledNumber, Callable[[float], str]]:
        """A field for numbers of a range, and how it writes them."""
        write = formatting.integer if allowed.whole else lambda value: formatting.shortest(value, 1)
        said = ranges.allowed_text(allowed)
        tooltip = self.tr("{0}: {1}").format(title, said)
        none = self.tr("none") if None in allowed.besides else ""
        return LabelledNumber(title, lambda text: ranges.read(text, allowed), said, tooltip=tooltip, none=none), write

    def _keep(self, name: str, control: QWidget, show: Show) -> None:
        self._controls.append(control)
        self._shown[name] = show
        set_names(self._area, **{name: control})
        self._column.addWidget(control)

    def _edit(self, name: str, value: object) -> None:
        reason = self._state.edit_training("", **{name: value})
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)
