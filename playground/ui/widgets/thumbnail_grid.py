"""A grid of pictures of which one, or any number, can be chosen."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.names import set_names
from playground.ui.widgets.thumbnail import Picture, Thumbnail

GAP = 6
LONGEST = 66
"""No caption gets more room than this: names of files may be of any length, and stay in the tooltip."""


class ThumbnailGrid(QWidget):
    """Pictures in columns, in fewer where captions would be cut.

    Exclusive: `picked` says which one was clicked. Otherwise `toggled` says what changed.
    """

    picked = Signal(str)
    toggled = Signal(str, bool)

    def __init__(
        self, name: str, *, columns: int = 4, exclusive: bool = True, gap: int = GAP, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader calls the whole grid; `gap`: between its pictures."""
        super().__init__(parent)
        self._gap = gap
        self._most = self._columns = columns
        self._tiles: dict[str, Thumbnail] = {}
        self._hidden: frozenset[str] = frozenset()
        self._has_width = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(4)
        self._stretch()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, **self._tiles)

    def add(self, key: str, caption: str, *, tooltip: str, picture: Picture | None = None) -> Thumbnail:
        """Add a picture at the end."""
        tile = Thumbnail(caption, picture, tooltip)
        self._grid.addWidget(tile, len(self._tiles) // self._columns, len(self._tiles) % self._columns)
        self._group.addButton(tile)
        self._tiles[key] = tile
        if self._has_width:
            self._arrange()
        tile.clicked.connect(lambda checked, key=key: self._clicked(key, checked))
        return tile

    def clear(self) -> None:
        """Remove all pictures."""
        for tile in self._tiles.values():
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles.clear()
        self._keep_height()

    def keys(self) -> tuple[str, ...]:
        return tuple(self._tiles)

    def tile(self, key: str) -> Thumbnail:
        """Return one tile, to enable it or to give it another tooltip."""
        return self._tiles[key]

    def set_hidden(self, keys: Iterable[str]) -> None:
        """Leave these pictures out, so that the others move together."""
        hidden = frozenset(keys)
        if hidden != self._hidden:
            self._hidden = hidden
            self._place()
            self._keep_height()

    def set_picture(self, key: str, picture: Picture) -> None:
        self._tiles[key].set_picture(picture)

    def checked(self) -> tuple[str, ...]:
        """Return the keys of the chosen pictures, in their order."""
        return tuple(key for key, tile in self._tiles.items() if tile.isChecked())

    def set_checked(self, *keys: str) -> None:
        """Choose exactly these pictures without emitting; none is allowed."""
        exclusive = self._group.exclusive()
        self._group.setExclusive(False)
        for key, tile in self._tiles.items():
            if tile.isChecked() != (key in keys):
                with QSignalBlocker(tile):
                    tile.setChecked(key in keys)
                tile.update()
        self._group.setExclusive(exclusive)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_width = True
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grid.invalidate()  # Rows that were measured while it was hidden may be those of another width.

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._arrange()

    def _arrange(self) -> None:
        """Put the tiles into as many columns as their captions allow."""
        caption = max((tile.caption_width() for tile in self._tiles.values()), default=0)
        fitting = (self.width() + self._gap) // (min(caption, THEME.px(LONGEST)) + self._gap)
        columns = max(1, min(self._most, fitting)) if self._has_width and caption else self._most
        if columns != self._columns:
            self._columns = columns
            self._place()
            self._stretch()
        self._keep_height()

    def _place(self) -> None:
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
        shown = [tile for key, tile in self._tiles.items() if key not in self._hidden]
        for index, tile in enumerate(shown):
            self._grid.addWidget(tile, index // self._columns, index % self._columns)
        for key, tile in self._tiles.items():
            tile.setVisible(key not in self._hidden)

    def _stretch(self) -> None:
        for column in range(self._most):
            self._grid.setColumnStretch(column, column < self._columns)

    def _keep_height(self) -> None:
        # Scroll areas ask for a minimum height without a width in mind, and would press the pictures flat.
        if self._has_width:
            self.setMinimumHeight(self._grid.heightForWidth(self.width()) if self._tiles else 0)

    def _clicked(self, key: str, checked: bool) -> None:
        if self._group.exclusive():
            self.picked.emit(key)
        else:
            self.toggled.emit(key, checked)
