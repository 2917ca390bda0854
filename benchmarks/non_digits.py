"""Pictures of what is no digit: drawn as on the pad, typeset, of another set, noise."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from playground.data.assets import asset_path
from playground.data.image_sets import make_images
from playground.data.pictures import prepare
from tests.data.drawn_digits import SIDE, drawings, inked, mouse_strokes

Draw = Callable[[np.random.Generator], Image.Image]
CAPTIONS = ("A", "E", "F", "K", "M", "R", "W", "X", "ä", "k", "m", "w", "?", "&", "@", "#", "%")
SIGNS = ("∞", "√", "≠", "∂", "⊕", "∀", "∃", "∇", "⊗", "≈", "⇒", "∑", "∏", "∝")


@cache
def paths() -> dict[str, dict[str, list[str]]]:
    """Strokes of what people draw, by kind and name."""
    found: dict[str, dict[str, list[str]]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return {kind: names for kind, names in found.items() if kind != "about"}


def on_the_pad(strokes: tuple[np.ndarray, ...], rng: np.random.Generator) -> Image.Image:
    """Strokes by a pen of any usual width, white on the black pad."""
    pen = float(np.exp(rng.uniform(np.log(7), np.log(30))))
    return inked(strokes, pen, (SIDE, SIDE))


def by_hand(kind: str) -> Draw:
    """Draws one of a kind, each time in another size, proportion and slant."""

    def draw(rng: np.random.Generator) -> Image.Image:
        names = paths()[kind]
        variants = names[str(rng.choice(list(names)))]
        strokes = mouse_strokes(str(rng.choice(variants)), 0.0, 0)
        high, wide = rng.uniform(90, 220) * np.exp(rng.normal(0, 0.12, 2))
        turn = np.array([[1, 0], [rng.normal(0, 0.12), 1]]) * np.array([wide, high]) / 100
        shift = rng.uniform(20, 60, 2)
        wobble = rng.uniform(0, 3)
        return on_the_pad(tuple(s @ turn + shift + smooth(rng, len(s), wobble) for s in strokes), rng)

    return draw


def scribble(rng: np.random.Generator) -> Image.Image:
    """One long line to and fro."""
    places = rng.uniform(30, 250, (int(rng.integers(8, 20)), 2))
    words = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
    return on_the_pad(mouse_strokes(words, 0.0, 0), rng)


def random_strokes(rng: np.random.Generator) -> Image.Image:
    """Three to six short lines anywhere."""
    parts = []
    for _ in range(int(rng.integers(3, 7))):
        places = rng.uniform(30, 250, (int(rng.integers(2, 5)), 2))
        parts.append(" ".join(f"{x:.0f},{y:.0f}" for x, y in places))
    return on_the_pad(mouse_strokes("|".join(parts), 0.0, 0), rng)


def two_digits(rng: np.random.Generator) -> Image.Image:
    """Two drawn digits side by side."""
    strokes: list[np.ndarray] = []
    for place in range(2):
        drawing = drawings()[int(rng.integers(len(drawings())))]
        low, high = (bound(np.concatenate(drawing.strokes), axis=0) for bound in (np.min, np.max))
        scale = rng.uniform(110, 150) / max(high[1] - low[1], 1)
        strokes += [(s - low) * scale + (15 + 130 * place, rng.uniform(50, 80)) for s in drawing.strokes]
    return on_the_pad(tuple(np.clip(s, 3, SIDE - 4) for s in strokes), rng)


def blots(rng: np.random.Generator) -> Image.Image:
    """One to three filled spots, as of a pen that was put down."""
    picture = Image.new("L", (SIDE, SIDE))
    draw = ImageDraw.Draw(picture)
    for _ in range(int(rng.integers(1, 4))):
        (x, y), (wide, high) = rng.uniform(60, 220, 2), rng.uniform(8, 50, 2)
        draw.ellipse((x - wide, y - high, x + wide, y + high), 255)
    return picture


def typeset(signs: tuple[str, ...], font: str) -> Draw:
    """Dark signs of a font on bright paper."""

    def draw(rng: np.random.Generator) -> Image.Image:
        picture = Image.new("L", (200, 200), int(rng.integers(220, 256)))
        face = ImageFont.truetype(str(asset_path(f"fonts/{font}")), int(rng.integers(70, 120)))
        ImageDraw.Draw(picture).text((100, 100), str(rng.choice(signs)), int(rng.integers(0, 90)), face, "mm")
        return picture.rotate(rng.normal(0, 6), fillcolor=picture.getpixel((0, 0)))

    return draw


@cache
def coloured_shapes() -> np.ndarray:
    """The set of coloured shapes, which has nothing to do with digits."""
    return make_images("shapes", 800, seed=7).images


def grey_shape(rng: np.random.Generator) -> Image.Image:
    """One of the coloured shapes, enlarged and without its colours."""
    shapes = coloured_shapes()
    picture = Image.fromarray(shapes[int(rng.integers(len(shapes)))]).convert("L")
    return picture.resize((160, 160), Image.Resampling.BICUBIC)


def noise(rng: np.random.Generator) -> Image.Image:
    """Grey values at random, more or less blurred."""
    values = (rng.random((56, 56)) * 255).astype(np.uint8)
    return Image.fromarray(values).filter(ImageFilter.GaussianBlur(rng.uniform(0, 3)))


def smooth(rng: np.random.Generator, count: int, wobble: float) -> np.ndarray:
    """An unsteady hand: deviations (count, 2) that last for a few events of the mouse."""
    raw = rng.standard_normal((count + 6, 2))
    return wobble * np.stack([raw[k : k + count] for k in range(7)]).sum(axis=0) / np.sqrt(7)


CHOSEN_BY: dict[str, Draw] = {
    "letters": by_hand("letters"),
    "scribbles": scribble,
    "grey shapes": grey_shape,
}
"""By these the measure is chosen."""
HELD_OUT: dict[str, Draw] = {
    "other letters": by_hand("other letters"),
    "pictograms": by_hand("pictograms"),
    "typeset letters": typeset(CAPTIONS, "Inter-Medium.ttf"),
    "mathematical signs": typeset(SIGNS, "NotoSansMath-Regular.ttf"),
    "random strokes": random_strokes,
    "blots": blots,
    "noise": noise,
}
"""By these it is reported; nothing was chosen by them."""


def told_apart(count: int, shape: tuple[int, int, int], seed: int) -> float:
    """The share of pictures of two digits of which it is said that there are several: one of them is read then."""
    rng = np.random.default_rng(seed)
    return sum(len(prepare(two_digits(rng), shape).digits) > 1 for _ in range(count)) / count


def non_digits(draw: Draw, count: int, shape: tuple[int, int, int], seed: int) -> np.ndarray:
    """So many of a kind as inputs (count, *shape), float32 in [0, 1]."""
    rng = np.random.default_rng(seed)
    found: list[np.ndarray] = []
    while len(found) < count:
        prepared = prepare(draw(rng), shape)
        if not prepared.blank:
            found.append(prepared.tensor)
    return np.stack(found)
