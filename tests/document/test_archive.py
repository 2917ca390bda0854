"""A document's file: written whole or not at all, and refused in one sentence when it is not what it should be."""

import io
import json
import os
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.document import DocumentError, archive, document_of, members, read, write
from playground.training.experiment import Experiment
from tests.document.files import HEADER, THETA, contents, edit, refused, rewrite


@pytest.mark.parametrize(
    ("path_in_run", "value", "words"),
    [
        ("experiment.data.count", 0, "experiment.data.count: 0 is not a whole number between 2 and 10,000"),
        ("experiment.data.count", 3.5, "experiment.data.count: 3.5 is not a whole number"),
        ("experiment.data.count", True, "experiment.data.count: True is not a whole number"),
        ("experiment.data.count", 10**39, "experiment.data.count"),
        ("experiment.data.noise", "much", "experiment.data.noise: 'much' is not a finite number"),
        ("experiment.data.noise", 10**39, "experiment.data.noise"),
        ("experiment.data.margin", 9, "experiment.data.margin: 9.0 is not between 0 and 1"),
        (
            "experiment.data.seed",
            -1,
            "experiment.data.seed: -1 is not a whole number between 0 and 9,007,199,254,740,992",
        ),
        ("experiment.data.source", "magic", "experiment.data.source: 'magic' is not one of circle, "),
        ("experiment.data.source", "x" * 5000, "experiment.data.source: 'x"),
        ("experiment.data.features", ["x3"], "experiment.data.features: 'x3' is not one of x1, "),
        ("experiment.data.features", ["x1", 3], "experiment.data.features[1]: 3 is not a text"),
        ("experiment.data.features", "x1", "experiment.data.features: 'x1' is not a list"),
        ("experiment.data.features", [], "experiment.data.features: choose at least one"),
        ("experiment.data.kind", "sounds", "experiment.data.kind: 'sounds' is not one of points, images"),
        ("experiment.data.kind", ["points"], "experiment.data.kind"),
        ("experiment.data.drawn", {"x": "a.npy"}, "'a.npy' is missing"),
        ("experiment.data.drawn", {"x": THETA}, "experiment.data.drawn.label is missing"),
        ("experiment.data.drawn", {"x": [[0, 0]]}, "experiment.data.drawn.x: [[0, 0]] is not a text"),
        ("experiment.data", None, "experiment.data: None is not an object"),
        ("experiment.data", {}, "experiment.data.kind is missing"),
        ("experiment.model.hidden", "dense8:tanh wurst", "experiment.model.hidden: 'wurst' is not a layer"),
        ("experiment.model.hidden", "dense8 " * 500, "experiment.model.hidden: 500 layers; allowed are 200"),
        ("experiment.model.hidden", "dense8 pool2", "pool 2"),
        ("experiment.model.keys", [1], "experiment.model.keys: as many as hidden layers"),
        ("experiment.model.initializer", "magic", "experiment.model.initializer: 'magic' is not one of"),
        (
            "experiment.training.batch_size",
            0,
            "experiment.training.batch_size: 0 is not a whole number between 1 and 10,000",
        ),
        ("experiment.training.learning_rate", -1, "experiment.training.learning_rate: -1.0 is not above 0"),
        ("experiment.training.learning_rate", None, "experiment.training.learning_rate: None is not a finite number"),
        ("experiment.training.pace", 1e-300, "experiment.training.pace: 1e-300 is not between 0.001 and 1,000,000"),
        ("experiment.training.loss", ["x"], "experiment.training.loss: ['x'] is not a text"),
        ("experiment", [], "experiment: [] is not an object"),
        ("step", -1, "step -1"),
        ("step", 2**60, "between 0 and 2⁵³"),
        ("epoch", -1, "epoch -1"),
        ("theta", None, "runs/0/theta.npy has no place in the document"),
        ("theta", "runs/1/theta.npy", "'runs/1/theta.npy' is missing"),
        ("theta", 7, "theta: 7 is not a text"),
    ],
)
def test_a_value_that_is_not_allowed_is_named(path, path_in_run, value, words):
    edit(path, "runs", 0, *path_in_run.split("."), value=value)
    refused(path, words)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("input_shape", [3], "input shape (3,)"),
        ("input_shape", [2.5], "input_shape[0]: 2.5 is not a whole number"),
        ("class_names", ["A"], "1 classes; allowed are 2 to 6"),
        ("class_names", ["A", 2], "class_names[1]: 2 is not a text"),
        ("workspace", "", "workspace"),
        ("workspace", None, "workspace: None is not a text"),
        ("runs", [], "runs: 0 of them"),
        ("runs", {}, "runs: {} is not a list"),
        ("runs", [None], "None is not an object"),
        ("runs", [{}] * 2, "runs[0].experiment is missing"),
        ("runs", [{}] * 51, "runs: 51 of them; allowed are 1 to 50"),
    ],
)
def test_a_value_of_the_document_that_is_not_allowed_is_named(path, key, value, words):
    edit(path, key, value=value)
    refused(path, words)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e400"])
@pytest.mark.parametrize("name", ["learning_rate", "of_a_newer_program"])
def test_numbers_that_are_not_finite_are_refused(path, number, name):
    edit(path, "runs", 0, "experiment", "training", name, value=0.125)
    text = contents(path)[HEADER].decode().replace("0.125", number)
    rewrite(path, {HEADER: text})
    refused(path, f"document.json: {number} is not a finite number")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "named fields"),
        ("null", "named fields"),
        ('{"format": 1}', "input_shape is missing"),
        ('{"format": 2, "format": 2}', "document.json: the field 'format' is there twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (b"\xff\xfe", "not JSON"),
        (b'"\xed\xa0\x80"', "not JSON"),
        ("9" * 100_000, "a whole number of 100,000 digits; at most 40 are allowed"),
        ("1." + "9" * 100_000, "named fields"),
        ("[" + "0," * 1_000_000 + "0]", "named fields"),
    ],
    ids=range(13),
)
def test_json_that_is_none_is_refused(path, text, words):
    rewrite(path, {HEADER: text})
    refused(path, words)


def test_fields_of_a_newer_program_are_not_nested_too_deeply(path):
    deep = []
    for _ in range(100):
        deep = [deep]
    edit(path, "runs", 0, "experiment", "training", "more", value=deep)
    refused(path, "nested more than 50 deep")


def test_a_field_that_is_there_twice_is_found_among_many(path):
    many = ", ".join(f'"{number}": 0' for number in range(300_000))
    rewrite(path, {HEADER: f'{{"first": 1, {many}, "first": 2}}'})
    refused(path, "the field 'first' is there twice")


def test_a_huge_list_is_shown_in_short(path):
    edit(path, "runs", 0, "experiment", "training", value=[0] * 1_000_000)
    refused(path, "experiment.training: [0, 0, 0, 0, 0, 0, ...] is not an object with named fields")


def test_a_name_that_is_no_utf_8_survives(path):
    # As Python has the names of files whose bytes are not UTF-8.
    edit(path, "class_names", value=["A", "caf\udce9"])
    document = read(path)
    write(path, document)
    assert read(path).class_names == ("A", "caf\udce9")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)


def places(value, path=()):
    """The paths of everything in a JSON value."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("name", ["document.json", "experiment.json"])
def test_whatever_json_there_is_it_is_read_or_refused(tmp_path, document, name, data):
    path = tmp_path / "any.atelier"
    if name == HEADER:
        write(path, document)
    else:
        path.write_bytes((Path(__file__).parent / "formats" / "1-images-strokes.atelier").read_bytes())
    header = json.loads(contents(path)[name])
    place = data.draw(st.sampled_from(sorted(places(header), key=repr)))
    inner = header
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = data.draw(json_values)
    rewrite(path, {name: json.dumps(header)})
    try:
        found = read(path)
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        write(path, found)
        assert read(path) == found


def npy(array, **options):
    buffer = io.BytesIO()
    np.save(buffer, array, **options)
    return buffer.getvalue()


WHOLE = [npy(np.zeros(3, np.float32)), npy(np.full(105, np.nan, np.float32))]


@pytest.mark.parametrize(
    "content",
    [
        *WHOLE,
        b"",
        b"not numpy",
        npy(np.zeros(105, np.float64)),
        npy(np.zeros((105, 1), np.float32)),
        npy(np.zeros(105, np.float32))[:-1],
        npy(np.zeros(105, np.float32)) + b"0",
        npy(np.array([{}] * 105), allow_pickle=True),
        npy(np.zeros(105, np.float32)).replace(b"(105,)", b"(9999999999999,)"),
    ],
)
def test_weights_of_another_kind_are_refused(path, content):
    rewrite(path, {THETA: content})
    refused(path, "weight" if content in WHOLE else "theta.npy")


@pytest.mark.parametrize(
    "header",
    [
        b"(" * 4000,
        b"-" * 4000 + b"1",
        b"{'descr': [('a','O')], 'fortran_order': False, 'shape': (105,), }",
        b"{'descr': '|O', 'fortran_order': False, 'shape': (105,), }",
        b"{'descr': '<f4', 'fortran_order': False, 'shape': (-105,), }",
        b"{'descr': '<f4', 'fortran_order': False, 'shape': (True,), }",
        b"{'descr': '<f4', 'fortran_order': True, 'shape': (105,), }",
        b"{'descr': '<f4', 'fortran_order': False, 'shape': (" + b"9" * 5000 + b",), }",
        b"{'descr': '<f4', 'fortran_order': False, 'shape': (" + b"1, " * 1000 + b"1), }",
        b"{'descr': '<c8', 'fortran_order': False, 'shape': (105,), }",
        b"{'descr': '>f4', 'fortran_order': False, 'shape': (105,), }",
        b"",
    ],
    ids=range(12),
)
def test_an_array_with_a_strange_beginning_is_refused(path, header):
    rewrite(path, {THETA: b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header) + 1) + header + b"\n" + bytes(420)})
    refused(path, "theta.npy")


def test_missing_weights_are_refused(path):
    rewrite(path, {THETA: None})
    refused(path, "'runs/0/theta.npy' is missing")


def test_one_array_that_stands_for_many_is_in_memory_once(path):
    # A file could otherwise fill the memory with copies of one array.
    run = json.loads(contents(path)[HEADER])["runs"][0]
    edit(path, "runs", value=[run, run])
    one, other = read(path).runs
    assert np.shares_memory(one.theta, other.theta) and not one.theta.flags.writeable


@pytest.mark.parametrize("name", ["evil.py", "runs/0/more.npy", "runs/7/theta.npy", "experiment.json"])
def test_other_members_are_refused(path, name):
    rewrite(path, {name: b"import os"})
    refused(path, name)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../up.npy",
        "runs/../../up.npy",
        "runs/0/",
        "a\\b.npy",
        "C:/a.npy",
        ".",
        "a//b",
        "a" * 300,
        "ß",
        "a\nb",
    ],
    ids=range(11),
)
def test_members_with_other_names_are_refused_of_a_newer_program_too(path, name):
    edit(path, "minor", value=9)
    rewrite(path, {name: b""})
    refused(path, "damaged", "not the name of a member")


def test_two_members_of_one_name_are_refused(path):
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(THETA, contents(path)[THETA])
    refused(path, "the same name")


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_that_are_compressed_in_another_way_are_refused(path, compression):
    content = contents(path)
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, value in content.items():
            file.writestr(name, value)
    refused(path, "compressed in a way that documents never are")


def test_an_array_that_is_compressed_is_refused(path):
    content = contents(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, value in content.items():
            file.writestr(name, value)
    refused(path, "runs/0/theta.npy is compressed")


def test_an_encrypted_member_is_refused(path):
    content = path.read_bytes()
    entry = content.index(b"PK\x01\x02")
    path.write_bytes(content[: entry + 8] + b"\x01" + content[entry + 9 :])
    refused(path, "document.json is encrypted")


def test_the_64_bit_form_is_refused(path):
    content = path.read_bytes()
    record = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(content), 1)
    path.write_bytes(content[:-22] + record + content[-22:])
    refused(path, "64-bit")


@pytest.mark.parametrize("claimed", [0, 1, 400, 547, 549, 5000, 2**32 - 2])
def test_a_member_that_lies_about_its_size_is_refused(path, claimed):
    # The weights, 105 numbers of 4 bytes behind 128 of a beginning, are neither more nor fewer.
    size = struct.pack("<I", 548)
    content = path.read_bytes()
    assert content.count(size) == 4, "packed and unpacked size, in front of the member and in the directory"
    path.write_bytes(content.replace(size, struct.pack("<I", claimed)))
    refused(path)


def test_more_members_are_refused_before_they_are_listed(path):
    with zipfile.ZipFile(path, "a") as file:
        for index in range(2000):
            file.writestr(f"{index}", b"")
    refused(path, "2,002 files")


@pytest.mark.parametrize("cut", [1, 10, 30, 400])
def test_a_truncated_file_is_refused(path, cut):
    path.write_bytes(path.read_bytes()[:-cut])
    refused(path)


def test_every_flipped_byte_is_noticed_or_harmless(path, document):
    content = path.read_bytes()
    for index in range(len(content)):
        path.write_bytes(content[:index] + bytes([content[index] ^ 0x55]) + content[index + 1 :])
        try:
            assert read(path) == document, index
        except DocumentError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4", b"\x89PNG", b"{}"])
def test_another_kind_of_file_is_refused(tmp_path, content):
    path = tmp_path / "other.atelier"
    path.write_bytes(content)
    refused(path, "not an Atelier document")


def test_missing_files_and_folders_are_refused(tmp_path):
    refused(tmp_path / "none.atelier", "No such file")
    refused(tmp_path)


def test_a_bomb_that_admits_its_size_is_refused(path):
    rewrite(path, {HEADER: b" " * (members.MAX_HEADER + 5000)})
    refused(path, "unpack")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(path, monkeypatch):
    bomb = b" " * 300_000
    content = contents(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(HEADER, bomb)
        file.writestr(THETA, content[THETA], zipfile.ZIP_STORED)
    content = path.read_bytes()
    # Both size fields, in front of the member and in the directory, claim 100 bytes.
    path.write_bytes(content.replace(struct.pack("<I", len(bomb)), struct.pack("<I", 100)))
    unpacked = []
    original = zlib.decompressobj

    class Watched:
        def __init__(self, *arguments):
            self._inner = original(*arguments)

        def __getattr__(self, name):
            return getattr(self._inner, name)

        def decompress(self, *arguments):
            found = self._inner.decompress(*arguments)
            unpacked.append(len(found))
            return found

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    refused(path)
    assert sum(unpacked) < 20_000


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(path, document, monkeypatch):
    before = path.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("playground.data.outputs.os.fsync", fail)
    with pytest.raises(DocumentError, match="No space left"):
        write(path, document)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "name",
    ["missing/a.atelier", "file/a.atelier", "a" * 300, "a\0b", "circle/a.atelier", "circle"],
    ids=["no folder", "a file on the way", "too long", "NUL", "a circle on the way", "a circle"],
)
def test_a_place_where_nothing_can_be_written_is_named(tmp_path, document, name):
    (tmp_path / "file").touch()
    try:
        (tmp_path / "circle").symlink_to("circle")
    except OSError:
        pytest.skip("no links on this system")
    with pytest.raises(DocumentError, match=r"cannot be written: [\w\s]+$"):
        write(tmp_path / name, document)
    assert {entry.name for entry in tmp_path.iterdir()} == {"file", "circle"}


def test_what_is_no_ordinary_file_is_never_replaced(tmp_path, document):
    (tmp_path / "folder.atelier").mkdir()
    with pytest.raises(DocumentError, match="cannot be written"):
        write(tmp_path / "folder.atelier", document)
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names on this system")
    os.mkfifo(tmp_path / "pipe.atelier")
    with pytest.raises(DocumentError, match="not an ordinary file"):
        write(tmp_path / "pipe.atelier", document)
    assert (tmp_path / "pipe.atelier").is_fifo()


def test_a_link_stays_a_link(path, document, tmp_path):
    link = tmp_path / "link.atelier"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links on this file system")
    write(link, document)
    assert link.is_symlink() and read(path) == document


def test_what_could_not_be_read_again_is_not_written(tmp_path):
    long = document_of("network", Experiment(), (2,), ("A", "B" * 5000))
    endless = document_of("network", Experiment(), (2,), ("A", "B"))
    object.__setattr__(endless.runs[0], "epoch", float("inf"))
    with pytest.raises(DocumentError, match=r"class_names\[1\]: 'BBB.*' is not a text of at most 4,096 characters"):
        write(tmp_path / "a.atelier", long)
    with pytest.raises(DocumentError, match="epoch: inf is not a finite number"):
        write(tmp_path / "a.atelier", endless)
    assert not list(tmp_path.iterdir())


def test_a_document_that_is_too_large_is_not_written(tmp_path, monkeypatch, document):
    monkeypatch.setattr(archive, "MAX_FILE", members.MAX_HEADER)
    with pytest.raises(DocumentError, match="at most 8 MB are saved"):
        write(tmp_path / "a.atelier", document)
    assert not list(tmp_path.iterdir())
