"""The settings of training that have no control of their own: a small button, and a row for each below it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.errors import Phrase
from playground.engine.limits import Choices, Range
from playground.training.experiment import Experiment
from playground.training.hyperparameters import Hyperparameter, rows
from playground.training.kinds import MODEL_KINDS
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.labelled_number import LabelledNumber
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.words import formatting, ranges
from playground.ui.words.choice_text import options
from playground.ui.words.refusals import sentence

WIDTH = 240

Show = Callable[[Any], None]


class MoreSettings(UnfoldingButton):
    """Edits what no other control does of the settings that the model heeds; hidden while there is nothing left."""

    refused = Signal(str)

    def __init__(self, state: ExperimentState, known: Collection[str], parent: QWidget | None = None) -> None:
        """known: the fields that have their control elsewhere, or are left as they are in this workspace."""
        super().__init__("", "", WIDTH, parent)
        self.set_face(self.tr("More"), "chevron-down", self.tr("Further settings of training"))
        self._state, self._known = state, known
        self._made_for: tuple[type, ...] = ()
        self._shown: dict[str, Show] = {}
        self.controls: dict[str, QWidget] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.add(self._column)
        state.changed.connect(self._show)
        self._show(state.experiment)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, **self.controls)

    @property
    def has_own(self) -> bool:
        """Whether there is something left."""
        return bool(self.controls)

    def set_narrow(self, narrow: bool) -> None:
        """There is room for the icon only."""
        self.set_face("" if narrow else self.tr("More"), "sliders" if narrow else "chevron-down")

    def _show(self, experiment: Experiment) -> None:
        training = experiment.training
        kinds = type(training), type(experiment.model)
        if kinds != self._made_for:
            self._made_for = kinds
            self._make_controls(experiment)
        for name, show in self._shown.items():
            show(getattr(training, name))

    def _make_controls(self, experiment: Experiment) -> None:
        for control in self.controls.values():
            self._column.removeWidget(control)
            control.hide()
            control.deleteLater()
        self._shown, self.controls = {}, {}
        model = MODEL_KINDS.name_of(experiment.model)
        training = experiment.training
        kind: Any = type(training)
        for name, row in rows(kind).items():
            if name not in self._known and row.concerns(model):
                self._add(row, getattr(training, name))
        if self.objectName():
            self.setObjectName(self.objectName())
        if self._taken.count() == 0:
            self.take_in(())

    def _add(self, row: Hyperparameter, value: object) -> None:
        """A control of the kind that the row asks for; what is checked elsewhere has none."""
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
        self.controls[name], self._shown[name] = control, show
        self._column.addWidget(control)

    def _edit(self, name: str, value: object) -> None:
        reason = self._state.edit_training("", **{name: value})
        if reason:
            self.refused.emit(reason)
            self._show(self._state.experiment)
