"""Ink and paper told apart: what was written in a picture, whatever the light, the paper and the polarity."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from playground.data.components import Components, find_components

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
LEVELS = 128
CLEAN_SPREAD = 0.03
"""Paper whose grey varies less than this is taken as even: a drawing or a screenshot, not a photograph."""
FULL = 0.9
LEAST_CONTRAST = 0.06


@dataclass(frozen=True)
class Ink:
    """strength: (rows, columns) in [0, 1], 0 where nothing is written; dark: the ink is darker than the paper;
    photo: the paper was uneven; blank: nothing is written at all."""

    strength: FloatArray
    dark: bool
    photo: bool
    blank: bool


def find_ink(grey: FloatArray, dark: bool | None = None) -> Ink:
    """The ink of a picture (rows, columns) in [0, 1]; dark tells its polarity when that is known."""
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = float(np.median(border))
    if dark is None:
        low, high = np.quantile(grey, (0.005, 0.995))
        dark = bool(high - paper < paper - low)
    depth = 1 - grey if not dark else grey
    level = 1 - paper if not dark else paper
    spread = float(np.subtract(*np.quantile(border, (0.9, 0.1))))
    photo = spread > CLEAN_SPREAD and min(grey.shape) >= 48
    ground = flat_paper(depth) if photo else np.float32(level)
    raw = np.clip((ground - depth) / np.maximum(ground, np.float32(0.1)), 0, 1).astype(np.float32)
    strength, written = contrast(raw, photo)
    if written.any():
        written = keep_writing(written, photo)
    strength *= widened(written)
    return Ink(strength, dark, photo, not written.any())


def flat_paper(bright: FloatArray) -> FloatArray:
    """The paper's own brightness everywhere: the brightest of each block, strokes closed over, interpolated."""
    rows, columns = bright.shape
    block = max(max(rows, columns) // 20, 4)
    high, wide = -(-rows // block), -(-columns // block)
    calm = np.asarray(Image.fromarray(bright).resize((wide * 4, high * 4), Image.Resampling.BOX))
    coarse = calm.reshape(high, 4, wide, 4).max(axis=(1, 3))
    closed = -spread_max(-spread_max(coarse))
    smooth = Image.fromarray(np.ascontiguousarray(closed)).resize((columns, rows), Image.Resampling.BICUBIC)
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


def contrast(raw: FloatArray, photo: bool) -> tuple[FloatArray, Mask]:
    """Raw darkness → strength of the ink in [0, 1], edges kept soft, and where there is ink."""
    threshold = otsu(raw)
    written = raw > threshold
    inked, paper = raw[written], raw[~written]
    if not len(inked) or not len(paper):
        return np.zeros_like(raw), np.zeros(raw.shape, dtype=bool)
    noise = 1.5 * float(np.quantile(paper, 0.85) - np.median(paper))
    depth = float(inked.mean() - paper.mean())
    if depth < max(LEAST_CONTRAST, 4 * noise):
        return np.zeros_like(raw), np.zeros(raw.shape, dtype=bool)
    full = float(np.quantile(inked, FULL))
    least = 0.6 * threshold if photo else min(float(np.median(paper)) + 2 * noise, 0.5 * threshold)
    strength = np.clip((raw - least) / max(full - least, 1e-3), 0, 1).astype(np.float32)
    return strength, written


def keep_writing(written: Mask, photo: bool) -> Mask:
    """The mask without specks and, in photographs, without ruled lines, shadows and whatever reaches the border."""
    if photo:
        written = without_lines(without_lines(written).T).T
    areas = find_components(written)
    if not len(areas):
        return written
    return areas.mask(chosen_areas(areas, photo))


def chosen_areas(areas: Components, photo: bool) -> Mask:
    """Which areas are writing: the large ones, and what is not small beside them."""
    side = max(areas.shape)
    inside = ~areas.at_border & (areas.length >= 0.08 * side) if photo else np.ones(len(areas), dtype=bool)
    if not inside.any():
        inside = np.ones(len(areas), dtype=bool)
    weight = areas.area * inside
    largest = int(np.argmax(weight))
    wide = areas.length >= 0.22 * areas.length[largest]
    heavy = areas.area >= 0.03 * areas.area[largest]
    chosen: Mask = heavy & wide & (inside | (~areas.at_border & photo))
    if photo:
        chosen &= near(areas, largest)
    chosen[largest] = True
    return chosen


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
