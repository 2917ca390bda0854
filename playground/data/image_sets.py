"""Labelled sets of images, and IMAGE_SETS, the only list of the built-in ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.data.assets import asset_path
from playground.data.errors import DataError
from playground.data.notes import both, listed
from playground.data.paths import open_file
from playground.data.preparation import AS_USUAL, Preparation, Style
from playground.data.splits import evenly, split_by_rank, stratified_rank
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass

Progress = Callable[[float], None]
"""Called with 0…1 as work proceeds; may raise Cancelled to stop it."""
MAX_IMAGES = 200_000
USUAL_COUNT = 10_000


@dataclass(frozen=True, eq=False)
class ImageSet:
    """Images and their classes; arrays are read-only.

    images: (n, rows, cols, channels) uint8 with 1 or 3 channels; label: (n,) int64 in 0…len(class_names)−1.
    note says in a sentence what a reader left out or changed; preparation: how the pictures were read, and single ones
    are to be prepared that go with them; from_pictures: each is from a picture file of its own; is_test (n,): the
    split into training and test set that the source itself has; seems_transposed: they are writing on its side.
    Raises DataError when the arrays do not belong together.
    """

    name: str
    images: npt.NDArray[np.uint8]
    label: npt.NDArray[np.int64]
    class_names: tuple[str, ...]
    note: str = ""
    preparation: Preparation = AS_USUAL
    from_pictures: bool = False
    is_test: npt.NDArray[np.bool_] | None = None
    seems_transposed: bool = False

    def __post_init__(self) -> None:
        images, label = self.images.view(), np.asarray(self.label, dtype=np.int64).view()
        if images.dtype != np.uint8 or images.ndim != 4 or images.shape[3] not in (1, 3):
            raise DataError(
                "Images of shape {shape} and type {dtype}; allowed is (n, rows, columns, 1 or 3) of type uint8.",
                shape=images.shape,
                dtype=images.dtype,
            )
        if label.shape != (len(images),):
            raise DataError(
                "{count} images but {labels} labels; there must be one label per image.",
                count=len(images),
                labels=label.shape,
            )
        if len(label) and not 0 <= label.min() <= label.max() < len(self.class_names):
            raise DataError(
                "A label is {label}; allowed are 0 to {most}.", label=int(label.max()), most=len(self.class_names) - 1
            )
        if self.is_test is not None and (self.is_test.all() or not self.is_test.any()):
            object.__setattr__(self, "is_test", None)  # a split has two sides
        if self.is_test is not None and self.is_test.shape != label.shape:
            raise DataError(
                "The split has {count} entries; {needed} are needed.", count=self.is_test.size, needed=len(label)
            )
        images.flags.writeable = False
        label.flags.writeable = False
        object.__setattr__(self, "images", images)
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "class_names", tuple(self.class_names))

    def __len__(self) -> int:
        return len(self.label)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(rows, columns, channels) of one image."""
        rows, columns, channels = self.images.shape[1:]
        return rows, columns, channels

    @property
    def classes(self) -> int:
        """Number of classes."""
        return len(self.class_names)

    def of_classes(self, names: Sequence[str]) -> "ImageSet":
        """The images of these classes alone, numbered in this order; the note says what is left out."""
        if tuple(names) == self.class_names:
            return self
        kept = np.isin(self.label, [place for place, name in enumerate(self.class_names) if name in names])
        number = np.array([names.index(name) if name in names else 0 for name in self.class_names], np.int64)
        gone = [name for name in self.class_names if name not in names]
        left_out = Phrase("Images of other classes are left out: {classes}.", classes=listed(gone))
        renamed = replace(self, label=np.where(kept, number[self.label], 0), class_names=tuple(names))
        chosen = renamed if kept.all() else renamed._chosen(np.flatnonzero(kept))
        return replace(chosen, note=both(self.note, left_out if gone else ""))

    def sampled(self, count: int) -> "ImageSet":
        """So many of the images, evenly chosen, as readers choose them; all when there are no more."""
        if count >= len(self):
            return self
        used = Phrase("{used:,} of {total:,} images are used, evenly chosen.", used=count, total=len(self))
        return replace(self._chosen(evenly(len(self), count)), note=both(self.note, used))

    def _chosen(self, places: npt.NDArray[np.int64]) -> "ImageSet":
        is_test = None if self.is_test is None else self.is_test[places]
        return replace(self, images=self.images[places], label=self.label[places], is_test=is_test)

    def counts(self) -> tuple[int, ...]:
        """Number of images of each class."""
        return tuple(int(n) for n in np.bincount(self.label, minlength=self.classes))

    def tensor(self, indices: npt.ArrayLike | slice = slice(None)) -> npt.NDArray[np.float32]:
        """The chosen images as a network takes them: (m, rows, cols, channels) float32 in [0, 1]."""
        chosen = indices if isinstance(indices, slice) else np.asarray(indices)
        return np.multiply(self.images[chosen], np.float32(1 / 255), dtype=np.float32)

    def split(self, train_share: float, seed: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Indices of the training and of the test images, both ascending: the source's own split where it has one, else
        stratified, exact, fixed by the seed."""
        if self.is_test is not None:
            return np.flatnonzero(~self.is_test), np.flatnonzero(self.is_test)
        return split_by_rank(stratified_rank(self.label, np.random.default_rng(seed)), train_share)


DIGIT_NAMES = tuple("0123456789")


def digits(count: int, seed: int, progress: Progress | None) -> ImageSet:
    """The UCI optical digits, 8 × 8 × 1, in the file's order: as many as asked for, drawn by the seed."""
    with open_file(asset_path("data/digits.npz")) as file, np.load(file, allow_pickle=False) as archive:
        values, label = archive["x"], archive["y"].astype(np.int64)
    if count > len(label):
        raise DataError("{count} digits; the set has {most:,}.", count=count, most=len(label))
    chosen = np.sort(np.random.default_rng(seed).permutation(len(label))[:count])
    images = (values[chosen].astype(np.uint16) * 255 // 16).astype(np.uint8)[..., None]
    if progress is not None:
        progress(1.0)
    return ImageSet("digits", images, label[chosen], DIGIT_NAMES)


def strokes(count: int, seed: int, progress: Progress | None) -> ImageSet:
    """Digits made from pen strokes, 28 × 28 × 1."""
    from playground.data.strokes import draw_strokes

    images, label = draw_strokes(count, seed, progress)
    return ImageSet("strokes", images, label, DIGIT_NAMES)


def shapes(count: int, seed: int, progress: Progress | None) -> ImageSet:
    """Coloured shapes, 32 × 32 × 3."""
    from playground.data.shapes import SHAPES, draw_shapes

    images, label = draw_shapes(count, seed, progress)
    return ImageSet("shapes", images, label, SHAPES)


@dataclass(frozen=True)
class ImageRecipe:
    """How one set is made, and what the window says of it.

    make(count, seed, progress) gives the set; title: a phrase, for translators; style: how a picture that is tried on a
    network is prepared for it.
    """

    make: Callable[[int, int, Progress | None], ImageSet]
    title: Phrase
    style: Style
    usual_count: int = USUAL_COUNT
    has_choice_of_count: bool = True
    """Whether it is made as large as the user likes; otherwise the window takes its usual number."""


IMAGE_SETS: dict[str, ImageRecipe] = {
    "strokes": ImageRecipe(strokes, Phrase("Digits 28 × 28 · strokes"), "digit"),
    "digits": ImageRecipe(digits, Phrase("Digits 8 × 8 · UCI"), "digit", usual_count=1797, has_choice_of_count=False),
    "shapes": ImageRecipe(shapes, Phrase("Coloured shapes 32 × 32"), "photo"),
}
"""Name → how it is made. A set added here can be made, chosen, trained on and saved under its name."""


def make_images(name: str, count: int | None = None, seed: int = 0, progress: Progress | None = None) -> ImageSet:
    """A built-in set of `count` images (None: its usual number): the same arguments give the same images.

    Raises DataError when the name is unknown or the count is outside 1…200,000 ("digits": 1…1,797).
    """
    if name not in IMAGE_SETS:
        raise DataError(
            "There is no image set {name!r}; allowed are {allowed}.", name=name, allowed=", ".join(IMAGE_SETS)
        )
    if count is not None and not 1 <= count <= MAX_IMAGES:
        raise DataError("{count} images; allowed are 1 to {most:,}.", count=count, most=MAX_IMAGES)
    recipe = IMAGE_SETS[name]
    return recipe.make(recipe.usual_count if count is None else count, seed, progress)
