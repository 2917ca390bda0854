"""The shipped network reads drawings of the mouse and photographs that its generator had no part in."""

import numpy as np
import pytest
from PIL import Image

from playground.cli.models import SavedModel, open_model
from playground.data.adapted import adapted
from playground.data.image_sets import make_images
from playground.data.pictures import Prepared, from_canvas, prepare
from playground.data.preparation import Preparation
from playground.training.batches import as_float
from tests.data.drawn_digits import Drawing, drawings, on_the_pad
from tests.data.photographs import photograph

DIGIT = (28, 28, 1)
VARIANTS = [
    *((4, way) for way in ("open", "closed", "one stroke")),
    *((7, way) for way in ("plain", "bar", "serif")),
    *((1, way) for way in ("plain", "serif", "foot")),
    *((None, way) for way in ("slanted right", "slanted left", "small", "off-centre", "thin", "thick", "wobbly")),
    *((None, way) for way in ("hasty", "not closed", "overshoot", "slash")),
    *((9, way) for way in ("open ring", "small ring")),
    *((None, way) for way in ("foot loop", "Z", "like an S", "curved hook", "nearly closed", "leaning bar", "pointed")),
]


@pytest.fixture(scope="module")
def network() -> SavedModel:
    return open_model("strokes")


@pytest.fixture(scope="module")
def answers(network: SavedModel) -> dict[Drawing, int]:
    """What the network reads in every drawing on the pad."""
    return dict(zip(drawings(), read(network, [from_canvas(on_the_pad(d), DIGIT) for d in drawings()]), strict=True))


def read(network: SavedModel, prepared: list[Prepared]) -> list[int]:
    return network.targets.decode(network.outputs(np.stack([p.tensor for p in prepared]))).tolist()


@pytest.fixture(scope="module")
def handwriting() -> tuple[np.ndarray, np.ndarray]:
    """Digits of 13 people, enlarged: what the network sees (1797, 28, 28, 1), and what they are."""
    digits = make_images("digits")
    return as_float(adapted(digits.images, DIGIT, Preparation("digit"), lambda share: None)), digits.label


@pytest.mark.parametrize(
    ("slant", "width", "least"),
    [(0, 1, 0.97), (0.3, 1, 0.96), (-0.3, 1, 0.955), (0, 0.7, 0.94), (0, 1.2, 0.955), (0.3, 0.75, 0.935)],
)
def test_handwriting_of_real_people_upright_leaning_narrow_and_wide(
    network: SavedModel, handwriting: tuple[np.ndarray, np.ndarray], slant: float, width: float, least: float
) -> None:
    x, digit = handwriting
    bent = np.stack([leaning(image[..., 0], slant, width) for image in x])[..., None]
    assert np.mean(network.targets.decode(network.outputs(bent)) == digit) >= least


def leaning(image: np.ndarray, slant: float, width: float) -> np.ndarray:
    """An image (rows, columns) leaning to the right, and this many times as wide."""
    middle = len(image) / 2
    shear = (1 / width, slant / width, middle - (1 + slant) * middle / width, 0, 1, 0)
    picture = Image.fromarray(image)
    bent = picture.transform(picture.size, Image.Transform.AFFINE, shear, Image.Resampling.BICUBIC)
    return np.clip(np.asarray(bent), 0, 1)


def test_there_are_enough_drawings_of_every_digit() -> None:
    assert min(np.bincount([drawing.digit for drawing in drawings()], minlength=10)) >= 12


def test_drawings_of_the_mouse(answers: dict[Drawing, int]) -> None:
    wrong = {drawing.name: answer for drawing, answer in answers.items() if answer != drawing.digit}
    assert len(wrong) <= 0.05 * len(answers), wrong


@pytest.mark.parametrize(("digit", "way"), VARIANTS)
def test_ways_of_writing(answers: dict[Drawing, int], digit: int | None, way: str) -> None:
    those = {d: a for d, a in answers.items() if way in d.tags and digit in (None, d.digit)}
    wrong = {drawing.name: answer for drawing, answer in those.items() if answer != drawing.digit}
    assert those
    assert len(wrong) <= len(those) / 10, wrong


def test_photographs_of_pen_on_paper(network: SavedModel) -> None:
    chosen = [(seed, drawing) for seed, drawing in enumerate(drawings()) if seed % 8 == 2]
    read_digits = read(network, [prepare(photograph(drawing, seed), DIGIT) for seed, drawing in chosen])
    wrong = {d.name: answer for (_, d), answer in zip(chosen, read_digits, strict=True) if answer != d.digit}
    assert len(wrong) <= 0.1 * len(chosen), wrong
