"""The trainer of the perceptron: edits move its points, the separator stays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from playground.engine.errors import Refusal
from playground.engine.perceptron import Perceptron
from playground.training.changes import class_origins, is_swapped, renewal
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.hyperparameters import Renewal
from playground.training.perceptron_capture import PerceptronCapture
from playground.training.perceptron_figures import LogisticNeuron
from playground.training.perceptron_run import PerceptronRun
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.questions import Answer, Question, Subject
from playground.training.snapshot import Progress, frozen


class PerceptronTrainer:
    """One perceptron learning one set of points."""

    def __init__(self, experiment: Experiment) -> None:
        self.run = PerceptronRun(experiment)

    @property
    def experiment(self) -> Experiment:
        """What is being learned, and how."""
        return self.run.experiment

    def restart(self) -> None:
        """Starts afresh from the experiment's seed."""
        self.run = PerceptronRun(self.experiment)

    def configure(self, experiment: Experiment, gesture: int = 0) -> None:
        """Takes over an edited experiment; the separator stays, whatever the points."""
        needed = renewal(self.experiment, experiment)
        if Renewal.EVERYTHING in needed:
            self.run = PerceptronRun(experiment)
        elif Renewal.BATCHES in needed:
            if is_swapped(class_origins(self.experiment, experiment)):
                self.run.swap_classes()
            self.run.take_points(experiment)
        else:
            self.run.take_settings(experiment)

    def rewind(self) -> None:
        """The perceptron cannot diverge: going back is starting afresh."""
        self.restart()

    def load(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Takes over (w₁, w₂, b) that were learned elsewhere, after `step` updates and `epoch` passes."""
        if theta.shape != (3,):
            raise Refusal("weights: {count} numbers, but the perceptron has 3", count=theta.size)
        self.restart()
        weight, passes = theta[:2].astype(np.float64), int(epoch)
        cursor = round((epoch - passes) * self.run.train_count)
        if cursor and cursor == self.run.train_count:
            passes, cursor = passes + 1, 0
        self.run.restore(PerceptronCapture(weight, float(theta[2]), step, epoch, passes, cursor))

    def put_weights(self, theta: np.ndarray, gesture: int = 0) -> None:
        """Goes on with (w₁, w₂, b) that were chosen by hand; Refusal where there are others."""
        if theta.shape != (3,):
            raise Refusal("weights: {count} numbers, but the perceptron has 3", count=theta.size)
        self.run.put_weights(theta[:2], float(theta[2]))

    def capture(self) -> PerceptronCapture:
        """All that learning goes on from."""
        return self.run.capture()

    def restore(self, capture: PerceptronCapture) -> None:
        """Goes on from a capture of this very experiment; ValueError where the numbers do not belong to it."""
        self.run.restore(capture)

    def subject(self) -> Subject:
        """A copy of what the rule answers with, to be asked about."""
        copy = Perceptron(2)
        answer = self.run.rule.answer
        copy.weight[:], copy.bias = answer[:2], float(answer[2])
        return Subject(copy, self.experiment)

    def snapshot(self, focus: Focus, progress: Progress, answers: Mapping[Question, Answer]) -> PerceptronSnapshot:
        """Everything that one frame shows."""
        run, samples, answer = self.run, self.run.samples, self.run.rule.answer
        wrong = samples.d * (samples.x @ answer[:2] + answer[2]) <= 0
        return PerceptronSnapshot(
            experiment=self.experiment,
            data_set=samples.points,
            progress=progress,
            weight=frozen(run.perceptron.weight.copy()),
            bias=float(run.perceptron.bias),
            updates=run.updates,
            passes=run.passes.count,
            misclassified=frozen(wrong),
            last_step=run.last_step,
            lines=run.lines,
            mistakes_per_pass=run.passes.mistakes_each,
            separability=samples.separability,
            train_count=run.train_count,
            train_mistakes=int(wrong[samples.train_index].sum()),
            answers=answers,
            model_weight=frozen(answer[:2].copy()),
            model_bias=float(answer[2]),
            mistakes=samples.mistakes(run.perceptron),
            x=samples.x,
            visited=run.visited,
            beside=self._beside(),
            cycle=run.cycle,
            hulls=samples.hulls,
            overlap=samples.overlap,
            is_bounded=run.is_bounded,
            better_inputs=samples.better_inputs,
        )

    def _beside(self) -> LogisticNeuron | None:
        neuron, samples = self.run.beside, self.run.samples
        if neuron is None:
            return None
        x, d = samples.train
        loss = neuron.loss(x, d) if len(x) else None
        return LogisticNeuron(frozen(neuron.weight.copy()), float(neuron.bias), loss, samples.mistakes(neuron))
