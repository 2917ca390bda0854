"""Preparation: the same digit gives the same tensor, whatever the paper, the light, the polarity and the place."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from playground.data.errors import DataError
from playground.data.image_sets import make_images
from playground.data.normalise import stroke_width
from playground.data.pictures import from_canvas, prepare, to_picture

DIGIT = (28, 28, 1)
SEVEN = ((0.1, 0.05), (0.9, 0.05), (0.4, 1.0))


def drawn(
    side: int = 280, size: float = 0.6, at: tuple[float, float] = (0.5, 0.5), pen: float = 0.07, ink: int = 0
) -> Image.Image:
    """A seven on the opposite ground; size and pen are shares of the side."""
    picture = Image.new("L", (side, side), 255 - ink)
    draw = ImageDraw.Draw(picture)
    corners = [((at[0] + (x - 0.5) * size) * side, (at[1] + (y - 0.5) * size) * side) for x, y in SEVEN]
    width = max(round(pen * side), 1)
    draw.line(corners, fill=ink, width=width, joint="curve")
    for x, y in corners:
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=ink)
    return picture


def photographed(picture: Image.Image, seed: int = 0, lines: bool = False, shadow: bool = False) -> Image.Image:
    """The picture in uneven light with grain, on ruled paper, half in the shade."""
    rng = np.random.default_rng(seed)
    paper = picture.copy()
    if lines:
        draw = ImageDraw.Draw(paper)
        for y in range(17, paper.height, paper.height // 9):
            draw.line((0, y, paper.width, y + 4), fill=190, width=2)
        paper = Image.fromarray(np.minimum(np.asarray(paper), np.asarray(picture)))
    values = np.asarray(paper.filter(ImageFilter.GaussianBlur(1)), dtype=float)
    down, across = np.mgrid[0 : 1 : 1j * paper.height, 0 : 1 : 1j * paper.width]
    light = 0.45 + 0.3 * across + 0.15 * down
    if shadow:
        light *= 1 - 0.35 / (1 + np.exp((across - 0.35 + 0.2 * down) / 0.04))
    values = 25 + values * light * 0.9 + rng.normal(0, 3, values.shape)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """The largest correlation of two tensors that lie at most a pixel apart."""
    shifted = [np.roll(one, (down, across), (0, 1)) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    return max(float((some * other).sum()) for some in shifted) / float(np.sqrt((one**2).sum() * (other**2).sum()))


REFERENCE = prepare(drawn(), DIGIT).tensor


def test_the_result_is_laid_out_as_mnist() -> None:
    prepared = prepare(drawn(), DIGIT)
    assert prepared.tensor.shape == DIGIT
    assert prepared.tensor.dtype == np.float32
    assert 0 <= prepared.tensor.min() < 0.01
    assert prepared.tensor.max() > 0.95
    assert prepared.dark
    assert not prepared.blank
    image = prepared.tensor[..., 0]
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    centre = [(image.sum(axis=1 - axis) @ (np.arange(28) + 0.5)) / image.sum() for axis in (0, 1)]
    assert centre == pytest.approx([14, 14], abs=0.6)


def test_steps_show_what_the_network_sees() -> None:
    prepared = prepare(drawn(), DIGIT)
    assert [step.name for step in prepared.steps] == ["grey", "ink", "input"]
    assert all(step.picture.dtype == np.uint8 for step in prepared.steps)
    np.testing.assert_array_equal(prepared.steps[-1].picture, np.round(prepared.tensor[..., 0] * 255))
    left, top, right, bottom = prepared.box
    assert (left, top) == pytest.approx((0.22, 0.195), abs=0.03)
    assert (right, bottom) == pytest.approx((0.78, 0.835), abs=0.03)


@settings(max_examples=25)
@given(
    st.sampled_from([140, 280, 900]),
    st.floats(0.25, 0.8),
    st.floats(0.42, 0.58),
    st.floats(0.42, 0.58),
    st.sampled_from([0, 255]),
)
def test_size_place_and_polarity_do_not_matter(side: int, size: float, x: float, y: float, ink: int) -> None:
    tensor = prepare(drawn(side, size, (x, y), pen=0.117 * size, ink=ink), DIGIT).tensor
    assert likeness(tensor, REFERENCE) > 0.9


@pytest.mark.parametrize("pen", [0.008, 0.02, 0.15])
def test_thin_and_thick_pens_are_evened_out(pen: float) -> None:
    tensor = prepare(drawn(600, pen=pen), DIGIT).tensor
    assert 1.4 < stroke_width(tensor[..., 0]) < 4.2
    assert likeness(tensor, REFERENCE) > 0.75


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("shadow", [False, True])
@pytest.mark.parametrize("size", [0.25, 0.6])
def test_photographs_of_pen_on_paper(lines: bool, shadow: bool, size: float) -> None:
    clean = drawn(800, size, (0.45, 0.52), pen=0.06 * size, ink=40)
    tensor = prepare(photographed(clean, 1, lines, shadow), DIGIT).tensor
    assert likeness(tensor, prepare(clean, DIGIT).tensor) > 0.9


def test_specks_are_removed() -> None:
    picture = drawn()
    ImageDraw.Draw(picture).ellipse((10, 10, 13, 13), fill=0)
    assert likeness(prepare(picture, DIGIT).tensor, REFERENCE) > 0.99


def test_a_detached_stroke_stays() -> None:
    picture = drawn(size=0.5)
    ImageDraw.Draw(picture).line((110, 145, 190, 145), fill=0, width=16)
    ImageDraw.Draw(picture).line((60, 30, 200, 30), fill=0, width=16)
    assert prepare(picture, DIGIT).box[1] < 0.1


@pytest.mark.parametrize("value", [0, 128, 255])
def test_blank_pictures_are_flagged(value: int) -> None:
    prepared = prepare(Image.new("L", (200, 100), value), DIGIT)
    assert prepared.blank
    assert not prepared.tensor.any()


def test_blank_paper_in_uneven_light_is_blank() -> None:
    assert prepare(photographed(Image.new("L", (400, 300), 255)), DIGIT).blank


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (50, 1), (2, 2), (3, 700)])
def test_tiny_pictures(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 255, size[::-1]).astype(np.uint8)
    for shape in (DIGIT, (8, 8, 1), (32, 32, 3)):
        for style in ("digit", "photo"):
            tensor = prepare(Image.fromarray(noise), shape, style).tensor
            assert tensor.shape == shape
            assert np.isfinite(tensor).all()
            assert 0 <= tensor.min() <= tensor.max() <= 1


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 60))
def test_noise_never_breaks_it(seed: int, rows: int, columns: int) -> None:
    rng = np.random.default_rng(seed)
    values = (rng.random((rows, columns)) ** rng.uniform(0.2, 8) * 255).astype(np.uint8)
    tensor = prepare(Image.fromarray(values), DIGIT).tensor
    assert 0 <= tensor.min() <= tensor.max() <= 1


def test_canvas_in_bytes_and_floats() -> None:
    canvas = np.asarray(drawn(ink=255))
    bright = from_canvas(canvas, DIGIT)
    assert not bright.dark
    assert likeness(bright.tensor, REFERENCE) > 0.99
    np.testing.assert_array_equal(from_canvas(canvas / 255, DIGIT).tensor, bright.tensor)
    assert from_canvas(np.zeros((280, 280)), DIGIT).blank


def test_a_canvas_filled_with_ink_is_not_inverted() -> None:
    canvas = np.zeros((280, 280), dtype=np.uint8)
    canvas[:, 20:] = 255
    assert not from_canvas(canvas, DIGIT).dark


def test_prepared_digits_of_a_set_stay_as_they_are() -> None:
    strokes = make_images("strokes", 40, seed=2)
    close = [likeness(prepare(to_picture(image), DIGIT).tensor, image / 255) for image in strokes.images]
    assert np.median(close) > 0.9


def test_eight_by_eight_the_uci_way() -> None:
    prepared = prepare(drawn(), (8, 8, 1))
    sixteenths = prepared.tensor * 16
    np.testing.assert_allclose(sixteenths, np.round(sixteenths), atol=0.05)
    assert prepared.tensor.any(axis=1)[[0, -1]].all() or prepared.tensor.any(axis=0)[[0, -1]].all()


def test_digit_style_with_colour_channels() -> None:
    tensor = prepare(drawn(), (28, 28, 3)).tensor
    np.testing.assert_array_equal(tensor[..., 0], tensor[..., 2])


def test_photo_style_crops_the_middle() -> None:
    picture = Image.new("RGB", (300, 100), (255, 0, 0))
    picture.paste((0, 0, 255), (100, 0, 200, 100))
    prepared = prepare(picture, (32, 32, 3), "photo")
    np.testing.assert_array_equal(np.round(prepared.tensor * 255), np.broadcast_to([0, 0, 255], (32, 32, 3)))
    assert prepared.box == pytest.approx((1 / 3, 0, 2 / 3, 1))
    assert prepare(picture, (32, 32, 1), "photo").tensor.shape == (32, 32, 1)


def test_photo_style_leaves_the_right_size_alone() -> None:
    image = make_images("shapes", 1).images[0]
    np.testing.assert_array_equal(np.round(prepare(to_picture(image), (32, 32, 3), "photo").tensor * 255), image)


@pytest.mark.parametrize("shape", [(5,), (4, 4), (4, 4, 2), (0, 4, 1)])
def test_wrong_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(DataError, match="allowed is"):
        prepare(drawn(), shape)
    with pytest.raises(DataError, match="allowed is"):
        from_canvas(np.zeros((5, 5)), shape)


def test_unknown_style_and_tensor() -> None:
    with pytest.raises(DataError, match="sketch"):
        prepare(drawn(), DIGIT, "sketch")  # type: ignore[arg-type]
    with pytest.raises(DataError, match="no picture"):
        to_picture(np.zeros((4, 4, 2)))


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([1, 3]), st.integers(0, 99))
def test_to_picture_and_back(rows: int, columns: int, channels: int, seed: int) -> None:
    values = np.random.default_rng(seed).integers(0, 256, (rows, columns, channels)).astype(np.uint8)
    for tensor in (values, values / np.float32(255)):
        back = np.asarray(to_picture(tensor)).reshape(rows, columns, channels)
        np.testing.assert_array_equal(back, values)


def test_a_sheet_on_a_dark_table() -> None:
    sheet = drawn(700, 0.4, pen=0.025, ink=30)
    table = Image.new("L", (900, 900), 50)
    table.paste(sheet, (110, 90))
    assert likeness(prepare(photographed(table), DIGIT).tensor, prepare(sheet, DIGIT).tensor) > 0.9


def test_chalk_on_a_board_in_uneven_light() -> None:
    chalk = photographed(drawn(700, 0.5, pen=0.03, ink=220), seed=2)
    prepared = prepare(chalk, DIGIT)
    assert not prepared.dark
    assert likeness(prepared.tensor, prepare(drawn(700, 0.5, pen=0.03), DIGIT).tensor) > 0.9


def test_a_digit_that_fills_a_photograph() -> None:
    clean = drawn(700, 0.8, pen=0.05, ink=30)
    cropped = photographed(clean, seed=3).crop((45, 45, 655, 655))
    assert likeness(prepare(cropped, DIGIT).tensor, prepare(clean, DIGIT).tensor) > 0.9


def test_a_small_digit_in_a_large_photograph_is_looked_at_closely() -> None:
    clean = drawn(2000, 0.09, (0.6, 0.4), pen=0.006, ink=30)
    prepared = prepare(photographed(clean, seed=4), DIGIT)
    assert prepared.box == pytest.approx((0.55, 0.35, 0.65, 0.45), abs=0.02)
    assert likeness(prepared.tensor, prepare(drawn(200, 0.9, pen=0.06), DIGIT).tensor) > 0.9
