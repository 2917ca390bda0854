"""The line below the separator: its equation, or the sum at a new point written out."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.words.feature_text import feature_text
from playground.ui.words.formatting import decimal, signed

ONE_LINE = 520
"""The width, at the usual size of text, in which any sum fits into one line."""
TESTED_LINE = 680
"""And with it the point that is tested, and how far it lies."""
LEAD = 4
"""What the brackets of another font add to the height of a line."""

Place = tuple[float, float]


class SeparatorReading(QLabel):
    """Writes with the weights of the last snapshot, for a point that is tested, for the one at the pointer, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: PerceptronSnapshot | None = None
        self._hovered: Place | None = None
        self._tested: Place | None = None
        self._hint = ""
        self._is_testing = False
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Test a new point"))
        self.setToolTip(self.tr("A new point x is positive where ⟨w, x⟩ + b > 0"))
        THEME.changed.connect(self._write)
        THEME.changed.connect(self._fit)

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Write anew with the weights of a snapshot."""
        self._snapshot = snapshot
        self._write()

    def show_hovered(self, x: Place | None) -> None:
        """What the neuron gets to see at the pointer."""
        self._hovered = x
        self._write()

    def show_tested(self, x: Place | None) -> None:
        """What it gets to see of the point that is tested."""
        self._tested = x
        self._write()

    def set_testing(self, testing: bool) -> None:
        """Whether a point is to be tested: what is said of it is longer."""
        self._is_testing = testing
        self._fit()

    def show_hint(self, hint: str) -> None:
        """What is said beside the equation."""
        if hint != self._hint:
            self._hint = hint
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep as many lines free as is mostly said, so that nothing moves while one points or drags a point; a point
        that is tested gets the lines that it needs."""
        longest = THEME.px(TESTED_LINE if self._is_testing else ONE_LINE)
        lines = min(-(-longest // max(self.width(), 1)), 3 if self._is_testing else 2)
        wanted = self.heightForWidth(self.width()) if self._tested else 0
        self.setFixedHeight(max(lines * (QFontMetrics(THEME.font()).lineSpacing() + LEAD), wanted))

    def _write(self) -> None:
        if self._snapshot is not None:
            self._say(self._snapshot)
            self._fit()

    def _say(self, snapshot: PerceptronSnapshot) -> None:
        w1, w2 = (float(value) for value in snapshot.model_weight)
        b = float(snapshot.model_bias)
        none_yet = "" if w1 or w2 else self.tr("w = 0: no separator yet")
        x = self._tested or self._hovered
        if x is None:
            first, second = map(feature_text, snapshot.model.inputs)
            sum_ = none_yet or f"{decimal(w1)}·{first}{_added(w2)}·{second}{_added(b)} = 0"
            muted = THEME.colours.muted.name()
            self.setText(f"{sum_} &nbsp; <span style='color: {muted}'>{self._hint}</span>")
            return
        score = w1 * x[0] + w2 * x[1] + b
        products = f"{decimal(w1)}·{_factor(x[0])}{_added(w2)}·{_factor(x[1])}{_added(b)}"
        products = "" if none_yet else f"{products} = "
        text = f"⟨w, x⟩ + b = {products}<b>{signed(score)}</b> → {self._side(score, none_yet)}"
        if self._tested is not None and not none_yet:
            far = decimal(abs(score) / float(np.hypot(w1, w2)))
            text = f"x = ({decimal(x[0])}, {decimal(x[1])}): {text}, " + self.tr("{0} from the line").format(far)
        self.setText(text)

    def _side(self, score: float, none_yet: str) -> str:
        """The side of a point in words, after its colour."""
        colours = THEME.colours
        side, colour = (self.tr("positive"), colours.positive) if score > 0 else (self.tr("negative"), colours.negative)
        if not score:
            side, colour = none_yet or self.tr("on the separator"), colours.text
        return f"<span style='color: {colour.name()}'>●</span> {side}"


def _added(value: float) -> str:
    return (" + " if value >= 0 else " \u2212 ") + decimal(abs(value))


def _factor(value: float) -> str:
    return decimal(value) if value >= 0 else f"({decimal(value)})"
