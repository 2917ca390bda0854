"""The shipped network reads a digit whatever is drawn around it, and whatever its sheet lies on."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageOps

from playground.cli.models import SavedModel, open_model
from playground.data.image_sets import make_images
from playground.data.pictures import prepare, to_picture
from tests.data.drawn_digits import Drawing
from tests.data.framed_digits import FRAMES, framed, some_drawings
from tests.data.pasted_digits import SCENES, pictured

DIGIT = (28, 28, 1)
DIGITS = some_drawings(1)


@pytest.fixture(scope="module")
def network() -> SavedModel:
    return open_model("strokes")


def misread(network: SavedModel, picture: Callable[[Drawing, int], Image.Image]) -> dict[str, int]:
    """What was read wrongly of one drawing of every digit."""
    prepared = [prepare(picture(drawing, seed), DIGIT) for seed, drawing in enumerate(DIGITS)]
    assert [len(one.digits) for one in prepared] == [1] * len(DIGITS)
    answers = network.targets.decode(network.outputs(np.stack([one.tensor for one in prepared]))).tolist()
    return {d.name: answer for d, answer in zip(DIGITS, answers, strict=True) if answer != d.digit}


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(("side", "bright"), [(400, False), (300, True)], ids=["black on white", "white on black"])
def test_framed(network: SavedModel, kind: str, side: int, bright: bool) -> None:
    wrong = misread(network, lambda drawing, seed: framed(drawing, kind, seed, side, bright))
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("kind", ["nothing", "outline of 3 pixels", "thick outline", "inner frame", "thick cell"])
@pytest.mark.parametrize("side", [28, 64, 1500])
def test_small_and_large(network: SavedModel, kind: str, side: int) -> None:
    wrong = misread(network, lambda drawing, seed: framed(drawing, kind, seed, side))
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("side", [28, 32, 40])
def test_small_digits_in_close_boxes(network: SavedModel, side: int) -> None:
    prepared = [prepare(framed(d, "close box", seed, side), DIGIT) for seed, d in enumerate(some_drawings(3))]
    answers = network.targets.decode(network.outputs(np.stack([one.tensor for one in prepared])))
    assert np.count_nonzero(answers == np.repeat(np.arange(10), 3)) >= 28


def test_photographs_on_a_page_of_their_own_grey(network: SavedModel) -> None:
    pages = [pictured(d, "photograph on a grey page", seed) for seed, d in enumerate(some_drawings(3))]
    answers = network.targets.decode(network.outputs(np.stack([prepare(page, DIGIT).tensor for page in pages])))
    assert np.count_nonzero(answers == np.repeat(np.arange(10), 3)) >= 29


@pytest.mark.parametrize("kind", SCENES)
def test_pasted_and_tilted(network: SavedModel, kind: str) -> None:
    wrong = misread(network, lambda drawing, seed: pictured(drawing, kind, seed))
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(("side", "margin"), [(8, 0), (160, 70)], ids=["as they are", "enlarged, on a page"])
def test_real_digits_of_eight_by_eight_pixels(network: SavedModel, side: int, margin: int) -> None:
    digits = make_images("digits", 100)
    enlarged = [to_picture(image).resize((side, side), Image.Resampling.BICUBIC) for image in digits.images]
    pages = [ImageOps.invert(ImageOps.expand(picture, margin, 0)) for picture in enlarged]
    tensors = np.stack([prepare(page, DIGIT).tensor for page in pages])
    answers = network.targets.decode(network.outputs(tensors))
    assert np.count_nonzero(answers == digits.label) >= 90


def test_bold_digits_that_are_cut_close(network: SavedModel) -> None:
    strokes = make_images("strokes", 100, seed=5)
    pages = [to_picture(image[4:-4, 4:-4]) for image in strokes.images]
    tensors = np.stack([prepare(page, DIGIT).tensor for page in pages])
    answers = network.targets.decode(network.outputs(tensors))
    assert np.count_nonzero(answers == strokes.label) >= 97
