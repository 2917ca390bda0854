"""Every sample once an epoch, in an order of its own, whatever the number of batches that are taken at a time."""

import numpy as np
import pytest

from playground.training.batches import SMALL_SET, Batches


def batches(x: np.ndarray, size: int) -> Batches:
    return Batches(x, np.arange(len(x), dtype=np.float32)[:, None], size, np.random.default_rng(3))


def test_an_epoch_has_every_sample_once_with_its_target():
    x = np.arange(10, dtype=np.float32)[:, None]
    taken = batches(x, 4).take(6)
    epochs = [[(a.copy(), d.copy()) for a, d in (next(taken), next(taken), next(taken))] for _ in range(2)]
    for epoch in epochs:
        assert [len(a) for a, _ in epoch] == [4, 4, 2]
        assert sorted(np.concatenate([a for a, _ in epoch])[:, 0]) == list(range(10))
        assert all(np.array_equal(a, d) for a, d in epoch)
    assert not np.array_equal(epochs[0][0][0], epochs[1][0][0])


def test_batches_are_the_same_one_by_one_or_many_at_once():
    x = np.arange(10, dtype=np.float32)[:, None]
    many, single = batches(x, 4), batches(x, 4)
    at_once = [a.copy() for a, _ in many.take(11)]
    one_by_one = [a.copy() for _ in range(11) for a, _ in single.take(1)]
    assert all(np.array_equal(a, b) for a, b in zip(at_once, one_by_one, strict=True))
    assert many.epochs == single.epochs == 3.8


@pytest.mark.parametrize("count", [5, SMALL_SET // 64 + 1])
def test_bytes_arrive_as_floats_in_0_to_1(count):
    x = np.full((count, 8, 8, 1), 255, np.uint8)
    x[:, 0] = 0
    for a, _ in batches(x, 3).take(3):
        assert a.dtype == np.float32
        assert a[:, 0].max() == 0 and np.allclose(a[:, 1:], 1)


@pytest.mark.parametrize("dtype", [np.float32, np.uint8])
def test_a_batch_that_is_not_learned_from_comes_again(dtype: type) -> None:
    x, d = np.arange(10, dtype=dtype)[:, None], np.zeros((10, 1), np.float32)
    straight, given_up = (Batches(x, d, 4, np.random.default_rng(0)) for _ in range(2))
    for _ in range(7):
        taken = given_up.take(1)
        next(taken)
        taken.close()
        assert given_up.epochs == straight.epochs
        ((one, _),) = ((a.copy(), b) for a, b in straight.take(1))
        ((other, _),) = ((a.copy(), b) for a, b in given_up.take(1))
        np.testing.assert_array_equal(one, other)
    assert given_up.capture().generator == straight.capture().generator
