"""A document's file: written whole or not at all, and refused in one sentence when it is not what it should be."""

import io
import json
import os
import struct
import zipfile
import zlib

import numpy as np
import pytest

from playground.document import Document, DocumentError, archive, read, write
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment


@pytest.fixture
def document():
    empty = Document(Experiment(PointsData("moons")), (2,), ("A", "B"))
    return Document(empty.experiment, (2,), ("A", "B"), np.linspace(-1, 1, empty.parameters), 12, 3.25)


@pytest.fixture
def path(tmp_path, document):
    path = tmp_path / "moons.atelier"
    write(path, document)
    return path


def members(path):
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def rewrite(path, **changes):
    """The file with other members: bytes by name, with "_" for "."; None leaves one out."""
    content = members(path) | {name.replace("_", "."): value for name, value in changes.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, value in content.items():
            if value is not None:
                file.writestr(name, value)


def edit(path, *keys, value):
    """The file with another value in its JSON."""
    header = json.loads(members(path)["experiment.json"])
    place = header
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    rewrite(path, experiment_json=json.dumps(header))


def refused(path, *words):
    with pytest.raises(DocumentError) as caught:
        read(path)
    message = str(caught.value)
    assert str(path) in message and "\n" not in message
    for word in words:
        assert word in message, message


@pytest.mark.parametrize(
    ("keys", "value", "word"),
    [
        (("format",), 2, "newer"),
        (("format",), "1", "format"),
        (("experiment", "data", "count"), 0, "points: 0"),
        (("experiment", "data", "count"), 3.5, "experiment.data.count"),
        (("experiment", "data", "count"), True, "experiment.data.count"),
        (("experiment", "data", "noise"), "much", "experiment.data.noise"),
        (("experiment", "data", "margin"), 9, "margin"),
        (("experiment", "data", "seed"), -1, "experiment.data.seed"),
        (("experiment", "data", "source"), "magic", "magic"),
        (("experiment", "data", "features"), ["x3"], "x3"),
        (("experiment", "data", "features"), [], "feature"),
        (("experiment", "data", "kind"), "sounds", "sounds"),
        (("experiment", "data", "drawn"), {"x": []}, "drawn"),
        (("experiment", "data"), None, "experiment.data"),
        (("experiment", "data", "more"), 1, "more"),
        (("experiment", "model", "hidden"), "dense8:tanh wurst", "wurst"),
        (("experiment", "model", "hidden"), "dense8 " * 500, "layers"),
        (("experiment", "model", "hidden"), "dense8 pool2", "pool 2"),
        (("experiment", "model", "keys"), [1], "keys"),
        (("experiment", "model", "initializer"), "magic", "magic"),
        (("experiment", "training", "learning_rate"), -1, "learning rate"),
        (("experiment", "training", "learning_rate"), None, "learning_rate"),
        (("experiment", "training", "loss"), ["x"], "loss"),
        (("input_shape",), [3], "input shape"),
        (("class_names",), ["A"], "1 classes"),
        (("class_names",), ["A", 2], "class_names"),
        (("step",), -1, "step"),
        (("epoch",), -1, "epoch"),
        (("trained",), False, "theta.npy"),
    ],
)
def test_a_value_that_is_not_allowed_is_named(path, keys, value, word):
    edit(path, *keys, value=value)
    refused(path, word)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "-1e400"])
def test_numbers_that_are_not_finite_are_refused(path, number):
    text = members(path)["experiment.json"].decode().replace('"learning_rate": 0.03', f'"learning_rate": {number}')
    rewrite(path, experiment_json=text)
    refused(path, "finite")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1}', "[" * 100_000, b"\xff\xfe", "9" * 5000])
def test_json_that_is_none_is_refused(path, text):
    rewrite(path, experiment_json=text)
    refused(path)


def npy(array, **options):
    buffer = io.BytesIO()
    np.save(buffer, array, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not numpy",
        npy(np.zeros(3, np.float32)),
        npy(np.zeros(105, np.float64)),
        npy(np.full(105, np.nan, np.float32)),
        npy(np.zeros((105, 1), np.float32)),
        npy(np.zeros(105, np.float32))[:-1],
        npy(np.zeros(105, np.float32)) + b"0",
        npy(np.array([{}] * 105), allow_pickle=True),
        npy(np.zeros(105, np.float32)).replace(b"(105,)", b"(9999999999999,)"),
    ],
)
def test_weights_of_another_kind_are_refused(path, content):
    rewrite(path, theta_npy=content)
    refused(path, "weight" if content.startswith(b"\x93NUMPY") and b"nan" in content else "")


def test_missing_weights_are_refused(path):
    rewrite(path, theta_npy=None)
    refused(path, "theta.npy")


def test_other_members_are_refused(path):
    rewrite(path, theta_npy=None, evil_py=b"import os")
    refused(path, "evil.py")


def test_more_members_are_refused_before_they_are_listed(path):
    with zipfile.ZipFile(path, "a") as file:
        for index in range(2000):
            file.writestr(f"{index}", b"")
    refused(path, "2002 files")


@pytest.mark.parametrize("cut", [1, 10, 30, 400])
def test_a_truncated_file_is_refused(path, cut):
    path.write_bytes(path.read_bytes()[:-cut])
    refused(path)


def test_every_flipped_byte_is_noticed_or_harmless(path, document):
    content = path.read_bytes()
    for index in range(0, len(content), 7):
        path.write_bytes(content[:index] + bytes([content[index] ^ 0x55]) + content[index + 1 :])
        try:
            read(path)
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
    rewrite(path, experiment_json=b" " * (archive.MAX_JSON + 1))
    refused(path, "unpack")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(path, monkeypatch):
    bomb = b" " * 300_000
    rewrite(path, experiment_json=bomb)
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

    monkeypatch.setattr(archive.os, "fsync", fail)
    with pytest.raises(DocumentError, match="No space left"):
        write(path, document)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_writing_into_a_missing_folder_says_so(tmp_path, document):
    with pytest.raises(DocumentError, match="cannot be written"):
        write(tmp_path / "missing" / "a.atelier", document)


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


def test_numbers_that_json_cannot_hold_are_refused(tmp_path):
    document = Document(Experiment(), (2,), ("A", "B"))
    object.__setattr__(document, "epoch", float("inf"))
    with pytest.raises(DocumentError, match="finite"):
        write(tmp_path / "a.atelier", document)
    assert not list(tmp_path.iterdir())
