"""A picture turned, cropped and inverted by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from playground.data.box import Box
from playground.data.by_hand import ByHand

QUARTERS = [0, 0.25, 0.5, 0.75, 1]


def picture() -> Image.Image:
    return Image.fromarray(np.arange(96, dtype=np.uint8).reshape(8, 12))


def boxes() -> st.SearchStrategy[Box]:
    pairs = st.lists(st.sampled_from(QUARTERS), min_size=2, max_size=2, unique=True).map(sorted)
    return st.tuples(pairs, pairs).map(lambda both: (both[0][0], both[1][0], both[0][1], both[1][1]))


def seen(hand: ByHand) -> np.ndarray:
    return np.asarray(hand.applied(picture()))


def test_a_quarter_turn_goes_to_the_right() -> None:
    np.testing.assert_array_equal(seen(ByHand().turned(1)), np.rot90(np.asarray(picture()), -1))
    np.testing.assert_array_equal(seen(ByHand().turned(-1)), np.rot90(np.asarray(picture())))


@given(boxes(), st.integers(0, 3), st.integers(-3, 3))
def test_turning_what_was_cropped_keeps_the_part(part: Box, first: int, then: int) -> None:
    cropped = ByHand().turned(first).cropped(part)
    np.testing.assert_array_equal(seen(cropped.turned(then)), np.rot90(seen(cropped), -then))


def test_a_part_of_a_part() -> None:
    half = ByHand().cropped((0.5, 0, 1, 1))
    np.testing.assert_array_equal(seen(half.cropped((0.5, 0, 1, 0.5))), np.asarray(picture())[:4, 9:])


def test_inverted() -> None:
    np.testing.assert_array_equal(seen(ByHand(inverted=True)), 255 - np.asarray(picture()))
    colours = Image.new("RGB", (2, 2), (255, 0, 10))
    assert ByHand(inverted=True).applied(colours).getpixel((0, 0)) == (0, 255, 245)


def test_the_smallest_part_is_a_pixel() -> None:
    assert ByHand(crop=(0.999, 0.999, 1, 1)).applied(picture()).size == (1, 1)
