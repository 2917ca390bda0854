"""Older formats are brought up to date step by step."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from playground.document import formats, layout, read, write
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.trainer import make_trainer
from tests.document.files import contents, edit, refused, rewrite

FORMATS = Path(__file__).parent / "formats"
FORMAT_1 = {
    "format": 1,
    "experiment": {
        "data": {
            "kind": "points",
            "source": "drawn",
            "count": 300,
            "noise": 0.1,
            "margin": 0.3,
            "train_share": 0.7,
            "seed": 43,
            "features": ["x1", "x2"],
            "drawn": {
                "x": [[0.1, 0.2], [-3, 3]],
                "label": [0, 1],
                "rank": [0.5, 0.25],
                "class_names": ["A", "B"],
                "name": "drawn",
                "note": "",
                "scale": {"offset": [75.35, 0.0], "factor": [20.5, 1.0]},
            },
        },
        "model": {"kind": "network", "hidden": "", "keys": [], "output_activation": None, "initializer": "he"},
        "training": {"learning_rate": 0.02, "optimizer": "adam", "batch_size": 8, "period": 60},
        "focus": {"decision_grid": 100, "neuron_grid": 40, "confusion": False, "probe": [[[0.5]]]},
    },
    "input_shape": [2],
    "class_names": ["A", "B"],
    "trained": False,
    "step": 3,
    "epoch": 0.5,
}


@pytest.fixture
def old(tmp_path):
    """A file of format 1, with points."""
    path = tmp_path / "old.atelier"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("experiment.json", json.dumps(FORMAT_1))
    return path


def edit_old(path, *keys, value):
    header = json.loads(contents(path)["experiment.json"])
    place = header
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    rewrite(path, {"experiment.json": json.dumps(header)})


def test_a_document_of_format_1_opens(old):
    document = read(old)
    drawn = document.experiment.data.drawn
    assert (document.workspace, document.step, document.epoch, document.notes) == ("network", 3, 0.5, ())
    assert document.experiment.training.period == 60
    assert drawn.x.tolist() == np.array([[0.1, 0.2], [-3, 3]], np.float32).tolist()
    assert (drawn.label.tolist(), drawn.rank.tolist(), drawn.scale.factor) == ([0, 1], [0.5, 0.25], (20.5, 1.0))
    write(old, document)
    assert read(old) == document
    header = json.loads(contents(old)["document.json"])
    assert (header["format"], header["minor"], "focus" in header["runs"][0]["experiment"]) == (3, 0, False)


def test_no_points_of_format_1_are_no_points(old):
    for name in ("x", "label", "rank"):
        edit_old(old, "experiment", "data", "drawn", name, value=[])
    assert read(old).experiment.data.drawn.x.shape == (0, 2)


@pytest.mark.parametrize(
    ("experiment", "workspace"),
    [
        (Experiment(PointsData(), Architecture()), "network"),
        (Experiment(PointsData(), PerceptronModel()), "perceptron"),
        (Experiment(ImagesData(), Architecture()), "images"),
    ],
)
def test_the_workspace_is_told_from_the_kinds(experiment, workspace):
    header = {
        "format": 1,
        "experiment": {
            "data": {"kind": "images" if isinstance(experiment.data, ImagesData) else "points"},
            "model": {"kind": "perceptron" if isinstance(experiment.model, PerceptronModel) else "network"},
        },
    }
    assert formats.up_to_date(header)["workspace"] == workspace


@pytest.mark.parametrize(
    ("keys", "value", "words"),
    [
        (("experiment",), None, "experiment: None is not an object"),
        (("experiment", "data"), None, "experiment.data: None is not an object"),
        (("experiment", "data", "kind"), ["images"], "experiment.data.kind"),
        (("experiment", "data", "drawn"), [], "experiment.data.drawn: [] is not an object"),
        (("experiment", "data", "drawn", "x"), None, "experiment.data.drawn.x: not lists of numbers, 2 deep"),
        (("experiment", "data", "drawn", "x"), "drawn", "experiment.data.drawn.x"),
        (("experiment", "data", "drawn", "x"), [[1, 2], [3]], "experiment.data.drawn.x"),
        (("experiment", "data", "drawn", "x"), [[1, 2], [3, "4"]], "experiment.data.drawn.x"),
        (("experiment", "data", "drawn", "x"), [[1, 2], [3, 10**39]], "experiment.data.drawn.x"),
        (("experiment", "data", "drawn", "x"), [[1, 2], [3, 1e300]], "a number is too large"),
        (("experiment", "data", "drawn", "x"), [[1, 2], [3, 4]], "outside the plane"),
        (("experiment", "data", "drawn", "x"), [[True, False]], "experiment.data.drawn.x"),
        (("experiment", "data", "drawn", "label"), [0.5, 1], "experiment.data.drawn.label"),
        (("experiment", "data", "drawn", "label"), [0, 2], "A label is 2"),
        (("experiment", "data", "drawn", "scale", "factor"), [0, 1], "experiment.data.drawn.scale.factor"),
        (("experiment", "model", "kind"), {}, "experiment.model.kind"),
        (("experiment", "training", "loss"), "magic", "experiment.training.loss: 'magic' is not one of"),
        (("trained",), True, "'theta.npy' is missing"),
        (("step",), None, "step: None is not a whole number"),
    ],
)
def test_what_is_wrong_with_a_document_of_format_1_is_named(old, keys, value, words):
    edit_old(old, *keys, value=value)
    refused(old, words)


def test_every_step_is_taken(path, document, monkeypatch):
    # A toy format after the newest one counts epochs in a number again, which the step before wrote as a text.
    newest = formats.FORMAT

    def from_newest(header):
        runs = [dict(run, epoch=float(run["epoch"][:-7])) for run in header["runs"]]
        return header | {"format": newest + 1, "runs": runs}

    def write_epochs_as_text(header):
        return header | {"runs": [run | {"epoch": f"{run['epoch']} epochs"} for run in header["runs"]]}

    old = formats.UPGRADES[1]
    monkeypatch.setitem(formats.UPGRADES, 1, lambda header: write_epochs_as_text(old(header)))
    monkeypatch.setitem(formats.UPGRADES, newest, from_newest)
    for module in (formats, layout):
        monkeypatch.setattr(module, "FORMAT", newest + 1)
    assert read(FORMATS / "1-images-strokes.atelier").epoch == 139.32
    edit(path, "runs", 0, "epoch", value="3.25 epochs")
    assert read(path) == document
    write(path, read(path))
    assert json.loads(contents(path)["document.json"])["format"] == newest + 1
    assert read(path) == document


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*perceptron*.atelier")), ids=lambda path: path.stem)
def test_perceptrons_of_before_there_were_rules_go_on_by_rosenblatts(path):
    document = read(path)
    assert document.experiment.model == PerceptronModel("rosenblatt", False, ("x1", "x2"), False)
    trainer = make_trainer(document.experiment)
    if document.runs[0].capture is not None:
        trainer.restore(document.runs[0].capture)
        assert np.array_equal(trainer.capture().theta, document.theta)
    before = trainer.run.updates
    trainer.run.train(50)
    assert trainer.run.updates > before or trainer.run.finished
