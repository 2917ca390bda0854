"""Points of the plane with a value each: made, edited, written and read again."""

import numpy as np
import pytest

from playground.data.contents import content_of
from playground.data.errors import DataError
from playground.data.plane_value_sets import PLANE_VALUE_SETS, make_plane_values
from playground.data.point_edits import joined, relabelled
from playground.data.point_tables import table_text, write_points
from playground.data.points import PointSet
from playground.data.value_files import load_plane_values, plane_values_of_text


@pytest.mark.parametrize("name", PLANE_VALUE_SETS)
def test_sets_are_made_from_a_seed_and_noise_moves_only_values(name):
    made, again, other = (make_plane_values(name, 300, 0.0, seed) for seed in (1, 1, 2))
    assert made == again and made != other and not made.classes
    truth = PLANE_VALUE_SETS[name].truth(made.x.astype(np.float64))
    assert np.abs(made.value - truth).max() < 1e-6 and np.ptp(made.value) > 1
    noisy = make_plane_values(name, 300, 0.3, 1)
    assert (noisy.x == made.x).all() and np.abs(noisy.value).max() <= 1
    assert 0.15 < (noisy.value - made.value).std() < 0.35
    assert len(made.split(0.7)[0]) == 210


def test_what_is_not_allowed_is_refused():
    with pytest.raises(DataError, match="no set of plane values 'moon'; allowed are plane, gaussians"):
        make_plane_values("moon")
    with pytest.raises(DataError, match="between −1 and 1"):
        PointSet(np.zeros((1, 2)), np.zeros(1), np.zeros(1), (), value=np.array([1.5]))
    with pytest.raises(DataError, match=r"value: .* of 1 points of 2 classes"):
        PointSet(np.zeros((1, 2)), np.zeros(1), np.zeros(1), value=np.array([0.5]))


def test_values_follow_their_points():
    points = PointSet.empty(0, values=True).added([[0.0, 0.0], [1.0, 1.0]], 0.25).added([2.0, 2.0], 7.0)
    assert points.has_values and points.value.tolist() == [0.25, 0.25, 1.0] and points.marks is points.value
    assert points.without(np.array([True, False, False])).value.tolist() == [0.25, 1.0]
    assert points.moved([0], [1.0, 0.0]).value is points.value
    changed = relabelled(points, np.array([1]), -0.5)
    assert changed.value.tolist() == [0.25, -0.5, 1.0] and changed != points and not changed.label.any()
    assert relabelled(changed, np.array([1]), -0.5) is changed
    assert joined(points, np.zeros((2, 2)), (), [0.1, 0.2]).value[3:] == pytest.approx([0.1, 0.2])
    assert PointSet.empty(0) != PointSet.empty(0, values=True)


def test_a_written_table_is_read_as_the_same_points(tmp_path):
    made, path = make_plane_values("ripples", 200, 0.2, 4), tmp_path / "ripples.csv"
    write_points(made, path)
    assert content_of(path) == "plane-values"
    read = load_plane_values(path)
    assert (read.x == made.x).all() and (read.value == made.value).all() and not read.note


def test_values_of_any_size_are_scaled_said_and_written_back_in_their_units(tmp_path):
    path = tmp_path / "prices.csv"
    path.write_text("lon;lat;price\n" + "".join(f"{i % 7};{i % 5};{100 + 2.5 * i}\n" for i in range(60)))
    assert content_of(path) == "plane-values"
    read = load_plane_values(path)
    assert "price is taken as the value." in str(read.note)
    assert "Values from 100 to 247.5 are scaled to −1 to 1." in str(read.note)
    assert (read.value.min(), read.value.max()) == (-1, 1) and read.columns == ("lon", "lat")
    again = plane_values_of_text(table_text(read))
    assert again.file_values == pytest.approx(read.file_values) and again.value == pytest.approx(read.value)
    signed = plane_values_of_text("x1,x2,value\n0,0,-5\n1,1,0\n2,2,10\n")
    assert signed.value.tolist() == [-0.5, 0, 1] and "divided by 10" in str(signed.note)


@pytest.mark.parametrize(
    ("table", "content"),
    [
        ("x1,x2,value\n0,0,0\n1,1,1\n0,1,1\n", "plane-values"),
        ("x1,x2,label\n0,0,0\n1,1,1\n0,1,1\n", "points"),
        ("x1,x2,value\n0,0,a\n1,1,b\n0,1,b\n", "points"),
        ("weight,height,label\n1,2,cat\n2,3,dog\n", "points"),
        ("x1,x2,label,value\n0,0,a,1\n1,1,b,2\n", "points"),
        ("".join(f"{i},{i % 3},{i / 9}\n" for i in range(9)), "plane-values"),
        ("".join(f"{i},{i % 3},{i % 4}\n" for i in range(9)), "points"),
    ],
)
def test_a_table_is_one_of_values_where_it_says_so_or_can_be_nothing_else(tmp_path, table, content):
    (tmp_path / "t.csv").write_text(table)
    assert content_of(tmp_path / "t.csv") == content


def test_what_holds_no_values_says_why(tmp_path):
    with pytest.raises(DataError, match="words in label, as points with classes do; values are numbers"):
        plane_values_of_text("x1,x2,label\n0,0,a\n1,1,b\n", "t")
    with pytest.raises(DataError, match="line 3: the value is 'high', which is no number"):
        plane_values_of_text("x1,x2,value\n0,0,1\n1,1,high\n0,1,2\n1,1,3\n", "t")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(DataError, match="not a text file"):
        load_plane_values(tmp_path / "picture.png")
    with pytest.raises(DataError, match="There is no file"):
        load_plane_values(tmp_path / "gone.csv")
