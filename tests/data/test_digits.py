"""Several digits in one picture are told from the parts of a single one, and any of them can be chosen."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from playground.data.errors import DataError
from playground.data.pictures import from_canvas, prepare
from tests.data.drawn_digits import drawings, on_the_pad
from tests.data.framed_digits import Page, page

DIGIT = (28, 28, 1)
ONE = [(0.5, 0.1), (0.5, 0.9)]
SEVEN = [(0.2, 0.1), (0.8, 0.1), (0.4, 0.9)]
FIVE = [(0.25, 0.2), (0.25, 0.5), (0.7, 0.55), (0.7, 0.85), (0.25, 0.9)]
BAR = [(0.25, 0.08), (0.75, 0.08)]


def drawn(*strokes: tuple[float, float, list[tuple[float, float]]], size: tuple[int, int] = (500, 300)) -> Image.Image:
    """Strokes in squares of 200 pixels whose upper left corners are given."""
    picture = Image.new("L", size, 255)
    for left, top, points in strokes:
        placed = [(left + 200 * x, top + 200 * y) for x, y in points]
        ImageDraw.Draw(picture).line(placed, fill=0, width=14, joint="curve")
    return picture


def test_two_digits_are_found_from_left_to_right_and_the_larger_is_taken() -> None:
    prepared = prepare(drawn((30, 50, ONE), (230, 50, SEVEN)), DIGIT)
    (left, _, right, _), (other, _, _, _) = prepared.digits
    assert left == pytest.approx(123 / 500, abs=0.02)
    assert right < other == pytest.approx(270 / 500, abs=0.02)
    assert prepared.chosen == 1
    assert prepared.box == pytest.approx(prepared.digits[1], abs=0.02)


def test_another_digit_can_be_chosen() -> None:
    both = drawn((30, 50, ONE), (230, 50, SEVEN))
    alone = prepare(drawn((30, 50, ONE)), DIGIT)
    chosen = prepare(both, DIGIT, which=0)
    assert chosen.chosen == 0
    np.testing.assert_allclose(chosen.tensor, alone.tensor, atol=0.05)
    with pytest.raises(DataError, match="digit 3"):
        prepare(both, DIGIT, which=2)


def test_digits_below_one_another() -> None:
    prepared = prepare(drawn((30, 20, SEVEN), (30, 280, ONE), size=(300, 500)), DIGIT)
    assert [round(top, 1) for _, top, _, _ in prepared.digits] == [0.1, 0.6]


def test_a_detached_bar_belongs_to_its_digit() -> None:
    prepared = prepare(drawn((130, 50, FIVE), (130, 50, BAR)), DIGIT)
    assert len(prepared.digits) == 1
    assert prepared.box[1] == pytest.approx((50 + 16 - 7) / 300, abs=0.02)


def test_digits_that_were_drawn_in_several_strokes_are_one() -> None:
    several = [d.name for d in drawings() if len(from_canvas(on_the_pad(d), DIGIT).digits) != 1]
    assert not several


def test_pairs_of_drawings_are_two() -> None:
    rng = np.random.default_rng(3)
    pages = [page(drawing, rng, 300, 0.55) for drawing in drawings()[::7]]
    for one, other in zip(pages[::2], pages[1::2], strict=False):
        both = Image.new("L", (700, 400), 255)
        left = beside(both, one, 60)
        beside(both, other, left + 40)
        assert len(prepare(both, DIGIT).digits) == 2


def beside(picture: Image.Image, digit: Page, left: int) -> int:
    """Puts a page's digit into a picture; where it ends."""
    box = tuple(int(v) for v in (digit.box[0] - 2, digit.box[1] - 2, digit.box[2] + 2, digit.box[3] + 2))
    picture.paste(digit.picture.convert("L").crop(box), (left, 80))
    return left + box[2] - box[0]
