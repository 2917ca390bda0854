"""The runs of one workspace side by side, trained in lockstep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from playground.engine.errors import Refusal
from playground.training.changes import loses_learning, renewal
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.hyperparameters import Renewal
from playground.training.novelty import NOVELTY, NoveltyDetector
from playground.training.pace import Speed
from playground.training.questions import Inquiry
from playground.training.returns import Begin, Place, Returns
from playground.training.snapshot import Progress, Snapshot, Status
from playground.training.trainer import Trainer, make_trainer


@dataclass(frozen=True, eq=False)
class CapturedRun:
    """A run as a value: what was chosen, and all that learning goes on from (see the capture of its kind of model).

    novelty: by what is told whether a picture is like those that it learned, where that is known.
    """

    experiment: Experiment
    capture: Any
    novelty: NoveltyDetector | None = None


def edited(run: CapturedRun, experiment: Experiment) -> CapturedRun:
    """The run after an edit that it has not heard of yet; raises what does not fit."""
    trainer = make_trainer(run.experiment)
    trainer.restore(run.capture)
    model = trainer.run.model
    trainer.configure(experiment)
    return CapturedRun(experiment, trainer.capture(), run.novelty if trainer.run.model is model else None)


@dataclass
class Member:
    """One of the runs: its trainer, how fast it goes, and what is being asked about it."""

    trainer: Trainer
    speed: Speed
    inquiry: Inquiry

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to train."""
        return self.trainer.run.finished or self.trainer.run.divergence is not None

    def is_resting(self, learning: bool) -> bool:
        """Whether all that is wanted of the weights as they are is known; of weights that learn, of late ones."""
        return not (self.trainer.run.unfinished or self.is_asked(learning))

    def is_asked(self, learning: bool) -> bool:
        """Whether something is asked about the weights, of which nothing is known, or of those of too long ago."""
        return self.inquiry.is_open(self.trainer.run.step_count, learning)

    def work(self, learning: bool) -> bool:
        """A piece of what takes longer than a frame: the scores of all samples first, then what is being asked.
        Whether it is worth a new frame."""
        run = self.trainer.run
        if run.unfinished:
            run.go_on_evaluating()
            return not run.unfinished
        self.inquiry.go_on(run.step_count, learning, self.trainer.subject)
        return True

    def captured(self) -> CapturedRun:
        """The run as a value."""
        trainer = self.trainer
        novelty = self.inquiry.whole(NOVELTY, trainer.run.step_count)
        assert novelty is None or isinstance(novelty, NoveltyDetector)
        return CapturedRun(trainer.experiment, trainer.capture(), novelty)

    def snapshot(self, focus: Focus, playing: bool) -> Snapshot:
        """Everything that one frame shows of this run."""
        run, speed = self.trainer.run, self.speed
        if run.divergence:
            status = Status.DIVERGED
        elif run.finished:
            status = Status.CONVERGED
        else:
            status = Status.TRAINING if playing else Status.PAUSED
        samples = speed.epochs * run.train_count
        progress = Progress(status, run.step_count, run.epoch, speed.steps, speed.epochs, samples)
        return self.trainer.snapshot(focus, progress, self.inquiry.answers)


class Runs:
    """Goes on with every run by the same number of steps: those with the same data, seed and batch size see the same
    batches in the same order. The first one sets the pace."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.members: list[Member] = []
        self.returns: Returns[tuple[CapturedRun, ...]] = Returns()
        self._focus = Focus()

    def __bool__(self) -> bool:
        return bool(self.members)

    def look(self, focus: Focus) -> None:
        """What is wanted in snapshots from now on."""
        self._focus = focus
        for member in self.members:
            member.inquiry.ask(focus.questions)

    def configure(
        self, index: int, experiment: Experiment, playing: bool, gesture: int = 0, place: Place | None = None
    ) -> None:
        """Edits a run, or begins one behind the last. Raises what does not fit; the run stays as it was."""
        if index == len(self.members):
            self.returns.enter(place, False, self.captured)
            self._put(index, make_trainer(experiment))
            return
        begin = Begin.AS_BEFORE if place is None else place.begin
        loses = begin is not Begin.AS_BEFORE or loses_learning(self.members[index].trainer.experiment, experiment)
        kept = self.returns.enter(place, loses, self.captured)
        if kept is not None and self._return(index, experiment, kept, playing):
            return
        self._edit(self.members[index], experiment, playing, gesture)
        if begin is Begin.AFRESH:
            self.restart()
        elif begin is Begin.LAST_GOOD:
            self.rewind()

    def _edit(self, member: Member, experiment: Experiment, playing: bool, gesture: int) -> None:
        old, model = member.trainer.experiment, member.trainer.run.model
        novelty = member.inquiry.whole(NOVELTY, member.trainer.run.step_count)
        member.trainer.configure(experiment, gesture)
        if renewal(old, experiment) & ~Renewal.OPTIMIZER:
            member.inquiry.forget()
            if novelty is not None and member.trainer.run.model is model:
                # Other samples, but the weights learned what they learned.
                member.inquiry.give(NOVELTY, novelty, member.trainer.run.step_count, member.trainer.subject())
            if not playing:
                member.speed = Speed(self._clock)  # that of before says nothing about this one

    def _return(self, index: int, experiment: Experiment, kept: tuple[CapturedRun, ...], playing: bool) -> bool:
        """Goes on with runs that were kept; False where their samples have become such that they do not fit."""
        runs = [replace(run, experiment=experiment) if at == index else run for at, run in enumerate(kept)]
        try:
            self.restore(runs)
        except Refusal:
            return False
        self.start()
        if not playing:
            self.begin_evaluation()
        return True

    def load(
        self,
        index: int,
        experiment: Experiment,
        theta: np.ndarray,
        step: int,
        epoch: float,
        novelty: NoveltyDetector | None,
    ) -> None:
        """Begins a run, in place of one that there is or behind the last, with these weights."""
        trainer = make_trainer(experiment)
        trainer.load(theta, step, epoch)
        self._put(index, trainer, novelty)

    def restore(self, captured: Sequence[CapturedRun]) -> None:
        """Goes on from captured runs, exactly, in place of those that there are."""
        trainers = []
        for run in captured:
            trainer = make_trainer(run.experiment)
            trainer.restore(run.capture)
            trainers.append(trainer)
        self.members = []
        for index, (trainer, run) in enumerate(zip(trainers, captured, strict=True)):
            self._put(index, trainer, run.novelty)

    def drop(self) -> None:
        """Ends the last run, unless it is the only one."""
        if len(self.members) > 1:
            self.members.pop()

    def restart(self) -> None:
        """Starts all afresh."""
        for member in self.members:
            member.trainer.restart()
            self._renew(member)

    def rewind(self) -> None:
        """Takes the runs that diverged back to their last good weights; all of them where none did."""
        diverged = [member for member in self.members if member.trainer.run.divergence]
        for member in diverged or self.members:
            member.trainer.rewind()
            self._renew(member)

    def start(self) -> None:
        """Training begins: speeds are measured from now on."""
        for member in self.members:
            member.speed.start(member.trainer.run.step_count, member.trainer.run.epoch)

    def train(self, steps: int, between: Callable[[], object]) -> None:
        """So many steps of each run that has something left to learn."""
        for member in self.members:
            if not member.is_over:
                member.trainer.run.train(steps, between)

    def note_speed(self) -> None:
        """Brings the speeds up to date."""
        for member in self.members:
            member.speed.note(member.trainer.run.step_count, member.trainer.run.epoch)

    def begin_evaluation(self) -> None:
        """Training rests: the scores are brought wholly up to date, piece by piece."""
        for member in self.members:
            if not member.trainer.run.divergence:
                member.trainer.run.begin_evaluation()

    def evaluate_for_frame(self) -> None:
        """Brings scores up to date while training runs, where that costs little."""
        for member in self.members:
            member.trainer.run.evaluate_for_frame()

    def snapshots(self, playing: bool) -> tuple[Snapshot, ...]:
        """Everything that one frame shows, run by run."""
        return tuple(member.snapshot(self._focus, playing) for member in self.members)

    def captured(self) -> tuple[CapturedRun, ...]:
        """All runs as values."""
        return tuple(member.captured() for member in self.members)

    @property
    def is_over(self) -> bool:
        """Whether no run has anything left to learn."""
        return all(member.is_over for member in self.members)

    @property
    def has_samples(self) -> bool:
        """Whether there is anything to learn from."""
        return any(member.trainer.run.train_count for member in self.members)

    @property
    def pace(self) -> float:
        """The most steps a second; 0 for as fast as possible."""
        return self.members[0].trainer.experiment.training.pace if self.members else 0.0

    def _put(self, index: int, trainer: Trainer, novelty: NoveltyDetector | None = None) -> None:
        member = Member(trainer, Speed(self._clock), Inquiry(self._clock))
        member.inquiry.ask(self._focus.questions)
        if novelty is not None:
            member.inquiry.give(NOVELTY, novelty, trainer.run.step_count, trainer.subject())
        self.members[index : index + 1] = [member]

    def _renew(self, member: Member) -> None:
        member.inquiry.forget()
        member.speed.start(member.trainer.run.step_count, member.trainer.run.epoch)
