"""The cards of what was learned: the decision boundary, the loss, and the layers' gradients and weights."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from playground.training.snapshot import NetworkSnapshot, Scores
from playground.ui.theme import THEME
from playground.ui.views.decision_view import DecisionView
from playground.ui.views.gradient_flow_view import GradientFlowView
from playground.ui.views.loss_view import LossView
from playground.ui.views.weights_view import WeightsView
from playground.ui.widgets import formatting
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.tab_strip import TabStrip

SAMPLE = 11
BETWEEN = 7


class DecisionCard(Card):
    """The response map with its points, and what of it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Decision boundary"), parent=parent)
        self.view = DecisionView()
        self.figure = FigureMenu(self.view, "decision-boundary")
        self.test_points = CheckBox(
            self.tr("test points"),
            checked=True,
            tooltip=self.tr("Show the points that only test, paler than the others"),
        )
        self.discretise = CheckBox(
            self.tr("discretise"), tooltip=self.tr("Show the class that wins in place of its probability")
        )
        self.margins = CheckBox(
            self.tr("margins"), tooltip=self.tr("Show where the winning class leads by one half: P = 0.25 and 0.75")
        )
        for box, option in (
            (self.test_points, "test_points"),
            (self.discretise, "discretise"),
            (self.margins, "margins"),
        ):
            self.add_control(box)
            box.toggled.connect(lambda on, option=option: self.view.set_options(**{option: on}))
        self.add(self.view, 1)

    def event(self, event: QEvent) -> bool:
        """Never be taller than the square needs: what is free belongs to the loss."""
        if event.type() == QEvent.Type.LayoutRequest:
            highest = self.view.maximumHeight()
            around = self.sizeHint().height() - min(self.view.sizeHint().height(), highest)
            self.setMaximumHeight(around + highest)
        return super().event(event)


class LossLegend(QWidget):
    """The latest numbers beside samples of their lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, str]] = []
        self.setToolTip(
            self.tr("Mean loss E of training and test set, and the share of test points that are classified right")
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_scores(self, scores: Scores) -> None:
        """Shows these losses, and the accuracy on the test set, or on the training set where there is no other."""
        accuracy = scores.test_accuracy if scores.test_accuracy is not None else scores.train_accuracy
        parts = [
            (self.tr("train"), "" if scores.train_loss is None else loss_text(scores.train_loss)),
            (self.tr("test"), "" if scores.test_loss is None else loss_text(scores.test_loss)),
            (self.tr("accuracy"), "" if accuracy is None else formatting.percent(accuracy, 1)),
        ]
        if parts != self._parts:
            self._parts = parts
            self.setAccessibleName(", ".join(f"{name} {value}" for name, value in parts if value))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._shown(10_000)) + 2, THEME.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, THEME.px(20))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = self._shown(self.width())
        x = self.width() - self._width(parts)
        plain, bold = THEME.font(12), THEME.font(12, 600)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for index, name, value in parts:
            if index < 2:
                pen = QPen(colours.muted if index else colours.accent, 1.4)
                if index:
                    pen.setDashPattern([2.5, 2])
                painter.setPen(pen)
                painter.drawLine(round(x), self.height() // 2, round(x) + SAMPLE, self.height() // 2)
                x += SAMPLE + 4
            for font, text, colour in ((plain, name, colours.muted), (bold, value, colours.text)):
                painter.setFont(font)
                painter.setPen(colour)
                painter.drawText(QRectF(x, 0, 200, self.height()), flags, text)
                x += QFontMetrics(font).horizontalAdvance(text) + (4 if text else 0)
            x += BETWEEN

    def _shown(self, room: float) -> list[tuple[int, str, str]]:
        """The parts that there are numbers for; in a narrow place the accuracy speaks for itself."""
        parts = [(index, name, value) for index, (name, value) in enumerate(self._parts) if value]
        if self._width(parts) <= room:
            return parts
        return [(index, name if index < 2 else "", value) for index, name, value in parts]

    def _width(self, parts: list[tuple[int, str, str]]) -> int:
        plain, bold = QFontMetrics(THEME.font(12)), QFontMetrics(THEME.font(12, 600))
        width = -BETWEEN
        for index, name, value in parts:
            width += plain.horizontalAdvance(name) + bold.horizontalAdvance(value) + (8 if name else 4) + BETWEEN
            width += SAMPLE + 4 if index < 2 else 0
        return max(width, 0)


class LossCard(Card):
    """The curves of both losses, the latest numbers, and the choice of the axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Loss"), parent=parent)
        self.view = LossView()
        self.figure = FigureMenu(self.view, "loss")
        self.legend = LossLegend()
        self.log = CheckBox(self.tr("log"), tooltip=self.tr("Show the loss E on a logarithmic axis"))
        self.log.toggled.connect(self.view.set_log)
        self.add_control(self.legend)
        self.add_control(self.log)
        self.add(self.view, 1)


class LayersCard(Card):
    """Tabs of what the layers do: their gradients, their weights."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.tabs = TabStrip(
            [
                Choice(
                    "gradients",
                    self.tr("Gradient flow"),
                    self.tr("How large ∇W is in every layer, and over the epochs"),
                ),
                Choice(
                    "weights", self.tr("Weights"), self.tr("How the weights W and biases b of every layer are spread")
                ),
            ],
            self.tr("Views of the layers"),
        )
        self.views = {"gradients": GradientFlowView(), "weights": WeightsView()}
        self.figures = [FigureMenu(view, name) for name, view in self.views.items()]
        self._snapshot: NetworkSnapshot | None = None
        self._stack = QStackedWidget()
        self._pages = {name: _scrolled(view) for name, view in self.views.items()}
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.tabs.changed.connect(self._show_tab)

    def render(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame in the tab that is open."""
        self._snapshot = snapshot
        self.views[self.tabs.current()].render(snapshot)

    def _show_tab(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        if self._snapshot is not None:
            self.render(self._snapshot)


def loss_text(loss: float) -> str:
    """A loss with three digits after the point, or with two significant ones where it is small."""
    if loss >= 0.01:
        return formatting.decimal(loss, 3)
    return formatting.significant(loss, 2) if loss >= 0.001 or loss == 0 else f"{loss:.1e}".replace("e-0", "e−")


def _scrolled(view: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(view)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    view.setAutoFillBackground(False)
    return area
