"""Which part of the (a, b) plane is shown: steady, larger in steps, bounded."""

import numpy as np
import pytest

from playground.ui.views.regression.surface_range import SIZES, Extent, SurfaceRange


def path(*places: tuple[float, float]) -> np.ndarray:
    return np.array(places, float).reshape(-1, 2)


def followed(*paths: np.ndarray, optimum=(0.7, 0.4), aspect=1.2) -> list[Extent]:
    shown, extents = SurfaceRange(), []
    for each in paths:
        shown.follow(optimum, each, aspect)
        extents.append(shown.extent(aspect))
    return extents


def test_the_optimum_the_start_and_the_way_are_in_sight():
    way = path((-1.3, -2.2), (0.1, -1.0), (0.6, 0.2))
    (extent,) = followed(way)
    assert all(extent.holds(*place) for place in way) and extent.holds(0.7, 0.4)
    assert abs(extent.a - 0.7) < 0.2 and abs(extent.b - 0.4) < 0.2


@pytest.mark.parametrize("aspect", [0.4, 1.0, 2.5])
def test_both_axes_have_one_scale(aspect):
    (extent,) = followed(path((-1.3, -2.2)), aspect=aspect)
    assert extent.across / extent.upwards == pytest.approx(aspect)
    assert extent.holds(-1.3, -2.2)


def test_it_stays_while_the_point_wanders_in_it():
    rng = np.random.default_rng(1)
    ways = [path((-1.3, -2.2), *rng.normal(0.5, 0.3, (k, 2))) for k in range(1, 40)]
    assert len(set(followed(*ways))) == 1


def test_it_grows_in_steps_and_no_further_than_the_bound():
    way = [(1.0 + (-1.5) ** k, 0.4) for k in range(40)]
    extents = followed(*(path(*way[: k + 1]) for k in range(40)))
    sizes = [extent.upwards for extent in extents]
    assert sizes == sorted(sizes) and set(sizes) <= set(SIZES) and 3 < len(set(sizes)) < 12
    assert sizes[-1] == SIZES[-1] and not extents[-1].holds(*way[-1])


def test_a_new_way_may_be_shown_larger_again():
    far = path((0.0, 0.0), (20.0, 0.0))
    large, again, start = followed(far, path((0.0, 0.0), (20.0, 0.0), (1.0, 0.0)), path((0.0, 0.0)))
    assert large == again and start.upwards < large.upwards


def test_numbers_that_ran_away_are_left_out():
    before, after = followed(path((1.0, 1.0)), path((1.0, 1.0), (np.inf, 0.0), (np.nan, 0.0)))
    assert before == after and not after.holds(np.nan, 0) and not after.holds(np.inf, 0)
    assert after.nearest(np.nan, 0) == (after.a, after.b)


def test_the_middle_follows_the_optimum_only_where_it_has_gone_far():
    shown = SurfaceRange()
    middles = []
    for optimum in ((0.7, 0.4), (0.8, 0.5), (0.6, 0.3), (2.5, 0.4)):
        shown.follow(optimum, path((0.0, 0.0)), 1.0)
        middles.append((shown.extent(1.0).a, shown.extent(1.0).b))
    assert len(set(middles[:3])) == 1 and middles[3] == (2.5, 0.5)
