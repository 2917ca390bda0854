"""Rosenblatt's rule and the separability of point sets."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.engine.convex import convex_hull
from playground.engine.perceptron import Perceptron, Separability, separability

XOR = np.array([[0, 0], [1, 1], [0, 1], [1, 0]], float), np.array([-1, -1, 1, 1])

corner = st.tuples(st.integers(-8, 8), st.integers(-8, 8))
clouds = st.lists(corner, min_size=1, max_size=12)


def check(positive: list[tuple[float, float]], negative: list[tuple[float, float]]) -> Separability:
    x = np.array(positive + negative, float).reshape(-1, 2)
    return separability(x, np.array([1] * len(positive) + [-1] * len(negative)))


def updates(x: np.ndarray, d: np.ndarray, passes: int, learning_rate: float = 1.0) -> tuple[int, bool]:
    """Updates in so many passes at most, and whether the last pass had none."""
    neuron, count = Perceptron(), 0
    for _ in range(passes):
        mistakes = sum(neuron.learn(point, int(label), learning_rate) for point, label in zip(x, d, strict=True))
        count += mistakes
        if not mistakes:
            return count, True
    return count, False


def test_one_mistake_by_hand() -> None:
    neuron = Perceptron(2)
    assert neuron.learn(np.array([2.0, -1.0]), -1, 0.5)  # sign(0) is a mistake
    assert neuron.weight.tolist() == [-1, 0.5]
    assert neuron.bias == -0.5
    assert neuron.score(np.array([1.0, 1.0])) == -1
    assert not neuron.learn(np.array([1.0, 1.0]), -1, 0.5)
    assert neuron.predict(np.array([[1.0, 1.0], [-1.0, 0.0]])).tolist() == [-1, 1]


@pytest.mark.parametrize("learning_rate", [0.01, 1.0, 10.0])
@pytest.mark.parametrize("seed", range(5))
def test_separable_points_are_learned_within_the_bound(seed: int, learning_rate: float) -> None:
    rng = np.random.default_rng(seed)
    x = rng.uniform(-3, 3, (200, 2))
    score = x @ [1.0, -0.5] + 0.7
    x, d = x[np.abs(score) > 0.4], np.sign(score[np.abs(score) > 0.4])
    found = separability(x, d)
    count, done = updates(x, d, 2000, learning_rate)
    assert found.separable and done
    assert found.margin >= 0.4 / math.sqrt(1.25)
    assert 0 < count <= found.bound


def test_xor_is_never_learned() -> None:
    assert separability(*XOR) == Separability(False, 0.0, math.sqrt(2), math.inf)
    count, done = updates(*XOR, passes=500)
    assert not done and count >= 500


@pytest.mark.parametrize(
    ("positive", "negative", "margin"),
    [
        ([(1, 0)], [(-1, 0)], 1),
        ([(1, -1), (1, 5)], [(-1, 0)], 1),
        ([(0, 0), (1, 0)], [(3, 0), (4, 0)], 1),  # all on one line
        ([(0, 0), (0, 2), (2, 0), (2, 2)], [(4, 4), (5, 5)], math.sqrt(2)),
        ([(0, 0)] * 3, [(3, 4)] * 2, 2.5),
        ([(0, 0), (1, 1), (2, 2)], [(0, 2), (1, 3)], math.sqrt(2) / 2),  # parallel segments
    ],
)
def test_margins(positive: list, negative: list, margin: float) -> None:
    for one, other in ((positive, negative), (negative, positive)):
        found = check(one, other)
        assert found.separable
        assert found.margin == pytest.approx(margin)
        assert math.isfinite(found.bound)


@pytest.mark.parametrize(
    ("positive", "negative"),
    [
        ([(1, 1)], [(1, 1)]),
        ([(0, 0), (2, 0)], [(1, 0), (3, 0)]),
        ([(0, 0), (1, 0)], [(1, 0), (2, 0)]),
        ([(0, 0), (2, 2)], [(1, 1)]),
        ([(0, 0), (2, 2)], [(0, 2), (2, 0)]),
        ([(-1, -1), (1, -1), (0, 1)], [(0, 0)]),
        ([(-1, -1), (1, -1), (0, 1)], [(0, -1), (0, -5)]),
        ([(-9, -9), (9, -9), (0, 9)], [(0, 0), (1, 1), (1, 0)]),
    ],
)
def test_points_that_no_line_separates(positive: list, negative: list) -> None:
    assert not check(positive, negative).separable
    assert not check(negative, positive).separable


def test_an_empty_class_is_separable() -> None:
    assert check([(3, 4)], []) == Separability(True, math.inf, 5, 26)
    assert check([], [(3, 4), (0, 0)]) == Separability(True, math.inf, 5, 26)
    assert check([], []) == Separability(True, math.inf, 0, 0)


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"x must be \(n, 2\)"):
        separability(np.zeros((3, 3)), np.ones(3))


@given(clouds, clouds)
def test_separable_means_that_the_rule_converges_within_the_bound(positive: list, negative: list) -> None:
    x = np.array(positive + negative, float)
    d = np.array([1] * len(positive) + [-1] * len(negative))
    found = separability(x, d)
    if found.separable:
        assume(found.bound < 20_000)
        count, done = updates(x, d, 20_000)
        assert done and count <= found.bound
    else:
        assert not updates(x, d, 50)[1]


@given(clouds)
def test_every_point_lies_in_the_hull_and_every_corner_is_a_point(cloud: list) -> None:
    points = np.array(cloud, float)
    hull = convex_hull(points)
    assert {tuple(point) for point in hull.tolist()} <= {tuple(point) for point in points.tolist()}
    if len(hull) > 2:
        edge = np.roll(hull, -1, axis=0) - hull
        apart = points[:, None] - hull
        assert (edge[:, 0] * apart[..., 1] - edge[:, 1] * apart[..., 0] >= 0).all()


def test_many_points() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(10_000, 2)).astype(np.float32)
    d = np.where(x[:, 0] > x[:, 1], 1, -1)
    apart = x + 0.25 * d[:, None] * np.array([1, -1], np.float32)
    assert separability(apart, d).margin == pytest.approx(0.25 * math.sqrt(2), abs=0.01)
    assert not separability(x, rng.permutation(d)).separable
