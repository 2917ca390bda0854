"""Whether the pictures of a set lie on their side, as EMNIST's do."""

import numpy as np
import numpy.typing as npt

LOOKED_AT = 2_000_000
"""Pixels of the set that are looked at."""
INKED = 0.25
"""Share of the strongest ink that counts as ink."""
LEAST_CLASSES = 4
MOST_CLASSES_LIE = 0.7
WIDER = 0.05
"""Logarithm of width per height from which on a class lies."""
THICKEST = 0.35
"""Width of strokes as a share of the writing's longest side; what is thicker is no writing."""


def seems_transposed(images: npt.NDArray[np.uint8], label: npt.NDArray[np.int64]) -> bool:
    """Whether square grey pictures (n, rows, columns, 1) hold writing that is wider than high in most classes.

    Letters and digits that stand upright are higher than wide.
    """
    rows, columns, channels = images.shape[1:]
    if channels != 1 or rows != columns or not len(images):
        return False
    step = -(-images.size // LOOKED_AT)
    ink, label = _ink(images[::step, :, :, 0]), label[::step]
    high, wide = _extent(np.any(ink, axis=2)), _extent(np.any(ink, axis=1))
    written = (high > 0) & (_stroke_width(ink) < THICKEST * np.maximum(high, wide))
    if np.count_nonzero(written) < 0.7 * len(label):
        return False
    slimness = np.log(wide[written] / high[written])
    means = [float(slimness[label[written] == each].mean()) for each in np.unique(label[written])]
    lying = sum(mean > WIDER for mean in means)
    return len(means) >= LEAST_CLASSES and lying >= MOST_CLASSES_LIE * len(means) and float(np.mean(means)) > WIDER


def _ink(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Where each picture (n, rows, columns) differs from the ground of them all, the usual value at their edges."""
    edges = (grey[:, 0], grey[:, -1], grey[:, :, 0], grey[:, :, -1])
    ground = int(np.median(np.concatenate([edge.ravel() for edge in edges])))
    departure = np.abs(grey.astype(np.int16) - ground)
    strongest = departure.max(axis=(1, 2), keepdims=True)
    return np.asarray(departure > np.maximum(INKED * strongest, 16))


def _extent(used: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """How far the used lines (n, lines) of each picture reach from the first to the last; 0 where none is used."""
    first, last = used.argmax(axis=1), used.shape[1] - used[:, ::-1].argmax(axis=1)
    return np.where(used.any(axis=1), last - first, 0)


def _stroke_width(ink: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """A stroke of length l and width w has the area l·w and an outline of 2·l."""
    padded = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    down = np.count_nonzero(padded[:, 1:] != padded[:, :-1], axis=(1, 2))
    across = np.count_nonzero(padded[:, :, 1:] != padded[:, :, :-1], axis=(1, 2))
    # A slanted line changes as often as its two sides together, a straight one as its length: about 4/π in the mean.
    outline = (down + across) * (np.pi / 4)
    return np.asarray(2 * np.count_nonzero(ink, axis=(1, 2)) / np.maximum(outline, 1))
