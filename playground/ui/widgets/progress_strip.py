"""A thin progress bar under a label and a percentage, with a way to cancel."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting

FRAME = 40
TURN = 1.6


class _Bar(QWidget):
    """The bar itself; without a known fraction a piece of it wanders."""

    def __init__(self) -> None:
        super().__init__()
        self.fraction: float | None = 0.0
        self._phase = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._advance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_fraction(self, fraction: float | None) -> None:
        self.fraction = fraction
        self._run()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 5)

    def showEvent(self, event: QShowEvent) -> None:
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colours.line)
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(THEME.colours.accent)
        width = self.width() * (0.3 if self.fraction is None else self.fraction)
        left = (self.width() - width) * abs(2 * self._phase - 1) if self.fraction is None else 0.0
        painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)

    def _run(self) -> None:
        if self.fraction is None and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _advance(self) -> None:
        self._phase = (self._phase + FRAME / 1000 / TURN) % 1
        self.update()


class ProgressStrip(QWidget):
    """How far something is; `cancelled` when the user stops it."""

    cancelled = Signal()

    def __init__(self, label: str, *, tooltip: str, cancellable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(label)
        self._label.setProperty("role", "small")
        self._percent = QLabel()
        self._percent.setProperty("role", "value")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = _Bar()
        self._cancel = Button("", "close", kind="flat", small=True, tooltip=self.tr("Cancel"))
        if not cancellable:
            self._cancel.hide()
        self._cancel.clicked.connect(self.cancelled)
        self.setToolTip(tooltip)
        self.setAccessibleName(label)
        self.setAccessibleDescription(tooltip)
        top = QHBoxLayout()
        top.addWidget(self._label)
        top.addStretch(1)
        top.addWidget(self._percent)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(column, 1)
        layout.addWidget(self._cancel)
        self.set_progress(0.0)
        self._fit()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, cancel=self._cancel)

    def set_label(self, label: str) -> None:
        self._label.setText(label)
        self.setAccessibleName(label)

    def progress(self) -> float | None:
        return self._bar.fraction

    def set_progress(self, fraction: float | None) -> None:
        """Show a fraction from 0 to 1, or with None that the end is not known."""
        self.move_bar(fraction)
        shown = self._bar.fraction
        self._percent.setText("" if shown is None else formatting.percent(shown))

    def move_bar(self, fraction: float | None) -> None:
        """Show it with the bar and leave the number, which could not be read if it changed as often."""
        self._bar.set_fraction(None if fraction is None else min(max(fraction, 0.0), 1.0))

    def hide_number(self) -> None:
        """Leave it to the bar."""
        self._percent.setText("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        """A label of a fixed size does not have the window laid out anew whenever its text changes."""
        metrics = QFontMetrics(THEME.font(13, 600))
        self._percent.setFixedSize(metrics.horizontalAdvance(formatting.percent(1.0)) + 2, metrics.height())
