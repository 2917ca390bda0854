"""Two classes of grey told apart: by which threshold, and whether they differ at all."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
LEVELS = 128
LEAST_CONTRAST = 0.06


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


def has_contrast(raw: FloatArray, dark: Mask) -> bool:
    """Whether the dark places stand out from the paper and its grain."""
    if not dark.any() or dark.all():
        return False
    grain = float(np.median(np.abs(np.diff(raw, axis=int(raw.shape[1] > 1))))) if raw.size > 1 else 0.0
    return float(raw[dark].mean() - raw[~dark].mean()) >= max(LEAST_CONTRAST, 5 * grain)
