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
from playground.training.returns import Begin
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


def test_a_gesture_that_ends_where_it_began_leaves_nothing_to_undo(state):
    state.edit_training(l2=0.1)
    start = state.experiment.training.learning_rate
    for rate in (0.2, 0.5, start):
        state.edit_training(learning_rate=rate, merge="learning rate")
    assert state.undo_name.startswith("L2") or "λ" in state.undo_name
    state.edit_training(learning_rate=0.3, merge="learning rate")
    state.undo()
    assert state.experiment.training.learning_rate == start and state.experiment.training.l2 == 0.1
    state.undo()
    assert state.experiment.training.l2 == 0 and not state.can_undo


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


class Light:
    """Something beside the experiment that is switched."""

    def __init__(self, size: int = 1) -> None:
        self.on, self.held = True, {id(self): size}

    def exchange(self) -> None:
        self.on = not self.on


def test_what_was_done_beside_the_experiment_is_undone_in_its_order(state):
    light = Light()
    state.edit_training(learning_rate=0.5)
    state.note("switch", light)
    state.edit_training(learning_rate=0.7)
    state.undo()
    assert (state.experiment.training.learning_rate, light.on) == (0.5, True)
    assert (state.undo_name, state.redo_name) == ("switch", "learning rate 0.5 → 0.7")
    state.undo()
    assert (state.experiment.training.learning_rate, light.on) == (0.5, False)
    state.undo()
    assert state.experiment.training.learning_rate == 0.03 and not state.can_undo
    state.redo(), state.redo(), state.redo()
    assert (state.experiment.training.learning_rate, light.on) == (0.7, True)


def test_pictures_that_are_remembered_are_bounded_together_and_that_is_told(state, qtbot):
    lights = [Light(40 * 2**20) for _ in range(3)]
    state.edit_training(learning_rate=0.5)
    state.note("one", lights[0])
    with qtbot.waitSignal(state.shortened):
        state.note("two", lights[1])
    with qtbot.assertNotEmitted(state.shortened):
        state.note("three", lights[2])
    state.undo()
    assert not state.can_undo and not lights[2].on and lights[1].on


def test_two_hundred_steps_are_remembered(state):
    for number in range(250):
        state.edit_training(learning_rate=0.1 + number / 1000)
    for _ in range(200):
        assert state.can_undo
        state.undo()
    assert state.experiment.training.learning_rate == pytest.approx(0.149) and not state.can_undo


def test_a_drag_is_named_by_its_first_and_last_value(state):
    for rate in (0.1, 0.2, 0.3):
        state.edit_training(learning_rate=rate, merge="learning rate")
    assert state.undo_name == "learning rate 0.03 → 0.3"


def test_beginning_anew_is_a_step_though_nothing_is_edited(state):
    state.edit(state.experiment, begin=Begin.AFRESH, name="Reset")
    assert state.undo_name == "Reset" and state.place.begin is Begin.AFRESH
    state.undo()
    assert state.redo_name == "Reset" and state.place.begin is Begin.AS_BEFORE


def test_numbers_of_versions_tell_the_order(state):
    first = state.place
    state.edit_training(learning_rate=0.5)
    second = state.place
    state.undo()
    assert state.place.version == first.version < second.version
    state.edit_training(learning_rate=0.6)
    assert state.place.version > second.version and state.place.oldest == first.version
    state.reset(Experiment())
    assert state.place.oldest == state.place.version > second.version


def test_what_is_learned_where_one_came_back_without_learning_is_kept_again(state):
    state.edit_training(learning_rate=0.5)
    state.lose([state.place.version - 1])
    assert state.undo_name.endswith("(without what was learned)")
    state.undo()
    state.redo()
    assert state.undo_name and "without" not in state.undo_name
