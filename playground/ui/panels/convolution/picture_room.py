"""Where what belongs to a whole picture stands: the kernel beside the pictures or below them, as there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.panels.convolution.kernel_tables import KernelTables

PICTURES, SIDE, BESIDE = 540, 232, 620
"""Widths at the usual size of text: of three pictures that have the kernel beside them, of what stands there at least,
and from which on the choices are beside the kernel, where that stands below."""
WIDEST = 2**24 - 1
"""No limit, as Qt has it."""
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class PictureRoom(QBoxLayout):
    """The pictures above what is said of them; the kernel and, below or beside it, what is chosen."""

    def __init__(self, view: QWidget, said: QWidget, tables: KernelTables, controls: QWidget, use: QWidget) -> None:
        super().__init__(DOWN)
        self._tables, self._side = tables, QWidget()
        pictures, chosen = QVBoxLayout(), QVBoxLayout()
        pictures.addWidget(view, 1)
        pictures.addWidget(said)
        pictures.addStretch()
        chosen.addWidget(controls)
        chosen.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
        chosen.addStretch(1)
        self._below = QBoxLayout(DOWN, self._side)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(10)
        self._below.addWidget(tables)
        self._below.addLayout(chosen, 1)
        self.setSpacing(10)
        self.addLayout(pictures, 1)
        self.addWidget(self._side)

    def fit(self, width: int) -> None:
        """Where there is room for it, the kernel stands beside the pictures, or else its choices beside it."""
        tables = max(self._tables.wanted_width, THEME.px(SIDE))
        is_wide = width >= THEME.px(PICTURES) + tables
        self.setDirection(ACROSS if is_wide else DOWN)
        self._side.setMaximumWidth(tables if is_wide else WIDEST)
        self._below.setDirection(ACROSS if width >= THEME.px(BESIDE) and not is_wide else DOWN)
