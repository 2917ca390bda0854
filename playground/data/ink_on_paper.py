"""Whether a picture is of a single sign written with dark ink on light paper, rather than a photograph of anything."""

import numpy as np
from PIL import Image

from playground.data.frames import widened
from playground.data.normalise import crop, stroke_width
from playground.data.paper import flat_paper
from playground.data.written import LEAST_PHOTO, Written, find_writing, lies_within, separated

HALF = 0.5
"""Ink of at least this strength is looked at."""
SAMPLED = 64
GREYISH = 0.15
"""Paper has hardly any colour: its channels are no farther apart."""
LIGHT = 0.45
EVEN = 0.05
"""Paper without its ink varies by no more, in any light."""
SHADED = 0.5
"""Its own brightness varies by no more over the picture."""
NEARLY = 0.85
"""What is darker than this share of its paper is thin, too: else it is a thing with dark spots."""
INK = 0.002, 0.22
"""Share of the picture that ink covers."""
THIN = 0.21
"""Width of a stroke as a share of the sign's larger side."""
STRONG, ALIKE = 0.25, 0.35
"""Ink is darker than its paper by the first share of it; where it is photographed, it is alike within the second."""


def is_ink_on_paper(picture: Image.Image) -> bool:
    """Whether a picture is of a single sign, in strokes that are dark on empty, light and colourless paper."""
    if not is_light(picture):
        return False
    written = find_writing(picture)
    if written.ink.blank or not written.ink.dark or not lies_within(written.ink.strength):
        return False
    return (
        len(separated(written)) == 1
        and is_in_strokes(written)
        and is_on_paper(written, min(picture.size) < LEAST_PHOTO)
    )


def is_light(picture: Image.Image) -> bool:
    """Whether most of a picture is light and colourless."""
    colours = np.asarray(picture.convert("RGB").resize((SAMPLED, SAMPLED), Image.Resampling.BOX), np.float32) / 255
    return bool(np.median(colours) >= LIGHT and np.median(np.ptp(colours, axis=2)) <= GREYISH)


def is_in_strokes(written: Written) -> bool:
    """Whether the ink is little, and thin for the size of what is written."""
    strength, (least, most) = written.ink.strength, INK
    if not least <= np.mean(strength > HALF) <= most:
        return False
    sign = crop(strength)
    return bool(stroke_width(sign) <= THIN * max(sign.shape))


def is_on_paper(written: Written, is_small: bool) -> bool:
    """Whether what is no ink is even, but for the light, and the ink dark and, in what is not small, all alike."""
    grey, inked = written.grey, written.ink.strength > HALF
    paper = np.full_like(grey, np.median(grey)) if is_small else flat_paper(grey)
    near = inked
    for _ in range(max(3, grey.shape[0] // 60)):
        near = widened(near)
    shares = grey / np.maximum(paper, np.float32(0.1))
    darker = crop((shares < NEARLY).astype(np.float32)) if (shares < NEARLY).any() else None
    if darker is None or stroke_width(darker) > THIN * max(darker.shape):
        return False
    low, middle, high = np.quantile(shares[inked], (0.1, 0.5, 0.9))
    darkest, brightest = np.quantile(paper, (0.05, 0.95))
    if near.all() or shares[~near].std() > EVEN or brightest - darkest > SHADED:
        return False
    return bool(middle <= 1 - STRONG and (is_small or high - low <= ALIKE))
