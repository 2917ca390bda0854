"""One training run without a window: the same trainers, a bar of progress, and an end at Ctrl+C."""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from playground.cli.fitted_values import rmse_of, scores_of
from playground.cli.output import ProgressLine, shown
from playground.late_dataclass import dataclass
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_run import NetworkRun
from playground.training.snapshot import Progress, Snapshot, Status
from playground.training.trainer import Trainer, make_trainer

ENOUGH_RECORDS, FEW_RECORDS = 50, 10
SOON_EVALUATED, SOON_WORK = 30_000, 5 * 10**9
"""So many samples a short training may always evaluate, with so many multiplications by weights altogether."""


@dataclass(frozen=True)
class Run:
    """What a training run reached. `stopped`: Ctrl+C ended it early."""

    trainer: Trainer
    seconds: float
    stopped: bool

    @property
    def diverged(self) -> bool:
        """Whether training ran off to numbers that are not finite; the weights are then the last good ones."""
        return self.trainer.run.divergence is not None

    def snapshot(self, decision_grid: int = 0) -> Snapshot:
        """Everything there is to show and to save; with a map of the plane of so many cells a side."""
        return glance(self.trainer, decision_grid)


def train(experiment: Experiment, epochs: float, title: str, seconds: float = np.inf) -> Run:
    """Trains for so many epochs, or seconds, or until there is nothing left to learn, whichever comes first."""
    with interruption() as stop, ProgressLine(title) as line, np.errstate(all="ignore"):
        trainer = make_trainer(experiment)
        run = trainer.run
        start = time.monotonic()
        with evaluations_of(run, epochs * run.train_count, experiment.training.batch_size) as look:
            while run.epoch < epochs and not (run.finished or run.divergence or stop.is_set()):
                look()
                run.train(1)
                if line.due:
                    line.show(min(1.0, run.epoch / epochs), _note(trainer))
                if time.monotonic() - start > seconds:
                    break
        spent = time.monotonic() - start
        run.evaluate()
    return Run(trainer, spent, stop.is_set())


@contextmanager
def evaluations_of(run: object, visits: float, batch_size: int) -> Iterator[Callable[[], None]]:
    """What is to be called before every step: in place of a glance now and then it wholly evaluates a network that is
    trained but shortly, so that its curves have points enough. That takes a third of the time, or what is soon done.

    visits: how often a sample is learned from.
    """
    steps = math.ceil(visits / batch_size)
    if not isinstance(run, NetworkRun) or steps > ENOUGH_RECORDS * run.history.stride:
        yield lambda: None
        return
    history, usual = run.history, run.history.stride
    samples = max(1, len(run.evaluations.train) + len(run.evaluations.test))
    soon = min(SOON_EVALUATED, SOON_WORK / max(1, run.network.theta.size))
    count = min(ENOUGH_RECORDS, int(max(visits, soon) / samples))
    if count < min(FEW_RECORDS, steps / usual):
        yield lambda: None
        return

    def look() -> None:
        if run.step_count % max(1, steps // count) == 0:
            run.evaluate()

    history.stride = steps + 1
    try:
        yield look
    finally:
        history.stride = usual


def glance(trainer: Trainer, decision_grid: int = 0) -> Snapshot:
    """The trainer's snapshot as a run without a window shows it."""
    run = trainer.run
    progress = Progress(Status.DIVERGED if run.divergence else Status.PAUSED, run.step_count, run.epoch, 0.0, 0.0, 0.0)
    with np.errstate(all="ignore"):
        return trainer.snapshot(Focus(decision_grid), progress, {})


@contextmanager
def interruption() -> Iterator[threading.Event]:
    """An event that the first Ctrl+C sets, so that a step is never cut in two; a second one ends the program."""
    event = threading.Event()

    def on_signal(*_: object) -> None:
        if event.is_set():
            raise KeyboardInterrupt
        event.set()

    if threading.current_thread() is not threading.main_thread():
        yield event
        return
    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield event
    finally:
        signal.signal(signal.SIGINT, before)


def _note(trainer: Trainer) -> str:
    snapshot = glance(trainer)
    scores, (train_loss, _) = snapshot.scores, scores_of(snapshot)
    loss = "" if train_loss is None else f"loss {shown(train_loss)}  "
    accuracy = scores.train_accuracy if scores.test_accuracy is None else scores.test_accuracy
    rmse = next((value for value in rmse_of(snapshot).values() if value is not None), None)
    if rmse is not None:
        return f"{loss}RMSE {shown(rmse)}"
    return loss if accuracy is None else f"{loss}accuracy {shown(accuracy, '.1%')}"
