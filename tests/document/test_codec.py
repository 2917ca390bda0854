"""Documents follow the dataclasses: a field or a kind that is added is stored, and one that is missing is as usual."""

import json
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from playground.data.points import PointSet
from playground.document import DocumentError, document_of, read, write
from playground.document.codec import Decoder, Encoder
from playground.engine.limits import Range
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, ChosenModel
from playground.training.chosen_data import SHARES, ChosenData, PointsData
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.hyperparameters import SEEDS, Anything, Hyperparameter, Renewal, chosen
from playground.training.kinds import DATA_KINDS, MODEL_KINDS, SETTINGS_KINDS
from playground.training.settings import TrainingSettings
from playground.training.tasks import Regression
from tests.document.files import HEADER, contents, edit, rewrite

LENGTH = Hyperparameter("length", Anything(), Renewal.BATCHES)


@dataclass(frozen=True)
class Sounds(ChosenData):
    """A toy kind of data: what is asked of a network is a value."""

    source: str = chosen("birds", Hyperparameter("source", Anything(), Renewal.BATCHES))
    train_share: float = chosen(0.7, Hyperparameter("training share", SHARES, Renewal.BATCHES))
    seed: int = chosen(1, Hyperparameter("seed", SEEDS, Renewal.BATCHES))
    rate: float = chosen(44.1, Hyperparameter("rate", Range(0, 100, above=True), Renewal.BATCHES))
    channels: tuple[int, ...] = chosen((1, 2), Hyperparameter("channels", Anything(), Renewal.BATCHES))
    length: int = field(default=0, compare=False, metadata={Hyperparameter: LENGTH})

    def resolve(self):
        raise NotImplementedError

    samples = resolve

    @property
    def input_shape(self):
        return (self.length,)

    @property
    def task(self):
        return Regression(2)

    def without_samples(self, input_shape, class_names):
        return replace(self, length=input_shape[0])


@dataclass(frozen=True)
class Tree(ChosenModel):
    """A toy kind of model."""

    depth: int = 3


@dataclass(frozen=True)
class Recurrent(Architecture):
    """A toy kind of network."""

    loops: int = chosen(1, Hyperparameter("loops", Range(1, 9, whole=True), Renewal.NETWORK))


@dataclass(frozen=True)
class Annealing(TrainingSettings):
    """A toy kind of settings, with a toy hyperparameter."""

    heat: float = chosen(2.5, Hyperparameter("heat", Range(0, 10), Renewal.NOTHING))


def decoded(hint, value):
    return Decoder({}.__getitem__).decode(hint, value, "")


@pytest.mark.parametrize("cls", [PointsData, ImagesData, Architecture, TrainingSettings, Experiment])
def test_missing_fields_take_their_default(cls):
    assert decoded(cls, {}) == cls()


def test_missing_fields_of_a_file_take_their_default(path):
    experiment = {"data": {"kind": "points"}, "training": {"kind": "descent", "l1": 0.5}}
    edit(path, "runs", 0, value={"experiment": experiment})
    rewrite(path, {"runs/0/theta.npy": None})
    assert read(path) == document_of("network", Experiment(training=TrainingSettings(l1=0.5)), (2,), ("A", "B"))


def test_a_kind_that_is_added_is_stored_and_told(tmp_path, monkeypatch):
    monkeypatch.setitem(DATA_KINDS, "sounds", Sounds)
    monkeypatch.setitem(MODEL_KINDS, "tree", Tree)
    monkeypatch.setitem(SETTINGS_KINDS, "annealing", Annealing)
    sounds = Experiment(Sounds(rate=22.05, length=9), training=Annealing(loss="huber", heat=3.5))
    network = document_of("network", sounds, (16,), ())
    trained = network.with_run(theta=np.ones(network.spec.parameters))
    tree = document_of("network", Experiment(PointsData(), Tree(5)), (2,), ("A", "B"), theta=np.ones(7))
    for document in (tree, network, trained):
        write(tmp_path / "a.atelier", document)
        assert read(tmp_path / "a.atelier") == document
    stored = json.loads(contents(tmp_path / "a.atelier")[HEADER])["runs"][0]["experiment"]
    assert (stored["data"]["kind"], stored["training"]["kind"], stored["training"]["heat"]) == (
        "sounds",
        "annealing",
        3.5,
    )
    assert "length" not in stored["data"], "what takes no part in comparisons is not stored"
    edit(tmp_path / "a.atelier", "runs", 0, "experiment", "data", "rate", value=-1)
    with pytest.raises(DocumentError, match=r"experiment.data.rate: -1.0 is not above 0"):
        read(tmp_path / "a.atelier")


def test_a_kind_that_inherits_a_field_stores_it_in_the_same_way(tmp_path, monkeypatch):
    monkeypatch.setitem(MODEL_KINDS, "recurrent", Recurrent)
    document = document_of(
        "network", Experiment(PointsData(), Recurrent(parse_layers("dense3:relu"), loops=4)), (2,), ("A", "B")
    )
    write(tmp_path / "a.atelier", document)
    assert read(tmp_path / "a.atelier") == document
    assert json.loads(contents(tmp_path / "a.atelier")[HEADER])["runs"][0]["experiment"]["model"] == {
        "kind": "recurrent",
        "hidden": "dense3:relu",
        "keys": [0],
        "output_activation": None,
        "initializer": "xavier",
        "frozen": [],
        "loops": 4,
    }


def test_points_that_were_drawn_are_arrays_of_their_own(tmp_path):
    points = PointSet.empty(3).added([[0.1, -2.5]], 2)
    for drawn in (points, PointSet.empty(2)):
        document = document_of("network", Experiment(PointsData("drawn", drawn=drawn)), (2,), drawn.class_names)
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
