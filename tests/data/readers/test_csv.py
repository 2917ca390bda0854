"""CSV files as people write them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.errors import Cancelled, DataError
from playground.data.points import PLANE
from playground.data.readers.columns import FITTED
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


def test_long_numeric_labels_stay_apart(tmp_path: Path) -> None:
    labels = ("1000002", "1000001", "12345678901234567891", "12345678901234567890", "1e3", "1000.0")
    points = read_csv(written(tmp_path, "".join(f"0,0,{label}\n" for label in labels)))
    assert points.class_names == ("1000", "1000001", "1000002", "12345678901234567890", "12345678901234567891")
    assert points.counts() == (2, 1, 1, 1, 1)


def test_one_number_is_one_class_however_it_is_written(tmp_path: Path) -> None:
    ways = ("1", "1.0", "+1", "01", "1,0", "1.000000000000000000e+00", "10e-1")
    points = read_csv(written(tmp_path, "".join(f"0;0;{label}\n" for label in (*ways, "-1", "−1", "0", "-0"))))
    assert points.class_names == ("-1", "0", "1")
    assert points.counts() == (2, 2, len(ways))


def test_words_and_numbers_may_both_be_labels(tmp_path: Path) -> None:
    points = read_csv(written(tmp_path, "0,0,b\n0,0,2\n0,0,2.0\n0,0,1_0\n"))
    assert points.class_names == ("1_0", "2", "b")


def test_both_axes_are_scaled_where_one_needs_it(tmp_path: Path) -> None:
    rows = [(150, 0.5, "a"), (200, -0.5, "b"), (250, 1.0, "a")]
    points = read_csv(written(tmp_path, "".join(f"{a},{b},{c}\n" for a, b, c in rows)))
    np.testing.assert_allclose(points.x.max(axis=0), FITTED, rtol=1e-6)
    np.testing.assert_allclose(points.x.min(axis=0), -FITTED, rtol=1e-6)
    assert points.scale is not None
    np.testing.assert_allclose(points.scale.to_file(points.x), [row[:2] for row in rows], rtol=1e-5)
    assert "scaled to fit the plane, each by itself: x1 from 150 to 250, x2 from -0.5 to 1" in points.note


def test_an_axis_without_extent_is_moved_to_the_middle(tmp_path: Path) -> None:
    points = read_csv(written(tmp_path, "150,2,a\n200,2,b\n250,2,a\n"))
    assert points.x[:, 1].tolist() == [0, 0, 0]
    assert points.scale is not None
    np.testing.assert_allclose(points.scale.to_file(points.x)[:, 1], 2)


def test_what_fits_the_plane_keeps_its_numbers(tmp_path: Path) -> None:
    points = read_csv(written(tmp_path, f"{PLANE},0.001,a\n0,-{PLANE},b\n"))
    assert points.scale is None
    np.testing.assert_array_equal(points.x, np.float32([[PLANE, 0.001], [0, -PLANE]]))


@pytest.mark.parametrize("value", ["", "?", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "<NA>", "#N/A", " "])
def test_what_is_missing_is_left_out_and_counted(value: str, tmp_path: Path) -> None:
    rows = f"1,2,a\n0,1,b\n1,{value},a\n{value},1,b\n"
    points = read_csv(written(tmp_path, f"{rows}1,1,{value}\n"))
    assert points.class_names == ("a", "b")
    np.testing.assert_array_equal(points.x, [[1, 2], [0, 1]])
    assert points.note == "3 lines without a label or a coordinate are left out."
    assert read_csv(written(tmp_path, f"1,1,{value}\n1,2,a\n0,1,b\n")).note.startswith("1 line without")
    with pytest.raises(DataError, match="no points: in every line a coordinate or the label is missing"):
        read_csv(written(tmp_path, f"x1,x2,label\n1,1,{value}\n1,{value},a\n"))


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
        (
            "1,2,a\n1,two,b\n",
            r"points.csv, line 2: x2 is 'two', which is no number; numbers from −10³⁰ to 10³⁰ are needed",
        ),
        ("x1,x2,label\n", "holds no points"),
        ("sep=;\n", "holds no points"),
        ("# nothing\n", "holds no points"),
        ("1,2,a\ninf,2,b\n", r"line 2: x1 is 'inf', which is too large"),
        ("1,2,a\n1e299,2,b\n", r"line 2: x1 is '1e299', which is too large; numbers from −10³⁰ to 10³⁰ are needed"),
        ("1,2,a\n1,-inf,b\n", r"line 2: x2 is '-inf', which is too large"),
        ("1,2," + "a" * 5000 + "\n1,2,b\n", r"label 'a+…' is longer than 80"),
        ("1,2,a\n3,4,a\n", r"only one class \(a\); 2 to 6 are needed"),
        ("".join(f"1,2,{c}\n" for c in "abcdefg"), r"more than 6 different labels \(a, b, c, d, e, f, …\)"),
        ("1,2,a\0b\n", "not a text file"),
        ("1,2,a\n" * 2_000 + "1,2,\0\n", "line 2001 is not text"),
        ("1" * 20_000, "line 1 is longer than 9,999 characters"),
        ("length,width,kind\n1,2,a\n1,wide,b\n", "line 3: width is 'wide', which is no number"),
        ("1_0,2,a\n", "x1 is '1_0'"),
        ('1,2,"a\n1,2,b\n', r"line 1: the label .* reaches over several lines"),
        ("1,2,a\n1,2,b\u2028c\n", r"line 2: the label 'b\\u2028c' reaches over several lines"),
        ('1,2,"a\n' + "1,2,b\n" * 40_000, r"line 1: a quotation mark is opened and not closed"),
        ("x1,x2,label\n1,5,2,5,a\n", r"line 2 has 5 columns; .* by comma where numbers have decimal points"),
        ("x1,x2,label\n1,5,2,a\n3,5,2,b\n", r"line 2 has 4 columns; 3 are needed"),
        ("x1 x2 label\n0.5 1 0 7\n1.5 1 1 8\n", r"line 2 has 4 columns; 3 are needed"),
        ("1:2:a\n", r"1 column; .* separated by comma, semicolon, tab, \| or blanks"),
        ('"1,234",0,a\n0,0.5,b\n', r"line 2: x2 is '0.5', but numbers before it have a decimal ','"),
        ('"1,234.5",0,a\n', r"line 1: x1 is '1,234.5', in which thousands are marked"),
        ("a,b,c,d,kind\n1,2,3,4,u\n1,2,3,4,v\n", r"line 1: which of the columns a, b, c, d, kind are .* not clear"),
        ("5,1,2,a\n9,1,2,b\n", "line 1 has 4 columns; 3 are needed"),
    ],
)
def test_bad_files_are_explained(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        read_csv(written(tmp_path, text))


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_in_any_usual_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("x1;x2;label\n1,5;2;été\n0;-1,5;nuit\n", encoding=encoding)
    points = read_csv(path)
    assert points.class_names == ("nuit", "été")
    assert points.x.tolist() == [[1.5, 2.0], [0.0, -1.5]]
    assert points.note == ("The text is not UTF-8 and was read as Windows-1252." if encoding == "cp1252" else "")


def test_not_text_at_all(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    for content in (
        b"\x80\x01\x02" * 10,
        b"\1\0\2\0" * 9,
        b"PK\3\4" + bytes(30),
        b"1,2,a\n\x81\x8d",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    ):
        path.write_bytes(content)
        with pytest.raises(DataError, match="not a text file"):
            read_csv(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(DataError, match="cannot be read"):
        read_csv(tmp_path)
