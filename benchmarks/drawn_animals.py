"""Small pictures in colour of cats, dogs and birds, drawn before any background in any light."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from playground.data.image_sets import ImageSet

SIDE = 32
FURS = ((150, 100, 60), (90, 90, 95), (220, 200, 170))


def animals(count: int, seed: int) -> ImageSet:
    """So many, the three kinds in turn."""
    rng, label = np.random.default_rng(seed), np.arange(count) % 3
    images = np.stack([photographed(drawn(int(kind), rng), rng) for kind in label])
    return ImageSet("animals", images, label, ("cat", "dog", "bird"))


def drawn(kind: int, rng: np.random.Generator) -> Image.Image:
    """A head with pointed ears, hanging ones, or a beak."""
    ground = rng.integers(40, 220, (4, 4, 3)).astype(np.uint8)
    picture = Image.fromarray(ground).resize((2 * SIDE, 2 * SIDE), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    fur = np.clip(np.array(FURS[rng.integers(3)]) + rng.integers(-35, 36, 3), 0, 255)
    (x, y), wide = rng.uniform(24, 40, 2), rng.uniform(10, 18)
    high = wide * rng.uniform(0.8, 1.2)
    plain, dark = tuple(fur.tolist()), tuple((fur * 3 // 4).tolist())
    for side in (-1, 1):
        if kind == 0:
            ear = [(x + side * wide * across, y - high * up) for across, up in ((0.2, 0.8), (0.9, 0.5), (0.8, 1.7))]
            draw.polygon(ear, fill=plain)
        if kind == 1:
            middle = x + side * wide * 0.9
            draw.ellipse((middle - wide * 0.35, y - high * 0.7, middle + wide * 0.35, y + high * 0.6), fill=dark)
    if kind == 2:
        draw.polygon([(x + wide * 0.8, y - 3), (x + wide * 1.8, y + 2), (x + wide * 0.8, y + 6)], fill=(230, 150, 30))
    draw.ellipse((x - wide, y - high, x + wide, y + high), fill=plain)
    for side in (-1, 1):
        eye = x + side * wide * 0.4, y - high * 0.3
        draw.ellipse((eye[0] - 2, eye[1] - 2, eye[0] + 2, eye[1] + 2), fill=(20, 20, 20))
    return picture


def photographed(picture: Image.Image, rng: np.random.Generator) -> np.ndarray:
    """A little blurred, darker or brighter, with grain: (SIDE, SIDE, 3) uint8."""
    blurred = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.2)))
    values = np.asarray(blurred.resize((SIDE, SIDE), Image.Resampling.BOX), np.float32) * rng.uniform(0.7, 1.1)
    return np.clip(values + rng.normal(0, rng.uniform(1, 8), values.shape), 0, 255).astype(np.uint8)
