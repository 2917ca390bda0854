"""CSV files as people write them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.errors import Cancelled, DataError
from playground.data.points import PLANE
from playground.data.readers.csv import read_csv


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "points.csv"
    path.write_text(text, encoding=encoding)
    return path


PLAIN = "1,2,a\n-1,0.5,b\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "x1,x2,label\n" + PLAIN,
        "X1, X2, Label\n" + PLAIN,
        "length,width,kind\n" + PLAIN,
        "label,x1,x2\na,1,2\nb,-1,0.5\n",
        "# measured on Monday\n\n" + PLAIN + "\n\n",
        "1;2;a\n-1;0.5;b",
        "x1;x2;label\n1,0;2;a\n-1;0,5;b",
        "1\t2\ta\r\n-1\t0.5\tb\r\n",
        '"1","2","a"\n"-1","0.5","b"\n',
        "\ufeffx1,x2,label\n" + PLAIN,
        " 1 , 2 , a \n -1 , 5e-1 , b ",
    ],
)
def test_ways_of_writing_the_same(text: str, tmp_path: Path) -> None:
    points = read_csv(written(tmp_path, text))
    np.testing.assert_allclose(points.x, [[1, 2], [-1, 0.5]])
    assert points.label.tolist() == [0, 1]
    assert points.class_names == ("a", "b")
    assert points.name == "points.csv"
    assert points.note == ""
    assert points.scale is None


def test_numeric_labels_are_sorted_by_value(tmp_path: Path) -> None:
    points = read_csv(written(tmp_path, "0,0,10\n0,1,-1\n1,0,1.0\n1,1,1\n"))
    assert points.class_names == ("-1", "1", "10")
    assert points.label.tolist() == [2, 0, 1, 1]


def test_columns_outside_the_plane_are_scaled_and_remembered(tmp_path: Path) -> None:
    rows = [(150, 0.5, "a"), (200, -0.5, "b"), (250, 1.0, "a")]
    points = read_csv(written(tmp_path, "".join(f"{a},{b},{c}\n" for a, b, c in rows)))
    assert np.abs(points.x).max() <= PLANE
    assert points.x[:, 1].tolist() == [0.5, -0.5, 1.0]
    assert points.scale is not None
    np.testing.assert_allclose(points.scale.to_file(points.x), [row[:2] for row in rows], rtol=1e-5)
    assert "x1 scaled" in points.note


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from("abc")), min_size=2, max_size=40))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list) -> None:
    if len({row[2] for row in rows}) < 2:
        rows = [*rows, (0.0, 0.0, "a"), (0.0, 0.0, "b")]
    path = written(tmp_path_factory.mktemp("csv"), "\n".join(f"{a!r},{b!r},{c}" for a, b, c in rows))
    points = read_csv(path)
    x = points.x if points.scale is None else points.scale.to_file(points.x)
    size = max(abs(value) for row in rows for value in row[:2])
    np.testing.assert_allclose(x, [row[:2] for row in rows], atol=1e-6 * max(size, 1))
    assert [points.class_names[label] for label in points.label] == [row[2] for row in rows]


def test_a_large_file_is_sampled_evenly(tmp_path: Path) -> None:
    count = 45_000
    path = written(tmp_path, "\n".join(f"{i / count},0,{'ab'[i % 7 == 0]}" for i in range(count)))
    told: list[float] = []
    points = read_csv(path, progress=told.append)
    assert len(points) == 10_000
    assert points.note == "10,000 of 45,000 points are used, evenly chosen."
    np.testing.assert_allclose(points.x[:, 0], np.linspace(0, 1, 10_000), atol=3e-4)
    assert abs(points.counts()[1] - 10_000 / 7) < 120
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(read_csv(path, count=100)) == 100


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    def stop(share: float) -> None:
        raise Cancelled

    path = written(tmp_path, "1,2,a\n" * 6_000 + "1,2,b\n")
    with pytest.raises(Cancelled):
        read_csv(path, progress=stop)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "points.csv holds no points"),
        ("\n\n", "holds no points"),
        ("x1,x2,label\n", "holds no points"),
        ("1,2\n", r"line 1 has 2 columns; 3 are needed"),
        ("1,2,a\n1,2,a,7\n", r"line 2 has 4 columns; 3 are needed"),
        ("x1,x2\n1,2\n", r"line 1 has 2 columns"),
        ("hello\n", r"line 1 has 1 column; 3"),
        ("1,2,a\n1,two,b\n", r"points.csv, line 2: x2 is 'two'; a number is needed"),
        ("x1,x2,label\n1,,b\n", r"line 2: x2 is ''"),
        ("1,2,a\nnan,2,b\n", r"line 2: x1 is 'nan'; a finite number"),
        ("1,2,a\n1,-inf,b\n", r"line 2: x2 is '-inf'; a finite number"),
        ("1,2,a\n1,2,\n", r"line 2: the label is empty;"),
        ("1,2," + "a" * 5000 + "\n1,2,b\n", r"label 'a+…' is longer than 80"),
        ("1,2,a\n1,2,nan\n", r"line 2: the label is 'nan'"),
        ("1,2,a\n3,4,a\n", r"only one class \(a\); 2 to 6 are needed"),
        ("".join(f"1,2,{c}\n" for c in "abcdefg"), "more than 6 different labels"),
        ("1,2,a\0b\n", "line 1 is not text"),
        ("1" * 20_000, "line 1 is not text"),
    ],
)
def test_bad_files_are_explained(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        read_csv(written(tmp_path, text))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_text_with_a_byte_order_mark(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("x1;x2;label\n1,5;2;été\n0;-1,5;nuit\n", encoding=encoding)
    points = read_csv(path)
    assert points.class_names == ("nuit", "été")
    assert points.x.tolist() == [[1.5, 2.0], [0.0, -1.5]]


def test_not_text_at_all(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(b"\x80\x01\x02" * 10)
    with pytest.raises(DataError, match="not a text file"):
        read_csv(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_csv(tmp_path / "none.csv")
