"""The trainer of networks: it turns edits into the least renewal of a run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from playground.engine.layer import Layer
from playground.engine.network import Network
from playground.engine.spec import LayerSpec, NetworkSpec
from playground.engine.surgery import FitOutput, carry, transplant
from playground.training.batches import as_float
from playground.training.changes import (
    begins_output,
    class_origins,
    input_origins,
    is_rearranged,
    layer_origins,
    marks,
    renewal,
)
from playground.training.experiment import Experiment, plan_network
from playground.training.focus import Focus
from playground.training.hyperparameters import Renewal
from playground.training.network_capture import NetworkCapture
from playground.training.network_run import NetworkRun
from playground.training.network_snapshot import network_snapshot
from playground.training.questions import Answer, Question, Subject
from playground.training.snapshot import EditMark, NetworkSnapshot, Progress

SEEN_SAMPLES = 256
"""Of so many samples a new layer sees what arrives at it."""


class NetworkTrainer:
    """One network learning one data set."""

    def __init__(self, experiment: Experiment) -> None:
        self.run = _fresh_run(experiment)

    @property
    def experiment(self) -> Experiment:
        """What is being learned, and how."""
        return self.run.experiment

    def restart(self) -> None:
        """Starts afresh from the experiment's seed."""
        self.run = _fresh_run(self.experiment)

    def configure(self, experiment: Experiment, gesture: int = 0) -> None:
        """Takes over an edited experiment, renewing only what the edit costs; SpecError leaves all as it was."""
        spec, run, old = plan_network(experiment), self.run, self.experiment
        needed = renewal(old, experiment)
        if Renewal.EVERYTHING in needed:
            self.run = _fresh_run(experiment)
            return
        run.experiment, run.kept = experiment, None
        run.stopping.renew(old.training, experiment.training)
        run.history.mark_edits(marks(old, experiment, run.epoch), gesture)
        if Renewal.NETWORK in needed and (
            spec != run.network.spec or is_rearranged(old, experiment) or begins_output(old, experiment)
        ):
            self._operate(old, spec, Renewal.OPTIMIZER not in needed)
        elif Renewal.OPTIMIZER in needed:
            run.take_network(run.network)
        run.freeze()
        if needed & (Renewal.NETWORK | Renewal.BATCHES):
            before = run.evaluations
            run.take_samples(experiment.data.samples(), run.epoch)
            if old.data is experiment.data and old.training.loss == experiment.training.loss:
                run.evaluations.remember(before)
            run.forget_weights()
            run.begin_evaluation()

    def rewind(self) -> None:
        """Goes back to the last good weights, with fresh moments."""
        checkpoint = self.run.history.last_good
        if checkpoint is None:
            self.restart()
            return
        self.run.go_back(checkpoint)
        self.run.take_network(self.run.network)
        self.run.take_samples(self.experiment.data.samples(), checkpoint.epoch)
        self.run.begin_evaluation()

    def load(self, theta: np.ndarray, step: int, epoch: float) -> None:
        """Takes over weights that were learned elsewhere: theta (parameters,); ValueError where there are others."""
        self.run.begin_with(theta, step, epoch)

    def put_weights(self, theta: np.ndarray, gesture: int = 0) -> None:
        """Goes on with the weights that the user gave; Refusal where the network has others."""
        self.run.put_weights(theta)
        self.run.history.mark_edits((EditMark(self.run.epoch, "weights", "learned", "by hand"),), gesture)

    def capture(self) -> NetworkCapture:
        """All that learning goes on from."""
        return self.run.capture()

    def restore(self, capture: NetworkCapture) -> None:
        """Goes on from a capture of this very experiment; ValueError where the numbers do not belong to it."""
        self.run.restore(capture)

    def subject(self) -> Subject:
        """A copy to be asked about."""
        return Subject(self.run.network.copy(), self.experiment)

    def snapshot(self, focus: Focus, progress: Progress, answers: Mapping[Question, Answer]) -> NetworkSnapshot:
        """Everything that one frame shows."""
        return network_snapshot(self.experiment, self.run, focus, progress, answers)

    def _operate(self, old: Experiment, spec: NetworkSpec, keeps_moments: bool) -> None:
        new, run = self.experiment, self.run
        inputs = input_origins(old.data.inputs, new.data.inputs) if new.data.inputs else None
        origins = layer_origins(old.model, new.model)
        fit: FitOutput = partial(new.data.task.fit_output, origins=class_origins(old, new))
        if begins_output(old, new):
            fit = _begun_anew
        before, network = run.network.spec.parameter_counts, run.network
        x = as_float(new.data.samples().x[:SEEN_SAMPLES])
        changed = transplant(network, spec, origins, run.generator, inputs, fit, x)
        follow = partial(carry, network, changed, origin=origins, input_origin=inputs, fit_output=fit)
        moments = {name: follow(each) if each.ndim else each for name, each in run.moments().items()}
        run.take_network(changed, moments if keeps_moments else None)
        run.kept = int(np.count_nonzero(follow(np.ones_like(network.theta)))), network.theta.size
        run.begin_path()
        if spec.parameter_counts != before:
            run.history.change_layers(run.weight_layers)


def _begun_anew(old: Layer, spec: LayerSpec) -> None:
    """The output layer is asked for something else: nothing of the old one goes on."""


def _fresh_run(experiment: Experiment) -> NetworkRun:
    generator = np.random.default_rng(experiment.training.seed)
    return NetworkRun(experiment, Network(plan_network(experiment), generator), generator)
