"""Gradient clipping by hand."""

import tracemalloc

import numpy as np
import pytest

from playground.engine.clipping import clip_norm


def test_a_longer_gradient_keeps_its_direction_only():
    gradient = np.array([3.0, -4.0])  # ‖∇E‖ = 5
    clip_norm(gradient, 1.0)
    assert gradient == pytest.approx([0.6, -0.8])


def test_a_shorter_one_stays_as_it_is():
    gradient = np.array([3.0, -4.0], np.float32)
    clip_norm(gradient, 5.0)
    assert gradient.tolist() == [3.0, -4.0]


@pytest.mark.parametrize("wrong", [np.inf, np.nan, 1e30])  # the square of the last one is infinite in float32
def test_numbers_that_ran_away_are_not_hidden(wrong):
    gradient = np.array([1.0, wrong], np.float32)
    with np.errstate(over="ignore"):
        clip_norm(gradient, 1.0)
    np.testing.assert_array_equal(gradient, np.array([1.0, wrong], np.float32))


def test_nothing_is_allocated():
    gradient = np.ones(100_000, np.float32)
    clip_norm(gradient, 1.0)
    tracemalloc.start()
    gradient[:] = 1
    clip_norm(gradient, 1.0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000
