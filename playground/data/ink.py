"""Ink and paper told apart: what was written in a picture, whatever the light, the paper and the polarity."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from playground.data.components import Components, find_components

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
CLOSING = 3
"""Strokes up to twice as many blocks wide, 15 % of the picture, are told from the paper's own shading."""
RISES = 2
ENOUGH = 0.6
"""Share of the dark places that must be writing, or the threshold rises."""


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


def surroundings(grey: FloatArray) -> FloatArray:
    """The mean grey of each place's surroundings, so that uneven light does not pass for ink."""
    picture = Image.fromarray((grey * 255).astype(np.uint8))
    blurred = picture.filter(ImageFilter.BoxBlur(max(grey.shape) / 16))
    return np.asarray(blurred, dtype=np.float32) * np.float32(1 / 255)


def flat_paper(bright: FloatArray) -> FloatArray:
    """The paper's own brightness everywhere: the brightest of each small block, strokes closed over, interpolated.

    Closing (growing the bright, then the dark) fills strokes but leaves a gradient, the edge of a shadow, as it is.
    """
    rows, columns = bright.shape
    block = max(max(rows, columns) // 40, 2)
    high, wide = -(-rows // block), -(-columns // block)
    calm = np.asarray(Image.fromarray(bright).resize((wide * 2, high * 2), Image.Resampling.BOX))
    coarse = calm.reshape(high, 2, wide, 2).max(axis=(1, 3))
    for _ in range(CLOSING):
        coarse = spread_max(coarse)
    coarse = -coarse
    for _ in range(CLOSING):
        coarse = spread_max(coarse)
    smooth = Image.fromarray(np.ascontiguousarray(-coarse)).resize((columns, rows), Image.Resampling.BICUBIC)
    return np.asarray(smooth, dtype=np.float32)


def spread_max(values: FloatArray) -> FloatArray:
    """Each value replaced by the largest of its 3 × 3 neighbourhood."""
    padded = np.pad(values, 1, mode="edge")
    rows = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    result: FloatArray = np.maximum(np.maximum(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return result


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

    While most of what is dark enough in a photograph is not writing (shadows, ruled lines, grain), the threshold rises.
    """
    threshold = otsu(raw)
    dark = raw > threshold
    if not has_contrast(raw, dark):
        return np.zeros(raw.shape, dtype=bool), threshold
    first = keep_writing(dark, photo)
    if not photo:
        return first, threshold
    kept, level = first, threshold
    for _ in range(RISES):
        if kept.sum() >= ENOUGH * dark.sum():
            return kept, level
        level = otsu(np.clip((raw[dark] - level) / (1 - level), 0, 1)) * (1 - level) + level
        dark = raw > level
        kept = keep_writing(dark, photo)
    return first, threshold


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


def keep_writing(written: Mask, photo: bool) -> Mask:
    """The mask without specks and, in photographs, without ruled lines, shadows and whatever reaches the border."""
    if photo:
        written = without_lines(without_lines(written).T).T
    areas = find_components(written)
    if not len(areas):
        return written
    return areas.mask(chosen_areas(areas, photo))


def chosen_areas(areas: Components, photo: bool) -> Mask:
    """Which areas are writing: the largest, and what is near it and not small beside it."""
    allowed = np.ones(len(areas), dtype=bool)
    candidate = allowed
    if photo:
        large = areas.length >= 0.08 * max(areas.shape)
        allowed = ~areas.at_border
        if not (allowed & large).any():
            allowed = np.ones(len(areas), dtype=bool)
        allowed &= ~frames(areas, allowed & large)
        candidate = allowed & large if (allowed & large).any() else allowed
    largest = int(np.argmax(areas.area * candidate))
    chosen: Mask = allowed & (areas.area >= 0.03 * areas.area[largest])
    chosen &= areas.length >= 0.22 * areas.length[largest]
    if photo:
        chosen &= near(areas, largest)
    chosen[largest] = True
    return chosen


def frames(areas: Components, candidate: Mask) -> Mask:
    """Large areas that go round another candidate: the edge of the sheet on a table, a printed box."""
    rows, columns = areas.shape
    margin = max(rows, columns) // 50
    frame: Mask = np.zeros(len(areas), dtype=bool)
    content = candidate & (areas.length >= 0.12 * max(rows, columns))
    for index in np.flatnonzero((areas.height >= 0.6 * rows) & (areas.width >= 0.6 * columns)):
        enclosed = (areas.top > areas.top[index] + margin) & (areas.bottom < areas.bottom[index] - margin)
        enclosed &= (areas.left > areas.left[index] + margin) & (areas.right < areas.right[index] - margin)
        frame[index] = bool((enclosed & content).any())
    return frame


def near(areas: Components, main: int) -> Mask:
    """Areas not farther from the main one's box than half its length."""
    reach = 0.5 * areas.length[main]
    across = np.maximum(areas.left - areas.right[main], areas.left[main] - areas.right)
    down = np.maximum(areas.top - areas.bottom[main], areas.top[main] - areas.bottom)
    result: Mask = np.maximum(across, down) <= reach
    return result


def without_lines(written: Mask) -> Mask:
    """Without thin lines that run across the whole width, level or a little inclined; what they cross is kept."""
    rows, columns = written.shape
    length = max(columns // 8, 8)
    total = np.cumsum(np.pad(written, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (total[:, length:] - total[:, :-length]) >= length - 1
    runs = np.zeros_like(written)
    for shift in range(0, length, max(length // 4, 1)):
        runs[:, shift : shift + full.shape[1]] |= full
    runs[:, length - 1 :] |= full
    runs &= written
    areas = find_components(runs)
    across = (areas.width >= 0.8 * columns) & (areas.height <= 0.15 * rows)
    # A single one that stops short of the edges is rather a stroke of a digit that fills the picture.
    if across.sum() < 2:
        across &= (areas.left <= 1) & (areas.right >= columns - 1)
    if not across.any():
        return written
    lines = areas.mask(across)
    thickness = max(int(lines.sum() / max(int(lines.any(axis=0).sum()), 1) / max(int(across.sum()), 1) + 1), 1)
    above, below = np.zeros_like(written), np.zeros_like(written)
    rest = written & ~lines
    for step in range(1, thickness + 2):
        above[step:] |= rest[:-step]
        below[:-step] |= rest[step:]
    return rest | (lines & above & below)


def widened(mask: Mask) -> Mask:
    """The mask and the pixels around it, so that the soft edges of strokes stay."""
    padded = np.pad(mask, 1)
    rows = padded[:-2] | padded[1:-1] | padded[2:]
    result: Mask = rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]
    return result
