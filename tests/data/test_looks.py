"""What is taken for ink on paper, or for digits as sets hold them, and what is not."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw

from playground.data.image_sets import make_images
from playground.data.looks import Look, look_of
from playground.data.pictures import to_picture
from tests.data.drawn_digits import drawings, on_the_pad
from tests.data.photographs import photograph

Pictures = list[Image.Image]


def judged(pictures: Sequence[Image.Image | None]) -> Look:
    return look_of(len(pictures), lambda place: pictures[place], (28, 28, 1))


def strokes() -> Pictures:
    return [to_picture(255 - image) for image in make_images("strokes", 40, 7).images]


def scanned() -> Pictures:
    return [Image.fromarray(255 - on_the_pad(drawing)) for drawing in drawings()[:30]]


def blue_pen() -> Pictures:
    ink = np.array([215, 200, 80]) / 255
    return [Image.fromarray((250 - on_the_pad(each)[..., None] * ink).astype(np.uint8)) for each in drawings()[:30]]


def photographs() -> Pictures:
    return [photograph(each, seed) for seed, each in enumerate(drawings()[:30])]


@pytest.mark.parametrize("made", [strokes, scanned, blue_pen, photographs])
def test_writing_on_paper(made: Callable[[], Pictures]) -> None:
    assert judged(made()) == judged([None, *made()]) == "paper"


def test_digits_as_they_are_laid_out_in_sets() -> None:
    digits = set_of("strokes")
    assert judged(digits) == "laid out"
    assert judged([*digits[:25], *noise()]) == "partly laid out"
    assert judged([picture.resize((56, 56)) for picture in digits]) == "other"


def set_of(name: str) -> Pictures:
    return [to_picture(image) for image in make_images(name, 40, 7).images]


def grey_shapes() -> Pictures:
    return [picture.convert("L") for picture in set_of("shapes")]


def noise() -> Pictures:
    rng = np.random.default_rng(1)
    return [Image.fromarray(rng.integers(0, 256, (60, 60)).astype(np.uint8)) for _ in range(12)]


def things_on_white(texture: bool) -> Pictures:
    """Dark shapes, all over or with light and shade on them, as shops show what they sell."""
    rng, pictures = np.random.default_rng(2), []
    for _ in range(24):
        angles, radii = np.sort(rng.uniform(0, 2 * np.pi, 9)), rng.uniform(40, 90, 9)
        outline = [(100 + r * np.cos(a), 100 + r * np.sin(a)) for a, r in zip(angles, radii, strict=True)]
        inside = Image.new("L", (200, 200), 0)
        ImageDraw.Draw(inside).polygon(outline, fill=255)
        shades = rng.uniform(30, 200, (20, 20)) if texture else np.full((20, 20), 40)
        shaded = Image.fromarray(shades.astype(np.uint8)).resize((200, 200))
        pictures.append(Image.composite(shaded, Image.new("L", (200, 200), 255), inside))
    return pictures


def drawn_faces() -> Pictures:
    pictures = []
    for width in (2, 3, 4, 6):
        picture = Image.new("L", (200, 200), 255)
        draw = ImageDraw.Draw(picture)
        draw.arc((60, 60, 140, 150), 20, 160, fill=0, width=width)
        draw.ellipse((60, 50, 75, 80), outline=0, width=width)
        draw.ellipse((125, 50, 140, 80), outline=0, width=width)
        pictures.append(picture)
    return pictures


@pytest.mark.parametrize(
    "made",
    [
        *(lambda: set_of("shapes"), grey_shapes, noise, drawn_faces),
        *(lambda: things_on_white(False), lambda: things_on_white(True)),
        lambda: [picture.resize((28, 28)) for picture in things_on_white(True)],
        lambda: [Image.new("L", (40, 40), 255)] * 5,
        lambda: [None, None],
        list,
    ],
)
def test_everything_else(made: Callable[[], Pictures]) -> None:
    assert judged(made()) == "other"
