"""The card of the separator: the plane, what to draw on it, and the sum at the pointer written out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.training.snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.plane.separator_view import SeparatorView
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.names import set_names
from playground.ui.words.formatting import decimal, signed

ONE_LINE = 520
"""The width of the card, at the usual size of text, in which any sum fits into one line."""
LOWEST = 280
"""The height of the card, at the usual size of text, from which on there is room for the sum."""


class SeparatorCard(Card):
    """Holds the view, its checkboxes and the line on which a new point is tested."""

    def __init__(self, view: SeparatorView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Separator"), "⟨w, x⟩ + b = 0", parent)
        self._view = view
        self._tested: tuple[float, float] | None = None
        self._snapshot: PerceptronSnapshot | None = None
        self._equation = QLabel()
        self._equation.setTextFormat(Qt.TextFormat.RichText)
        self._equation.setWordWrap(True)
        self._equation.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._equation.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._equation.setAccessibleName(self.tr("Test a new point"))
        self._equation.setToolTip(self.tr("A new point x is positive where ⟨w, x⟩ + b > 0"))
        for layer, text, tooltip in (
            ("normal", self.tr("normal vector w"), self.tr("w points at a right angle to the positive side")),
            ("last", self.tr("last update"), self.tr("The separator before the last update, and its sample")),
            ("history", self.tr("history of lines"), self.tr("The separators of the last 40 updates")),
            ("mistakes", self.tr("mistakes"), self.tr("A ring around every point on the wrong side")),
        ):
            self._add_layer(layer, text, tooltip)
        set_names("separator", card=self, plane=view.plane, equation=self._equation)
        self.add(view, 1000)
        self.add(self._equation)
        self.add_stretch()
        view.hovered.connect(self._test)
        THEME.changed.connect(self._write)
        THEME.changed.connect(self._reserve)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reserve()

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Write the sum anew with the weights of a snapshot."""
        self._snapshot = snapshot
        self._write()

    def _reserve(self) -> None:
        """In a narrow card the sum may take two lines; they are kept free, so that nothing moves while one points."""
        lines = 1 if self.width() >= THEME.px(ONE_LINE) else 2
        # The plane comes first: it tells the sum at the pointer, too.
        self._equation.setVisible(self.height() >= THEME.px(LOWEST))
        self._equation.setFixedHeight(lines * QFontMetrics(THEME.font()).lineSpacing() + 2)

    def _add_layer(self, layer: str, text: str, tooltip: str) -> None:
        box = CheckBox(text, checked=layer in self._view.shown, tooltip=tooltip)
        box.setObjectName(f"separator.{layer}")
        box.toggled.connect(lambda shown: self._view.set_shown(layer, shown))
        self.add_control(box)

    def _test(self, x: tuple[float, float] | None) -> None:
        self._tested = x
        self._write()

    def _write(self) -> None:
        if self._snapshot is None:
            return
        w1, w2, b = float(self._snapshot.weight[0]), float(self._snapshot.weight[1]), self._snapshot.bias
        none_yet = "" if w1 or w2 else self.tr("w = 0: no separator yet")
        if self._tested is None:
            hint = self.tr("Point at the plane to test a new x")
            sum_ = none_yet or f"{decimal(w1)}·x₁{_added(w2)}·x₂{_added(b)} = 0"
            self._equation.setText(f"{sum_} &nbsp; <span style='color: {THEME.colours.muted.name()}'>{hint}</span>")
            return
        x1, x2 = self._tested
        score = w1 * x1 + w2 * x2 + b
        colours = THEME.colours
        side, colour = (self.tr("positive"), colours.positive) if score > 0 else (self.tr("negative"), colours.negative)
        if not score:
            side, colour = none_yet or self.tr("on the separator"), colours.text
        products = f"{decimal(w1)}·{_factor(x1)}{_added(w2)}·{_factor(x2)}{_added(b)}"
        dot = f"<span style='color: {colour.name()}'>●</span>"
        self._equation.setText(f"⟨w, x⟩ + b = {products} = <b>{signed(score)}</b> → {dot} {side}")


def _added(value: float) -> str:
    return (" + " if value >= 0 else " \u2212 ") + decimal(abs(value))


def _factor(value: float) -> str:
    return decimal(value) if value >= 0 else f"({decimal(value)})"
