"""Connected areas, against a slow flood fill."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.data.components import find_components


def flooded(mask: np.ndarray) -> list[set[tuple[int, int]]]:
    left = {(int(y), int(x)) for y, x in np.argwhere(mask)}
    areas = []
    while left:
        todo, area = [left.pop()], set()
        while todo:
            y, x = todo.pop()
            area.add((y, x))
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            todo += near
        areas.append(area)
    return areas


@given(st.integers(1, 14), st.integers(1, 14), st.floats(0.1, 0.9), st.integers(0, 1000))
def test_areas_are_those_of_a_flood_fill(rows: int, columns: int, density: float, seed: int) -> None:
    mask = np.random.default_rng(seed).random((rows, columns)) < density
    found = find_components(mask)
    expected = flooded(mask)
    assert len(found) == len(expected)
    parts = []
    for index in range(len(found)):
        part = found.mask(np.arange(len(found)) == index)
        cells = {(int(y), int(x)) for y, x in np.argwhere(part)}
        parts.append(cells)
        ys, xs = [y for y, _ in cells], [x for _, x in cells]
        assert found.area[index] == len(cells)
        assert (found.top[index], found.bottom[index]) == (min(ys), max(ys) + 1)
        assert (found.left[index], found.right[index]) == (min(xs), max(xs) + 1)
    assert sorted(map(sorted, parts)) == sorted(map(sorted, expected))
