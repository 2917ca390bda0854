"""The built-in sets of values y against x."""

import numpy as np
import pytest

from playground.data.errors import DataError
from playground.data.points import PLANE
from playground.data.value_sets import LEAST_THROW, VALUE_SETS, make_values


@pytest.mark.parametrize("name", VALUE_SETS)
def test_values_lie_on_their_curve_and_noise_spreads_them(name):
    points = make_values(name, 400, seed=4)
    x, y = points.x.astype(np.float64).T
    assert points.class_names == () and points.name == name and len(points) == 400
    assert np.abs(y - VALUE_SETS[name].truth(x)).max() < 1e-4 and np.abs(x).max() <= PLANE
    assert points == make_values(name, 400, seed=4) and points != make_values(name, 400, seed=5)
    noisy = make_values(name, 400, noise=0.1, seed=4)
    np.testing.assert_array_equal(noisy.x[:, 0], points.x[:, 0])
    np.testing.assert_array_equal(noisy.rank, points.rank)
    assert 0.2 < np.std(noisy.x[:, 1] - y) < 0.4


@pytest.mark.parametrize("name", VALUE_SETS)
def test_the_curve_stays_in_the_plane_where_x_does(name):
    x = np.linspace(-PLANE, PLANE, 601)
    y = VALUE_SETS[name].truth(x)
    assert y.shape == x.shape and np.abs(y).max() <= PLANE


@pytest.mark.parametrize("name", VALUE_SETS)
def test_outliers_are_thrown_far_off_and_more_of_them_are_the_same_and_others(name):
    calm, few, many = (make_values(name, 200, noise=0.02, outliers=share, seed=1) for share in (0, 0.1, 0.5))
    thrown = [np.flatnonzero(np.any(calm.x != other.x, axis=1)) for other in (few, many)]
    assert [len(each) for each in thrown] == [20, 100] and set(thrown[0]) <= set(thrown[1])
    off = np.abs(many.x[:, 1] - VALUE_SETS[name].truth(many.x[:, 0].astype(np.float64)))[thrown[1]]
    assert off.min() > LEAST_THROW - 1e-5 and np.abs(many.x).max() <= PLANE


def test_the_truth_of_each_set_is_what_its_name_says():
    at = {name: recipe.truth(np.array([-2.0, 0.0, 2.0])) for name, recipe in VALUE_SETS.items()}
    assert at["abs"].tolist() == [2, 0, 2]
    assert np.ptp(np.diff(at["line"])) == pytest.approx(0)
    assert np.diff(at["parabola"]).tolist() == [-2, 2]
    assert at["step"].tolist() == [-1.2, 1.2, 1.2]
    assert at["sine"][0] == -at["sine"][2]
    assert np.diff(at["two-slopes"]) == pytest.approx([-0.4, 2.6])


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"name": "cosine"}, "no set of values 'cosine'; allowed are line, two-slopes, abs"),
        ({"count": 1}, "1 points; allowed are 2 to 10,000"),
        ({"noise": 0.6}, "noise is 0.6"),
        ({"outliers": 0.6}, "outliers are 0.6; allowed is 0 to 0.5"),
        ({"outliers": float("nan")}, "outliers are nan"),
    ],
)
def test_what_is_not_allowed_is_refused(wrong, named):
    with pytest.raises(DataError, match=named):
        make_values(**{"name": "line", **wrong})
