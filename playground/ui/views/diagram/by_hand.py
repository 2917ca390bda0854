"""Numbers of the network changed by hand on its diagram: typed where they stand, or a bias dragged up and down."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QWidget

from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.diagram.diagram_hover import Hovered
from playground.ui.views.diagram.number_edit import TYPED, NumberEdit
from playground.ui.views.diagram.parameter import Parameter, parameter_of

STARTS = 4
"""Pixels that the pointer has to go before it drags."""
RATE, FINE_RATE = 0.02, 0.002
"""How much a pixel changes a bias, and with Shift held."""
DECIMALS = 3


@dataclass
class _Edit:
    """One number at work: what it was before, how many θ has, where the pointer took hold of it."""

    parameter: Parameter
    count: int
    name: str
    start: float = 0.0
    has_changed: bool = False


class ByHandEdits(QObject):
    """`weights_edited` carries θ (parameters,), NaN but for the one number, and what that is called; `let_go` follows
    at the end of a gesture, which is undone as a whole. What was changed and given up has the number of before."""

    weights_edited = Signal(object, str)
    let_go = Signal()

    def __init__(self, diagram: QWidget) -> None:
        super().__init__(diagram)
        self.editor = NumberEdit(diagram)
        self._edit: _Edit | None = None
        self.editor.entered.connect(self._put)
        self.editor.closed.connect(self._end)

    @property
    def is_open(self) -> bool:
        """Whether a number is being typed."""
        return self.editor.is_open

    @property
    def is_dragging(self) -> bool:
        """Whether a bias is being dragged."""
        return self._edit is not None and self._edit.has_changed and not self.is_open

    def open(self, snapshot: NetworkSnapshot, hovered: Hovered, place: QRectF) -> None:
        """Opens the field over a number."""
        parameter = parameter_of(snapshot, hovered)
        if parameter is None or parameter.place is None:
            return
        self._edit = _Edit(parameter, snapshot.theta.size, self.tr("{0} typed").format(parameter.symbol))
        self.editor.open(parameter.symbol, parameter.value, place)

    def press(self, snapshot: NetworkSnapshot, hovered: Hovered, y: float) -> None:
        """Takes hold of a bias."""
        parameter = parameter_of(snapshot, hovered)
        if parameter is not None and parameter.place is not None:
            name = self.tr("{0} dragged").format(parameter.symbol)
            self._edit = _Edit(parameter, snapshot.theta.size, name, y)

    def drag(self, y: float, fine: bool) -> None:
        """The pointer has gone somewhere else."""
        edit = self._edit
        if edit is None or self.is_open or (not edit.has_changed and abs(y - edit.start) < STARTS):
            return
        value = round(edit.parameter.value + (edit.start - y) * (FINE_RATE if fine else RATE), DECIMALS)
        self._put(min(max(value, TYPED.least), TYPED.most))

    def release(self) -> None:
        """The button was let go."""
        if not self.is_open:
            self._end(False)

    def give_up(self) -> None:
        """Ends a gesture, and gives the number back that was there before."""
        self._end(True)

    def drop(self) -> None:
        """The network is another one, or lies elsewhere: what was changed stays."""
        self._end(False)
        self.editor.drop()

    def _put(self, value: float) -> None:
        edit = self._edit
        if edit is None:
            return
        edit.has_changed = True
        theta = np.full(edit.count, np.nan, np.float32)
        theta[edit.parameter.place] = value
        self.weights_edited.emit(theta, edit.name)

    def _end(self, given_up: bool) -> None:
        edit = self._edit
        if edit is not None and edit.has_changed:
            if given_up:
                self._put(edit.parameter.value)
            self.let_go.emit()
        self._edit = None
