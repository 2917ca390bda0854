"""What is tried of an opened picture, as a document keeps it and back."""

from __future__ import annotations

import numpy as np
from PIL import Image

from playground.document.tried_picture import MOST_SIDE, TriedPicture
from playground.ui.panels.pictures.trials import OpenedTrial, Trial


class PictureKeeping:
    """Makes a picture small enough to be kept, once for as long as it is tried."""

    def __init__(self) -> None:
        self._small: tuple[Image.Image, np.ndarray] | None = None

    def kept(self, trial: Trial) -> TriedPicture | None:
        """What a document keeps of it; None of what is no opened picture."""
        if not isinstance(trial, OpenedTrial):
            return None
        if self._small is None or self._small[0] is not trial.original:
            self._small = (trial.original, _pixels(trial.original))
        return TriedPicture(self._small[1], trial.hand, trial.name, trial.which)


def trial_of(kept: TriedPicture) -> OpenedTrial:
    """The picture to be tried again."""
    pixels = kept.pixels[..., 0] if kept.pixels.shape[2] == 1 else kept.pixels
    return OpenedTrial(Image.fromarray(pixels), kept.name, kept.hand, kept.digit)


def _pixels(picture: Image.Image) -> np.ndarray:
    small = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    if max(small.size) > MOST_SIDE:
        small = small.copy()
        small.thumbnail((MOST_SIDE, MOST_SIDE))
    pixels: np.ndarray = np.asarray(small)
    return pixels[..., None] if pixels.ndim == 2 else pixels
