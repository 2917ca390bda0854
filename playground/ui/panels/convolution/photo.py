"""The picture that kernels are laid on: the built-in scene, or one that was opened; small enough to be followed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from playground.data.scene import make_scene
from playground.document.tried_picture import TriedPicture
from playground.late_dataclass import dataclass

MOST_SIDE = 1_000


@dataclass(frozen=True, eq=False)
class Photo:
    """pixels (rows, columns, 1 or 3) uint8; name: of the file, nothing for the built-in scene; is_reduced: whether it
    had more pixels."""

    pixels: NDArray[np.uint8]
    name: str
    is_reduced: bool = False

    def kept(self) -> TriedPicture | None:
        """What a document keeps of it; None of the built-in one."""
        return TriedPicture(self.pixels, name=self.name) if self.name else None


def photo_of(picture: Image.Image, name: str) -> Photo:
    """A picture that was opened, its longer side no longer than is followed while a kernel is dragged."""
    is_large = max(picture.size) > MOST_SIDE
    small = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    if is_large:
        small = small.copy()
        small.thumbnail((MOST_SIDE, MOST_SIDE))
    return Photo(_pixels(small), name, is_large)


def photo_again(kept: TriedPicture) -> Photo:
    """One that was kept."""
    picture = Image.fromarray(kept.pixels[..., 0] if kept.pixels.shape[2] == 1 else kept.pixels)
    return photo_of(kept.hand.applied(picture), kept.name or "–")


@lru_cache(maxsize=1)
def scene() -> Photo:
    """The built-in one."""
    return Photo(make_scene(), "")


class PhotoStep:
    """Exchanges the picture for the one before."""

    def __init__(self, look: Callable[[], Photo], put: Callable[[Photo], object]) -> None:
        self._look, self._put = look, put
        self._other = look()

    @property
    def held(self) -> Mapping[int, int]:
        """The bytes that are remembered, by whose they are."""
        return {id(self._other.pixels): self._other.pixels.nbytes}

    def exchange(self) -> None:
        """Undoes the step, or does it again."""
        other, self._other = self._other, self._look()
        self._put(other)


def _pixels(picture: Image.Image) -> NDArray[np.uint8]:
    pixels = np.asarray(picture, np.uint8)
    return pixels[..., None] if pixels.ndim == 2 else pixels
