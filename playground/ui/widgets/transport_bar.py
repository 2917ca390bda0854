"""The bar over a workspace: train, step, reset, and what can be changed while training runs."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.readout import Readout
from playground.ui.widgets.unfolding_button import UnfoldingButton

HEIGHT = 55
MARGIN = 16
GAP, LEAST_GAP = 14, 8
NARROW, TIGHT, TINY = 1350, 780, 480
"""Widths, at the usual size of text, below which the bar gets along with less and less."""


class TransportBar(QWidget):
    """Controls in a row on a panel, with a line below. Buttons and readouts always stay in sight; where the window is
    too narrow for the others, the last of them are found under More.

    It carries the wishes to train or pause, to step, to go back and to start afresh; `refused` says why an edit was not
    made.
    """

    play_requested = Signal(bool)
    step_requested = Signal()
    fine_step_requested = Signal()
    back_requested = Signal()
    restart_requested = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fixed: list[QWidget] = []
        self._settings: list[QWidget] = []
        self._more: UnfoldingButton | None = None
        self._folded, self._first, self._level = 0, 0, -1
        self._is_at_end = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(MARGIN, 7, MARGIN, 8)
        self._row.setSpacing(GAP)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def toggle_play(self) -> None:
        """Ask for training if it is paused, for a pause if it runs."""
        raise NotImplementedError

    def shrink(self, level: int) -> None:
        """Make what always stays in sight narrower: 0 not at all, 1 below NARROW, 2 below TIGHT, 3 below TINY."""

    def add(self, widget: QWidget) -> None:
        """Add a control at the right of the others, as wide as it prefers to be."""
        if isinstance(widget, UnfoldingButton):
            self._more = widget
        elif self._is_at_end or isinstance(widget, QAbstractButton | Readout):
            self._fixed.append(widget)
        else:
            self._first = self._first if self._settings else self._row.count()
            self._settings.append(widget)
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_stretch(self) -> None:
        """Put what follows at the right end, where it stays."""
        self._is_at_end = True
        self._row.addStretch(1)

    @property
    def folded(self) -> tuple[QWidget, ...]:
        """The controls that are under More for want of room."""
        return tuple(self._settings[len(self._settings) - self._folded :])

    def minimumSizeHint(self) -> QSize:
        """It gets along with what there is."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """Put as many controls into the row as it has room for, and the others under More."""
        level = sum(self.width() < THEME.px(limit) for limit in (NARROW, TIGHT, TINY))
        if level != self._level:
            self._level = level
            self.shrink(level)
        self.setMinimumHeight(THEME.px(HEIGHT))
        margin, count = MARGIN if level < 3 else LEAST_GAP, len(self._settings)
        room = self.width() - 2 * margin
        gap = GAP if self._wanted(count, GAP) <= room else LEAST_GAP
        if gap != self._row.spacing():  # Asks for another layout even where nothing changes.
            self._row.setSpacing(gap)
        self._row.setContentsMargins(margin, 7, margin, 8)
        while count and self._wanted(count, gap) > room:
            count -= 1
        if len(self._settings) - count != self._folded:
            self._fold(len(self._settings) - count)

    def _wanted(self, count: int, gap: int) -> int:
        """The width with so many settings in the row."""
        shown = [widget for widget in self._fixed if not widget.isHidden()] + self._settings[:count]
        if self._more is not None and (self._more.has_own or count < len(self._settings)):
            shown.append(self._more)
        return sum(_wide(widget) + gap for widget in shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), THEME.colours.line)

    def _fold(self, count: int) -> None:
        """Have as many of the last settings under More as that."""
        assert self._more is not None
        at = len(self._settings)
        for index, widget in enumerate(self._settings[at - self._folded : at - count], start=at - self._folded):
            place = self._row.indexOf(self._settings[index - 1]) + 1 if index else self._first
            self._row.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignVCenter)
            widget.show()
        self._folded = count
        self._more.take_in(self.folded)


def _wide(widget: QWidget) -> int:
    """The width that a layout gives to a widget that does not stretch."""
    return widget.sizeHint().boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize()).width()
