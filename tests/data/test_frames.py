"""What is drawn around a digit is no ink; a digit that looks like a frame or a line stays."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from playground.data.pictures import Prepared, prepare

DIGIT = (28, 28, 1)


def drawn(size: tuple[int, int] = (200, 200)) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", size, 255)
    return picture, ImageDraw.Draw(picture)


def box_in_pixels(prepared: Prepared, picture: Image.Image) -> list[float]:
    return [share * side for share, side in zip(prepared.box, picture.size * 2, strict=True)]


@pytest.mark.parametrize("bounds", [(60, 40, 140, 160), (0, 0, 199, 199), (3, 60, 196, 140)])
def test_a_nought_is_no_frame(bounds: tuple[int, int, int, int]) -> None:
    picture, draw = drawn()
    draw.ellipse(bounds, outline=0, width=12)
    assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx(bounds, abs=4)


def test_a_nought_with_a_dot_and_one_with_a_slash_stay() -> None:
    for inside in ((97, 94, 103, 106), None):
        picture, draw = drawn()
        draw.ellipse((60, 40, 140, 160), outline=0, width=10)
        if inside:
            draw.ellipse(inside, fill=0)
        else:
            draw.line((55, 165, 145, 35), fill=0, width=8)
        prepared = prepare(picture, DIGIT)
        assert prepared.box[2] - prepared.box[0] > 0.38


def test_an_angular_nought_and_eight_stay() -> None:
    for middle in (False, True):
        picture, draw = drawn()
        draw.rectangle((70, 40, 130, 160), outline=0, width=10)
        if middle:
            draw.line((70, 100, 130, 100), fill=0, width=10)
        assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx((70, 40, 131, 161), abs=3)


@pytest.mark.parametrize("width", [3, 12, 40])
def test_a_one_is_no_line(width: int) -> None:
    picture, draw = drawn()
    draw.line((100, 0, 100, 199), fill=0, width=width)
    prepared = prepare(picture, DIGIT)
    assert not prepared.blank
    assert prepared.box[3] - prepared.box[1] > 0.95


def test_a_seven_cut_close_keeps_its_bar() -> None:
    picture, draw = drawn((120, 200))
    draw.line((0, 5, 114, 5, 50, 199), fill=0, width=11)
    assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx((0, 0, 120, 200), abs=4)


def test_a_four_cut_close_keeps_its_stem() -> None:
    picture, draw = drawn((140, 200))
    draw.line((30, 0, 5, 120, 139, 120), fill=0, width=11)
    draw.line((90, 0, 90, 199), fill=0, width=11)
    assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx((0, 0, 140, 200), abs=4)


def test_a_two_keeps_its_foot() -> None:
    picture, draw = drawn()
    draw.line((60, 60, 100, 40, 130, 70, 55, 150, 145, 150), fill=0, width=10, joint="curve")
    prepared = prepare(picture, DIGIT)
    assert box_in_pixels(prepared, picture)[3] == pytest.approx(155, abs=3)


def test_a_faint_digit_in_a_black_box() -> None:
    picture, draw = drawn()
    draw.rectangle((20, 20, 180, 180), outline=0, width=6)
    draw.line((100, 60, 100, 140), fill=150, width=10)
    assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx((95, 60, 105, 140), abs=4)


def test_boxes_within_boxes() -> None:
    picture, draw = drawn()
    for inset in (0, 12, 25):
        draw.rectangle((inset, inset, 199 - inset, 199 - inset), outline=0, width=3)
    draw.line((100, 60, 100, 140), fill=0, width=10)
    assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx((95, 60, 105, 140), abs=4)


def test_a_four_of_two_strokes_that_do_not_meet_stays() -> None:
    picture, draw = drawn()
    draw.line((80, 30, 60, 120, 150, 120), fill=0, width=8)
    draw.line((110, 60, 110, 108), fill=0, width=8)
    assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx((57, 30, 150, 124), abs=4)


def test_a_circle_that_is_not_closed_is_no_ink() -> None:
    picture, draw = drawn()
    draw.arc((30, 30, 170, 170), 20, 350, fill=0, width=5)
    draw.line((100, 60, 100, 140), fill=0, width=10)
    assert box_in_pixels(prepare(picture, DIGIT), picture) == pytest.approx((95, 60, 105, 140), abs=4)


def test_a_box_that_the_digit_touches_is_no_ink() -> None:
    picture, draw = drawn()
    draw.rectangle((60, 40, 140, 160), outline=0, width=4)
    draw.line((75, 60, 120, 60, 90, 158), fill=0, width=8)
    left, top, right, _ = box_in_pixels(prepare(picture, DIGIT), picture)
    assert left > 64 and top > 50 and right < 136


def test_a_card_on_a_page_is_looked_at_by_itself() -> None:
    card = np.full((200, 260), 190.0) * np.linspace(0.45, 1.15, 260)
    card += np.random.default_rng(1).normal(0, 1, card.shape)
    page = Image.new("L", (420, 380), 190)
    picture = Image.fromarray(card.clip(0, 255).astype(np.uint8))
    ImageDraw.Draw(picture).line((130, 50, 130, 150), fill=25, width=10)
    page.paste(picture, (70, 90))
    assert box_in_pixels(prepare(page, DIGIT), page) == pytest.approx((195, 140, 206, 241), abs=5)


def test_an_empty_box_is_what_is_written() -> None:
    picture, draw = drawn()
    draw.rectangle((40, 40, 160, 160), outline=0, width=4)
    prepared = prepare(picture, DIGIT)
    assert not prepared.blank
    assert box_in_pixels(prepared, picture) == pytest.approx((40, 40, 161, 161), abs=3)


@pytest.mark.parametrize("angle", [-25, -8, 0, 8, 25])
@pytest.mark.parametrize("ground", [0, 120, 255])
def test_a_sheet_that_lies_askew_is_set_straight(angle: int, ground: int) -> None:
    light = np.linspace(150, 230, 300)[None] + np.zeros((260, 1))
    sheet = Image.fromarray((light + np.random.default_rng(1).normal(0, 2, light.shape)).astype(np.uint8))
    ImageDraw.Draw(sheet).line((150, 60, 150, 200), fill=40, width=12)
    page = Image.new("L", (600, 500), ground)
    laid = sheet.convert("LA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
    page.paste(laid.getchannel(0), (140, 90), laid.getchannel(1))
    ink = prepare(page, DIGIT).tensor[..., 0]
    columns = np.flatnonzero(ink.any(axis=0))
    assert np.ptp(columns) < 6
