"""The layout of a card's header: title and subtitle, controls at the right of them or, for want of room, below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

TITLE_GAP = 7
GAP = 8
ROW_GAP = 4


class HeaderLayout(QLayout):
    """The first widget is the title, or what is there in its place, the second the subtitle, which is elided; the last
    stays at the right end.

    What lies between are controls. They flow over as many rows as they need; nothing is ever narrower than it wants.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._last: QLayoutItem | None = None
        self._heights: dict[int, int] = {}
        """For widths that were asked for, until something in it changes: as Qt's layouts do, which are asked often."""
        self._hint: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def set_first(self, widget: QWidget) -> None:
        """Puts a control in the place of the title."""
        self.addWidget(widget)
        self._items[0] = self._items.pop()

    def set_last(self, widget: QWidget) -> None:
        """Puts a control at the right end of the first row, where it stays."""
        self.addWidget(widget)
        self._last = self._items[-1]

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights, self._hint = {}, None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = self._wanted()
        return self._hint

    def _wanted(self) -> QSize:
        title, controls = self._items[0], self._controls()
        shown = [title, *controls, *self._end()]
        width = sum(_wide(item) for item in shown) + GAP * max(len(shown) - 1, 0)
        return QSize(width, _row_height([*self._items[:2], *controls, *self._end()]))

    def minimumSize(self) -> QSize:
        first = _wide(self._items[0]) + sum(_wide(item) + GAP for item in self._end())
        width = max([first, *(item.minimumSize().width() for item in self._controls())])
        return QSize(width, self.sizeHint().height())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _controls(self) -> list[QLayoutItem]:
        return [item for item in self._items[2:] if item is not self._last and not item.isEmpty()]

    def _end(self) -> list[QLayoutItem]:
        return [] if self._last is None or self._last.isEmpty() else [self._last]

    def _place(self, rect: QRect, move: bool) -> int:
        """The height in this width; `move`: the widgets go to their places."""
        title, subtitle = self._items[:2]
        end = sum(_wide(item) + GAP for item in self._end())
        right = rect.right() + 1 - end
        start = rect.x() + (_wide(title) + TITLE_GAP if not title.isEmpty() else 0)
        controls = self._controls()
        used = sum(_wide(item) + GAP for item in controls)
        one_row = start + used - GAP <= right or not controls
        first = [*controls, *self._end()] if one_row else self._end()
        height = _row_height([title, subtitle, *first])
        if move:
            left = right - used + GAP if one_row and controls else right
            _put(title, rect.x(), _wide(title), rect.y(), height)
            _put(subtitle, start, max(left - start - (GAP if one_row and controls else 0), 0), rect.y(), height)
            for item in self._end():
                _put(item, rect.right() + 1 - _wide(item), _wide(item), rect.y(), height)
            if one_row:
                _put_row(controls, left, rect.y(), height)
        return height if one_row else self._flow(controls, rect, height, move)

    def _flow(self, controls: list[QLayoutItem], rect: QRect, top: int, move: bool) -> int:
        rows: list[list[QLayoutItem]] = [[]]
        for item in controls:
            if rows[-1] and sum(_wide(each) + GAP for each in rows[-1]) + _wide(item) > rect.width():
                rows.append([])
            rows[-1].append(item)
        for row in rows:
            height = _row_height(row)
            if move:
                _put_row(row, rect.x(), rect.y() + top + ROW_GAP, height, rect.width())
            top += ROW_GAP + height
        return top


def _wide(item: QLayoutItem) -> int:
    return 0 if item.isEmpty() else item.sizeHint().width()


def _row_height(items: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items if not item.isEmpty()), default=0)


def _put(item: QLayoutItem, x: int, width: int, top: int, row: int) -> None:
    height = min(item.sizeHint().height(), row)
    item.setGeometry(QRect(QPoint(x, top + (row - height) // 2), QSize(width, height)))


def _put_row(items: list[QLayoutItem], x: int, top: int, row: int, room: int | None = None) -> None:
    for item in items:
        width = _wide(item) if room is None else min(_wide(item), room)
        _put(item, x, width, top, row)
        x += _wide(item) + GAP
