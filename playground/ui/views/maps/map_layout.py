"""How the maps of all layers share a rectangle: in one column or two, as large as fits without scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from playground.late_dataclass import dataclass
from playground.ui.views.mosaic import Tiling, fit

Maps = tuple[int, int, int]
"""(maps, rows, columns) of one layer; (units, 1, 1) of a dense one."""

GAP, COLUMN_GAP, AFTER = 4, 20, 8
CAPS = (112, 100, 90, 82, 76, 70, 64, 58, 52, 46, 40, 34, 28, 22)
MOST_LINES = 6
UNIT, UNIT_GAP = 13, 2
USUAL = 46
"""The size of the maps where they have to be scrolled anyway."""
LEAST = 16
"""Smaller maps say nothing: then they are scrolled."""
SCROLL_BAR = 10
"""What the bar that they are scrolled with covers at the right."""


@dataclass(frozen=True)
class Place:
    """Where one layer's maps lie: the upper left corner of its heading, the width it has, and its tiles below."""

    left: float
    top: float
    width: float
    tiling: Tiling


def arrange(layers: Sequence[Maps], width: float, room: float, header: float) -> list[Place]:
    """Places for all layers, each under a heading of height `header`.

    Of the arrangements that fit into `room` the one with the largest maps, else one column to be scrolled.
    """
    best: list[Place] = []
    for columns in (1, 2):
        for cap in CAPS:
            places = _grown(layers, width, room, header, columns, cap)
            if places and (not best or _area(places) > _area(best)):
                best = places
    if best or not layers:
        return best
    lines = _lines(layers, 1)
    return _flow(lines, [9] * len(lines), max(width - SCROLL_BAR, 1), header, USUAL)


def height(places: Sequence[Place], header: float) -> float:
    """The height of an arrangement."""
    return max((place.top + header + place.tiling.size[1] for place in places), default=0.0)


def _grown(layers: Sequence[Maps], width: float, room: float, header: float, columns: int, cap: float) -> list[Place]:
    """Every layer in one row of tiles first; then more rows, of larger tiles, where they are smallest and it fits."""
    lines = _lines(layers, columns)
    turns = [1] * len(lines)
    places = _flow(lines, turns, width, header, cap)
    if height(places, header) > room:
        return []
    growing = set(range(len(lines)))
    while growing:
        smallest = min(growing, key=lambda line: _side(places, lines, line))
        tried = [turn + (line == smallest) for line, turn in enumerate(turns)]
        larger = _flow(lines, tried, width, header, cap)
        fits = height(larger, header) <= room and tried[smallest] <= MOST_LINES
        if fits and _side(larger, lines, smallest) > _side(places, lines, smallest):
            turns, places = tried, larger
        else:
            growing.remove(smallest)
    smallest_map = min((p.tiling.width for p, layer in zip(places, layers, strict=True) if layer[1] > 1), default=LEAST)
    return places if smallest_map >= LEAST else []


def _lines(layers: Sequence[Maps], columns: int) -> list[Sequence[Maps]]:
    return [layers[first : first + columns] for first in range(0, len(layers), columns)]


def _side(places: Sequence[Place], lines: Sequence[Sequence[Maps]], line: int) -> float:
    first = sum(len(before) for before in lines[:line])
    return min(place.tiling.width for place in places[first : first + len(lines[line])])


def _area(places: Sequence[Place]) -> float:
    return sum(place.tiling.count * place.tiling.width * place.tiling.height for place in places)


def _flow(
    lines: Sequence[Sequence[Maps]], turns: Sequence[int], width: float, header: float, cap: float
) -> list[Place]:
    """Lines of layers below each other; the tiles of line i in `turns[i]` rows, none larger than `cap`."""
    places: list[Place] = []
    top = 0.0
    for line, rows in zip(lines, turns, strict=True):
        share = (width - COLUMN_GAP * (len(line) - 1)) / len(line)
        for column, layer in enumerate(line):
            places.append(Place(column * (share + COLUMN_GAP), top, share, _tiles(layer, rows, share, cap)))
        top = height(places, header) + AFTER
    return places


def _tiles(layer: Maps, turns: int, width: float, cap: float) -> Tiling:
    count, rows, columns = layer
    if (rows, columns) == (1, 1):
        return fit(count, 1.0, width, UNIT, UNIT, UNIT_GAP)
    across = -(-count // turns)
    side = max(min((width - GAP * (across - 1)) / across, cap), 4.0)
    most = max(min(int((width + GAP) // (side + GAP)), count), 1)
    across = -(-count // -(-count // most))  # rows as long as one another: 4 + 4 rather than 7 + 1
    return Tiling(count, across, side, side * rows / columns, GAP)
