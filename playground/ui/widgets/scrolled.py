"""A view of a widget that may be larger than its room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def make_scrolled(area: QScrollArea, content: QWidget) -> None:
    """Has an area show a widget that is as large as the area, or as it has to be; without a frame and without bars."""
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)


def scrolled(content: QWidget) -> QScrollArea:
    """A view of what may be larger, at first without any bars."""
    area = QScrollArea()
    make_scrolled(area, content)
    return area
