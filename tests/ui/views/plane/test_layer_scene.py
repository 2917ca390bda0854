"""What stays while a hidden layer learns: the axes' order and signs, and the values that the picture spans."""

import numpy as np
import pytest

from playground.data.points import PLANE
from playground.ui.views.plane.axis_alignment import alignment
from playground.ui.views.plane.calm_span import calm_span

AXES = np.linalg.qr(np.random.default_rng(5).normal(size=(4, 4)))[0][:2]


@pytest.mark.parametrize("change", [[[1, 0], [0, 1]], [[-1, 0], [0, 1]], [[0, 1], [1, 0]], [[0, -1], [1, 0]]])
def test_axes_keep_their_order_and_signs(change):
    turned = np.array(change) @ AXES
    nearly = turned + np.random.default_rng(1).normal(0, 0.05, turned.shape)
    turn = alignment(nearly, AXES)
    assert np.array_equal(np.abs(turn).sum(axis=0), [1, 1])
    assert turn @ turned == pytest.approx(AXES)


def test_without_axes_before_they_stay_as_they_are():
    assert np.array_equal(alignment(AXES, None), np.eye(2))
    assert np.array_equal(alignment(AXES, np.ones((2, 3))), np.eye(2))


def spanned(low: tuple[float, float], high: tuple[float, float], span=None, is_equal=True):
    return calm_span(span, np.array(low), np.array(high), is_equal)


def test_the_span_stays_while_what_is_seen_changes_little():
    span = spanned((-1, -1), (1, 1))
    assert spanned((-0.8, -1), (1.1, 0.9), span) is span
    assert np.abs(span.places([(-1, -1), (1, 1)])).max() < PLANE


def test_it_grows_at_once_and_shrinks_only_when_there_is_much_too_much():
    span = spanned((-1, -1), (1, 1))
    larger = spanned((-1, -1), (2, 1), span)
    assert np.abs(larger.places([(-1, -1), (2, 1)])).max() < PLANE and larger.factor > span.factor
    assert spanned((-0.7, -0.7), (0.7, 0.7), span) is span
    assert spanned((-0.2, -0.2), (0.2, 0.2), span).factor < span.factor / 2


def test_of_two_units_each_axis_has_its_own_scale():
    span = spanned((0, -3), (10, 3), is_equal=False)
    assert span.centre == (5, 0) and span.factor / span.rise == pytest.approx(10 / 6)
    assert span.places((10, 3)) == pytest.approx(-span.places((0, -3)))
    assert spanned((0, -3), (10, 3), span).rise is None


def test_a_line_is_the_same_along_axes_of_their_own_scales():
    span = spanned((0, -3), (10, 3), is_equal=False)
    weight, bias = span.line_of((2.0, -1.0), 0.5)
    values = span.values((1.5, -2.0))
    assert np.dot(weight, (1.5, -2.0)) + bias == pytest.approx(np.dot((2.0, -1.0), values) + 0.5)
    assert span.weights_of(weight, bias)[0] == pytest.approx((2.0, -1.0))


def test_what_is_nowhere_spread_has_a_span_too():
    span = spanned((2, 2), (2, 2))
    assert span.factor > 0 and span.centre == (2, 2)
