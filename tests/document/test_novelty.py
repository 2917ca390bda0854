"""A document tells without the pictures that were learned whether another one is like them."""

from dataclasses import replace

import numpy as np
import pytest

from playground.document import document_of, from_runs, from_snapshot, read, write
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.member import CapturedRun
from playground.training.novelty import NOVELTY, detector_of
from playground.training.questions import Answer
from playground.training.snapshot import Progress, Status
from playground.training.trainer import make_trainer
from tests.document.files import contents, edit, refused, rewrite
from tests.document.test_going_on import EXPERIMENTS

KNOWN = "runs/0/novelty/known.npy"


@pytest.fixture(scope="module")
def trainer():
    trainer = make_trainer(EXPERIMENTS["pictures"])
    trainer.run.train(20)
    return trainer


@pytest.fixture
def saved(trainer):
    known = detector_of(trainer.experiment, trainer.run.network.theta)
    return from_runs("images", [CapturedRun(trainer.experiment, trainer.capture(), known)])


@pytest.fixture
def path(tmp_path, saved):
    path = tmp_path / "pictures.atelier"
    write(path, saved)
    return path


def test_it_is_written_with_a_network_of_pictures(path, saved):
    assert KNOWN in contents(path)
    assert read(path) == saved and saved.runs[0].novelty is not None


@pytest.mark.parametrize(("version", "is_kept"), [(20, True), (19, False)])
def test_what_was_shown_is_saved_if_it_is_about_the_weights_that_are(trainer, saved, version, is_kept):
    progress = Progress(Status.PAUSED, 20, 1.0, 0.0, 0.0, 0.0)
    known = saved.runs[0].novelty
    snapshot = trainer.snapshot(Focus(), progress, {NOVELTY: Answer(known, True, version, trainer.subject())})
    assert (from_snapshot("images", snapshot).runs[0].novelty is known) == is_kept


def test_a_document_without_it_opens(path):
    edit(path, "runs", 0, "novelty", value=None)
    rewrite(path, {KNOWN: None})
    assert read(path).runs[0].novelty is None


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("weights", [1, 0, 1], "a step or weight of 0"),
        ("weights", [1, 1e300, 1], "a step or weight"),
        ("weights", [1, 1], "2 weights"),
        ("weights", 1, "novelty.weights"),
        ("step", -1, "step"),
        ("step", None, "novelty.step"),
        ("known", "runs/0/theta.npy", "uint8"),
        ("known", "../theta.npy", "is missing"),
        ("known", 3, "novelty.known"),
    ],
)
def test_what_cannot_be_is_refused(path, field, value, named):
    edit(path, "runs", 0, "novelty", field, value=value)
    refused(path, named)


def test_samples_of_another_network_are_refused(tmp_path, saved, path):
    novelty = replace(saved.runs[0].novelty, known=np.zeros((5, 9), np.uint8))
    with pytest.raises(ValueError, match="novelty: known samples of 9 values"):
        saved.with_run(novelty=novelty)
    points = document_of("network", Experiment(PointsData("moons")), (2,), ("A", "B"))
    with pytest.raises(ValueError, match="only a network of pictures"):
        points.with_run(novelty=novelty)
