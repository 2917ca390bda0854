"""Losses that leave the axis: whatever they are, they are marked, and the others are seen."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.training.snapshot import Curves, EditMark
from playground.ui.views.curves.beyond import Excursion, excursion_text, excursions, farthest
from playground.ui.views.curves.chart import Axis
from playground.ui.views.curves.loss_range import loss_range
from playground.ui.views.curves.smoothing import moving_average, smoothed

any_loss = st.floats(min_value=0) | st.just(math.nan) | st.just(math.inf)


@given(st.lists(st.lists(any_loss, max_size=40), max_size=3), st.booleans())
def test_every_record_is_on_the_axis_or_in_one_excursion(curves, log):
    losses = [np.array(curve, np.float64) for curve in curves]
    low, high = loss_range(losses, log)
    axis = Axis(low, high, 100.0, 0.0, log)
    assert 0 <= axis.low < axis.high < math.inf and (axis.low > 0 or not log)
    axis.ticks(5)
    for values in losses:
        found = excursions(values, axis)
        farthest(found, len(values))
        marked = [k for each in found for k in range(each.first, each.last + 1)]
        beyond = np.flatnonzero((values > axis.high) | (values < axis.low)).tolist()
        assert marked == beyond
        for each in found:
            part = values[each.first : each.last + 1]
            assert each.value == values[each.peak] == (part.max() if each.upwards else part.min())
            assert (part > axis.high).all() if each.upwards else (part < axis.low).all()
            excursion_text(each, np.arange(float(len(values))))


def test_a_loss_that_runs_away_leaves_the_axis_and_says_how_far():
    curve = np.array([0.7, 0.6, 0.5, 0.5, 0.6, 3.1e5])
    low, high = loss_range([curve], log=False)
    assert 0.7 < high < 5, "what came before is seen"
    (found,) = excursions(curve, Axis(low, high, 100, 0))
    assert found == Excursion(5, 5, 5, 3.1e5, True)
    assert excursion_text(found, np.arange(6.0) * 3) == "↑ 3.1·10⁵ at epoch 15"


def test_numbers_that_are_none_are_told_from_when_on():
    curve = np.array([0.7, 0.6, math.inf])
    found = excursions(curve, Axis(*loss_range([curve], log=True), 100, 0, True))
    assert excursion_text(found[0], np.array([0.0, 6.5, 13.0])) == "↑ no finite number from epoch 13"


def test_what_goes_on_now_is_told_before_what_was_farther():
    once, now = Excursion(2, 3, 2, 1e9, True), Excursion(8, 9, 9, 50.0, True)
    assert farthest([once, now], 10) is now and farthest([once, now], 11) is once
    assert farthest([Excursion(8, 9, 9, 0.0, False)], 10) is None


def test_a_wild_record_does_not_squash_a_logarithmic_axis():
    curve = np.full(100, 0.5)
    curve[40] = 1e200
    assert loss_range([curve], log=True)[1] <= 1e6
    curve[40] = 0.0
    (found,) = excursions(curve, Axis(*loss_range([curve], log=True), 100, 0, True))
    assert (found.peak, found.upwards) == (40, False), "0 has no place on it"


def test_averages_begin_with_the_first_number_and_go_on_after_gaps():
    # w = ½: m₁ = ½·4/½ = 4, then (½·2 + ½·1)/¾ = 2, then the gap, then (½·1.5 + ½·8)/⅞ = 4.75·8/7.
    found = moving_average(np.array([4.0, 1.0, math.nan, math.inf, 8.0]), 0.5)
    assert found[:2].tolist() == [4.0, 2.0] and math.isnan(found[2]) and math.isinf(found[3])
    assert found[4] == pytest.approx(4.75 * 8 / 7)


@given(st.lists(st.floats(0, 1e300), min_size=1, max_size=50), st.sampled_from([0.6, 0.9, 0.97]))
def test_averages_stay_between_the_numbers(values, weight):
    found = moving_average(np.array(values), weight)
    assert (found >= min(values) * (1 - 1e-9)).all() and (found <= max(values) * (1 + 1e-9)).all()


def test_every_curve_of_several_is_smoothed_by_itself():
    none = np.full(4, np.nan)
    loss = np.array([1.0, 1.0, 9.0, 9.0])
    curves = Curves(np.arange(4.0), loss, none, none, none, np.ones((4, 1)), (EditMark(2.0, "loss", "a", "b", True),))
    assert smoothed(curves, 0.9).train_loss.tolist() == pytest.approx(loss.tolist())
