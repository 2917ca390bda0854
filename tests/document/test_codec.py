"""Documents follow the dataclasses: a field or a kind that is added is stored, and one that is missing is as usual."""

from dataclasses import dataclass

import numpy as np
import pytest

from playground.data.points import PointSet
from playground.document import DocumentError, document_of, read, write
from playground.document.codec import Decoder, Encoder
from playground.training.experiment import Architecture, Experiment, ImagesData, PointsData, TrainingSettings
from playground.training.kinds import DATA_KINDS, MODEL_KINDS
from tests.document.files import HEADER, contents, edit, rewrite


@dataclass(frozen=True)
class Sounds:
    """A toy kind of data."""

    source: str = "birds"
    rate: float = 44.1
    channels: tuple[int, ...] = (1, 2)

    def __post_init__(self):
        if self.rate <= 0:
            raise ValueError(f"rate: {self.rate} is not above 0")


@dataclass(frozen=True)
class Tree:
    """A toy kind of model."""

    depth: int = 3


def decoded(hint, value):
    return Decoder({}.__getitem__).decode(hint, value, "")


@pytest.mark.parametrize("cls", [PointsData, ImagesData, Architecture, TrainingSettings, Experiment])
def test_missing_fields_take_their_default(cls):
    assert decoded(cls, {}) == cls()


def test_missing_fields_of_a_file_take_their_default(path):
    edit(path, "runs", 0, value={"experiment": {"data": {"kind": "points"}, "training": {"l1": 0.5}}})
    rewrite(path, {"runs/0/theta.npy": None})
    assert read(path) == document_of(Experiment(training=TrainingSettings(l1=0.5)), (2,), ("A", "B"))


def test_a_kind_that_is_added_is_stored_and_told(tmp_path, monkeypatch):
    monkeypatch.setitem(DATA_KINDS, "sounds", Sounds)
    monkeypatch.setitem(MODEL_KINDS, "tree", Tree)
    network = document_of(Experiment(Sounds(rate=22.05)), (16,), ("song", "call", "noise"))
    trained = network.with_run(theta=np.ones(network.parameters))
    tree = document_of(Experiment(PointsData(), Tree(5)), (2,), ("A", "B"), theta=np.ones(7))
    for document in (tree, network, trained):
        write(tmp_path / "a.atelier", document)
        assert read(tmp_path / "a.atelier") == document
    edit(tmp_path / "a.atelier", "runs", 0, "experiment", "data", "rate", value=-1)
    with pytest.raises(DocumentError, match=r"experiment.data.rate: -1.0 is not above 0"):
        read(tmp_path / "a.atelier")


def test_points_that_were_drawn_are_arrays_of_their_own(tmp_path):
    points = PointSet.empty(3).added([[0.1, -2.5]], 2)
    for drawn in (points, PointSet.empty(2)):
        document = document_of(Experiment(PointsData("drawn", drawn=drawn)), (2,), drawn.class_names)
        write(tmp_path / "a.atelier", document)
        assert read(tmp_path / "a.atelier").experiment.data.drawn == drawn
        assert "runs/0/experiment/data/drawn/x.npy" in contents(tmp_path / "a.atelier")


def test_what_is_looked_at_is_not_stored(path):
    assert b"focus" not in contents(path)[HEADER]


@pytest.mark.parametrize(
    ("hint", "value", "words"),
    [
        (tuple[int, float], [1], r"x: \[1\] is not a list of 2 values"),
        (tuple[int, ...], [1, None], r"x\[1\]: None is not a whole number"),
        (int | None, "1", "x: '1' is not a whole number"),
        (int, 2**128, "x: 3402.*456 is not a whole number"),
        (float, 10**400, "x: 1000.* is not a finite number"),
        (float, float("nan"), "x: nan is not a finite number"),
        (float, True, "x: True is not a finite number"),
        (bool, 1, "x: 1 is not true or false"),
        (str, "x" * 5000, "at most 4,096 characters"),
        (dict[str, int], {"a b": 1.5}, r"x\['a b'\]: 1.5 is not a whole number"),
        (dict[str, int], {"a" * 300: 1}, "a name of more than 200 characters"),
        (dict[str, int], [], r"x: \[\] is not an object"),
        (Sounds, {"rate": 0}, "x.rate: 0.0 is not above 0"),
    ],
)
def test_what_a_type_does_not_allow_is_refused(hint, value, words):
    with pytest.raises(DocumentError, match=f"^{words}" if words.startswith("x") else words):
        Decoder({}.__getitem__).decode(hint, value, "x")


def test_whole_numbers_and_floats_are_exact():
    numbers = (0.1, 5e-324, 1.7976931348623157e308, -0.0, 1 / 3)
    read_again = decoded(tuple[float, ...], Encoder().encode(numbers, ""))
    assert np.array(read_again).tobytes() == np.array(numbers).tobytes()
    assert decoded(float, 3) == 3.0 and isinstance(decoded(float, 3), float)
    assert decoded(int, 2**127) == 2**127


@pytest.mark.parametrize("value", [{1, 2}, {1: 2}, b"bytes", object(), 1j])
def test_what_has_no_place_in_a_document_is_an_error_of_the_programmer(value):
    with pytest.raises(TypeError, match="has no place"):
        Encoder().encode(value, "x")


@pytest.mark.parametrize("hint", [int | str, set[int], bytes, list[int]])
def test_a_type_that_has_no_place_in_a_document_is_an_error_of_the_programmer(hint):
    with pytest.raises(TypeError, match="has no place"):
        decoded(hint, 1)
