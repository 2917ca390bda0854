"""Whatever way points are written, the same points are read."""

import csv
from io import StringIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.points import PointSet
from playground.data.readers.csv import read_csv

NUMBERS = st.one_of(
    st.floats(-3, 3), st.floats(-1e9, 1e9), st.integers(-9, 9), st.floats(-1e-6, 1e-6), st.integers(-(10**12), 10**12)
)
WORDS = st.text("abcXYZéß ,;|\"'", min_size=1, max_size=9).map(str.strip).filter(lambda word: word.strip("\"', ;|"))
LABELS = st.one_of(
    st.lists(WORDS, min_size=2, max_size=6, unique=True),
    st.lists(st.integers(-(10**20), 10**20).map(str), min_size=2, max_size=6, unique=True),
    st.lists(st.sampled_from(["0.5", "1.25", "-3", "1000001", "1000002"]), min_size=2, unique=True),
)


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[float, float, str]]:
    """Points with each of their labels at least once."""
    labels = draw(LABELS)
    further = draw(st.lists(st.sampled_from(labels), max_size=20))
    return [(draw(NUMBERS), draw(NUMBERS), label) for label in (*labels, *further)]


@st.composite
def dialects(draw: st.DrawFn) -> dict:
    separator = draw(st.sampled_from(",;\t| "))
    return {
        "separator": separator,
        "decimal": draw(st.sampled_from(".,")),
        "minus": draw(st.sampled_from("-−")),
        "quoting": draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC, csv.QUOTE_ALL])),
        "end": draw(st.sampled_from(["\n", "\r\n", "\r"])),
        "header": draw(
            st.sampled_from(["", "x1 x2 label", "label x y", "y x1 x2", "x2 label x1", "id x1 note x2 class"])
        ),
        "unnamed": draw(st.sampled_from(["no", "pandas", "R"])),
        "trailing": draw(st.integers(0, 2)) * (separator != " "),
        "told": draw(st.booleans()),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])),
    }


def written(rows: list[tuple[float, float, str]], dialect: dict) -> bytes:
    names = dialect["header"].split() or ["x1", "x2", "label"]
    counts = dialect["unnamed"] if dialect["header"] else "no"
    file = StringIO()
    writer = csv.writer(file, delimiter=dialect["separator"], quoting=dialect["quoting"], lineterminator=dialect["end"])
    if dialect["told"]:
        file.write(f"sep={dialect['separator']}{dialect['end']}")
    if dialect["header"]:
        writer.writerow([""] * (counts == "pandas") + names + [""] * dialect["trailing"] * (counts != "R"))
    for number, (x1, x2, label) in enumerate(rows, 1):
        x1_text, x2_text = (repr(x).replace(".", dialect["decimal"]).replace("-", dialect["minus"]) for x in (x1, x2))
        cells = {"x1": x1_text, "x": x1_text, "x2": x2_text, "note": "so, so", "id": f"{number * 7}"}
        if "x" in names:
            cells["y"] = x2_text
        values = [cells.get(name, label) for name in names]
        writer.writerow([str(number)] * (counts != "no") + values + [""] * dialect["trailing"] * (counts != "R"))
    return file.getvalue().encode(dialect["encoding"])


def assert_equal(points: PointSet, rows: list[tuple[float, float, str]]) -> None:
    x = points.x if points.scale is None else points.scale.to_file(points.x)
    expected = np.array([row[:2] for row in rows], dtype=np.float64)
    np.testing.assert_allclose(x, expected, atol=1e-6 * max(3, np.abs(expected).max()))
    assert [points.class_names[label] for label in points.label] == [row[2] for row in rows]


@given(rows=tables(), dialect=dialects())
def test_what_was_written_is_read(rows: list, dialect: dict, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.csv"
    path.write_bytes(written(rows, dialect))
    assert_equal(read_csv(path), rows)


@given(rows=tables(), separator=st.sampled_from(" ,;\t"), named=st.booleans())
def test_what_numpy_wrote_is_read(
    rows: list, separator: str, named: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "round-trip.txt"
    labels = sorted({row[2] for row in rows})
    numbers = [(x1, x2, labels.index(label)) for x1, x2, label in rows]
    np.savetxt(path, numbers, delimiter=separator, header="x1 x2 label" if named else "")
    assert_equal(read_csv(path), [(x1, x2, str(label)) for x1, x2, label in numbers])
