"""Commands, slices of training and frames on demand, with a clock that the test turns."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.data.points import PointSet
from playground.engine.losses import LOSSES
from playground.engine.spec import SpecError
from playground.engine.words import parse_layers
from playground.training import evaluations
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.batches import as_float
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.commands import (
    Configure,
    Load,
    Pause,
    Play,
    Quit,
    Restart,
    Rewind,
    Step,
    WantFrame,
)
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status
from tests.frames import first, trainer_of


class Clock:
    """Every look at it takes a millisecond."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


def configure(experiment: Experiment) -> Configure:
    return Configure(experiment)


@pytest.fixture
def loop() -> TrainingLoop:
    loop = TrainingLoop(Clock())
    loop.handle(configure(Experiment(PointsData("xor", count=60))))
    return loop


def frame(loop: TrainingLoop):
    loop.handle(WantFrame())
    return first(loop.frame())


def test_nothing_happens_before_a_command():
    loop = TrainingLoop(Clock())
    loop.handle(WantFrame())
    loop.handle(Play())
    loop.train(1.0)
    assert first(loop.frame()) is None
    assert loop.waiting_time() is None


def test_trains_only_while_playing(loop):
    loop.train(0.1)
    assert frame(loop).progress.step == 0
    loop.handle(Play())
    loop.train(0.1)
    shown = frame(loop)
    assert shown.progress.step > 0
    assert shown.progress.status is Status.TRAINING
    loop.handle(Pause())
    loop.train(0.1)
    assert frame(loop).progress.step == shown.progress.step
    assert frame(loop) is None


def test_a_frame_comes_once_and_only_with_news(loop):
    assert frame(loop) is not None
    loop.handle(WantFrame())
    assert first(loop.frame()) is None
    assert loop.waiting_time() is None
    loop.handle(Step())
    assert loop.waiting_time() == 0.0
    assert first(loop.frame()).progress.step == 1
    assert first(loop.frame()) is None


def test_a_slice_ends_in_time(loop):
    loop.handle(Play())
    loop.train(0.05)
    few = frame(loop).progress.step
    loop.train(0.5)
    assert few < 60 < frame(loop).progress.step - few


def test_a_held_loop_does_not_step(loop):
    loop.handle(Play())
    loop.held = True
    loop.train(0.1)
    assert frame(loop).progress.step == 0


def test_the_pace_limits_steps_a_second():
    clock = Clock()
    loop = TrainingLoop(clock)
    points = PointsData("xor", count=60, train_share=1.0)
    loop.handle(configure(Experiment(points, PerceptronModel(), TrainingSettings(learning_rate=1.0, pace=10.0))))
    loop.handle(Play())
    while clock.now < 2.0:
        loop.train(0.003)
        clock.now += loop.waiting_time()
    assert 18 <= frame(loop).progress.step <= 22


def test_a_perceptron_that_has_learned_stops_by_itself():
    loop = TrainingLoop(Clock())
    points = PointsData("separable", count=60, noise=0.0, train_share=1.0)
    loop.handle(configure(Experiment(points, PerceptronModel(), TrainingSettings(learning_rate=1.0))))
    loop.handle(Play())
    for _ in range(500):
        loop.train(0.1)
    assert not loop.playing
    assert frame(loop).progress.status is Status.CONVERGED


def test_an_edit_in_full_flight_goes_on_training(loop):
    loop.handle(Play())
    loop.train(0.1)
    before = frame(loop)
    edited = replace(before.experiment, model=Architecture(parse_layers("dense5:relu")))
    loop.handle(configure(edited))
    loop.train(0.1)
    after = frame(loop)
    assert after.experiment is edited
    assert after.progress.step > before.progress.step


def test_what_does_not_fit_is_raised_and_the_model_stays(loop):
    loop.handle(Play())
    bad = Experiment(PointsData("xor", count=60), Architecture(parse_layers("pool2")))
    with pytest.raises(SpecError):
        loop.handle(configure(bad))
    loop.train(0.1)
    assert frame(loop).progress.step > 0


def wild(**training) -> Experiment:
    return Experiment(
        PointsData("xor", count=60),
        Architecture(parse_layers("dense8:relu dense8:relu"), output_activation="linear"),
        TrainingSettings(learning_rate=50.0, optimizer="sgd", loss="squared-error", **training),
    )


def test_divergence_stops_and_rewinding_goes_on(loop):
    start = wild()
    loop.handle(configure(start))
    loop.handle(Play())
    for _ in range(20):
        loop.train(0.1)
    shown = frame(loop)
    assert shown.progress.status is Status.DIVERGED
    assert shown.divergence.learning_rate == 50.0
    assert np.isfinite(shown.theta).all()
    *before, last = shown.curves.train_loss
    assert np.isfinite(before).all() and last == np.inf
    loop.handle(Play())
    assert not loop.playing
    loop.handle(configure(replace(start, training=replace(start.training, learning_rate=0.01))))
    loop.handle(Rewind())
    loop.handle(Play())
    loop.train(0.1)
    assert frame(loop).progress.status is Status.TRAINING


def test_restart_begins_again(loop):
    first = frame(loop).theta
    loop.handle(Play())
    loop.train(0.1)
    loop.handle(Restart())
    shown = frame(loop)
    assert shown.progress.step == 0
    assert np.array_equal(shown.theta, first)


def test_weights_are_loaded_with_their_place_in_time(loop):
    other = TrainingLoop(Clock())
    start = Experiment(PointsData("xor", count=60))
    theta = np.linspace(-1, 1, frame(loop).theta.size).astype(np.float32)
    other.handle(Load(start, theta, step=120, epoch=7.0))
    shown = frame(other)
    assert np.array_equal(shown.theta, theta)
    assert (shown.progress.step, shown.progress.epoch) == (120, 7.0)
    with pytest.raises(ValueError, match="3 numbers"):
        other.handle(Load(start, np.zeros(3, np.float32)))


def test_quit_is_heard(loop):
    loop.handle(Quit())
    assert loop.quitting


def test_a_step_into_the_infinite_shows_as_divergence_and_never_as_numbers(loop):
    loop.handle(configure(wild()))
    for _ in range(20):
        loop.handle(Step())
        shown = frame(loop)
        assert np.isfinite(shown.theta).all() and np.isfinite(shown.scores.train_loss)
    assert shown.progress.status is Status.DIVERGED


def test_frames_of_a_slow_run_into_the_infinite_are_finite():
    clock = Clock()
    loop = TrainingLoop(clock)
    loop.handle(configure(wild(pace=100.0, batch_size=1)))
    shown = frame(loop)
    loop.handle(Play())
    for _ in range(200):
        loop.train(0.003)
        shown = frame(loop) or shown
        assert np.isfinite(shown.theta).all()
    assert frame(loop) is None and shown.progress.status is Status.DIVERGED


def test_an_error_in_a_frame_does_not_lose_the_wish_for_it(loop, monkeypatch):
    loop.handle(Play())
    loop.handle(WantFrame())
    with monkeypatch.context() as patch:
        patch.setattr(trainer_of(loop), "snapshot", lambda *_: 1 / 0)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                first(loop.frame())
            loop.stop()
        assert first(loop.frame()) is None, "the same error again and again"
    loop.handle(Play())
    loop.train(0.1)
    assert first(loop.frame()) is not None


def test_a_frame_that_takes_long_is_followed_by_as_much_training(monkeypatch):
    clock = Clock()
    loop = TrainingLoop(clock)
    loop.handle(configure(Experiment(PointsData("xor", count=60))))
    loop.handle(Play())
    make, made = trainer_of(loop).snapshot, []

    def slowly(*wanted):
        clock.now += 0.2
        made.append(clock.now)
        return make(*wanted)

    monkeypatch.setattr(trainer_of(loop), "snapshot", slowly)
    while len(made) < 4:
        loop.train(0.003)
        frame(loop)
    assert min(np.diff(made[1:])) > 0.38
    assert loop.playing
    loop.handle(Pause())
    assert frame(loop) is not None, "what the user does is seen at once"


def test_what_has_nothing_to_learn_from_does_not_say_that_it_trains():
    loop, data = TrainingLoop(Clock()), ImagesData("digits", count=200, pictures=make_images("digits", 200, 0))
    start = Experiment(data, Architecture(parse_layers("conv2x3:relu")))
    nothing = data.without_samples(data.input_shape, data.resolve().class_names)
    loop.handle(configure(start))
    loop.handle(Play())
    loop.handle(configure(replace(start, data=nothing)))
    assert frame(loop).progress.status is Status.PAUSED
    loop.handle(Pause())
    loop.handle(Play())
    assert not loop.playing and frame(loop).progress.status is Status.PAUSED


def test_an_error_in_an_evaluation_is_told_once(slow_loop, monkeypatch):
    assert slow_loop.waiting_time() == 0
    monkeypatch.setattr(trainer_of(slow_loop).run, "go_on_evaluating", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        slow_loop.train(0.1)
    slow_loop.stop()
    assert slow_loop.waiting_time() is None


@pytest.mark.parametrize("batch_size", [16, 200])
def test_speed_counts_the_samples_that_were_there(batch_size):
    loop = TrainingLoop(Clock())
    start = Experiment(PointsData("xor", count=50, train_share=1.0), training=TrainingSettings(batch_size=batch_size))
    loop.handle(configure(start))
    loop.handle(Play())
    loop.train(0.5)
    progress = frame(loop).progress
    assert progress.samples_per_second == pytest.approx(50 * progress.epochs_per_second)


def test_another_network_at_rest_has_no_speed_yet(loop):
    loop.handle(Play())
    loop.train(0.5)
    loop.handle(Pause())
    assert frame(loop).progress.steps_per_second > 0
    smaller = Architecture(parse_layers("dense3:relu"))
    loop.handle(configure(Experiment(PointsData("xor", count=60), smaller)))
    assert frame(loop).progress.steps_per_second == 0


def test_without_points_the_worker_sleeps_until_there_are_some(loop):
    loop.handle(Play())
    start = frame(loop).experiment
    drawn = start.data.resolve()
    empty = replace(start, data=replace(start.data, source="drawn", drawn=PointSet.empty()))
    loop.handle(configure(empty))
    loop.train(0.1)
    assert frame(loop).train_count == 0
    loop.train(0.1)
    assert loop.waiting_time() is None and frame(loop) is None
    loop.handle(configure(replace(start, data=replace(start.data, source="drawn", drawn=drawn))))
    loop.train(0.1)
    assert frame(loop).progress.step > 0


class FastClock:
    """Every look at it takes ten microseconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.00001
        return self.now


def reached(step: int, slices: float, clock, seen: bool) -> tuple[int, np.ndarray]:
    """The first step from this one on after which the loop pauses, and its weights."""
    loop = TrainingLoop(clock)
    loop.handle(configure(Experiment(PointsData("xor", count=60))))
    loop.handle(Play())
    while trainer_of(loop).run.step_count < step:
        loop.train(slices)
        if seen:
            frame(loop)
            loop.handle(Pause())
            loop.handle(Play())
    loop.handle(Pause())
    return trainer_of(loop).run.step_count, trainer_of(loop).run.network.theta


def test_weights_do_not_depend_on_slices_frames_or_pauses():
    count, seen = reached(100, 0.0001, FastClock(), seen=True)
    _, slowly = reached(count, 0.0001, Clock(), seen=False)
    assert np.array_equal(seen, slowly)


def test_tiny_steps_are_taken_several_at_once_but_not_after_an_edit(loop, monkeypatch):
    loop = TrainingLoop(FastClock())
    start = Experiment(PointsData("xor", count=60))
    loop.handle(configure(start))
    loop.handle(Play())
    loop.train(0.0005)
    taken = []
    train = trainer_of(loop).run.train
    monkeypatch.setattr(trainer_of(loop).run, "train", lambda steps, between: taken.append(steps) or train(steps))
    loop.train(0.0001)
    assert taken[0] > 1
    taken.clear()
    loop.handle(configure(replace(start, training=replace(start.training, learning_rate=0.1))))
    loop.train(0.0001)
    assert taken[0] == 1


def test_a_frame_tells_how_good_its_own_weights_are(loop):
    loop.handle(Play())
    for _ in range(3):
        loop.train(0.017)
        shown = frame(loop)
        trainer = trainer_of(loop)
        assert shown.scores.train_loss == pytest.approx(loss_of(trainer, shown.theta), rel=1e-5)


def loss_of(trainer, theta: np.ndarray) -> float:
    network, targets = trainer.run.network.with_theta(theta), trainer.run.targets
    data = trainer.experiment.data.resolve()
    train, _ = data.split(trainer.experiment.data.train_share)
    return network.loss(data.x[train], targets.encode(data.label[train]), LOSSES["binary-cross-entropy"])


@pytest.fixture
def slow_loop(monkeypatch) -> TrainingLoop:
    """A loop whose network is evaluated 8 pictures at a time."""
    monkeypatch.setattr(evaluations, "PIECE_WORK", 0)
    loop = TrainingLoop(Clock())
    data = ImagesData("digits", count=200, pictures=make_images("digits", 200, 0))
    loop.handle(Configure(Experiment(data, Architecture(parse_layers("dense8:relu")))))
    return loop


def test_commands_are_heard_while_a_network_at_rest_is_evaluated(slow_loop):
    assert frame(slow_loop) is not None and slow_loop.waiting_time() == 0.0
    slow_loop.train(0.003)
    assert frame(slow_loop) is None
    slow_loop.handle(Play())
    slow_loop.train(0.1)
    assert frame(slow_loop).progress.step > 0
    slow_loop.handle(Pause())
    paused = frame(slow_loop).progress
    while slow_loop.waiting_time() == 0.0:
        slow_loop.train(0.003)
    shown, trainer = first(slow_loop.frame()) or frame(slow_loop), trainer_of(slow_loop)
    assert shown.progress.step == paused.step and slow_loop.waiting_time() is None
    images = trainer.experiment.data.resolve()
    _, test = images.split(0.8, 42)
    answer = trainer.run.targets.decode(trainer.run.network.predict(as_float(images.images[test])))
    right = answer == images.label[test]
    assert shown.scores.test_accuracy == pytest.approx(right.mean())
