"""The card: a panel with round corners, a title, a muted subtitle, controls at the right of it, and a body."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.elided_label import ElidedLabel

CORNER = 10
MARGIN = 14


class Card(QWidget):
    """A titled panel. Fill it with `add`; put controls beside the title with `add_control`."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._subtitle = ElidedLabel(subtitle)
        self._subtitle.setProperty("role", "muted")
        self._controls = QHBoxLayout()
        self._controls.setSpacing(8)
        self._header = QWidget()
        header = QHBoxLayout(self._header)
        header.setContentsMargins(0, 0, 0, 0)
        header.setSpacing(7)
        header.addWidget(self._title)
        header.addWidget(self._subtitle, 1)
        header.addLayout(self._controls)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 11, MARGIN, MARGIN)
        layout.setSpacing(7)
        layout.addWidget(self._header)
        layout.addLayout(self.body, 1)
        self.setAccessibleName(title)
        self._show_header()

    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        self._show_header()

    def set_subtitle(self, subtitle: str) -> None:
        """Show muted text after the title; what does not fit is cut off and stays in the tooltip."""
        self._subtitle.setText(subtitle)
        self._show_header()

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout to the body, below what is there."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_stretch(self) -> None:
        """Push what was added so far to the top."""
        self.body.addStretch(1)

    def add_control(self, widget: QWidget) -> None:
        """Add a control at the right of the title."""
        self._controls.addWidget(widget)
        self._show_header()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colours.line, 1))
        painter.setBrush(THEME.colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)

    def _show_header(self) -> None:
        title, subtitle = bool(self._title.text()), bool(self._subtitle.text())
        self._title.setVisible(title)
        self._header.setVisible(title or subtitle or self._controls.count() > 0)
