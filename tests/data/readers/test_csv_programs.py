"""Text as spreadsheets, R, pandas, NumPy and Orange write it."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from playground.data.errors import DataError
from playground.data.readers.csv import read_csv

POINTS = [(-1.5, 0.25, "a"), (0.5, -2.0, "b"), (1.0, 2.5, "a")]
TAKEN = "Columns taken as x1, x2 and label: "

Read = Callable[..., str]


@pytest.fixture
def note_of(tmp_path: Path) -> Read:
    """Reads a text that holds POINTS, and gives the note."""

    def read(text: str, encoding: str = "utf-8", names: tuple[str, ...] = ("a", "b")) -> str:
        path = tmp_path / "points.csv"
        path.write_bytes(text.encode(encoding))
        points = read_csv(path)
        np.testing.assert_array_equal(points.x, np.float32([row[:2] for row in POINTS]))
        assert points.class_names == names
        assert points.label.tolist() == [0, 1, 0]
        return points.note

    return read


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\nx1;x2;label\r\n-1,5;0,25;a\r\n0,5;-2;b\r\n1;2,5;a\r\n",
        '"sep=^"\nx1^x2^label\n-1.5^.25^a\n.5^-2^b\n1^2.5^a\n',
        "x1,x2,label,,\r\n-1.5,0.25,a,,\r\n0.5,-2,b,,\r\n,,,,\r\n1,2.5,a,,\r\n,,,,\r\n",
        "x1,x2,label\n-1.5,0.25,a,\n0.5,-2,b,\n1,2.5,a,\n",
        'x1,x2,label\n"-1,5","0,25",a\n"0,5",-2,b\n1,"2,5",a\n',
        "Measured on Monday;;\nx1;x2;label\n-1,5;0,25;a\n,5;-2;b\n1;2,5;a\n",
        "x1,x2,label\n−1.5,0.25,a\n0.5,−2,b\n1,2.5,a\n",
        "x1|x2|label\n-1.5|0.25|a\n0.5|-2|b\n1|2.5|a",
        "  x1    x2 label\n-1.5  0.25     a\n 0.5 -2.00     b\n 1.0  2.50     a\n",
        "x1\t x2\tlabel\r-1.5\t .25\ta\r.5\t -2\tb\r1\t 2.5\ta\r",
    ],
)
def test_spreadsheets(text: str, note_of: Read) -> None:
    assert note_of(text) == ""


def test_further_columns_are_passed_over(note_of: Read) -> None:
    text = 'no,x1,x2,remark,label\n1,-1.5,.25,"two\nlines",a\n2,.5,-2,,b\n3,1,2.5,"so, so",a\n'
    assert note_of(text) == TAKEN + "x1, x2, label; passed over: no, remark."


@pytest.mark.parametrize(
    ("names", "order"),
    [
        ("x1 x2 label", "012"),
        ("label x y", "201"),
        ("Class X1 X2", "201"),
        ("y x1 x2", "201"),
        ("y x0 x1", "201"),
        ("x2 y x1", "120"),
        ("y x kind", "102"),
        ("TARGET x_1 x_2", "201"),
        ("species length width", "201"),
        ("length species width", "021"),
        ("x(1) x(2) t", "012"),
        ("x₂ x₁ y", "102"),
        ("foo x2 x1", "210"),
        ("feature2 feature1 target", "102"),
        ("latitude longitude country", "102"),
        ("true_label len wid", "201"),
        ("len wid what", "012"),
    ],
)
def test_names_of_columns_are_heeded_in_any_order(names: str, order: str, note_of: Read) -> None:
    quoted = ", ".join(f'" {name}"' for name in names.split())
    rows = "".join(",".join(str(row[int(column)]) for column in order) + "\n" for row in POINTS)
    assert note_of(f"{quoted}\n{rows}") == ""


@pytest.mark.parametrize(
    ("names", "order", "passed_over"),
    [
        ("x,x1,x2,label", "0012", "x"),
        ("x1,x2,x3,label", "0102", "x3"),
        ("x0,x1,x2,y", "0012", "x0"),
        ("id,length,width,species", "0012", "id"),
        ("label,size,y,x", "2010", "size"),
        ("group,x1,label,x2", "2021", "group"),
        ("name,length,width,species", "2012", "name"),
        ("f2,f1,class,remark,id", "10200", "remark, id"),
    ],
)
def test_named_columns_among_others(names: str, order: str, passed_over: str, note_of: Read) -> None:
    rows = "".join(",".join(str(row[int(column)]) for column in order) + "\n" for row in POINTS)
    assert note_of(f"{names}\n{rows}").endswith(f"passed over: {passed_over}.")


def test_without_names_the_only_words_are_the_labels(note_of: Read) -> None:
    assert note_of("a,-1.5,.25\nb,.5,-2\na,1,2.5\n") == ""
    assert note_of("fruit,len,wid\na,-1.5,.25\nb,.5,-2\na,1,2.5\n") == ""


PASSED_OVER = TAKEN + "x1, x2, label; passed over: column 1."


@pytest.mark.parametrize(
    "text",
    [
        '"","x1","x2","label"\n"1",-1.5,0.25,"a"\n"2",0.5,-2,"b"\n"3",1,2.5,"a"\n',
        '"";"x1";"x2";"label"\n"1";-1,5;0,25;"a"\n"2";0,5;-2;"b"\n"3";1;2,5;"a"\n',
        '"x1" "x2" "label"\n"1" -1.5 0.25 "a"\n"7" 0.5 -2 "b"\n"3" 1 2.5 "a"\n',
        '"x1","x2","label"\n"1",-1.5,0.25,"a"\n"2",0.5,-2,"b"\n"3",1,2.5,"a"\n',
        '"x1"\t"x2"\t"label"\n"Ann"\t-1.5\t0.25\t"a"\n"Bo"\t0.5\t-2\t"b"\n"Cy"\t1\t2.5\t"a"\n',
    ],
)
def test_r(text: str, note_of: Read) -> None:
    assert note_of(text) == PASSED_OVER


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (",x1,x2,label\n0,-1.5,.25,a\n1,.5,-2,b\n2,1,2.5,a\n", PASSED_OVER),
        ("Unnamed: 0,x1,x2,label\n0,-1.5,.25,a\n1,.5,-2,b\n2,1,2.5,a\n", PASSED_OVER.replace("column 1", "Unnamed: 0")),
        ("   x1    x2 label\n0 -1.5  0.25     a\n1  0.5 -2.00     b\n2  1.0  2.50     a\n", PASSED_OVER),
        ("0,1,2\n-1.5,.25,a\n.5,-2,b\n1,2.5,a\n", ""),
        (",0,1,2\n0,-1.5,.25,a\n1,.5,-2,b\n2,1,2.5,a\n", PASSED_OVER.replace("x1, x2, label;", "0, 1, 2;")),
        ("0,1,class\n-1.5,.25,a\n.5,-2,b\n1,2.5,a\n", ""),
        ("x1,x2,0\n-1.5,.25,a\n.5,-2,b\n1,2.5,a\n", ""),
        ("0,-1.5,.25,a\n1,.5,-2,b\n2,1,2.5,a\n", TAKEN + "column 2, column 3, column 4; passed over: column 1."),
    ],
)
def test_pandas(text: str, note: str, note_of: Read) -> None:
    assert note_of(text) == note


@pytest.mark.parametrize(
    "rule",
    ["|---:|---------:|---------:|:--------|", "----+----------+----------+---------", "| --- | --- | --- | --- |"],
)
def test_tables_that_are_ruled_for_people(rule: str, note_of: Read) -> None:
    rows = "".join(f"|  {row} | {x1} |  {x2} | {label} |\n" for row, (x1, x2, label) in enumerate(POINTS))
    assert "passed over" in note_of(f"|    |   weight |   height | label   |\n{rule}\n{rows}")


def test_numbers_of_columns_are_no_names(tmp_path: Path) -> None:
    for names, columns in (("0,1,2", ()), ("weight,height,kind", ("weight", "height")), ("x1,x2,label", ("x1", "x2"))):
        path = tmp_path / "points.csv"
        path.write_text(f"{names}\n" + "".join(f"{x1},{x2},{label}\n" for x1, x2, label in POINTS))
        assert read_csv(path).columns == columns


def test_numbers_of_columns_are_a_header_and_points_are_none(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("0,1,2\n0.5,1.5,2\n1.5,0.5,1\n")
    assert len(read_csv(path)) == 2
    path.write_text("0,1,2\n0,0,1\n1,1,2\n")
    assert len(read_csv(path)) == 3
    path.write_text("0,1,y\n1,2,n\n2,1,y\n")
    assert len(read_csv(path)) == 3


@pytest.mark.parametrize("separator", [" ", ",", "\t", ";"])
@pytest.mark.parametrize("header", ["", "x1 x2 label", "label,x2,x1", "y;x1;x2", "x1, x2, label", "measured on Monday"])
def test_numpy(separator: str, header: str, note_of: Read) -> None:
    columns = {"x1": 0, "x2": 1, "label": 2, "y": 2}
    names = header.replace(",", " ").replace(";", " ").split()
    order = [columns[name] for name in names] if set(names) <= set(columns) and names else [0, 1, 2]
    array = np.array([(x1, x2, float(label == "b")) for x1, x2, label in POINTS])[:, order]
    file = StringIO()
    np.savetxt(file, array, delimiter=separator, header=header)
    assert note_of(file.getvalue(), names=("0", "1")) == ""


@pytest.mark.parametrize(
    ("text", "passed_over"),
    [
        ("x\ty\tClass\ncontinuous\tcontinuous\ta b\n\t\tclass\n-1.5\t.25\ta\n.5\t-2\tb\n1\t2.5\ta\n", ""),
        ("Class\tx\ty\nd\tc\tc\nclass\t\t\na\t-1.5\t.25\nb\t.5\t-2\na\t1\t2.5\n", ""),
        ("u,v,name,what\nc,c,s,d\n,,meta,class\n-1.5,.25,Ann,a\n.5,-2,Bo,b\n1,2.5,Cy,a\n", "name"),
        ("x,y,kind\ncontinuous,continuous,discrete\n,,\n-1.5,.25,a\n.5,-2,b\n1,2.5,a\n", ""),
        ("cD#what\tC#first\tC#second\tmS#name\na\t-1.5\t.25\tAnn\nb\t.5\t-2\tBo\na\t1\t2.5\tCy\n", "name"),
    ],
)
def test_orange(text: str, passed_over: str, note_of: Read) -> None:
    assert note_of(text).partition("passed over: ")[2].rstrip(".") == passed_over


def test_names_that_reach_over_several_lines_are_told_in_one(tmp_path: Path, note_of: Read) -> None:
    text = 'x1,x2,"a\n\n remark",label\n-1.5,.25,,a\n.5,-2,,b\n1,2.5,,a\n'
    assert note_of(text).endswith("passed over: a remark.")


def test_which_columns_are_meant_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    for text in ("a,b,c,d\n1,2,3,u\n", "label,1x1,1x2,1x3\n5,0,0,0\n4,0,0,0\n", "x,y,size,mass\n1,2,3,4\n"):
        path.write_text(text)
        with pytest.raises(
            DataError, match=r"line 1: which of the columns .* is not clear; name them x1, x2 and label"
        ):
            read_csv(path)
