"""A convolution is saved with its numbers and its place, and read with suspicion."""

import json
from typing import Any

import numpy as np
import pytest

from playground.data.number_maps import NumberMap
from playground.document import Document, DocumentError, document_of, from_runs, from_snapshot, read, write
from playground.document.codec import Decoder, Encoder
from playground.training.chosen_maps import MapsData
from playground.training.convolution_examples import EXAMPLES, edited, example
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.member import CapturedRun
from playground.training.snapshot import Progress, Status
from playground.training.trainer import make_trainer
from tests.document.test_hostile_captures import others

OWN = edited(
    example("rgb"),
    MapsData().with_numbers(NumberMap(np.arange(60.0).reshape(4, 5, 3), "mine")),
    delta=NumberMap(np.arange(20.0).reshape(4, 5, 1)),
    way="input-gradient",
)


def captured(experiment: Experiment, steps: int) -> Document:
    trainer = make_trainer(experiment)
    trainer.run.train(steps)
    trainer.run.fine_step()
    return from_runs("convolution", [CapturedRun(experiment, trainer.capture())])


@pytest.mark.parametrize("name", [*EXAMPLES, "own"])
def test_it_goes_on_where_it_was(tmp_path, name):
    experiment = OWN if name == "own" else example(name)
    document = captured(experiment, 2)
    write(tmp_path / "a.atelier", document)
    again = read(tmp_path / "a.atelier")
    assert again == document and again.experiment == experiment and again.spec is None
    trainer, other = make_trainer(experiment), make_trainer(again.experiment)
    other.restore(again.runs[0].capture)
    assert (other.run.place, other.run.term) == (2, 1)
    assert np.array_equal(trainer.run.answer.h, other.run.answer.h)
    assert np.array_equal(trainer.run.answer.gradients.input, other.run.answer.gradients.input)


def test_what_a_snapshot_shows_is_saved_with_its_place(tmp_path):
    trainer = make_trainer(OWN)
    trainer.run.train(7)
    progress = Progress(Status.PAUSED, trainer.run.step_count, trainer.run.epoch, 0.0, 0.0, 0.0)
    document = from_snapshot("convolution", trainer.snapshot(Focus(), progress, {}))
    write(tmp_path / "a.atelier", document)
    assert read(tmp_path / "a.atelier").step == 7 and read(tmp_path / "a.atelier").theta is None


def decoded(header: Any, arrays: dict[str, np.ndarray]) -> Experiment:
    found = Decoder(arrays.__getitem__).decode(Experiment, header, "experiment")
    assert isinstance(found, Experiment)
    return found


def test_numbers_that_cannot_be_are_refused_in_words():
    encoder = Encoder()
    header = json.loads(json.dumps(encoder.encode(OWN, "experiment")))
    assert decoded(header, encoder.arrays) == OWN
    assert len(encoder.arrays) == 4, "the input, kernels, biases and δ"
    tried = [(name, new) for name, array in encoder.arrays.items() for new in others(array)]
    works = 0
    for name, new in tried:
        try:
            experiment = decoded(header, {**encoder.arrays, name: new})
        except DocumentError as error:
            assert "\n" not in str(error) and len(str(error)) < 300
            continue
        works += 1
        assert np.isfinite(make_trainer(experiment).run.answer.h).all()
    assert 0 < works < len(tried) / 2


@pytest.mark.parametrize(
    ("part", "field", "value", "words"),
    [
        ("model", "stride", 10**9, "experiment.model.stride: 1000000000 is not a whole number between 1 and 7"),
        ("model", "padding", "same", "experiment.model.padding"),
        ("model", "operation", "median", "experiment.model.operation: 'median' is not one of"),
        ("model", "pool_size", -1, "experiment.model.pool_size"),
        ("model", "stack", "conv1x999999999", "experiment.model.stack: a unit would see 999,999,999 places"),
        ("model", "stack", "dense8", "experiment.model.stack: allowed are"),
        ("model", "sizes", {"rows": 0}, "experiment.model.sizes: the number of rows"),
        (
            "model",
            "table",
            {"down": 9},
            "experiment.model.table: the move down must be a whole number between -8 and 8",
        ),
        ("model", "delta", None, ""),
        ("data", "source", "slide", "experiment.data.numbers: they go with the source 'drawn' only"),
        ("data", "seed", -1, "experiment.data.seed"),
        ("data", "kind", "points", "experiment"),
        ("model", "kind", "network", "experiment: the numbers of a map are no samples"),
    ],
)
def test_choices_that_cannot_be_are_refused_by_their_path(part, field, value, words):
    encoder = Encoder()
    header = json.loads(json.dumps(encoder.encode(OWN, "experiment")))
    header[part][field] = value
    if not words:
        assert decoded(header, encoder.arrays).model.delta is None
        return
    with pytest.raises(DocumentError) as refused:
        decoded(header, encoder.arrays)
    assert str(refused.value).startswith(words)


def test_a_document_of_another_shape_is_refused():
    with pytest.raises(DocumentError, match="the map is of shape"):
        document_of("convolution", OWN, (5, 5, 3), ())
    with pytest.raises(DocumentError, match="2 classes"):
        document_of("convolution", OWN, (4, 5, 3), ("A", "B"))
