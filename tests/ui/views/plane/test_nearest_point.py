"""Which point is at a place of the plane."""

import numpy as np

from playground.ui.views.plane.nearest_point import nearest

X = np.array([(0.0, 0.0), (1.0, 0.0), (3.0, 0.0)])


def test_the_nearest_within_reach_of_those_that_are_shown():
    assert nearest(X, (1.9, 0.0)) == 1
    assert nearest(X, (1.9, 0.0), 0.8) is None
    assert nearest(X, (1.9, 0.0), shown=np.array([True, False, True])) == 2
    assert nearest(X, (1.9, 0.0), shown=np.zeros(3, bool)) is None
    assert nearest(X[:0], (1.9, 0.0)) is None
