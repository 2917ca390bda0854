"""Editing, refusing and undoing the experiment of a workspace."""

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import ImageSet, make_images
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.ui.session.state import ExperimentState


@pytest.fixture
def state(qapp) -> ExperimentState:
    return ExperimentState(Experiment())


def test_an_edit_is_told_once(state, qtbot):
    with qtbot.waitSignal(state.changed) as told:
        assert state.edit_training(learning_rate=0.5) == ""
    assert told.args[0].training.learning_rate == 0.5
    with qtbot.assertNotEmitted(state.changed):
        state.edit_training(learning_rate=0.5)


def test_what_is_not_allowed_is_refused_with_a_reason(state, qtbot):
    before = state.experiment
    with qtbot.assertNotEmitted(state.changed):
        assert "learning rate: −1" in state.edit_training(learning_rate=-1)
        assert "pool" in state.edit_model(Architecture(parse_layers("pool2")))
        assert "x9" in state.edit_data(source="x9")
    assert state.experiment is before
    assert not state.can_undo


def test_undo_and_redo(state):
    start = state.experiment
    state.edit_training(learning_rate=0.5)
    state.edit_data(source="xor")
    points = state.data_set
    state.undo()
    assert state.experiment.data.source == "circle"
    assert state.data_set is not points
    state.undo()
    assert state.experiment == start
    assert not state.can_undo
    state.redo()
    state.redo()
    assert state.data_set is points
    assert not state.can_redo


def test_a_gesture_is_one_step(state):
    for rate in (0.1, 0.2, 0.3):
        state.edit_training(learning_rate=rate, merge="learning rate")
    state.end_gesture()
    state.edit_training(learning_rate=0.4, merge="learning rate")
    state.undo()
    assert state.experiment.training.learning_rate == 0.3
    state.undo()
    assert state.experiment.training.learning_rate == 0.03


def test_a_new_edit_drops_what_was_undone(state):
    state.edit_training(learning_rate=0.5)
    state.undo()
    state.edit_training(batch_size=3)
    assert not state.can_redo


def test_another_document_starts_a_new_past(state):
    state.edit_training(learning_rate=0.5)
    state.reset(replace(Experiment(), model=Architecture(parse_layers("dense3:relu"))))
    assert not state.can_undo
    assert len(state.experiment.model.hidden) == 1


def test_an_edit_in_answer_to_an_edit_is_told_after_it_to_everyone(state):
    told = []
    state.changed.connect(lambda experiment: state.edit_training(batch_size=50))
    state.changed.connect(lambda experiment: told.append(experiment))
    state.edit_training(learning_rate=0.5)
    assert [experiment.training.batch_size for experiment in told] == [16, 50]
    assert told[-1] is state.experiment


def test_samples_that_arrive_late_are_no_edit(qapp):
    empty = ImageSet("digits", np.empty((0, 8, 8, 1), np.uint8), np.empty(0, np.int64), tuple("0123456789"))
    state = ExperimentState(Experiment(ImagesData("digits", count=20, pictures=empty)))
    state.edit_training(learning_rate=0.5)
    images = make_images("digits", 20, 0)
    state.supply(replace(state.experiment, data=replace(state.experiment.data, pictures=images)))
    assert state.data_set is images
    state.undo()
    assert state.data_set is images
    assert not state.can_undo


def test_undo_keeps_few_image_sets_alive(qapp):
    sets = [make_images("digits", 20 + number, number) for number in range(5)]
    state = ExperimentState(Experiment(ImagesData("digits", count=20, pictures=sets[0])))
    for number, images in enumerate(sets[1:], start=1):
        assert state.edit_training(learning_rate=0.1 * number) == ""
        data = replace(state.experiment.data, count=len(images), pictures=images)
        assert state.edit(replace(state.experiment, data=data)) == ""
    alive = [weakref.ref(images) for images in sets]
    del data, images, sets
    gc.collect()
    assert [set_() is not None for set_ in alive] == [False, False, True, True, True]
    counts = []
    while state.can_undo:
        state.undo()
        counts.append(len(state.data_set))
    assert counts == [23, 23, 22, 22]
    while state.can_redo:
        state.redo()
    assert len(state.data_set) == 24 and state.experiment.training.learning_rate == 0.4
