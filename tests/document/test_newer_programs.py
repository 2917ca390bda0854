"""What a newer program wrote: kept where this one does not know it, refused where it cannot be understood."""

import json
from dataclasses import replace

import numpy as np
import pytest

from playground.document import DocumentError, from_snapshot, members, read, write
from playground.document.formats import FORMAT
from playground.training.architecture import PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.kinds import CAPTURE_KINDS
from playground.training.snapshot import Progress, Status
from playground.training.trainer import make_trainer
from tests.document.files import HEADER, THETA, contents, edit, refused, rewrite

NEWS = {"list": [1, [2.5, None]], "name": "é", "large": 2**70, "flag": False}
IDLE = Progress(Status.PAUSED, 7, 1.5, 0.0, 0.0, 0.0)
PLACES = [
    (),
    ("runs", 0),
    ("runs", 0, "experiment"),
    ("runs", 0, "experiment", "data"),
    ("runs", 0, "experiment", "model"),
    ("runs", 0, "experiment", "training"),
]


@pytest.fixture
def newer(path):
    """A file in which a newer program wrote something everywhere."""
    for keys in PLACES:
        edit(path, *keys, "news", value=NEWS)
    edit(path, "minor", value=3)
    edit(path, "program", value="9.8.7")
    rewrite(path, {"lessons/1.txt": b"first", "runs/0/more.npy": bytes(10), "thumbnail.png": b"\x89PNG"})
    return path


def at(path, *keys):
    place = json.loads(contents(path)[HEADER])
    for key in keys:
        place = place[key]
    return place


def test_a_newer_document_opens_and_says_so(newer, document):
    found = read(newer)
    assert len(found.notes) == 1
    assert "a newer Atelier (9.8.7)" in found.notes[0] and "kept" in found.notes[0]
    assert (found.experiment, found.workspace) == (document.experiment, document.workspace)
    assert np.array_equal(found.theta, document.theta)


def test_what_this_program_does_not_know_is_still_there_when_it_changed_something(newer, tmp_path):
    found = read(newer)
    training = replace(found.experiment.training, batch_size=99)
    changed = found.with_run(experiment=replace(found.experiment, training=training), theta=None)
    write(tmp_path / "again.atelier", changed)
    again = tmp_path / "again.atelier"
    for keys in PLACES:
        assert at(again, *keys, "news") == NEWS
    before, after = contents(newer), contents(again)
    assert set(after) == set(before) - {THETA}
    for name in ("lessons/1.txt", "runs/0/more.npy", "thumbnail.png"):
        assert after[name] == before[name]
    assert (at(again, "minor"), at(again, "format")) == (3, FORMAT)
    assert at(again, "program") != "9.8.7"
    assert read(again) == changed


def test_what_this_program_does_not_know_is_kept_without_a_newer_minor_version_too(path, tmp_path):
    edit(path, "runs", 0, "experiment", "training", "warmup", value=5)
    document = read(path)
    assert document.notes == ()
    write(path, document)
    assert at(path, "runs", 0, "experiment", "training", "warmup") == 5


def test_what_belonged_to_another_kind_of_model_goes_with_it(newer):
    found = read(newer)
    experiment = Experiment(found.experiment.data, PerceptronModel(), found.experiment.training)
    write(newer, found.with_run(experiment=experiment, theta=None))
    assert "news" not in at(newer, "runs", 0, "experiment", "model")
    assert at(newer, "runs", 0, "experiment", "data", "news") == NEWS


def test_each_run_keeps_its_own(newer):
    found = read(newer)
    plain = replace(found.runs[0], unknown={})
    write(newer, replace(found, runs=(plain, found.runs[0])))
    assert "news" not in at(newer, "runs", 0)
    assert at(newer, "runs", 1, "experiment", "model", "news") == NEWS


def test_saving_what_is_shown_keeps_what_is_not(newer):
    found = read(newer)
    first = replace(found, workspace="kitchen", runs=(found.runs[0], found.runs[0]))
    trainer = make_trainer(found.experiment)
    snapshot = trainer.snapshot(Focus(), IDLE, {})
    saved = from_snapshot("kitchen", snapshot, first)
    assert saved.workspace == "kitchen" and saved.unknown == found.unknown
    assert saved.runs[1] == found.runs[0] and saved.runs[0].unknown == found.runs[0].unknown
    assert saved.step == 7 and np.array_equal(saved.theta, trainer.run.network.theta)


def test_runs_that_no_longer_fit_are_not_kept(document):
    other = Experiment(PointsData("xor", features=("x1", "x2", "x1x2")))
    snapshot = make_trainer(other).snapshot(Focus(), IDLE, {})
    saved = from_snapshot("kitchen", snapshot, replace(document, runs=document.runs * 2))
    assert len(saved.runs) == 1


def test_a_capture_that_only_a_newer_program_can_go_on_from_is_not_needed(newer, document, monkeypatch):
    monkeypatch.delitem(CAPTURE_KINDS, "network")
    edit(newer, "runs", 0, "capture", value={"order": "runs/0/more.npy"})
    found = read(newer)
    assert found.runs[0].capture is None and np.array_equal(found.theta, document.theta)


def test_what_is_kept_is_bounded(newer, monkeypatch):
    monkeypatch.setattr("playground.document.archive.MAX_UNKNOWN", 18)
    refused(newer, "19 bytes that this Atelier does not know; at most 18 are kept")
    assert members.MAX_UNKNOWN == 64 * 2**20


def test_a_value_that_only_a_newer_program_knows_is_refused_with_the_reason(newer):
    edit(newer, "runs", 0, "experiment", "training", "optimizer", value="muon")
    refused(newer, "experiment.training.optimizer: 'muon' is not one of", "made by a newer Atelier (9.8.7)")


@pytest.mark.parametrize("program", ["3.1.4", None, 7, "a\nb", "x" * 99])
def test_a_newer_format_is_refused_as_newer(path, program):
    rewrite(path, {HEADER: json.dumps({"format": FORMAT + 1, "program": program, "all": "else"}), "else.xyz": b"1"})
    refused(path, f"format {FORMAT + 1}, made by a newer Atelier", f"; this one reads formats up to {FORMAT}")


@pytest.mark.parametrize("number", [0, -1, -(10**30), "1", "2", 2.0, 2.5, True, None, [], {}, "\n"], ids=repr)
def test_a_format_that_is_no_format_is_damaged_and_not_newer(path, number):
    edit(path, "format", value=number)
    refused(path, "damaged: format")
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert "newer" not in str(caught.value)


@pytest.mark.parametrize("number", [-1, "1", 1.0, None, True])
def test_a_minor_version_that_is_none_is_damaged(path, number):
    edit(path, "minor", value=number)
    refused(path, "damaged: minor")


def test_a_file_without_a_format_is_damaged(path):
    rewrite(path, {HEADER: "{}"})
    refused(path, "damaged: format 'None' is not a whole number")


def test_a_workspace_that_is_not_known_is_no_reason_to_refuse(path):
    edit(path, "workspace", value="regression")
    assert read(path).workspace == "regression"
