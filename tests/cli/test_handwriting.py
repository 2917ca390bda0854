"""The shipped network reads drawings of the mouse and photographs that its generator had no part in."""

import numpy as np
import pytest

from playground.cli.models import SavedModel, open_model
from playground.data.pictures import Prepared, from_canvas, prepare
from tests.data.drawn_digits import Drawing, drawings, on_the_pad
from tests.data.photographs import photograph

DIGIT = (28, 28, 1)
VARIANTS = [
    *((4, way) for way in ("open", "closed", "one stroke")),
    *((7, way) for way in ("plain", "bar", "serif")),
    *((1, way) for way in ("plain", "serif", "foot")),
    *((None, way) for way in ("slanted right", "slanted left", "small", "off-centre", "thin", "thick", "wobbly")),
    *((None, way) for way in ("hasty", "not closed", "overshoot", "slash")),
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
