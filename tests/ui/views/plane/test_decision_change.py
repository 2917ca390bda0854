"""The colours of what changed on the plane."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.look.theme import THEME
from playground.ui.views.plane.class_colours import soft
from playground.ui.views.plane.decision_change import HATCH, Moment, change_pixels, change_texts

SIDE = 2 * HATCH


def everywhere(*shares: float) -> np.ndarray:
    """The same probabilities all over the plane."""
    return np.tile(np.array(shares, np.float32), (SIDE, SIDE, 1))


def rgb(word: int) -> list[int]:
    return [word >> 16 & 255, word >> 8 & 255, word & 255]


@pytest.mark.parametrize(("gain", "scale"), [(0.01, 0.02), (0.1, 0.1), (0.26, 0.5), (0.9, 1.0)])
def test_the_full_colour_is_the_least_round_change_that_is_enough(gain, scale):
    pixels, found = change_pixels(everywhere(0.95 - gain, 0.05 + gain), everywhere(0.95, 0.05))
    assert found == scale and len(np.unique(pixels)) <= 2


def test_the_class_that_gained_most_has_its_colour_and_what_was_won_is_hatched():
    then, now = everywhere(0.6, 0.3, 0.1), everywhere(0.5, 0.3, 0.2)
    pixels, scale = change_pixels(now, then)
    assert scale == 0.1 and len(np.unique(pixels)) == 1, "class 0 wins as before"
    assert rgb(int(pixels[0, 0])) == pytest.approx(soft(2).tolist(), abs=1)
    won, _ = change_pixels(everywhere(0.2, 0.3, 0.5), then)
    assert len(np.unique(won)) == 2
    assert len(np.unique(np.diagonal(won[::-1]))) == 1, "along a line"
    assert (won == won[0, 1]).mean() == pytest.approx(1 - 1 / HATCH)


@given(st.integers(2, 6), st.integers(0, 999))
def test_nothing_that_stays_has_a_colour(classes, seed):
    decision = np.random.default_rng(seed).dirichlet(np.ones(classes), (SIDE, SIDE)).astype(np.float32)
    pixels, _ = change_pixels(decision, decision)
    (shade,) = np.unique(pixels)
    middle = THEME.colours.diverging[1]
    assert rgb(int(shade)) == pytest.approx([middle.red(), middle.green(), middle.blue()], abs=2)


def test_it_says_since_when_ever_shorter():
    texts = change_texts(Moment(12.3, everywhere(0.5, 0.5), np.empty((0, 2, 2))), 0.25)
    assert texts == ("Δ since epoch 12 · full colour: ±0.25", "Δ since epoch 12: ±0.25", "Δ ±0.25")
