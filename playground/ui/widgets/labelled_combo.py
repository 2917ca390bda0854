"""A drop-down list, alone or with a small label above it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.list_items import ListItems
from playground.ui.widgets.names import set_names

MARGIN = 24
"""Beside the texts of the open list."""


class Combo(QComboBox):
    """A drop-down list of (key, text) options; emits `chosen` with the key when the user picks another one.

    With the keyboard Enter opens it, and never Space, which trains. What is offered below the options is never chosen
    itself: `asked` carries its key.
    """

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str, *, tooltip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setItemDelegate(ListItems(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setAccessibleName(name)
        self.setAccessibleDescription(tooltip)
        self.setToolTip(tooltip)
        self._offers: dict[str, str] = {}
        self._was_open = False
        self.set_options(options)
        self._last = self.key()
        self.currentIndexChanged.connect(self._changed)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options without emitting; the current key stays chosen where it still exists."""
        key = self.key()
        there = [(self.itemData(k), self.itemText(k)) for k in range(self.count())]
        if not self._offers and there == [*options]:
            return  # Made anew, it would be laid out and painted anew, too.
        self.blockSignals(True)
        self.clear()
        for option, text in options:
            self.addItem(text, option)
        self._add_offers()
        self.setCurrentIndex(max(self.findData(key), 0))
        self.blockSignals(False)
        self._last = self.key()

    def set_offers(self, offers: Mapping[str, str]) -> None:
        """Replace what is offered below the options, by key and text, without emitting."""
        if dict(offers) != self._offers:
            options = [(self.itemData(k), self.itemText(k)) for k in range(self.count()) if self.itemData(k)]
            options = [(key, text) for key, text in options if key not in self._offers]
            self._offers = dict(offers)
            self.set_options(options)

    def key(self) -> str:
        """Return the key of the current option, or an empty text if there is none."""
        return self.currentData() or ""

    def set_key(self, key: str) -> None:
        """Choose an option without emitting; an unknown key is an error."""
        index = self.findData(key)
        if index < 0:
            raise ValueError(f"{self.accessibleName()}: no option {key!r}")
        self._last = key
        self.setCurrentIndex(index)

    def sizeHint(self) -> QSize:
        rounded = QSize(1 if THEME.scale != 1 else 0, 0)  # Qt rounds the widths of texts of odd sizes down
        return self._without_offers(super().sizeHint() + rounded)

    def minimumSizeHint(self) -> QSize:
        return self._without_offers(super().minimumSizeHint())

    def showPopup(self) -> None:
        self._was_open = True
        self.view().setMinimumWidth(max(self.width(), self.view().sizeHintForColumn(0) + MARGIN))
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        QTimer.singleShot(0, self, self._notice_pointer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _without_offers(self, size: QSize) -> QSize:
        """The list itself never shows an offer, and needs no room for it."""
        if not self._offers:
            return size
        widths = {self.itemData(k): self.fontMetrics().horizontalAdvance(self.itemText(k)) for k in range(self.count())}
        options = max((width for key, width in widths.items() if key not in self._offers), default=0)
        return size - QSize(max(max(widths.values(), default=0) - options, 0), 0)

    def _add_offers(self) -> None:
        if self._offers:
            self.insertSeparator(self.count())
        for key, text in self._offers.items():
            self.addItem(text, key)

    def _notice_pointer(self) -> None:
        """Qt does not tell that the pointer left while the list was open: the colour of hovering would stay."""
        over = self.rect().contains(self.mapFromGlobal(QCursor.pos())) and self.window().isActiveWindow()
        self._was_open = False
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, over)
        self.update()

    def _changed(self) -> None:
        asked = self.key()
        if asked in self._offers:
            self.set_key(self._last)
            if self._was_open:  # Arrow keys only pass by.
                self.asked.emit(asked)
        elif asked != self._last:
            self._last = asked
            self.chosen.emit(asked)


class LabelledCombo(QWidget):
    """A drop-down list with a small label above it, as in the transport bar."""

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        tooltip: str,
        combo: Combo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """combo: a list of a kind of its own, which has the options already."""
        super().__init__(parent)
        self.combo = Combo(options, label, tooltip=tooltip) if combo is None else combo
        caption = QLabel(label)
        caption.setProperty("role", "small")
        caption.setBuddy(self.combo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(caption)
        layout.addWidget(self.combo)
        self.combo.chosen.connect(self.chosen)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, list=self.combo)

    def key(self) -> str:
        return self.combo.key()

    def set_key(self, key: str) -> None:
        """Choose an option without emitting; an unknown key is an error."""
        self.combo.set_key(key)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options without emitting; the current key stays chosen where it still exists."""
        self.combo.set_options(options)
