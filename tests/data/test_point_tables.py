"""What is written as a table is read again as the same points; tables that were copied are read like files."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.errors import DataError
from playground.data.point_tables import points_of_text, table_text, text_of_html, write_points
from playground.data.points import CLASS_NAMES, PointSet
from playground.data.readers.csv import read_csv
from playground.data.value_files import load_values, values_of_text

COORDINATES = st.floats(-3, 3, width=32)
WORDS = st.text("abcXYZéß ,;|\"'", min_size=1, max_size=9).map(str.strip).filter(lambda word: word.strip("\"', ;|"))
CLASSES = st.one_of(
    st.just(CLASS_NAMES[:3]),
    st.lists(WORDS, min_size=2, max_size=6, unique=True).map(lambda names: tuple(sorted(names))),
    st.lists(st.integers(-(10**20), 10**20), min_size=2, max_size=6, unique=True).map(
        lambda numbers: tuple(map(str, sorted(numbers)))
    ),
)
COLUMNS = st.sampled_from([(), ("x", "y"), ("u", "v"), ("petal length", "petal width"), ("Höhe, cm", "id")])


@st.composite
def point_sets(draw: st.DrawFn) -> PointSet:
    """Points with every one of their classes at least once."""
    names = draw(CLASSES)
    labels = [*range(len(names)), *draw(st.lists(st.integers(0, len(names) - 1), max_size=20))]
    x = [(draw(COORDINATES), draw(COORDINATES)) for _ in labels]
    rank = np.zeros(len(labels), np.float32)
    return PointSet(np.array(x, np.float32), np.array(labels), rank, names, columns=draw(COLUMNS))


def assert_same(found: PointSet, points: PointSet) -> None:
    np.testing.assert_array_equal(found.x, points.x)
    np.testing.assert_array_equal(found.label, points.label)
    assert found.class_names == points.class_names and found.note == "" and found.scale is None
    assert found.columns == (points.columns or (("x1", "x2") if points.classes else ("x", "y")))


@given(points=point_sets())
def test_points_written_as_csv_are_read_exactly(points: PointSet, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "points.csv"
    write_points(points, path)
    assert_same(read_csv(path), points)
    assert_same(points_of_text(table_text(points, "\t"), "pasted"), points)


@given(rows=st.lists(st.tuples(COORDINATES, COORDINATES), min_size=1, max_size=30))
def test_values_written_as_csv_are_read_exactly(rows, tmp_path_factory: pytest.TempPathFactory) -> None:
    points = PointSet.empty(0).added(rows, 0)
    path = tmp_path_factory.getbasetemp() / "values.csv"
    write_points(points, path)
    assert_same(load_values(path), points)
    assert_same(values_of_text(table_text(points, "\t")), points)


@given(
    st.lists(st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)), min_size=2, max_size=30),
    st.sampled_from([1, 10, 100]),
)
def test_numbers_of_a_file_are_written_as_they_were_read(rows, tenth) -> None:
    text = "weight,size,label\n" + "".join(f"{x / tenth},{y / tenth},{k % 2}\n" for k, (x, y) in enumerate(rows))
    found = points_of_text(text, "pasted")
    again = points_of_text(table_text(found), "pasted")
    assert again.columns == ("weight", "size")
    read = found.x if found.scale is None else found.scale.to_file(found.x)
    got = again.x if again.scale is None else again.scale.to_file(again.x)
    np.testing.assert_allclose(got, np.array(rows) / tenth, atol=2e-6 * max(1, np.abs(read).max()))
    if found.scale is not None:
        lines = table_text(found).splitlines()[1:]
        assert [tuple(map(float, line.split(",")[:2])) for line in lines] == [(x / tenth, y / tenth) for x, y in rows]


def test_points_that_were_moved_out_of_a_files_range_stay_in_its_units() -> None:
    found = points_of_text("a,b,label\n0,0,p\n100,1,q\n", "pasted").moved([1], (0.3, 0))
    assert found.scale is not None and found.x[1, 0] == 3
    assert table_text(found).splitlines() == ["a,b,label", "0.0,0.0,p", "105.55556,1.0,q"]


def test_the_cells_of_a_copied_table_are_read_from_a_page() -> None:
    html = """<html><body><p>of 2026</p><table><tr><th>x1</th><th>x2</th><th>kind<br>of it</th></tr>
    <tr><td>1,5</td><td> -2,25&nbsp;</td><td>a &amp; b</td></tr><tr><td>0</td><td>1</td><td><b>c</b></td></tr></table>
    <table><tr><td>other</td></tr></table></body></html>"""
    points = points_of_text(text_of_html(html), "pasted")
    assert points.x.tolist() == [[1.5, -2.25], [0.0, 1.0]]
    assert points.class_names == ("a & b", "c")
    assert text_of_html("<p>no table</p>") == ""


def test_decimal_commas_between_tabs_are_read() -> None:
    points = points_of_text("x1\tx2\tlabel\n1,5\t-2\trot\n0,25\t1\tblau\n", "pasted")
    assert points.x.tolist() == [[1.5, -2.0], [0.25, 1.0]] and points.class_names == ("blau", "rot")


@pytest.mark.parametrize("text", ["", "hello", "1 2\n3 4\n", "x1,x2,label\n"])
def test_text_without_points_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(DataError, match="The pasted text"):
        points_of_text(text, "The pasted text")


def test_of_points_that_are_added_a_single_class_will_do() -> None:
    known = PointSet.empty(3)
    found = points_of_text("x1\tx2\tlabel\n1\t2\tC\n", "pasted", known=known)
    assert found.x.tolist() == [[1.0, 2.0]] and found.class_names[found.label[0]] == "C"
