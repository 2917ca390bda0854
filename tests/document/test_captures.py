"""All that a run goes on from is kept exactly, and read with as much suspicion as everything else."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest

from playground.document import DocumentError, read, write
from tests.document.captures import Capture, Record
from tests.document.files import HEADER, contents, edit, refused, rewrite

pytestmark = pytest.mark.usefixtures("toy_captures")


def npy(array):
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def capture_of(rng):
    return Capture(
        weights=np.array([1.5, np.nan, np.inf], np.float32),
        moments={"∇/../E": np.arange(6.0).reshape(2, 3), "E": np.zeros(2), "E,": np.ones(2)},
        order=np.array([2, 0, 1]),
        pixels=np.zeros((0, 28, 28, 1), np.uint8),
        is_seen=np.array([True, False]),
        random=rng.bit_generator.state,
        records=(Record(0.1, "first"), Record(1e-300)),
        best=Record(5e-324),
        place=(2**127 + 1, 0.1),
    )


@pytest.fixture
def captured(path, document):
    rng = np.random.default_rng(3)
    rng.random(5)
    write(path, document.with_run(capture=capture_of(rng)))
    return path


def test_a_generator_goes_on_where_it_was(captured):
    there, here = np.random.default_rng(3), np.random.default_rng(0)
    there.random(5)
    here.bit_generator.state = read(captured).runs[0].capture.random
    assert here.bit_generator.state == there.bit_generator.state
    assert here.random(100).tobytes() == there.random(100).tobytes()


def test_arrays_keep_their_bits_and_cannot_be_changed(captured):
    found, before = read(captured).runs[0].capture, capture_of(np.random.default_rng(3))
    for name in ("weights", "order", "pixels", "is_seen"):
        array, original = getattr(found, name), getattr(before, name)
        assert (array.dtype, array.shape, array.tobytes()) == (original.dtype, original.shape, original.tobytes())
        assert not array.flags.writeable
    assert {name: array.tolist() for name, array in found.moments.items()} == {
        "∇/../E": [[0, 1, 2], [3, 4, 5]],
        "E": [0, 0],
        "E,": [1, 1],
    }
    assert (found.records, found.best, found.place) == (before.records, before.best, before.place)


def test_arrays_are_members_with_names_of_their_own(captured):
    names = [name for name in contents(captured) if "capture" in name]
    assert names == [
        "runs/0/capture/weights.npy",
        "runs/0/capture/moments/E.npy",
        "runs/0/capture/moments/E-2.npy",
        "runs/0/capture/moments/E-3.npy",
        "runs/0/capture/order.npy",
        "runs/0/capture/pixels.npy",
        "runs/0/capture/is_seen.npy",
    ]


def test_runs_have_their_own_captures(captured):
    document = read(captured)
    other = replace(document.runs[0], capture=replace(document.runs[0].capture, place=(1, 2.0)), theta=None)
    write(captured, replace(document, runs=(document.runs[0], other, replace(other, capture=None))))
    places = [run.capture and run.capture.place for run in read(captured).runs]
    assert places == [(2**127 + 1, 0.1), (1, 2.0), None]
    assert "runs/1/capture/order.npy" in contents(captured)


@pytest.mark.parametrize(
    ("keys", "value", "words"),
    [
        ((), [], "capture: [] is not an object"),
        (("weights",), [1.0], "capture.weights: [1.0] is not a text"),
        (("weights",), "runs/0/capture/order.npy", "capture.weights: int64 numbers; allowed are those of type float32"),
        (("weights",), "document.json", "'document.json' is missing"),
        (("weights",), "../secret.npy", "'../secret.npy' is missing"),
        (("moments",), None, "capture.moments: None is not an object"),
        (("records", 1, "loss"), "low", "capture.records[1].loss: 'low' is not a finite number"),
        (("best", "loss"), None, "capture.best.loss: None is not a finite number"),
        (("place",), [1, 2, 3], "capture.place: [1, 2, 3] is not a list of 2 values"),
        (("place", 0), 2**128, "capture.place[0]"),
        (("random",), 5, "capture.random: 5 is not an object"),
    ],
)
def test_a_value_that_is_not_allowed_is_named(captured, keys, value, words):
    edit(captured, "runs", 0, "capture", *keys, value=value)
    refused(captured, words)


def test_the_checks_of_the_class_are_asked(captured):
    rewrite(captured, {"runs/0/capture/order.npy": npy(np.arange(2))})
    refused(captured, "capture.order: 2 places for 3 weights")


def test_the_run_is_named_where_there_are_several(captured):
    document = read(captured)
    write(captured, replace(document, runs=(replace(document.runs[0], capture=None), document.runs[0])))
    edit(captured, "runs", 1, "capture", "place", value=None)
    refused(captured, "runs[1].capture.place: None is not a list")


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.zeros(3, np.complex64), "<c8 numbers of shape (3,); allowed are float32"),
        (np.zeros(3, np.float16), "<f2 numbers of shape (3,); allowed are float32, float64"),
        (np.zeros(3, ">f4"), "damaged"),
        (np.zeros(3, "U5"), "damaged"),
        (np.zeros((1,) * 5, np.float32), "in 0 to 4 dimensions"),
        (np.zeros(3, [("a", "f4")]), "damaged"),
    ],
)
def test_arrays_of_another_kind_are_refused(captured, array, words):
    rewrite(captured, {"runs/0/capture/weights.npy": npy(array)})
    refused(captured, "runs/0/capture/weights.npy", words)


def test_an_array_that_claims_to_be_huge_is_refused_before_it_is_made(captured):
    claimed = npy(np.zeros(3, np.float32)).replace(b"(3,)", b"(999999999, 9)")
    rewrite(captured, {"runs/0/capture/weights.npy": claimed.replace(b"       \n", b"\n")})
    refused(captured, "runs/0/capture/weights.npy")


def test_a_truth_value_is_true_or_false(captured):
    content = npy(np.array([True, False]))
    rewrite(captured, {"runs/0/capture/is_seen.npy": content[:-1] + b"\x02"})
    refused(captured, "neither true nor false")


@pytest.mark.parametrize("array", [np.zeros(2, np.complex64), np.array(["a"]), np.array([None]), np.zeros((1,) * 5)])
def test_an_array_that_could_not_be_read_again_is_not_written(captured, array):
    document = read(captured)
    before = captured.read_bytes()
    with pytest.raises(DocumentError, match=r"capture/moments/m"):
        write(captured, document.with_run(capture=replace(document.runs[0].capture, moments={"m": array})))
    assert captured.read_bytes() == before


def test_numbers_that_are_not_finite_are_not_written(captured):
    document = read(captured)
    with pytest.raises(DocumentError, match=r"capture.place\[1\]: nan is not a finite number"):
        write(captured, document.with_run(capture=replace(document.runs[0].capture, place=(1, float("nan")))))


def test_what_a_newer_program_added_to_a_capture_is_kept(captured):
    edit(captured, "runs", 0, "capture", "temperature", value=[1, 2])
    edit(captured, "runs", 0, "capture", "records", 1, "colour", value="red")
    write(captured, read(captured))
    capture = json.loads(contents(captured)[HEADER])["runs"][0]["capture"]
    assert capture["temperature"] == [1, 2] and capture["records"][1]["colour"] == "red"


def test_equal_captures_make_equal_documents(captured, document):
    rng = np.random.default_rng(3)
    rng.random(5)
    assert read(captured) == document.with_run(capture=capture_of(rng))
    assert read(captured) != document.with_run(capture=replace(capture_of(rng), moments={}))
    assert read(captured) != document
