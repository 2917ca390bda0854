"""Ink and paper told apart: what was written in a picture, whatever the light, the paper and the polarity."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.data.paper import flat_paper, surroundings
from playground.data.writing import is_writing, keep_writing, widened, without_margins

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
LEVELS = 128
CLEAN_SPREAD = 0.03
"""Paper whose grey varies less than this is taken as even: a drawing or a screenshot, not a photograph."""
FULL = 0.9
"""The quantile of the ink's darkness that counts as full ink."""
LEAST_CONTRAST = 0.06
LEAST_PHOTO = 48
"""Smaller pictures are never taken for photographs."""
RISES = 3


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
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    low, paper, high = (float(v) for v in np.quantile(border, (0.1, 0.5, 0.9)))
    if photo is None:
        photo = high - low > CLEAN_SPREAD and min(grey.shape) >= LEAST_PHOTO
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


def otsu(values: FloatArray) -> float:
    """The threshold in [0, 1] that separates two classes best (N. Otsu, 1979)."""
    histogram = np.bincount((values.ravel() * (LEVELS - 1) + 0.5).astype(np.int64), minlength=LEVELS).astype(float)
    at = np.arange(LEVELS)
    below = np.cumsum(histogram)
    above = below[-1] - below
    mass = np.cumsum(histogram * at)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    between = np.nan_to_num(between, nan=0.0, posinf=0.0)
    best = np.flatnonzero(between >= between.max() * (1 - 1e-9))
    return float((best[0] + best[-1]) / 2 + 0.5) / (LEVELS - 1)


def writing(raw: FloatArray, photo: bool) -> tuple[Mask, float]:
    """Where the raw darkness is writing, and the threshold used; an empty mask when nothing is written.

    While what is dark enough in a photograph is not writing (shadows, ruled lines, grain), the threshold rises.
    """
    threshold = otsu(raw)
    dark = raw > threshold
    if photo:
        return photographed_writing(without_margins(raw, dark))
    return (keep_writing(dark, photo) if has_contrast(raw, dark) else np.zeros(raw.shape, dtype=bool)), threshold


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


def has_contrast(raw: FloatArray, dark: Mask) -> bool:
    """Whether the dark places stand out from the paper and its grain."""
    if not dark.any() or dark.all():
        return False
    grain = float(np.median(np.abs(np.diff(raw, axis=int(raw.shape[1] > 1))))) if raw.size > 1 else 0.0
    return float(raw[dark].mean() - raw[~dark].mean()) >= max(LEAST_CONTRAST, 5 * grain)


def strength(raw: FloatArray, written: Mask, threshold: float, photo: bool) -> FloatArray:
    """Raw darkness of the writing → [0, 1], its edges kept soft, everything else 0."""
    inked = raw[written]
    full = float(np.quantile(inked, FULL))
    least = (0.6 if photo else 0.1) * threshold
    soft = np.clip((raw - least) / max(full - least, 1e-3), 0, 1).astype(np.float32)
    inside: FloatArray = soft * widened(written)
    return inside
