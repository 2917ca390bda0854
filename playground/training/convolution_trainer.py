"""The trainer of a convolution: edits change its numbers, and the kernel stays where it is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from playground.data.number_maps import NumberMap
from playground.engine.errors import Refusal
from playground.training.convolution_capture import ConvolutionCapture
from playground.training.convolution_run import ConvolutionRun
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.progress import Progress
from playground.training.questions import Answer, Question, Subject


class ConvolutionTrainer:
    """One kernel, or several, on the way over one map."""

    def __init__(self, experiment: Experiment) -> None:
        self.run = ConvolutionRun(experiment)

    @property
    def experiment(self) -> Experiment:
        """What is laid on what."""
        return self.run.experiment

    def restart(self) -> None:
        """Goes back to where nothing is filled."""
        self.run = ConvolutionRun(self.experiment)

    rewind = restart

    def configure(self, experiment: Experiment, gesture: int = 0) -> None:
        """Goes on with other numbers, at the same place if the places are the same."""
        self.run.take(experiment)

    def load(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Begins with so many places filled."""
        self._check(theta)
        self.restart()
        self.run.train(min(step, self.run.train_count))

    def put_weights(self, theta: np.ndarray, gesture: int = 0) -> None:
        """There are no weights but those that are chosen."""
        self._check(theta)

    def capture(self) -> ConvolutionCapture:
        """How far it is."""
        return self.run.capture()

    def restore(self, capture: ConvolutionCapture) -> None:
        """Goes on from a capture of this very experiment; CaptureError where it is of another."""
        self.run.restore(capture)

    def subject(self) -> Subject:
        """The numbers, which nobody changes."""
        return Subject(self.run.answer, self.experiment)

    def snapshot(self, focus: Focus, progress: Progress, answers: Mapping[Question, Answer]) -> ConvolutionSnapshot:
        """Everything that one frame shows."""
        run, found = self.run, self.experiment.data.resolve()
        assert isinstance(found, NumberMap)
        return ConvolutionSnapshot(
            self.experiment, found, progress, run.answer, run.route, run.place, run.term, answers
        )

    def _check(self, theta: np.ndarray) -> None:
        if theta.size:
            raise Refusal("weights: {count} numbers, but a convolution has only the kernels chosen", count=theta.size)
