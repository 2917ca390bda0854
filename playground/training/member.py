"""One run among those of a workspace: what trains it, how fast it goes, what is asked about it, and it as a value."""

from __future__ import annotations

from typing import Any

from playground.late_dataclass import dataclass
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.novelty import NOVELTY, NoveltyDetector
from playground.training.pace import Speed
from playground.training.questions import Inquiry
from playground.training.snapshot import Progress, Snapshot, Status
from playground.training.trainer import Trainer, make_trainer
from playground.training.watch import Watch


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
    """One of the runs: its trainer, how fast it goes, what is being asked about it, and when it is looked at."""

    trainer: Trainer
    speed: Speed
    inquiry: Inquiry
    watch: Watch

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

    def snapshot(self, focus: Focus, playing: bool, can_go_back: bool = False) -> Snapshot:
        """Everything that one frame shows of this run."""
        run, speed = self.trainer.run, self.speed
        if run.divergence:
            status = Status.DIVERGED
        elif run.finished:
            status = Status.CONVERGED
        else:
            status = Status.TRAINING if playing else Status.PAUSED
        samples = speed.epochs * run.train_count
        progress = Progress(status, run.step_count, run.epoch, speed.steps, speed.epochs, samples, can_go_back)
        return self.trainer.snapshot(focus, progress, self.inquiry.answers)
