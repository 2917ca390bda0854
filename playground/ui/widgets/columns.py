"""The columns of a workspace: beside each other where there is room; where there is not, some fold into a drawer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.widgets.drawer import Drawer
from playground.ui.widgets.fold_tabs import FoldGrip, FoldTab
from playground.ui.widgets.names import set_names

GAP = 12


@dataclass(frozen=True)
class Column:
    """A widget with the width that it has until its handle is dragged, its share of what is left, its least width."""

    widget: QWidget
    width: int
    stretch: int
    least: int


@dataclass(frozen=True)
class Fold:
    """What gives way: a column or a part of one, with its name in settings and on its tab.

    It also does where the page is lower than `lowest`, at the usual size of text.
    """

    widget: QWidget
    name: str
    title: str
    lowest: int = 0


class Columns(QWidget):
    """Folds, in their order, as many as it takes for the others to have their least widths; the user may fold more.

    What is folded has a tab at the left edge, which brings it back, or opens it over the page where there is no room.
    `drawer_changed`: something was opened over the page, or closed.
    """

    drawer_changed = Signal()

    def __init__(
        self, name: str, columns: Sequence[Column], folds: Sequence[Fold] = (), parent: QWidget | None = None
    ) -> None:
        """The window remembers the widths under the name."""
        super().__init__(parent)
        self._columns, self._folds = tuple(columns), tuple(folds)
        self._by_hand: set[str] = set()
        self._folded: set[str] = set()
        self.splitter = _splitter(name, columns)
        self._drawer = Drawer(self)
        self._drawer.closed.connect(self._show_open)
        self._drawer.closed.connect(self.drawer_changed)
        self.tabs: dict[str, FoldTab] = {}
        self._strip = self._make_strip()
        self._make_grips()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._strip)
        row.addWidget(self.splitter, 1)
        for column in columns:
            column.widget.installEventFilter(self)
        THEME.changed.connect(self.fit)

    @property
    def folded(self) -> tuple[str, ...]:
        """The names of what is folded now."""
        return tuple(fold.name for fold in self._folds if fold.name in self._folded)

    @property
    def folded_by_hand(self) -> tuple[str, ...]:
        """The names of what the user folded, which stay folded however large the window is."""
        return tuple(fold.name for fold in self._folds if fold.name in self._by_hand)

    @property
    def opened(self) -> str:
        """The name of what is open over the page, or an empty text."""
        return next((fold.name for fold in self._folds if fold.widget is self._drawer.content), "")

    def fold_by_hand(self, names: Sequence[str]) -> None:
        """Folds these, whatever room there is, and no others."""
        self._by_hand = {fold.name for fold in self._folds if fold.name in names}
        self.fit()

    def toggle(self, name: str) -> None:
        """Folds what is unfolded; brings back what is folded, over the page where there is no room beside."""
        if name not in self._folded:
            self._by_hand.add(name)
        elif self.opened == name:
            self._drawer.close_()
        else:
            self._by_hand.discard(name)
            self.fit()
            if name in self._folded:
                self._drawer.open_(self._fold(name).widget)
                self.tabs[name].setFocus()
                self.drawer_changed.emit()
        self.fit()

    def bring(self, part: QWidget) -> None:
        """Brings what is folded back, if this lies in it."""
        for fold in self._folds:
            if fold.name in self._folded and fold.name != self.opened and fold.widget.isAncestorOf(part):
                self.toggle(fold.name)

    def toggle_first(self) -> None:
        """Folds the column that gives way first, or brings it back."""
        if self._folds:
            self.toggle(self._folds[0].name)

    def close_drawer(self) -> None:
        """Closes what is open over the page."""
        self._drawer.close_()

    def fit(self) -> None:
        """Folds what has to be."""
        wanted = self._wanted()
        if wanted != self._folded:
            self._folded = wanted
            if self.opened not in wanted:
                self._drawer.close_()
            for fold in self._folds:
                if fold.widget is not self._drawer.content:
                    fold.widget.setVisible(fold.name not in wanted)
            self._strip.setVisible(bool(wanted))
            for name, tab in self.tabs.items():
                tab.setVisible(name in wanted)
        self._show_open()

    def minimumSizeHint(self) -> QSize:
        """What does not fit folds."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False

    def _wanted(self) -> set[str]:
        """What is to be folded in this width and height, in this text, in this mode, by this user."""
        wanted = set(self._by_hand)
        wanted |= {fold.name for fold in self._folds if THEME.projector or self.height() < THEME.px(fold.lowest)}
        for fold in self._folds:
            if self._needed(wanted) <= self.width():
                break
            wanted.add(fold.name)
        return wanted

    def _needed(self, folded: set[str]) -> int:
        """The width for all that is not folded."""
        hidden = [fold.widget for fold in self._folds if fold.name in folded]
        shown = [column for column in self._columns if column.widget not in hidden]
        widths = [max(THEME.px(column.least), column.widget.minimumSizeHint().width()) for column in shown]
        strip = self._strip.sizeHint().width() + 6 if folded else 0
        return sum(widths) + GAP * (len(shown) - 1) + strip

    def _fold(self, name: str) -> Fold:
        return next(fold for fold in self._folds if fold.name == name)

    def _show_open(self) -> None:
        for name, tab in self.tabs.items():
            tab.setChecked(name == self.opened)
        self._drawer.place(self._strip.sizeHint().width() + 6 if self._folded else 0)

    def _make_strip(self) -> QWidget:
        strip = QWidget()
        column = QVBoxLayout(strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for fold in self._folds:
            tab = FoldTab(fold.title, self.tr("{0}: show what is folded for want of room").format(fold.title))
            tab.clicked.connect(lambda _=False, name=fold.name: self.toggle(name))
            tab.hide()
            self.tabs[fold.name] = tab
            column.addWidget(tab)
        column.addStretch(1)
        set_names("tab", **self.tabs)
        strip.hide()
        return strip

    def _make_grips(self) -> None:
        """An arrow on the handle at the right of every column that folds."""
        for fold in self._folds:
            index = self.splitter.indexOf(fold.widget)
            if index < 0:
                continue
            grip = FoldGrip(self.tr("Fold {0}").format(fold.title))
            grip.clicked.connect(lambda _=False, name=fold.name: self.toggle(name))
            set_names("fold", **{fold.name: grip})
            _put_into(self.splitter.handle(index + 1), grip)


def _put_into(handle: QSplitterHandle, grip: FoldGrip) -> None:
    column = QVBoxLayout(handle)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(grip)
    column.addStretch(1)


def _splitter(name: str, columns: Sequence[Column]) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP)
    for index, column in enumerate(columns):
        splitter.addWidget(column.widget)
        splitter.setStretchFactor(index, column.stretch)
    splitter.setSizes([column.width for column in columns])
    return splitter
