"""How much room tables have: usually so much that their sum is seen with them, alone all that there is."""

from __future__ import annotations

from collections.abc import Sequence

from playground.ui.look.theme import THEME
from playground.ui.views.convolution.number_table import Group
from playground.ui.views.convolution.table_layout import TableLayout, layout_of

LEAST_HEIGHT, MOST_HEIGHT = 170, 340
"""What all tables may take, at the usual size of text."""
ENLARGED = 96
"""The largest side of a cell where there is room for it, at the usual size of text."""


class TableRoom:
    """Lays tables out; keeps what it found until it is told to forget it."""

    def __init__(self) -> None:
        self.is_enlarged = False
        self._most_height = LEAST_HEIGHT
        self._usual: TableLayout | None = None
        self._enlarged: TableLayout | None = None

    def forget(self) -> None:
        """Other tables, or another room."""
        self._usual = self._enlarged = None

    def set_most_height(self, height: int) -> bool:
        """How high all may be where smaller cells allow it; whether that is news."""
        height = min(max(height, THEME.px(LEAST_HEIGHT)), THEME.px(MOST_HEIGHT))
        is_other, self._most_height = height != self._most_height, height
        return is_other

    def usual(self, groups: Sequence[Group], width: int) -> TableLayout:
        """Beside everything else."""
        if self._usual is None:
            self._usual = layout_of(groups, width, self._most_height)
            if self._usual.size.height() > self._most_height:  # who scrolls anyway has numbers of the usual size
                self._usual = layout_of(groups, width, THEME.px(MOST_HEIGHT))
        return self._usual

    def shown(self, groups: Sequence[Group], width: int, height: int) -> TableLayout:
        """As it is to be seen in a room of this size."""
        if not self.is_enlarged:
            return self.usual(groups, width)
        if self._enlarged is None:
            self._enlarged = layout_of(groups, width, max(height, self._most_height), ENLARGED)
        return self._enlarged
