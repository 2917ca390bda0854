"""What is written is what is read, to the last bit."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from playground.document import DocumentError, document_of, from_snapshot, read, write
from playground.document.codec import Decoder, Encoder
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.snapshot import Progress, Status
from playground.training.trainer import make_trainer
from tests.document.strategies import documents, experiments

IDLE = Progress(Status.PAUSED, 7, 1.5, 0.0, 0.0, 0.0)


@given(experiments())
def test_an_experiment_survives_json(experiment):
    encoder = Encoder()
    text = json.dumps(encoder.encode(experiment, ""), allow_nan=False)
    assert Decoder(encoder.arrays.__getitem__).decode(Experiment, json.loads(text), "") == experiment


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents())
def test_a_document_survives_its_file(toy_captures, document):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.atelier"
        write(path, document)
        assert read(path) == document
        first = path.read_bytes()
        write(path, document)
        assert path.read_bytes() == first, "the same document makes the same bytes"


@pytest.mark.parametrize("channels", [1, 3])
def test_what_was_drawn_survives_its_file_and_takes_little_room(tmp_path, channels):
    sketch = np.zeros((280, 280, channels), np.uint8)
    sketch[90:190, 130:150] = 255
    document = document_of("images", Experiment(PointsData("xor", count=40)), (2,), ("A", "B"))
    write(tmp_path / "a.atelier", replace(document, sketch=sketch))
    found = read(tmp_path / "a.atelier").sketch
    assert found is not None and np.array_equal(found, sketch) and not found.flags.writeable
    assert (tmp_path / "a.atelier").stat().st_size < 10_000


@pytest.mark.parametrize("shape", [(280, 280, 2), (0, 280, 1), (280, 280)])
def test_what_is_no_picture_is_no_sketch(shape):
    document = document_of("images", Experiment(PointsData("xor", count=40)), (2,), ("A", "B"))
    with pytest.raises(DocumentError, match="sketch"):
        replace(document, sketch=np.zeros(shape, np.uint8))


def test_a_trained_network_goes_on_where_it_was(tmp_path):
    experiment = Experiment(PointsData("xor", count=40))
    trainer = make_trainer(experiment)
    trainer.run.train(20)
    document = from_snapshot("network", trainer.snapshot(Focus(), IDLE, {}))
    write(tmp_path / "a.atelier", document)
    again = read(tmp_path / "a.atelier")
    other = make_trainer(again.experiment)
    other.load(again.theta, again.step, again.epoch)
    assert np.array_equal(other.run.network.theta, trainer.run.network.theta)
    assert (again.step, again.epoch, again.class_names) == (7, 1.5, ("A", "B"))


def test_a_perceptron_is_saved_with_its_separator():
    experiment = Experiment(PointsData("separable", count=40), PerceptronModel())
    trainer = make_trainer(experiment)
    trainer.run.train(1)
    document = from_snapshot("perceptron", trainer.snapshot(Focus(), IDLE, {}))
    assert document.theta.tolist() == [
        *trainer.run.perceptron.weight.astype(np.float32),
        np.float32(trainer.run.perceptron.bias),
    ]


def test_the_weights_of_a_document_cannot_be_changed():
    experiment = Experiment(PointsData(), Architecture(()))
    mine = np.zeros(3, np.float32)
    document = document_of("network", experiment, (2,), ("A", "B"), theta=mine)
    mine[:] = 1
    assert not document.theta.any() and not document.theta.flags.writeable
