"""A layout that puts widgets beside each other and goes on in the next row when one is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSpacerItem, QWidget


class FlowLayout(QLayout):
    """Rows of widgets at their preferred widths, each centred in its row's height.

    Before a second row is begun the gaps shrink to half.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 14, row_gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows, _ = self._rows(width)
        return sum(_height(row) for row in rows) + self._row_gap * (len(rows) - 1)

    def sizeHint(self) -> QSize:
        items = self._shown()
        width = sum(item.sizeHint().width() for item in items) + self._gap * max(len(items) - 1, 0)
        return QSize(width, _height(items))

    def minimumSize(self) -> QSize:
        items = self._shown()
        return QSize(max((item.sizeHint().width() for item in items), default=0), _height(items))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        rows, gap = self._rows(rect.width())
        heights = [_height(row) for row in rows]
        y = rect.y() + max(rect.height() - sum(heights) - self._row_gap * (len(rows) - 1), 0) // 2
        for row, height in zip(rows, heights, strict=True):
            x = rect.x()
            for item in row:
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height + self._row_gap

    def _shown(self) -> list[QLayoutItem]:
        """Return what takes room: hidden widgets do not, fixed gaps do."""
        return [item for item in self._items if isinstance(item, QSpacerItem) or not item.isEmpty()]

    def _rows(self, width: int) -> tuple[list[list[QLayoutItem]], int]:
        """Return the rows for a width, and the gap between the items in them."""
        for gap in range(self._gap, self._gap // 2, -2):
            rows = self._broken(width, gap)
            if len(rows) == 1:
                return rows, gap
        return self._broken(width, self._gap), self._gap

    def _broken(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if rows[-1] and used + gap + needed > width:
                rows.append([])
            if rows[-1] or not isinstance(item, QSpacerItem):
                used = used + gap + needed if rows[-1] else needed
                rows[-1].append(item)
        return rows


def _height(items: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)
