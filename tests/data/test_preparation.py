"""What stands for black and white, and what is kept of a set when parts of it are left out."""

from pathlib import Path

import numpy as np
import pytest

from playground.data.image_sets import ImageSet, make_images
from playground.data.library import load
from playground.data.preparation import Preparation, recognised


@pytest.mark.parametrize(
    ("low", "high", "whole", "known", "scale"),
    [
        (0, 1, True, None, (0, 1)),
        (0, 16, True, None, (0, 16)),
        (0, 1.001, False, None, (0, 1)),
        (0, 4000, True, None, (0, 4095)),
        (-1, 1, False, None, (-1, 1)),
        (0, 1, False, (-1, 1), (0, 1)),
        (-0.9, 1, False, (-1, 1), (-1, 1)),
        (0, 14, True, (0, 16), (0, 16)),
        (0, 1, True, (0, 255), (0, 1)),
    ],
)
def test_a_range_is_recognised_from_a_whole_set(low, high, whole, known, scale):
    assert recognised(low, high, whole, known) == scale


def saved(path: Path, **arrays: np.ndarray) -> Path:
    np.savez(path, **arrays)
    return path


def test_black_can_be_chosen_alone(tmp_path):
    x = np.random.default_rng(0).integers(0, 256, (20, 6, 6), np.uint8)
    path = saved(tmp_path / "set.npz", x=x, y=np.arange(20) % 2)
    found = load(path, preparation=Preparation(black=100.0))
    assert isinstance(found, ImageSet) and found.preparation.values == (100.0, 255.0)
    assert (found.images[..., 0][x <= 100] == 0).all() and (found.images[..., 0][x == x.max()] == 255).all()


def test_a_blank_test_set_is_no_other_range(tmp_path):
    x, blank = np.random.default_rng(0).random((20, 6, 6)) * 255, np.zeros((4, 6, 6))
    y = np.arange(20) % 2
    found = load(saved(tmp_path / "set.npz", x_train=x, y_train=y, x_test=blank, y_test=y[:4]))
    assert len(found) == 24


def test_a_split_of_which_one_side_is_left_is_none():
    images, label = np.zeros((4, 2, 2, 1), np.uint8), np.array([0, 0, 1, 1])
    whole = ImageSet("set", images, label, ("a", "b"), is_test=np.array([False, False, True, False]))
    assert whole.of_classes(("b",)).is_test.tolist() == [True, False]
    assert whole.of_classes(("a",)).is_test is None


def test_a_sample_is_the_one_that_readers_take(tmp_path):
    strokes = make_images("strokes", 60, 1)
    path = saved(tmp_path / "set.npz", x=strokes.images[..., 0], y=strokes.label)
    few, all_of_them = load(path, count=20), load(path)
    np.testing.assert_array_equal(all_of_them.sampled(20).images, few.images)
    assert "20 of 60" in all_of_them.sampled(20).note and all_of_them.sampled(99) is all_of_them
