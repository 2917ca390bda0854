"""Steps are taken back one by one, exactly, and weights are put in by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.errors import Refusal
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.commands import Back, Configure, Drop, Pause, Play, Restart, Step, WantCapture, WantFrame
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.returns import ByHand, Place
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Snapshot
from tests.training.test_captures import same
from tests.ui.bench import Clock

NETWORK = Experiment(
    PointsData("moons", count=90), Architecture(parse_layers("dense6:tanh")), TrainingSettings(0.02, "adam", 8)
)
PERCEPTRON = Experiment(PointsData("xor", count=60), PerceptronModel(), TrainingSettings(1.0))


def loop_of(experiment: Experiment) -> TrainingLoop:
    loop = TrainingLoop(Clock())
    loop.handle(Configure(experiment, place=Place(1)))
    return loop


def captured(loop: TrainingLoop) -> Any:
    loop.handle(WantCapture())
    (run,) = loop.captured()
    return run.capture


def shown(loop: TrainingLoop) -> Snapshot:
    loop.handle(WantFrame())
    (snapshot,) = loop.frame()
    return snapshot


def state(capture: Any) -> tuple[Any, ...]:
    if hasattr(capture, "moments"):
        return capture.theta, capture.moments, capture.batches, capture.weight_generator, capture.step, capture.epoch
    return tuple(getattr(capture, name) for name in ("weight", "bias", "updates", "cursor", "mistakes", "clean"))


@pytest.mark.parametrize("experiment", [NETWORK, PERCEPTRON], ids=["network", "perceptron"])
def test_every_step_is_taken_back_exactly(experiment):
    loop = loop_of(experiment)
    assert not shown(loop).progress.can_go_back
    states = [state(captured(loop))]
    for _ in range(12):
        loop.handle(Step())
        states.append(state(captured(loop)))
    for before in states[-2::-1]:
        assert shown(loop).progress.can_go_back
        loop.handle(Back())
        assert same(state(captured(loop)), before)
    assert not shown(loop).progress.can_go_back
    loop.handle(Back())
    assert same(state(captured(loop)), states[0])


@pytest.mark.parametrize("experiment", [NETWORK, PERCEPTRON], ids=["network", "perceptron"])
def test_steps_at_full_speed_are_taken_back_one_by_one(experiment):
    loop, other = loop_of(experiment), loop_of(experiment)
    loop.handle(Play())
    for _ in range(40):
        loop.train(0.003)
    loop.handle(Pause())
    count = captured(loop).step
    assert count >= 40
    states = []
    for _ in range(count):
        other.handle(Step())
        states.append(state(captured(other)))
    for before in states[-2:-41:-1]:
        loop.handle(Back())
        assert same(state(captured(loop)), before)


@pytest.mark.parametrize(
    "model",
    [
        PerceptronModel("averaged", beside=True),
        PerceptronModel("pocket", beside=True, every_sample=True),
        PerceptronModel(inputs=("x1x2", "x1^2")),
    ],
)
def test_samples_and_mistakes_are_taken_back_with_all_that_a_perceptron_knows(model):
    loop, captures = loop_of(replace(PERCEPTRON, model=model)), []
    for step in range(12):
        captures.append(captured(loop))
        loop.handle(Step(fine=step % 3 != 0))
    for before in reversed(captures):
        loop.handle(Back())
        assert same(captured(loop), before)


def test_learning_goes_on_from_a_step_back_as_it_did():
    loop = loop_of(NETWORK)
    for _ in range(9):
        loop.handle(Step())
    end = state(captured(loop))
    for _ in range(4):
        loop.handle(Back())
    for _ in range(4):
        loop.handle(Step())
    assert same(state(captured(loop)), end)


def test_steps_are_taken_back_beyond_another_learning_rate():
    loop, states = loop_of(NETWORK), []
    faster = replace(NETWORK, training=replace(NETWORK.training, learning_rate=0.5))
    for step in range(10):
        if step == 5:
            loop.handle(Configure(faster, place=Place(2)))
        states.append(state(captured(loop)))
        loop.handle(Step())
    for before in reversed(states):
        loop.handle(Back())
        assert same(state(captured(loop)), before)
        assert shown(loop).experiment == faster


def test_steps_after_an_edit_at_the_very_beginning_are_taken_back_as_they_were_taken():
    loop = loop_of(NETWORK)
    loop.handle(Step())
    loop.handle(Back())
    loop.handle(Configure(replace(NETWORK, training=replace(NETWORK.training, learning_rate=0.5)), place=Place(2)))
    loop.handle(Step())
    before = state(captured(loop))
    loop.handle(Step())
    loop.handle(Back())
    assert same(state(captured(loop)), before)


def test_a_run_that_has_ended_does_not_come_back():
    loop = loop_of(NETWORK)
    loop.handle(Configure(NETWORK, run=1))
    loop.handle(Step())
    loop.handle(Drop())
    loop.handle(Back())
    loop.handle(WantFrame())
    (snapshot,) = loop.frame()
    assert not snapshot.progress.can_go_back


def test_other_points_cannot_be_gone_back_beyond():
    loop = loop_of(NETWORK)
    loop.handle(Step())
    loop.handle(Configure(replace(NETWORK, data=PointsData("moons", count=80)), place=Place(2)))
    assert not shown(loop).progress.can_go_back


def test_nor_can_a_new_start():
    loop = loop_of(NETWORK)
    loop.handle(Step())
    loop.handle(Restart())
    assert not shown(loop).progress.can_go_back


def test_a_run_that_diverged_goes_back_to_before_that():
    wild = replace(NETWORK, training=TrainingSettings(90.0, "sgd", 8, "squared-error"))
    loop = loop_of(replace(wild, model=Architecture(parse_layers("dense6:linear"), output_activation="linear")))
    loop.handle(Play())
    for _ in range(60):
        loop.train(0.003)
    assert shown(loop).divergence is not None
    loop.handle(Back())
    before = shown(loop)
    assert before.divergence is None and np.isfinite(before.theta).all()


@pytest.mark.parametrize("experiment", [NETWORK, PERCEPTRON], ids=["network", "perceptron"])
def test_weights_put_by_hand_are_learned_from_and_undone_exactly(experiment):
    loop = loop_of(experiment)
    for _ in range(5):
        loop.handle(Step())
    before = captured(loop)
    theta = np.linspace(-1, 1, before.theta.size)
    loop.handle(Configure(experiment, place=Place(2, 1, ByHand(-theta))))
    loop.handle(Configure(experiment, place=Place(2, 1, ByHand(theta))))  # the same gesture goes on
    put = shown(loop)
    assert put.theta == pytest.approx(theta) and not put.progress.can_go_back
    loop.handle(Step())
    after = captured(loop)
    assert after.step == before.step + 1
    loop.handle(Configure(experiment, place=Place(1)))
    assert same(state(captured(loop)), state(before))
    loop.handle(Configure(experiment, place=Place(2, 1, ByHand(theta))))
    assert same(state(captured(loop)), state(after))


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@given(place=st.integers(0, 24), value=st.floats(-9, 9, width=32))
def test_one_number_put_by_hand_leaves_all_others_and_is_undone_exactly(optimizer, place, value):
    experiment = replace(NETWORK, training=replace(NETWORK.training, optimizer=optimizer))
    loop = loop_of(experiment)
    for _ in range(3):
        loop.handle(Step())
    before = captured(loop)
    theta = np.full(before.theta.shape, np.nan, np.float32)
    theta[place] = value
    loop.handle(Configure(experiment, place=Place(2, 1, ByHand(theta))))
    after = captured(loop)
    assert after.theta[place] == np.float32(value)
    assert np.array_equal(np.delete(after.theta, place), np.delete(before.theta, place))
    assert same(after.moments, before.moments)
    loop.handle(Step())
    loop.handle(Configure(experiment, place=Place(1)))
    assert same(state(captured(loop)), state(before))


def test_one_number_put_into_a_run_that_diverged_lets_it_learn_on():
    wild = replace(NETWORK, training=TrainingSettings(90.0, "momentum", 8, "squared-error"))
    wild = replace(wild, model=Architecture(parse_layers("dense6:linear"), output_activation="linear"))
    loop = loop_of(wild)
    loop.handle(Play())
    for _ in range(60):
        loop.train(0.003)
    snapshot = shown(loop)
    assert snapshot.divergence is not None
    theta = np.full(snapshot.theta.shape, np.nan, np.float32)
    theta[4] = 0.5
    loop.handle(Configure(wild, place=Place(2, 1, ByHand(theta))))
    put = shown(loop)
    assert put.divergence is None and put.theta[4] == 0.5
    assert all(np.isfinite(each).all() for each in captured(loop).moments.values())


@pytest.mark.parametrize("experiment", [NETWORK, PERCEPTRON], ids=["network", "perceptron"])
def test_weights_of_another_model_are_refused(experiment):
    loop = loop_of(experiment)
    with pytest.raises(Refusal, match="2 numbers"):
        loop.handle(Configure(experiment, place=Place(2, 1, ByHand(np.zeros(2)))))


def test_samples_and_mistakes_are_taken_back_in_any_order():
    loop = loop_of(PERCEPTRON)
    states = [state(captured(loop))]
    for fine in (True, True, True, False, True, True, False, False, True):
        loop.handle(Step(fine))
        states.append(state(captured(loop)))
    for before in states[-2::-1]:
        loop.handle(Back())
        assert same(state(captured(loop)), before)


def test_training_that_is_watched_sample_by_sample_has_samples_for_steps():
    model = replace(PERCEPTRON.model, every_sample=True)
    loop, other = loop_of(replace(PERCEPTRON, model=model)), loop_of(PERCEPTRON)
    loop.handle(Play())
    loop.train(0.003)
    loop.handle(Pause())
    states = [state(captured(other))]
    while not same(states[-1], state(captured(loop))):
        other.handle(Step(fine=True))
        states.append(state(captured(other)))
        assert len(states) < 10_000
    loop.handle(Back())
    assert same(state(captured(loop)), states[-2])
    # A whole step goes on to a mistake all the same.
    updates = captured(loop).updates
    loop.handle(Step())
    assert captured(loop).updates == updates + 1
