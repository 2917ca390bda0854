"""The card: a panel with round corners, a title, a muted subtitle, controls at the right of it, and a body."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.elided_label import ElidedLabel
from playground.ui.widgets.enlarge_button import EnlargeButton
from playground.ui.widgets.header_layout import HeaderLayout

CORNER = 10
MARGIN = 14


class Card(QWidget):
    """A titled panel. Fill it with `add`; put controls beside the title with `add_control`.

    On a page that can show it alone it has a button for that; `enlarge_requested` carries the wish.
    """

    enlarge_requested = Signal()

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._subtitle = ElidedLabel(subtitle)
        self._subtitle.setProperty("role", "muted")
        self._enlarge: EnlargeButton | None = None
        self._is_led = False
        self.is_enlarged = False
        self._header = QWidget()
        self._row = HeaderLayout(self._header)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle)
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
        self._row.addWidget(widget)
        self._show_header()

    def lead_with(self, widget: QWidget) -> None:
        """Have a control in the place of the title, which only says what the card is called then."""
        self._row.set_first(widget)
        self._is_led = True
        self._show_header()

    def height_around(self) -> int:
        """The height of all but the body, in the present width."""
        margins = self.contentsMargins()
        layout = self.layout()
        assert layout is not None
        room = layout.contentsMargins()
        around = margins.top() + margins.bottom() + room.top() + room.bottom()
        if self._header.isHidden():
            return around
        return around + self._row.heightForWidth(self.width() - room.left() - room.right()) + layout.spacing()

    def offer_enlarging(self) -> None:
        """Have a button with which the card asks to be shown alone; with a title it is at the end of its row."""
        if self._enlarge is not None:
            return
        self._enlarge = EnlargeButton(self._header if self._title.text() else self)
        if self._title.text():
            self._row.set_last(self._enlarge)
        self._enlarge.clicked.connect(self.enlarge_requested)
        self._name_enlarge()
        self._show_header()

    def show_enlarged(self, enlarged: bool) -> None:
        """Say what the button does now."""
        self.is_enlarged = enlarged
        if self._enlarge is not None:
            self._enlarge.show_enlarged(enlarged)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        self._name_enlarge()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the header, but not on a control there: clicks on one that is disabled come here."""
        place = event.position().toPoint()
        below = self._header.geometry().bottom() if self._header.isVisible() else THEME.px(MARGIN)
        child = self.childAt(place)
        is_free = child is None or child.focusPolicy() == Qt.FocusPolicy.NoFocus
        if self._enlarge is not None and place.y() <= below and is_free:
            self.enlarge_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_enlarge()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._place_enlarge()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colours.line, 1))
        painter.setBrush(THEME.colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)

    def _show_header(self) -> None:
        title, subtitle = bool(self._title.text()), bool(self._subtitle.text())
        self._title.setVisible(title and not self._is_led)
        self._header.setVisible(title or subtitle or self._row.count() > 2)

    def _name_enlarge(self) -> None:
        if self._enlarge is not None and self.objectName():
            self._enlarge.setObjectName(f"{self.objectName().rpartition('.')[0]}.enlarge")

    def _place_enlarge(self) -> None:
        """Without a title, into the corner."""
        if self._enlarge is not None and self._enlarge.parentWidget() is self:
            size = self._enlarge.sizeHint()
            self._enlarge.setGeometry(self.width() - MARGIN - size.width(), 11, size.width(), size.height())
            self._enlarge.raise_()
