"""Axes and curves of charts."""

import numpy as np
import pytest

from playground.ui.views.curves.chart import Axis, linear_ticks, log_ticks, thinned
from playground.ui.views.curves.loss_range import loss_range, quantile
from playground.ui.words.powers import power_text


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [(0, 0.65, ["0", "0.25", "0.50"]), (0, 1284, ["0", "500", "1,000"]), (0, 1, ["0", "0.5", "1.0"])],
)
def test_ticks_are_round_numbers(low, high, texts):
    assert [text for _, text in linear_ticks(low, high, 3)] == texts


def test_logarithmic_ticks_are_powers_of_ten():
    values = [value for value, _ in log_ticks(1e-6, 1.0, 4)]
    assert np.log10(values) == pytest.approx([-6, -4, -2, 0])
    assert [power_text(value) for value in (1e-6, 0.01, 1.0)] == ["10⁻⁶", "0.01", "1"]


@pytest.mark.parametrize("log", [False, True])
def test_an_axis_there_and_back(log):
    axis = Axis(0.01, 10.0, 200.0, 20.0, log)
    assert axis.pixel(0.01) == 200 and axis.pixel(10.0) == 20
    assert axis.value(axis.pixel(0.3)) == pytest.approx(0.3)


def test_a_logarithmic_axis_has_no_place_for_zero():
    assert np.isnan(Axis(0.1, 1.0, 0, 100, log=True).pixels(np.array([0.0, -1.0]))).all()


def test_thinning_keeps_the_extremes_of_every_pixel():
    x = np.linspace(0, 100, 20_000)
    y = np.sin(x * 50)
    y[12_345] = 9.0
    across, thin = thinned(x, y)
    assert len(across) <= 2 * 101
    assert thin.max() == 9.0 and thin.min() == pytest.approx(y.min())


def test_what_is_not_a_number_is_left_out():
    x, y = thinned(np.arange(5.0), np.array([1, np.nan, 2, np.inf, 3]))
    assert x.tolist() == [0, 2, 4] and y.tolist() == [1, 2, 3]


def test_the_range_of_losses():
    curve = np.array([0.7, 0.4, 0.1])
    low, high = loss_range([curve, np.full(3, np.nan)], log=False)
    assert low == 0 and 0.7 < high < 0.8
    assert loss_range([curve], log=True) == (0.1, 1.0)
    assert loss_range([np.zeros(3)], log=True) == (0.01, 1.0)
    assert loss_range([], log=False) == (0.0, 1.0)


def test_a_quantile_is_one_of_the_values():
    values = np.array([5.0, 1.0, 4.0, 2.0, 3.0])
    assert [quantile(values, share) for share in (0, 0.5, 0.97, 1)] == [1, 3, 5, 5]
    assert quantile(np.array([7.0]), 0.97) == 7


def test_one_wild_record_does_not_squash_the_rest():
    curve = np.full(500, 0.5)
    curve[250] = 1e9
    assert loss_range([curve], log=False)[1] < 1
    curve[-1] = 10
    assert 10 < loss_range([curve], log=False)[1] < 20, "the loss of now is always seen"


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("low", [1.0, 2.0**53, 1e300])
def test_an_axis_without_a_length_is_made_longer(low, log):
    axis = Axis(low, low + 1e-20, 10, 110, log)
    assert np.isfinite(axis.pixels(np.array([low]))).all() and axis.pixel(low) == 10
    axis.ticks(5)


def test_a_curve_that_explodes_leaves_the_axis_and_what_came_before_is_seen():
    curve = np.array([0.7, 0.5, 0.4, 1e15, np.inf])
    low, high = loss_range([curve], log=False)
    assert low == 0 and 0.7 < high < 3
    assert Axis(low, high, 100.0, 0.0).pixel(np.inf) < -1000


def test_huge_numbers_are_written_short():
    assert all(len(text) <= 8 for _, text in linear_ticks(0, 4e14, 5))
