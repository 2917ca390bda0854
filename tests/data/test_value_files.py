"""Values y against x from files and pasted text, in all the ways in which they may be written."""

import csv
import io
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.contents import content_of
from playground.data.errors import DataError
from playground.data.points import MAX_POINTS
from playground.data.value_files import load_values, values_of_text
from tests.data.set_files import IMAGES, LABELS, npz, picture, written

PLAIN = "1,2\n-1,0.5\n"
WANTED = [[1, 2], [-1, 0.5]]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "x,y\n" + PLAIN,
        "X; Y\n1,0;2\n-1,0;0,5\n",
        "y\tx\n2\t1\n0.5\t-1\n",
        "1,0 2,0\n−1,0 0,5\n",
        '"x","y"\n"1","2"\n"-1","0.5"\n',
        "sep=|\n1|2\n-1|0.5\n",
        "# measured on Monday\n\n1 2\n-1 5e-1\n",
        ",x,y\n0,1,2\n1,-1,0.5\n",
        ",0,1\n0,1,2\n1,-1,0.5\n",
        "1;1;2\n2;-1;0,5\n",
        "id,y,note,x\n7,2,late,1\n9,0.5,,-1\n",
        "x,label,y\n1,a,2\n-1,b,0.5\n",
        "hours,marks\n1,2\n-1,0.5\n",
        "y,t\n2,1\n0.5,-1\n",
        "| x | y |\n|---|---|\n| 1 | 2 |\n| -1 | 0.5 |\n",
    ],
)
def test_ways_of_writing_the_same(text, tmp_path):
    path = written(tmp_path, {"values.csv": text.encode()}) / "values.csv"
    for values in (load_values(path), values_of_text(text)):
        np.testing.assert_allclose(values.x, WANTED)
        assert values.class_names == () and values.scale is None
    assert load_values(path).name == "values.csv" and values_of_text(text).name == "pasted"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_encodings(encoding, tmp_path):
    path = written(tmp_path, {"values.txt": "Größe;y\n1;2\n-1;0,5\n".encode(encoding)}) / "values.txt"
    values = load_values(path)
    np.testing.assert_allclose(values.x, WANTED)
    assert values.columns == ("Größe", "y")
    assert ("Windows-1252" in values.note) == (encoding == "cp1252")


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(-1e6, 1e6)), min_size=1, max_size=30),
    st.sampled_from([",", ";", "\t", "|", " "]),
    st.sampled_from(["", "x y", "y x", "y note x"]),
    st.booleans(),
)
def test_whatever_is_written_is_read(rows, separator, names, has_commas):
    order = names.split() or ["x", "y"]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([order] if names else [])
    mark = "," if has_commas and separator != "," else "."
    for x, y in rows:
        cells = {"x": repr(x).replace(".", mark), "y": repr(y).replace(".", mark), "note": "a"}
        writer.writerow([cells[name] for name in order])
    values = values_of_text(file.getvalue())
    wanted = np.array(rows)
    x = values.x if values.scale is None else values.scale.to_file(values.x)
    np.testing.assert_allclose(x, wanted, rtol=1e-6, atol=1e-6 * max(1.0, np.abs(wanted).max()))


def test_what_was_chosen_and_changed_is_told():
    values = values_of_text("note,y,x\nlate,20,1950\n,30,2000\nx,?,2001\n")
    assert "Columns taken as x and y: x, y; passed over: note." in values.note
    assert "1 line without an x or a y is left out." in values.note
    assert "x from 1950 to 2000, y from 20 to 30" in values.note
    assert values.columns == ("x", "y")
    assert values.scale.to_file(values.x) == pytest.approx(np.array([[1950, 20], [2000, 30]]))
    assert values_of_text(",0,1\n0,1,2\n1,-1,0.5\n").columns == ("x", "y")
    assert values_of_text("7000 1\n8000 2\n").note.endswith("x from 7000 to 8000, y from 1 to 2.")


def test_of_many_as_many_are_taken_as_there_may_be(tmp_path):
    text = "".join(f"{row / 10_000},1\n" for row in range(25_000))
    path = written(tmp_path, {"values.csv": text.encode()}) / "values.csv"
    told = []
    assert len(load_values(path, told.append)) == 10_000 and told[-1] == 1.0
    assert len(load_values(path, count=100)) == 100
    assert load_values(path, seed=3) == load_values(path, seed=3) != load_values(path, seed=4)


def test_columns_of_known_values_are_looked_for_by_their_names(tmp_path):
    known = values_of_text("hours,marks\n1,2\n2,2.5\n")
    path = written(tmp_path, {"more.csv": b"marks,year,hours\n2,2020,1\n0.5,2021,-1\n"}) / "more.csv"
    assert load_values(path, known=known).columns == ("hours", "marks")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "holds no values; lines with x and y are needed"),
        ("x,y\n", "holds no values"),
        ("x,y\n?,1\n", "holds no values: in every line x or y is missing"),
        ("1\n2\n", "line 1 has 1 column; 2 are needed (x, y)"),
        ("1,2,3\n4,5,6\n", "line 1 has 3 columns; 2 are needed (x, y), or a header"),
        ("a,b,c\n1,2,3\n4,5,6\n", "which of the columns a, b, c are x and y is not clear; name them x and y"),
        ("1,2,red\n3,4,blue\n", "holds words (red, blue) in column 3, as points with classes do"),
        ("x1,x2,label\n1,2,red\n3,4,blue\n", "holds words (red, blue) in label"),
        ("x,y\n1,2\n3,many\n", "line 3: y is 'many', which is no number"),
        ("x,y\n1,2\n3,1e99\n", "line 3: y is '1e99', which is too large"),
        ("x;y\n1,5;2\n1.5;3\n", "all need the same"),
    ],
)
def test_text_that_holds_no_values_is_refused_with_the_reason(text, named):
    with pytest.raises(DataError) as caught:
        values_of_text(text)
    assert str(caught.value).startswith("pasted") and named in str(caught.value)


@pytest.mark.parametrize("shape", [(30,), (30, 1)])
def test_arrays(tmp_path, shape):
    x, y = np.random.default_rng(0).uniform(-3, 3, (2, 30))
    path = npz(tmp_path / "values.npz", x=x.reshape(shape), y=y)
    values = load_values(path)
    np.testing.assert_allclose(values.x, np.stack([x, y], axis=1), rtol=1e-6)
    assert (values.columns, values.class_names) == (("x", "y"), ()) and content_of(path) == "values"
    both = npz(tmp_path / "both.npz", x_train=x, y_train=y, x_test=x[:5], y_test=y[:5])
    assert len(load_values(both)) == 35


def test_files_without_values_are_refused_with_the_reason(tmp_path):
    points = npz(tmp_path / "points.npz", x=np.zeros((24, 2)), y=LABELS)
    words = npz(tmp_path / "words.npz", x=np.zeros(2), y=np.array(["a", "b"]))
    fewer = npz(tmp_path / "fewer.npz", x=np.zeros(3), y=np.zeros(2))
    nan = npz(tmp_path / "nan.npz", x=np.zeros(2), y=np.array([np.nan, 1.0]))
    images = npz(tmp_path / "images.npz", images=IMAGES, labels=LABELS)
    folder = written(tmp_path / "folder", {"red/1.png": picture(), "blue/2.png": picture()})
    other = written(tmp_path, {"a.png": picture(), "b.xlsx": b"PK", "c.txt": b"\0\1"})
    for path, named in (
        (points, "holds no values; two arrays x and y"),
        (words, "holds no values"),
        (images, "holds no values"),
        (fewer, "has 3 numbers in x and 2 in y"),
        (nan, "is nan"),
        (folder, "holds pictures"),
        (other / "a.png", "holds pictures"),
        (other / "b.xlsx", "is a spreadsheet"),
        (other / "c.txt", "not a text file; values come as text"),
        (tmp_path / "nothing.csv", "There is no file"),
    ):
        with pytest.raises(DataError, match=named):
            load_values(path)
        assert not path.exists() or path in (fewer, nan) or content_of(path) != "values"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        (PLAIN, True),
        ("hours;marks\n1;2\n", True),
        ("id,x,y\n5,1,2\n7,1,2\n", True),
        (",x,y\n0,1,2\n1,-1,0.5\n", True),
        ("id,x,y\n5,1,2\n7,1,2\n5,1,3\n", False),
        ("1,1,2\n2,-1,0.5\n", False),
        ("x,y,label\n1,2,3\n", False),
        ("1,2,a\n", False),
        ("x,label\n1,a\n2,b\n", False),
        ("", False),
        ("1\n", False),
    ],
)
def test_a_table_of_two_columns_can_only_hold_values(text, only, tmp_path):
    content = content_of(written(tmp_path, {"a.csv": text.encode()}) / "a.csv")
    assert content == ("values" if only else "points")


def test_of_long_arrays_only_what_is_taken_is_kept(tmp_path):
    path = tmp_path / "long.npz"
    np.savez_compressed(path, x=np.zeros(6_000_000, np.int8), y=np.ones(6_000_000, np.int8))
    tracemalloc.start()
    points = load_values(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(points) == MAX_POINTS
    assert peak < 40e6  # all of it as 64-bit numbers would be 96 MB
