"""Stop conditions: when training ends by itself, and how it goes on."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.image_sets import make_images
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.commands import Back, Configure, Play, Restart, Step, WantFrame
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.member import CapturedRun
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status


def experiment(source: str = "xor", share: float = 0.7, **training) -> Experiment:
    settings = {"learning_rate": 0.05, "optimizer": "adam"} | training
    data = PointsData(source, count=100, train_share=share)
    return Experiment(data, Architecture(parse_layers("dense4:tanh")), TrainingSettings(**settings))


def overfitting(**training) -> Experiment:
    """Half the labels are wrong: the test loss rises while the training loss falls."""
    data = PointsData("moons", count=60, label_noise=0.4)
    settings = TrainingSettings(learning_rate=0.03, optimizer="adam", **training)
    return Experiment(data, Architecture(parse_layers("dense16:tanh dense16:tanh")), settings)


def trained(chosen: Experiment, steps: int = 10_000) -> NetworkTrainer:
    trainer = NetworkTrainer(chosen)
    trainer.run.train(steps)
    return trainer


class Ticking:
    """A loop whose clock goes on by itself."""

    def __init__(self, chosen: Experiment) -> None:
        self._now = 0.0
        self.loop = TrainingLoop(self._tick)
        self.loop.handle(Configure(chosen))

    def _tick(self) -> float:
        self._now += 1e-4
        return self._now

    def play(self) -> None:
        self.loop.handle(Play())
        for _ in range(1000):
            if not self.loop.playing:
                return
            self.loop.train(0.1)
        raise AssertionError("it does not stop")

    def snapshot(self):
        self.loop.handle(WantFrame())
        (snapshot,) = self.loop.frame()
        return snapshot


@pytest.mark.parametrize(("batch_size", "steps"), [(7, 30), (16, 15), (1000, 3)])  # of 70 points
def test_an_epoch_to_stop_at_is_met_exactly(batch_size, steps):
    run = trained(experiment(stop_epoch=3, batch_size=batch_size)).run
    assert (run.epoch, run.step_count, run.stop.condition) == (3.0, steps, "stop_epoch")
    assert run.finished and run.train(5) == 0


def test_pictures_stop_in_the_midst_of_what_is_looked_at():
    pictures = make_images("strokes", 60, 0)
    chosen = Experiment(
        ImagesData("strokes", count=60, pictures=pictures),
        Architecture(parse_layers("dense4")),
        TrainingSettings(batch_size=5, stop_epoch=2),
    )
    run = trained(chosen).run
    assert run.epoch == 2.0


def test_a_loss_to_stop_at_is_that_of_the_training_samples():
    run = trained(experiment(stop_loss=0.3)).run
    assert run.stop.condition == "stop_loss" and 0 < run.epoch == int(run.epoch)
    assert run.scores.train_loss < 0.3


@pytest.mark.parametrize("share", [0.7, 1.0])
def test_an_accuracy_to_stop_at_is_that_of_samples_that_are_not_learned_from_where_there_are_any(share):
    run = trained(experiment(share=share, stop_accuracy=0.9)).run
    reached = run.scores.train_accuracy if share == 1.0 else run.scores.test_accuracy
    assert run.stop.condition == "stop_accuracy" and reached >= 0.9


def test_patience_goes_back_to_the_weights_with_the_least_test_loss():
    trainer = NetworkTrainer(overfitting(patience=20))
    run, seen = trainer.run, {}
    while not run.finished:
        run.train(1)
        if run.epoch == int(run.epoch) and not run.finished:
            run.evaluate()
            seen[run.epoch] = run.scores.test_loss, run.network.theta.copy()
    best = min(seen, key=lambda epoch: seen[epoch][0])
    assert run.stop.condition == "patience" and run.stop.best_epoch == best and run.epoch == best + 20
    np.testing.assert_array_equal(run.network.theta, seen[best][1])
    run.evaluate()
    assert run.scores.test_loss == pytest.approx(seen[best][0])


def test_training_goes_on_after_a_stop_and_is_not_stopped_by_the_same_again():
    ticking = Ticking(experiment(stop_loss=0.5, stop_epoch=200))
    ticking.play()
    snapshot = ticking.snapshot()
    assert snapshot.stop.condition == "stop_loss" and snapshot.progress.status is Status.CONVERGED
    step = snapshot.progress.step
    ticking.play()
    snapshot = ticking.snapshot()
    assert snapshot.stop.condition == "stop_epoch" and snapshot.progress.epoch == 200.0
    assert snapshot.progress.step > step
    ticking.loop.handle(Step())
    snapshot = ticking.snapshot()
    assert snapshot.stop is None and snapshot.progress.epoch > 200.0


def test_an_edited_condition_counts_again():
    chosen = experiment(stop_loss=0.5)
    ticking = Ticking(chosen)
    ticking.play()
    ticking.loop.handle(Configure(replace(chosen, training=replace(chosen.training, stop_loss=0.3))))
    assert ticking.snapshot().stop is None
    ticking.play()
    assert ticking.snapshot().scores.train_loss < 0.3


def test_a_restart_forgets_what_was_met():
    ticking = Ticking(experiment(stop_loss=0.5))
    ticking.play()
    first = ticking.snapshot().progress.step
    ticking.loop.handle(Restart())
    assert ticking.snapshot().stop is None
    ticking.play()
    assert ticking.snapshot().progress.step == first


def test_steps_beyond_a_stop_are_taken_back_exactly():
    ticking = Ticking(experiment(stop_epoch=4, stop_loss=0.6, patience=3))
    ticking.play()
    for _ in range(3):
        ticking.loop.handle(Step())
    before = ticking.snapshot()
    ticking.loop.handle(Step())
    ticking.loop.handle(Back())
    after = ticking.snapshot()
    assert after.progress.step == before.progress.step
    np.testing.assert_array_equal(after.theta, before.theta)


def test_a_restored_run_waits_on_and_stops_where_it_would_have():
    chosen = overfitting(patience=20)
    whole, half = trained(chosen), NetworkTrainer(chosen)
    half.run.train(whole.run.step_count - 3)
    kept = CapturedRun(chosen, half.capture())
    other = NetworkTrainer(chosen)
    other.restore(kept.capture)
    other.run.train(10_000)
    assert other.run.stop == whole.run.stop
    np.testing.assert_array_equal(other.run.network.theta, whole.run.network.theta)


def test_another_network_has_other_best_weights():
    chosen = overfitting(patience=20)
    trainer = NetworkTrainer(chosen)
    trainer.run.train(100)
    trainer.configure(replace(chosen, model=Architecture(parse_layers("dense5:tanh"))))
    assert trainer.run.stopping.best is None
    trainer.run.train(10_000)
    assert trainer.run.stop.condition == "patience" and len(trainer.run.network.theta) == 5 * 3 + 6
