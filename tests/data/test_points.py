"""Point sets as values: painting, membership in the test set, features."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.errors import DataError
from playground.data.features import FEATURES, expand
from playground.data.point_sets import POINT_SETS, PointRecipe, Points, labels, make_points, offered_in
from playground.data.points import MAX_CLASSES, MAX_POINTS, PLANE, AxisScale, PointSet
from playground.engine.errors import Phrase

shares = st.floats(0, 1)


@pytest.mark.parametrize("name", POINT_SETS)
@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_built_in_sets_are_balanced_and_inside_the_plane(name: str, noise: float) -> None:
    points = make_points(name, 301, noise, seed=4)
    assert len(points) == 301
    assert points.classes == (3 if name == "rings" else 2)
    assert max(points.counts()) - min(points.counts()) <= 1
    assert np.abs(points.x).max() <= PLANE
    assert points == make_points(name, 301, noise, seed=4)
    assert points != make_points(name, 301, noise, seed=5)


@pytest.mark.parametrize("name", [name for name in POINT_SETS if name != "separable"])
def test_noise_moves_points_and_keeps_everything_else(name: str) -> None:
    calm, little = make_points(name, 100, 0.0, seed=1), make_points(name, 100, 0.01, seed=1)
    np.testing.assert_array_equal(calm.label, little.label)
    np.testing.assert_array_equal(calm.rank, little.rank)
    assert 0 < np.abs(calm.x - little.x).max() < 0.1


@given(st.integers(2, 300), st.sampled_from([0.0, 0.15, 0.8]), st.floats(0, 0.5), st.integers(0, 50))
def test_separable_points_keep_their_margin(count: int, margin: float, noise: float, seed: int) -> None:
    points = make_points("separable", count, noise, seed, margin=margin)
    # The sets are made around a line of known direction: the first draw of the generator.
    angle = np.random.default_rng(seed).uniform(0, 2 * np.pi)
    distance = points.x @ np.array([np.cos(angle), np.sin(angle)])
    assert distance[points.label == 1].min() - distance[points.label == 0].max() >= 2 * margin - 1e-5


@given(st.integers(2, 200), shares, st.integers(0, 20))
def test_split_is_exact_and_stratified(count: int, share: float, seed: int) -> None:
    points = make_points("rings", count, 0.1, seed)
    train, test = points.split(share)
    assert sorted([*train, *test]) == list(range(count))
    assert abs(len(train) - share * count) <= 0.5 + 1e-3
    for label in range(3):
        members = points.label == label
        assert abs(members[train].sum() - share * members.sum()) <= 2


def test_split_at_the_ends() -> None:
    points = make_points("moons", 50)
    assert [len(part) for part in points.split(1.0)] == [50, 0]
    assert [len(part) for part in points.split(0.0)] == [0, 50]
    with pytest.raises(DataError, match=r"1\.2"):
        points.split(1.2)


@given(shares, st.integers(0, 30))
def test_painting_leaves_membership_alone(share: float, seed: int) -> None:
    points = make_points("xor", 60, 0.1, seed)
    before = points.rank >= np.float32(share)
    mask = np.arange(60) % 3 == 0
    kept = points.without(mask)
    np.testing.assert_array_equal(kept.rank >= np.float32(share), before[~mask])
    more = points.added([[0.5, 0.5], [9.0, -9.0]], 1)
    np.testing.assert_array_equal(more.rank[:60], points.rank)
    assert more.x[-1].tolist() == [PLANE, -PLANE]
    moved = points.moved([0, 3], (100.0, 0.1))
    np.testing.assert_array_equal(moved.rank, points.rank)
    assert moved.x[0, 0] == moved.x[3, 0] == PLANE
    np.testing.assert_array_equal(moved.x[[1, 2]], points.x[[1, 2]])


def test_painted_points_are_spread_over_training_and_test() -> None:
    painted = PointSet.empty(3)
    for step in range(200):
        painted = painted.added([0.01 * step, 0.0], step % 3)
    train, _ = painted.split(0.7)
    assert len(train) == pytest.approx(140, abs=2)
    for label in range(3):
        assert (painted.label[train] == label).sum() == pytest.approx(47, abs=3)
    assert len(painted.added([0, 0], 2, np.random.default_rng(0))) == 201


def test_arrays_are_read_only_and_copied() -> None:
    x = np.zeros((2, 2), dtype=np.float32)
    points = PointSet(x, np.array([0, 1]), np.array([0.1, 0.9]))
    x[0] = 2
    assert points.x[0, 0] == 0
    with pytest.raises(ValueError, match="read-only"):
        points.x[0, 0] = 1


def test_sets_of_the_same_arrays_share_their_memory() -> None:
    points = make_points("circle", 20)
    again = PointSet(points.x, points.label, points.rank)
    assert again.x is points.x and again.label is points.label and again.rank is points.rank
    assert points.with_classes(("in", "out")).x is points.x
    other = PointSet(points.x.astype(np.float64), points.label, points.rank)
    assert not np.shares_memory(other.x, points.x) and other == again


def test_equality_is_by_value() -> None:
    points = make_points("circle", 20, 0.1, 3)
    same = PointSet(points.x, points.label, points.rank, points.class_names, points.name)
    assert points == same
    assert hash(points) == hash(same)
    assert points != points.moved([0], (0.1, 0.0))
    assert points != points.with_classes(("A", "C"))
    assert points != "points"


def test_more_classes_while_painting() -> None:
    points = make_points("circle", 20)
    assert points.with_classes(("A", "B", "C")).added([0, 0], 2).counts() == (10, 10, 1)
    with pytest.raises(DataError, match="label is 2"):
        points.added([0, 0], 2)
    with pytest.raises(DataError, match="7 classes"):
        points.with_classes("ABCDEFG")
    assert MAX_CLASSES == 6


@pytest.mark.parametrize(
    ("x", "label", "rank", "message"),
    [
        ([[4.0, 0.0]], [0], [0.5], "outside the plane"),
        ([[np.nan, 0.0]], [0], [0.5], "outside the plane"),
        ([[0.0, 0.0]], [0, 1], [0.5], "shape"),
        ([[0.0, 0.0]], [0], [1.5], "rank"),
        ([[0.0, 0.0]], [-1], [0.5], "label"),
    ],
)
def test_wrong_arrays_are_refused(x: list, label: list, rank: list, message: str) -> None:
    with pytest.raises(DataError, match=message):
        PointSet(np.array(x), np.array(label), np.array(rank))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("cirle",), "cirle.*allowed are circle, xor"),
        (("circle", 1), "1 points; allowed are 2 to 10,000"),
        (("circle", MAX_POINTS + 1), "10001 points"),
        (("circle", 10, 0.7), "noise is 0.7"),
        (("separable", 10, 0.0, 0, 3.0), "margin is 3"),
    ],
)
def test_wrong_arguments_are_named(arguments: tuple, message: str) -> None:
    with pytest.raises(DataError, match=message):
        make_points(*arguments)


REGIONS = ("over-sine", "over-cubic", "over-abs", "heart", "checkerboard")


@given(st.integers(2, 300), st.integers(0, 50))
def test_without_noise_the_points_lie_above_and_below_their_function(count: int, seed: int) -> None:
    functions: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "over-sine": lambda x: 1.2 * np.sin(1.8 * x),
        "over-cubic": lambda x: 0.3 * x**3 - 1.3 * x,
        "over-abs": lambda x: 1.2 * np.abs(x) - 1.4,
    }
    for name, function in functions.items():
        points = make_points(name, count, 0.0, seed)
        height = points.x[:, 1] - function(points.x[:, 0])
        assert ((height > 0) == (points.label == 1)).all() and np.abs(height).min() > 0.1, name


@given(st.integers(2, 300), st.integers(0, 50))
def test_the_squares_of_a_checkerboard_are_of_either_class_by_turns(count: int, seed: int) -> None:
    points = make_points("checkerboard", count, 0.0, seed)
    columns, rows = np.floor((points.x + 2.7) / 1.35).astype(int).T
    assert ((columns + rows) % 2 == 1 - points.label).all()


def test_a_heart_has_two_lobes_and_a_tip() -> None:
    points = make_points("heart", 5000)
    inside = points.x[points.label == 1]
    assert inside[:, 1].min() < -2.1, "the tip"
    top = {side: inside[np.abs(inside[:, 0] - side) < 0.1][:, 1].max() for side in (-0.8, 0.0, 0.8)}
    assert min(top[-0.8], top[0.8]) > top[0.0] + 0.5, "the notch is between the lobes"


def test_each_workspace_offers_the_sets_that_suit_it() -> None:
    assert offered_in("perceptron", 2) == ("separable", "xor", "circle")
    assert offered_in("network") == ("circle", "xor", "blobs", "spiral", "moons", "rings", "linear", *REGIONS)


def test_a_set_added_to_the_table_is_made_and_offered_where_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    def cross(count: int, noise: float, rng: np.random.Generator, margin: float) -> Points:
        label = labels(count, 3)
        return np.stack([label - 1.0, np.full(count, margin)], axis=1), label

    recipe = PointRecipe(cross, Phrase("Cross"), Phrase("Three heaps"), classes=3, options=("margin",))
    monkeypatch.setitem(POINT_SETS, "cross", recipe)
    points = make_points("cross", 9, margin=0.5)
    assert (points.classes, points.counts(), points.name) == (3, (3, 3, 3), "cross")
    assert np.all(points.x[:, 1] == 0.5)
    assert offered_in("network")[-1] == "cross"
    assert "cross" not in offered_in("perceptron", 2)


def test_scale_goes_both_ways() -> None:
    scale = AxisScale((10.0, -5.0), (2.0, 0.5))
    x = np.array([[12.0, -4.0]])
    np.testing.assert_allclose(scale.to_plane(x), [[1.0, 2.0]])
    np.testing.assert_allclose(scale.to_file(scale.to_plane(x)), x)


def test_a_scale_can_be_undone() -> None:
    with pytest.raises(DataError, match="other than 0"):
        AxisScale((10.0, -5.0), (2.0, 0.0))


def test_two_columns_have_names_or_none() -> None:
    with pytest.raises(DataError, match="columns: 1 names; allowed are two or none"):
        PointSet([[0, 0]], [0], [0], columns=("weight",))


def test_features_by_hand() -> None:
    out = expand(np.array([[2.0, -3.0]]), list(FEATURES))
    assert out.dtype == np.float32
    assert out.flags.c_contiguous
    np.testing.assert_allclose(out[0], [2, -3, 4, 9, -6, np.sin(2), np.sin(-3)], rtol=1e-6)


@pytest.mark.parametrize("features", [[], ["x3"]])
def test_unknown_features_are_refused(features: list[str]) -> None:
    with pytest.raises(DataError, match="allowed are x1"):
        expand(np.zeros((1, 2)), features)


def test_points_may_have_no_classes() -> None:
    points = PointSet.empty(0, "values").added([[1.0, 2.0], [0.5, -1.0]], 0)
    assert (points.classes, points.counts(), points.class_names) == (0, (), ())
    assert points.label.tolist() == [0, 0] and len(points.without(np.array([True, False]))) == 1
    assert points.moved([0], [0.0, -1.0]).x[0].tolist() == [1.0, 1.0]
    assert len(points.split(0.5)[0]) + len(points.split(0.5)[1]) == 2
    with pytest.raises(DataError, match="A label is 1; allowed are 0 to 0"):
        points.added([0.0, 0.0], 1)
    with pytest.raises(DataError, match="1 classes; allowed are 2 to 6, or none"):
        points.with_classes(("A",))
    assert points.with_classes(("A", "B")).counts() == (2, 0)
    with pytest.raises(DataError, match="A label is 1"):
        points.with_classes(("A", "B")).added([0.0, 0.0], 1).with_classes(())
