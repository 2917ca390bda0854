"""Damaged text gives points or values, or one refusal, and nothing else."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.data.contents import content_of
from playground.data.errors import DataError
from playground.data.points import MAX_CLASSES, PointSet
from playground.data.readers.csv import read_csv
from playground.data.value_files import load_values

VALID = (
    b"x1,x2,label\n-1.5,0.25,a\n0.5,-2,b\n1,2.5,a\n0,0,b\n",
    b'sep=;\r\nx1;x2;label;;\r\n-1,5;0,25;"big ""a""";;\r\n0,5;-2;gr\xf6\xdfer;;\r\n;;;;\r\n',
    b'"x1" "x2" "label"\n"1" -1.5 NA "A"\n"2" 1 2 "B"\n"3" 1 2 "A"\n"4" 2 2 "B"\n',
    b"x\ty\tClass\ncontinuous\tcontinuous\ta b\n\t\tclass\n1\t2\ta\n2\t3\tb\n",
    b"# x1 x2 label\n-1.500000000000000000e+00 1.0e+00 0.0e+00\n2.5e+00 1e300 1.000000000000000000e+00\n",
    b",0,1,2\n0,-1.5,0.25,1000001\n1,0.5,-2,1000002\n",
    "x1;x2;label\n1,5;−2;é\n0;1,5;ß\n".encode("utf-16"),
    "x1|x2|label\n1|2|a\n2|1|b\n".encode("utf-16-le"),
)
VALID_VALUES = (
    b"x,y\n-1.5,0.25\n0.5,-2\n1,2.5\n",
    b'sep=;\r\ny;"a note";x\r\n-1,5;"big ""a""";0,25\r\n0,5;gr\xf6\xdfer;-2\r\n',
    b"# x y\n1 2\n-1 5e-1\n",
    "Gr\u00f6\u00dfe|y\n1|\u22122\n2|1\n".encode("utf-16-le"),
)
PIECES = (
    *(b"", b"\0", b"\n", b"\r", b'"', b",", b";", b"\t", b"|", b" ", b"#", b"%", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(
        b"nan",
        b"inf",
        b"-",
        b"1e400",
        b"9" * 400,
        b"?",
        b"sep=,\n",
        b"sep=\\\n",
        b"\xe2\x88\x92",
        b"label",
        b"x1",
        b"{0}",
    ),
    *(
        b",,,,,,",
        b'"' * 3,
        b"\n\n\n",
        b"0,1,2\n",
        b"1e-400",
        b"_",
        b"x" * 100,
        b"class",
        b"cD#",
        b"\xe2\x80\xa8",
        b"1" + b",1" * 5000,
    ),
)


@st.composite
def mutations(draw: st.DrawFn, valid: Sequence[bytes] = VALID) -> bytes:
    """A valid file, of which some stretches were replaced."""
    content = draw(st.sampled_from(valid))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = start + draw(st.sampled_from([0, 1, 1, 2, 9, len(content)]))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)))
        content = content[:start] + piece + content[end:]
    return content


@settings(max_examples=400)
@given(content=mutations())
def test_damaged_text(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "mutated.csv"
    path.write_bytes(content)
    try:
        points = read_csv(path)
    except DataError as refusal:
        assert "mutated.csv" in str(refusal)
        assert len(str(refusal)) < 500
        assert len(str(refusal).splitlines()) == 1
    else:
        assert isinstance(points, PointSet)
        assert 2 <= points.classes <= MAX_CLASSES
        assert min(points.counts()) > 0
        assert all(len(told.splitlines()) == 1 for told in points.class_names)
        assert len(points.note.splitlines()) < 2


@settings(max_examples=400)
@given(content=mutations(VALID_VALUES))
def test_damaged_text_of_values(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "mutated.csv"
    path.write_bytes(content)
    assert content_of(path) in ("values", "points", "pictures")
    try:
        values = load_values(path)
    except DataError as refusal:
        assert "mutated.csv" in str(refusal)
        assert len(str(refusal)) < 500
        assert len(str(refusal).splitlines()) == 1
    else:
        assert values.classes == 0 and len(values) > 0
        assert len(values.note.splitlines()) < 2
