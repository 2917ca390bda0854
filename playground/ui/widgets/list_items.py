"""How the options of an open drop-down list are painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from playground.ui.look.theme import THEME

RULE = 9
"""The height of a line between options, in pixels."""


class ListItems(QStyledItemDelegate):
    """As Qt's own, which is made anew for every style sheet, twice, while the old ones stay for good."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if _is_rule(index):
            middle = option.rect.center().y()
            painter.fillRect(option.rect.left(), middle, option.rect.width(), 1, THEME.colours.line)
        else:
            super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(RULE, RULE) if _is_rule(index) else super().sizeHint(option, index)


def _is_rule(index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether it was put in by QComboBox.insertSeparator."""
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "separator")
