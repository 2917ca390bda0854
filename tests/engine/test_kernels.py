"""Kernels are edited number by number, and every change is a new value."""

import numpy as np
import pytest

from playground.engine.kernels import Kernels, centred
from playground.engine.limits import SpecError

COUNTED = np.arange(1.0, 10.0).reshape(3, 3)
KERNELS = Kernels(COUNTED[..., None, None], np.array([0.5]))


def test_a_change_leaves_the_old_value_alone() -> None:
    changed = KERNELS.with_weight((0, 1, 0, 0), 7.0).with_bias(0, 2.0)
    assert changed.weight[0, 1, 0, 0] == 7 and changed.bias.tolist() == [2]
    assert KERNELS.weight[0, 1, 0, 0] == 2 and KERNELS.bias.tolist() == [0.5]
    assert not changed.weight.flags.writeable
    assert KERNELS == Kernels(COUNTED[..., None, None].copy(), np.array([0.5])) != changed
    assert hash(KERNELS) == hash(Kernels(COUNTED[..., None, None].copy(), np.array([0.5])))


def test_another_size_keeps_what_overlaps_about_the_middle() -> None:
    assert KERNELS.with_size(1).weight.ravel().tolist() == [5]
    assert np.array_equal(KERNELS.with_size(5).weight[1:4, 1:4], KERNELS.weight)
    assert KERNELS.with_size(5).weight.sum() == COUNTED.sum()
    assert KERNELS.with_size(5).with_size(3) == KERNELS
    # The middle of an even number is the place before it, where padding puts a single pixel.
    assert centred(COUNTED, 2).tolist() == [[5, 6], [8, 9]]
    assert centred(COUNTED, 4)[0:3, 0:3].tolist() == COUNTED.tolist()


def test_more_channels_and_filters_begin_at_zero_and_fewer_are_the_first() -> None:
    more = KERNELS.with_channels(3).with_filters(2)
    assert more.weight.shape == (3, 3, 3, 2) and more.bias.tolist() == [0.5, 0]
    assert more.weight.sum() == COUNTED.sum() and more.with_channels(1).with_filters(1) == KERNELS
    assert (more.size, more.channels, more.filters) == (3, 3, 2)


def test_a_kernel_takes_the_place_of_another() -> None:
    two = KERNELS.with_channels(2).with_filters(2).with_kernel(1, COUNTED[::-1])
    assert np.array_equal(two.weight[:, :, 1, 1], COUNTED[::-1]) and np.array_equal(two.weight[:, :, 0, 0], COUNTED)
    other = two.with_kernel(0, np.ones((5, 5, 2)), 3.0)
    assert other.size == 5 and other.bias.tolist() == [3, 0]
    assert np.array_equal(other.weight[1:4, 1:4, :, 1], two.weight[..., 1])


@pytest.mark.parametrize(
    ("weight", "bias", "words"),
    [
        (np.ones((3, 2, 1, 1)), np.ones(1), "kernels of shape"),
        (np.ones((3, 3, 1)), np.ones(1), "kernels of shape"),
        (np.ones((3, 3, 1, 2)), np.ones(1), "1 biases"),
        (np.ones((8, 8, 1, 1)), np.ones(1), "the kernel size must be a whole number between 1 and 7, not 8"),
        (np.ones((3, 3, 1, 5)), np.ones(5), "the number of filters"),
        (np.ones((0, 0, 1, 1)), np.ones(1), "the kernel size"),
        (np.ones((1, 1, 0, 1)), np.ones(1), "the number of channels"),
        (np.full((3, 3, 1, 1), np.nan), np.ones(1), "a weight is nan"),
        (np.ones((3, 3, 1, 1)), np.array([-2e6]), "a bias is -2e[+]06; allowed are numbers between −10⁶ and 10⁶"),
    ],
)
def test_what_are_no_kernels_is_refused(weight: np.ndarray, bias: np.ndarray, words: str) -> None:
    with pytest.raises(SpecError, match=words):
        Kernels(weight, bias)
