"""How the maps of all layers share the room."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.views.maps.map_layout import arrange, height

LENET = [(8, 28, 28), (8, 14, 14), (16, 14, 14), (16, 7, 7), (64, 1, 1)]
HEADER = 21


@pytest.mark.parametrize(("width", "room"), [(660, 350), (522, 215), (900, 700)])
def test_usual_networks_fit_without_scrolling(width, room):
    places = arrange(LENET, width, room, HEADER)
    assert len(places) == 5
    assert height(places, HEADER) <= room
    assert min(place.tiling.width for place in places[:4]) >= 22


def test_more_room_never_makes_maps_smaller():
    areas = []
    for room in range(250, 900, 50):
        places = arrange(LENET, 660, room, HEADER)
        areas.append(sum(place.tiling.count * place.tiling.width**2 for place in places))
    assert areas == sorted(areas)


@given(
    st.lists(st.tuples(st.integers(1, 128), st.integers(1, 64), st.integers(1, 64)), max_size=9),
    st.integers(160, 1600),
    st.integers(60, 1200),
)
def test_nothing_overlaps_and_nothing_leaves_the_width(layers, width, room):
    places = arrange(layers, width, room, HEADER)
    assert len(places) == len(layers)
    for place in places:
        assert place.left + place.tiling.size[0] <= width + 1 or place.tiling.width <= 4
    for one, other in pairwise(places):
        below = other.top >= one.top + HEADER + one.tiling.size[1]
        beside = other.left >= one.left + one.width
        assert below or beside


def test_no_layers_need_no_places():
    assert arrange([], 500, 300, HEADER) == []


@pytest.mark.parametrize("count", [5, 7, 8, 10, 24])
def test_the_rows_of_a_layer_are_as_long_as_one_another(count):
    """Never 7 + 1: no row lacks more maps than there are rows."""
    for width, room in ((640, 300), (640, 190), (300, 260), (420, 340)):
        for place in arrange([(count, 28, 28), (count, 14, 14)], width, room, 21):
            rows = -(-count // place.tiling.columns)
            assert rows * place.tiling.columns - count < rows
