"""Built-in image sets: deterministic, balanced, split exactly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data import assets
from playground.data.errors import Cancelled, DataError
from playground.data.image_sets import IMAGE_SETS, ImageRecipe, ImageSet, make_images
from playground.data.normalise import ink_box, stroke_width
from playground.data.strokes import draw_strokes
from playground.engine.errors import Phrase

SHAPES = {"digits": (8, 8, 1), "strokes": (28, 28, 1), "shapes": (32, 32, 3)}


def some_images(label: list[int]) -> ImageSet:
    images = np.zeros((len(label), 2, 2, 1), dtype=np.uint8)
    return ImageSet("test", images, np.array(label), ("a", "b", "c"))


@pytest.mark.parametrize("name", IMAGE_SETS)
def test_same_seed_same_images(name: str) -> None:
    first = make_images(name, 300, seed=7)
    again, other = make_images(name, 300, seed=7), make_images(name, 300, seed=8)
    assert first.shape == SHAPES[name]
    assert len(first) == 300
    assert first.images.dtype == np.uint8
    np.testing.assert_array_equal(first.images, again.images)
    np.testing.assert_array_equal(first.label, again.label)
    assert not np.array_equal(first.images, other.images)


@pytest.mark.parametrize("name", ["strokes", "shapes"])
def test_made_sets_are_balanced_and_begin_alike(name: str) -> None:
    long, short = make_images(name, 600, seed=1), make_images(name, 70, seed=1)
    np.testing.assert_array_equal(long.images[:70], short.images)
    np.testing.assert_array_equal(long.label[:70], short.label)
    assert max(long.counts()) - min(long.counts()) <= 12
    assert min(short.counts()) > 0


def test_the_shipped_digits() -> None:
    digits = make_images("digits")
    assert digits.counts() == (178, 182, 177, 183, 181, 182, 181, 179, 174, 180)
    assert digits.images.max() == 255
    assert (make_images("digits", 1797).images == digits.images).all()
    with pytest.raises(DataError, match="1,797"):
        make_images("digits", 1798)


def test_strokes_are_normalised_as_mnist_is() -> None:
    images = make_images("strokes", 1000, seed=3).tensor()[..., 0]
    mass = images.sum(axis=(1, 2))
    grid = np.arange(28) + 0.5
    across = (images.sum(axis=1) @ grid) / mass
    down = (images.sum(axis=2) @ grid) / mass
    assert abs(across.mean() - 14) < 0.2
    assert abs(down.mean() - 14) < 0.2
    assert 0.3 < across.std() < 1.2
    written = images > 0.4
    longest = np.maximum(written.any(axis=1).sum(axis=1), written.any(axis=2).sum(axis=1))
    assert abs(float(np.median(longest)) - 20) <= 1
    assert 0.1 < images.mean() < 0.19


def test_strokes_are_thin_and_broad_narrow_and_wide_and_lean_either_way() -> None:
    images = make_images("strokes", 1000, seed=3).tensor()[..., 0]
    pens, proportions, slants = np.array([measured(image) for image in images]).T
    assert np.quantile(pens, 0.05) < 1.9 and np.quantile(pens, 0.95) > 4.3
    assert np.quantile(proportions, 0.05) < 0.5 and np.quantile(proportions, 0.95) > 1.0
    assert np.quantile(slants, 0.05) < -0.2 and np.quantile(slants, 0.95) > 0.45


def measured(image: np.ndarray) -> tuple[float, float, float]:
    """The width of an image's strokes in pixels, its width by its height, and how far it leans to the right."""
    top, bottom, left, right = ink_box(image)
    row, column = np.indices(image.shape)
    down = row - np.average(row, weights=image)
    slant = -float((image * down * column).sum() / (image * down * down).sum())
    return stroke_width(image), (right - left) / (bottom - top), slant


@pytest.mark.parametrize("name", ["strokes", "shapes"])
def test_progress_is_told_and_may_cancel(name: str) -> None:
    told: list[float] = []
    make_images(name, 600, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) >= 3

    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_images(name, 600, progress=stop)


def test_no_digits_at_all() -> None:
    images, label = draw_strokes(0, 0)
    assert images.shape == (0, 28, 28, 1)
    assert label.shape == (0,)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=80), st.floats(0, 1), st.integers(0, 9))
def test_split_is_exact_stratified_and_fixed_by_the_seed(label: list[int], share: float, seed: int) -> None:
    images = some_images(label)
    train, test = images.split(share, seed)
    assert sorted([*train, *test]) == list(range(len(label)))
    assert abs(len(train) - share * len(label)) <= 0.5 + 1e-3
    np.testing.assert_array_equal(train, images.split(share, seed)[0])
    for value in set(label):
        assert abs((images.label[train] == value).sum() - share * label.count(value)) <= 2


def test_tensor_is_scaled_and_contiguous() -> None:
    digits = make_images("digits")
    tensor = digits.tensor([5, 3])
    assert tensor.shape == (2, 8, 8, 1)
    assert tensor.dtype == np.float32
    assert tensor.flags.c_contiguous
    np.testing.assert_allclose(tensor[1], digits.images[3] / 255, rtol=1e-6)
    assert digits.tensor().max() == pytest.approx(1.0)


def test_images_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        make_images("digits").images[0, 0, 0, 0] = 1


@pytest.mark.parametrize(
    ("images", "label", "message"),
    [
        (np.zeros((1, 2, 2), np.uint8), [0], "shape"),
        (np.zeros((1, 2, 2, 2), np.uint8), [0], "1 or 3"),
        (np.zeros((1, 2, 2, 1), np.float32), [0], "float32"),
        (np.zeros((2, 2, 2, 1), np.uint8), [0], "2 images"),
        (np.zeros((1, 2, 2, 1), np.uint8), [5], "label is 5"),
    ],
)
def test_wrong_arrays_are_refused(images: np.ndarray, label: list[int], message: str) -> None:
    with pytest.raises(DataError, match=message):
        ImageSet("test", images, np.array(label), ("a", "b"))


def test_a_set_added_to_the_table_is_made_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def noise(count: int, seed: int, progress: object) -> ImageSet:
        rng = np.random.default_rng(seed)
        return ImageSet("noise", rng.integers(0, 256, (count, 4, 5, 3), np.uint8), np.arange(count) % 2, ("a", "b"))

    monkeypatch.setitem(IMAGE_SETS, "noise", ImageRecipe(noise, Phrase("Noise"), "photo", usual_count=30))
    assert make_images("noise").images.shape == (30, 4, 5, 3)
    assert len(make_images("noise", 12)) == 12


def test_unknown_names_and_counts_are_named() -> None:
    with pytest.raises(DataError, match=r"mnist.*strokes, digits, shapes"):
        make_images("mnist")
    with pytest.raises(DataError, match="0 images"):
        make_images("strokes", 0)
    with pytest.raises(DataError, match="nothing"):
        assets.asset_path("nothing")
