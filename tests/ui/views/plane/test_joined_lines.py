"""Segments joined to lines."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.views.plane.class_borders import class_borders
from playground.ui.views.plane.joined_lines import DASH, SHARE, dashes, joined_lines


def pieces(lines: np.ndarray) -> list[frozenset[tuple[float, float]]]:
    """The segments that polylines are made of."""
    found = []
    for start, end in zip(lines[:-1].tolist(), lines[1:].tolist(), strict=True):
        if not np.isnan([*start, *end]).any():
            found.append(frozenset([tuple(start), tuple(end)]))
    return sorted(found, key=sorted)


def test_segments_in_any_order_become_one_line():
    places = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (2.0, 1.0)])
    segments = np.stack([places[[2, 1]], places[[0, 1]], places[[2, 3]]])
    lines = joined_lines(segments)
    assert len(lines) == 5 and np.isnan(lines[4]).all()
    assert lines[:4].tolist() in (places.tolist(), places[::-1].tolist())


def test_a_ring_closes():
    corners = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
    lines = joined_lines(np.stack([corners, np.roll(corners, -1, axis=0)], axis=1))
    assert len(lines) == 5 and lines[0].tolist() == lines[3].tolist()


@given(st.integers(0, 1000), st.integers(1, 4))
def test_no_piece_of_a_border_is_lost(seed, classes):
    evidence = np.random.default_rng(seed).normal(size=(9, 9, classes)).astype(np.float32)
    segments = class_borders(evidence).astype(np.float64).round(6)
    wanted = sorted(
        (frozenset([tuple(start), tuple(end)]) for start, end in segments.tolist() if start != end), key=sorted
    )
    found = [piece for piece in pieces(joined_lines(segments)) if len(piece) == 2]
    assert found == wanted


def test_nothing_has_no_lines():
    assert joined_lines(np.empty((0, 2, 2), np.float32)).shape == (0, 2)
    assert dashes(np.empty((0, 2, 2), np.float32)).shape == (0, 2, 2)


def test_dashes_are_about_their_share_of_a_line():
    x = np.linspace(-3, 3, 301)
    ends = np.stack([x, np.zeros(301)], axis=1)
    kept = dashes(np.stack([ends[:-1], ends[1:]], axis=1).astype(np.float32))
    gaps = np.diff(kept[:, 0, 0]) > 0.021
    assert abs(len(kept) / 300 - SHARE) < 0.05 and abs(gaps.sum() + 1 - 6 / DASH) <= 1
