"""Where one is in a walk: at a section of it, and there as far as a row of what it computes, neuron by neuron."""

from __future__ import annotations

from collections.abc import Sequence

from playground.late_dataclass import dataclass
from playground.training.walk_table import Section


@dataclass(frozen=True)
class WalkCursor:
    """The section, and how many rows of its results are known."""

    section: int = 0
    rows: int = 1

    def moved(self, sections: Sequence[Section], step: int, by_neuron: bool) -> WalkCursor:
        """So many stops further, or back; at the ends it stays."""
        stops = self._stops(sections, by_neuron)
        here = (self.section, self.rows)
        behind = [stop for stop in stops if (stop > here if step > 0 else stop < here)]
        if not behind:
            return self
        return WalkCursor(*(behind[0] if step > 0 else behind[-1]))

    def is_last(self, sections: Sequence[Section]) -> bool:
        """Whether everything is known."""
        return (self.section, self.rows) >= (len(sections) - 1, rows_of(sections[-1]))

    def _stops(self, sections: Sequence[Section], by_neuron: bool) -> list[tuple[int, int]]:
        every = ((place, rows_of(section)) for place, section in enumerate(sections))
        return [(place, row) for place, rows in every for row in (range(1, rows + 1) if by_neuron else (rows,))]


def rows_of(section: Section) -> int:
    """How many neurons, or inputs, the longest of its results is about."""
    return max((len(quantity.values) for quantity in section.quantities if not quantity.is_given), default=1)
