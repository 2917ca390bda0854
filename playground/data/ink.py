"""Ink and paper told apart: what was written in a picture, whatever the light, the paper and the polarity."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.data.boxes import boxed_place
from playground.data.cards import card_place
from playground.data.frames import framed_place, widened
from playground.data.grid import without_grid
from playground.data.lines import without_clean_lines
from playground.data.paper import flat_paper, surroundings
from playground.data.rings import ringed_place
from playground.data.threshold import has_contrast, otsu
from playground.data.writing import is_writing, keep_writing, without_margins
from playground.late_dataclass import dataclass

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
CLEAN_SPREAD = 0.03
"""Paper whose grey varies less than this is taken as even: a drawing or a screenshot, not a photograph."""
UNEVEN, INWARDS, ALIKE = 0.3, 8, 0.15
"""Where the border varies by more than the first, it may be a frame on some sides: then hardly anything is as bright
(to the third) an eighth of the picture further in."""
LEAST_FRAMED = 80
"""In smaller pictures a digit that fills them may leave hardly any paper there."""
HARDLY = 0.05
EVEN_SHARE = 0.4
FULL = 0.9
"""The quantile of the ink's darkness that counts as full ink."""
RISES = 3
SMALL = 160
"""Where a picture is smaller, the soft edges of a digit and of its frame may touch."""


@dataclass(frozen=True)
class Ink:
    """strength: (rows, columns) in [0, 1], 0 where nothing is written; dark: the ink is darker than the paper;
    photo: the paper was uneven; blank: nothing is written at all."""

    strength: FloatArray
    dark: bool
    photo: bool
    blank: bool


def find_ink(grey: FloatArray, dark: bool | None = None, photo: bool | None = None) -> Ink:
    """The ink of a picture (rows, columns) in [0, 1]; dark and photo (see Ink) tell what is known already."""
    card = card_place(grey)
    if card is not None:
        within = find_ink(grey[card], dark, photo)
        if not within.blank:
            return replace(within, strength=placed(within.strength, grey.shape, card))
    border = ring(grey, 0)
    low, paper, high = (float(v) for v in np.quantile(border, (0.1, 0.5, 0.9)))
    if high - low > UNEVEN and min(grey.shape) >= LEAST_FRAMED:
        inner = ring(grey, min(grey.shape) // INWARDS)
        if (np.abs(inner - paper) < ALIKE).mean() < HARDLY:
            paper = float(np.median(inner))
    if photo is None:
        photo = high - low > CLEAN_SPREAD and not is_even(grey)
    if dark is None:
        departure = grey - surroundings(grey) if photo else grey - np.float32(paper)
        # The cube keeps the sign, and lets a little ink weigh more than a lot of grain.
        dark = float((departure * departure * departure).sum()) < 0
    bright = grey if dark else 1 - grey
    ground = flat_paper(bright) if photo else np.float32(paper if dark else 1 - paper)
    raw = np.clip((ground - bright) / np.maximum(ground, np.float32(0.1)), 0, 1).astype(np.float32)
    written, threshold = writing(raw, photo)
    if not written.any():
        return Ink(np.zeros_like(raw), dark, photo, blank=True)
    return Ink(strength(raw, written, threshold, photo), dark, photo, blank=False)


def placed(part: FloatArray, shape: tuple[int, ...], place: tuple[slice, slice]) -> FloatArray:
    """A part of a picture in its place, with nothing around it."""
    whole = np.zeros(shape, np.float32)
    whole[place] = part
    return whole


def ring(grey: FloatArray, depth: int) -> FloatArray:
    """What lies so far from the border."""
    rows, columns = grey.shape
    part = grey[depth : rows - depth, depth : columns - depth]
    return np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])


def is_even(grey: FloatArray) -> bool:
    """Whether much of a picture is of exactly the same grey, as no photograph is: writing may well reach its border."""
    levels = np.bincount((grey * 255 + 0.5).astype(np.int64).ravel(), minlength=256)
    most = int(np.argmax(levels))
    return bool(levels[max(most - 1, 0) : most + 2].sum() >= EVEN_SHARE * grey.size)


def writing(raw: FloatArray, photo: bool) -> tuple[Mask, float]:
    """Where the raw darkness is writing, and the threshold used; an empty mask when nothing is written.

    While what is dark enough in a photograph is not writing (shadows, ruled lines, grain), the threshold rises.
    """
    threshold = otsu(raw)
    dark = raw > threshold
    if not photo and (rest := without_grid(dark)) is not dark and rest.any():
        return keep_writing(rest, photo), threshold
    place = framed_place(raw, dark, photo)
    if place is None and min(raw.shape) < SMALL:
        place = framed_place(raw, raw > (1 + threshold) / 2, photo)
    if place is None:
        place = boxed_place(raw, dark)
    # Shadows in a photograph go round much that is written.
    if place is None and not photo:
        place = ringed_place(raw, dark)
    if place is not None:
        return writing_within(raw, place, photo)
    cleared = without_margins(raw, dark)
    if photo:
        return photographed_writing(cleared)
    if not has_contrast(raw, dark):
        return np.zeros(raw.shape, dtype=bool), threshold
    inner = cleared > threshold
    return keep_writing(without_clean_lines(raw, inner if inner.any() else dark), photo), threshold


def writing_within(raw: FloatArray, place: Mask, photo: bool) -> tuple[Mask, float]:
    """The same of what lies in a place of it."""
    rows, columns = np.flatnonzero(place.any(axis=1)), np.flatnonzero(place.any(axis=0))
    part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    found = np.zeros(raw.shape, dtype=bool)
    found[part], threshold = writing(np.where(place[part], raw[part], np.float32(0)), photo)
    return found, threshold


def photographed_writing(raw: FloatArray) -> tuple[Mask, float]:
    """The same of a photograph, its margins cleared: at the lowest threshold that leaves writing and little else."""
    level = otsu(raw)
    found, threshold = np.zeros(raw.shape, dtype=bool), level
    for _ in range(RISES + 1):
        dark = raw > level
        if not dark.any():
            break
        kept = keep_writing(dark, photo=True)
        if has_contrast(raw, dark):
            if is_writing(kept, dark):
                return kept, level
            if not found.any():
                found, threshold = kept, level
        level = otsu(np.clip((raw[dark] - level) / (1 - level), 0, 1)) * (1 - level) + level
    return found, threshold


def strength(raw: FloatArray, written: Mask, threshold: float, photo: bool) -> FloatArray:
    """Raw darkness of the writing → [0, 1], its edges kept soft, everything else 0."""
    inked = raw[written]
    full = float(np.quantile(inked, FULL))
    least = (0.6 if photo else 0.1) * threshold
    soft = np.clip((raw - least) / max(full - least, 1e-3), 0, 1).astype(np.float32)
    inside: FloatArray = soft * widened(written)
    return inside
