"""Many of NumPy's numbers handed to Qt at once."""

import numpy as np
import pytest
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainterPath

from playground.ui.views.many_values import first_of, path_of, path_through

MOVE, LINE = QPainterPath.ElementType.MoveToElement, QPainterPath.ElementType.LineToElement


def elements(path):
    found = (path.elementAt(k) for k in range(path.elementCount()))
    return [(element.type, element.x, element.y) for element in found]


def test_a_path_goes_through_all_places():
    path = path_through(np.arange(3), np.array([0.5, -1, 2]))
    assert elements(path) == [(MOVE, 0, 0.5), (LINE, 1, -1), (LINE, 2, 2)]


@pytest.mark.parametrize("count", [0, 1])
def test_a_path_through_fewer_than_two_places_has_no_line(count):
    path = path_through(np.zeros(count), np.zeros(count))
    assert all(kind is not LINE for kind, _, _ in elements(path))


def test_places_that_are_not_finite_are_left_out():
    y = np.array([np.nan, 1, np.inf, 3])
    assert elements(path_through(np.arange(4.0), y)) == [(MOVE, 1, 1), (LINE, 3, 3)]


def test_lines_are_one_path_and_not_joined():
    lines = np.arange(12, dtype=np.float32).reshape(2, 3, 2)
    drawn = [(MOVE, 0, 1), (LINE, 2, 3), (LINE, 4, 5), (MOVE, 6, 7), (LINE, 8, 9), (LINE, 10, 11)]
    assert elements(path_of(lines)) == drawn


def test_a_line_without_its_first_place_is_not_joined_to_the_one_before():
    lines = np.array([[[0, 0], [1, 1]], [[np.nan, 2], [3, 3]]])
    assert elements(path_of(lines)) == [(MOVE, 0, 0), (LINE, 1, 1), (MOVE, 3, 3)]


def test_no_lines_are_an_empty_path():
    assert path_of(np.empty((0, 2, 2))).isEmpty()


def test_the_first_row_is_the_first_value():
    rows = np.array([[1.0, 2, 3, 4], [5, 6, 7, 8]])
    assert first_of(rows, QLineF) == QLineF(1, 2, 3, 4)
