"""The kernel as a table to be dragged, and beside it what it meets where the pointer is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.ui.views.convolution.small_table import SmallTable
from playground.ui.views.convolution.table_look import TableLook
from playground.ui.widgets.names import set_names

LARGE, SMALL, GAP = 34, 24, 14
FEW = 4
"""Up to so many rows cells are large."""
SHOWN = 2
"""Digits of a brightness between 0 and 1."""


class KernelTables(QWidget):
    """Of a picture in colour the window shows the mean of its channels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kernel = SmallTable(self.tr("Weights of the kernel"), "picture.weight")
        self.window_table = SmallTable(self.tr("The input under the kernel"))
        set_names("picture", kernel=self.kernel, window=self.window_table)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for title, table in (
            (self.tr("Kernel w"), self.kernel),
            (self.tr("Input at the pointer"), self.window_table),
        ):
            caption = QLabel(title)
            caption.setProperty("role", "small")
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(caption)
            column.addWidget(table)
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)
        self.kernel_size = 0

    @property
    def wanted_width(self) -> int:
        """How wide both are, also before they are laid out."""
        return self.kernel.sizeHint().width() + self.window_table.sizeHint().width() + GAP

    def show_kernel(self, weight: NDArray[np.float64]) -> None:
        """Shows the weights (size, size) of a kernel."""
        if len(weight) != self.kernel_size:
            self.kernel_size = len(weight)
            for table in (self.kernel, self.window_table):
                table.set_side(LARGE if self.kernel_size <= FEW else SMALL)
            self.show_window(None)
        self.kernel.show_table(TableLook(weight, limit=float(np.abs(weight).max()) or 1.0))

    def show_window(self, values: NDArray[np.float64] | None) -> None:
        """Shows what the kernel meets, (size, size, channels); None: nothing."""
        side = self.kernel_size
        numbers = np.full((side, side), np.nan) if values is None else np.round(values.mean(axis=2), SHOWN)
        self.window_table.show_table(TableLook(numbers))
