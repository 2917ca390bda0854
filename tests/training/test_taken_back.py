"""Runs side by side of which a later one gives a step up: the others' is taken back, and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.commands import Configure, Look, WantFrame
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.loop import STEP_PATIENCE
from playground.training.network_run import NetworkRun
from playground.training.questions import Subject
from playground.training.snapshot import NetworkSnapshot
from tests.training.test_long_steps import SLOW, SlowClock, learning, small_slices

__all__ = ["small_slices"]


@dataclass(frozen=True)
class Length:
    """How long the vector of the weights is, which takes a while."""

    def pieces(self, subject: Subject) -> Iterator[float | None]:
        yield from (None, None)
        yield float(np.linalg.norm(subject.model.theta))


class Beside:
    """Runs whose steps take long, side by side; `asks` says whether a command waits, between any two slices."""

    def __init__(self, *experiments: Experiment) -> None:
        self.clock: SlowClock
        self.asks: Callable[[], bool] = lambda: False
        self.loop, self.clock = learning(self._between, runs=len(experiments))
        for run, experiment in enumerate(experiments):
            self.loop.handle(Configure(experiment, run))

    @property
    def runs(self) -> list[NetworkRun]:
        return [member.trainer.run for member in self.loop._runs.members]

    def train(self, steps: int) -> None:
        for _ in range(steps):
            self.loop.train(0.0)

    def give_up(self) -> None:
        """The second run gives up a step that the first has taken."""
        (_, steps), asked = [run.step_count for run in self.runs], []

        def has_the_first_taken_it() -> bool:
            asked.append(self.runs[0].step_count > steps)
            return asked[-1]

        self.asks = has_the_first_taken_it
        self.loop.train(0.0)
        self.asks = lambda: False
        assert asked[-1] and [run.step_count for run in self.runs] == [steps, steps]

    def frames(self) -> tuple[NetworkSnapshot, ...]:
        self.loop.handle(WantFrame())
        return self.loop.frame()

    def _between(self) -> None:
        self.clock.now += STEP_PATIENCE
        self.loop.urgent = self.asks()


def learned_otherwise(experiment: Experiment, **settings: float) -> Experiment:
    return replace(experiment, training=replace(experiment.training, **settings))


def test_what_is_known_of_the_runs_stays() -> None:
    beside = Beside(SLOW, SLOW)
    beside.loop.handle(Look(Focus(questions=(Length(),))))
    wider = replace(SLOW, model=Architecture(parse_layers("conv6x3:relu dropout0.3 pool2")))
    beside.loop.handle(Configure(wider, 1))
    beside.train(10)
    kept = [frame.kept for frame in beside.frames()]
    assert kept[1] is not None
    beside.give_up()
    frames = beside.frames()
    assert [frame.kept for frame in frames] == kept
    assert frames[0].answers[Length()].result is not None
    assert all(frame.progress.steps_per_second > 0 for frame in frames)


def test_an_edit_goes_on_as_one() -> None:
    """A slider that is dragged leaves one mark on the curve."""
    beside = Beside(SLOW, SLOW)
    beside.train(2)
    beside.loop.handle(Configure(learned_otherwise(SLOW, learning_rate=0.02), 0, gesture=5))
    beside.train(2)
    beside.give_up()
    beside.train(1)
    beside.loop.handle(Configure(learned_otherwise(SLOW, learning_rate=0.03), 0, gesture=5))
    (mark,) = beside.frames()[0].curves.marks
    assert (mark.old, mark.new) == ("0.01", "0.03")


@pytest.mark.parametrize("settings", [{"stop_epoch": 2}, {"stop_loss": 100.0}, {"patience": 1}])
def test_conditions_are_met_again(settings: dict[str, int]) -> None:
    first, straight = learned_otherwise(SLOW, **settings), Beside(learned_otherwise(SLOW, **settings), SLOW)
    beside = Beside(first, SLOW)
    for each in (beside, straight):
        each.train(1)
    while not beside.runs[0].finished and beside.runs[0].step_count < 200:
        beside.give_up()
        assert not beside.runs[0].finished
        beside.train(1)
        straight.train(1)
    assert beside.runs[0].stop == straight.runs[0].stop is not None
    for run, other in zip(beside.runs, straight.runs, strict=True):
        np.testing.assert_array_equal(run.network.theta, other.network.theta)
        assert run.evaluations.steady == other.evaluations.steady
