"""A run of the perceptron: Rosenblatt's rule from mistake to mistake, or from sample to sample."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from copy import copy

import numpy as np

from playground.engine.errors import Phrase
from playground.engine.limits import EXACT
from playground.engine.logistic import LogisticNeuron
from playground.engine.network import uninterrupted
from playground.engine.perceptron import Perceptron
from playground.engine.perceptron_rules import RULES
from playground.training.architecture import PerceptronModel
from playground.training.captures import check_array
from playground.training.experiment import Experiment
from playground.training.perceptron_capture import PerceptronCapture
from playground.training.perceptron_figures import Cycle, PerceptronStep, PerceptronVisit
from playground.training.perceptron_passes import Passes
from playground.training.perceptron_samples import samples_of
from playground.training.plain_run import PlainRun
from playground.training.snapshot import frozen

MAX_LINES = 40


class PerceptronRun(PlainRun):
    """One perceptron learning the training points of a set, and a logistic neuron beside it where the model has one.

    A step goes on to the next mistake and learns from it, or sees one sample where the model says so; a whole pass
    without a mistake ends the run. is_bounded: whether all updates were learned from these points, with one γ and from
    w = 0, so that they keep to Novikoff's bound.
    """

    def __init__(self, experiment: Experiment) -> None:
        """Starts from w = 0 and b = 0 as in 1958."""
        self.perceptron = Perceptron(2)
        self.updates = 0
        self.passes = Passes()
        self._lines: deque[tuple[float, float, float]] = deque(maxlen=MAX_LINES)
        self._visited: int | None = None
        self.last_step: PerceptronStep | None = None
        self.finished, self.is_bounded = False, True
        self.experiment = experiment
        self.rule = RULES[self._model.rule](self.perceptron)
        self.beside = LogisticNeuron(2) if self._model.beside else None
        self.take_points(experiment)

    def take_points(self, experiment: Experiment) -> None:
        """Goes on with the points that an experiment means, from the first of them."""
        self.samples = samples_of(experiment)
        self.take_settings(experiment)
        self.rule.take(*self.samples.train)
        self.passes.begin(self.train_count)
        self._forget_streak()
        self.is_bounded = self._is_new

    def take_settings(self, experiment: Experiment) -> None:
        """Goes on with the same points, as another experiment says; another rule begins with the weights of now."""
        before, rate = self._model, self.experiment.training.learning_rate
        self.experiment = experiment
        if self._model.rule != before.rule:
            self._begin_rule()
        if self._model.beside != before.beside:
            self.beside = LogisticNeuron(2) if self._model.beside else None
        if experiment.training.learning_rate != rate:
            self.passes.watch = None
            self.is_bounded = self._is_new

    def put_weights(self, weight: np.ndarray, bias: float) -> None:
        """Goes on with another separator, weight (2,); all that followed from the last is forgotten but the counts."""
        self.perceptron.weight[:], self.perceptron.bias = weight, bias
        self._begin_rule()
        self._forget_streak()
        self.is_bounded = self._is_new

    def swap_classes(self) -> None:
        """Says of one class what was said of the other, as they changed places."""
        neurons: list[Perceptron | LogisticNeuron] = [self.perceptron]
        if self.beside is not None:
            neurons.append(self.beside)
        for neuron in neurons:
            neuron.weight *= -1
            neuron.bias *= -1
        self.rule.swap()
        self._lines = deque(((-w1, -w2, -b) for w1, w2, b in self._lines), MAX_LINES)

    def step(self) -> None:
        """Goes to the next mistake and learns from it, or finishes; training by samples takes fine steps instead."""
        while not self.finished and not self._go_on():
            pass

    def go_on(self) -> None:
        """Where there is nothing left to learn, there is nothing to go on with."""

    def fine_step(self) -> int:
        """Sees one sample, unless nothing is left to learn, and gives how many it saw."""
        if self.finished:
            return 0
        self._go_on()
        return 1

    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> int:
        """So many steps, fewer where nothing is left to learn, and how many; `between` comes before each."""
        for count in range(steps):
            if self.finished:
                return count
            between()
            self.step()
        return steps

    def capture(self) -> PerceptronCapture:
        """All that learning goes on from, copied."""
        return PerceptronCapture(
            weight=self.perceptron.weight.copy(),
            bias=float(self.perceptron.bias),
            updates=self.updates,
            epoch=self.epoch,
            pass_count=self.passes.count,
            cursor=self.passes.cursor,
            mistakes=self.passes.mistakes,
            clean=self.passes.clean,
            finished=self.finished,
            is_bounded=self.is_bounded,
            passes=tuple(self.passes.latest),
            lines=self.lines,
            last_step=self.last_step,
            answer=self.rule.answer.copy() if self.rule.numbers.size else np.empty(0),
            rule=self.rule.numbers.copy(),
            visited=self._visited,
            beside=np.empty(0) if self.beside is None else np.append(self.beside.weight, self.beside.bias),
            watch=copy(self.passes.watch),
        )

    def restore(self, capture: PerceptronCapture) -> None:
        """Goes on from a capture of a run on the same points; CaptureError where it is of others."""
        capture.check_points(len(self.samples.points), len(self.samples.order))
        if capture.rule.size:
            check_array(Phrase("the rule"), capture.rule, self.rule.numbers.shape)
        self.perceptron.weight[:], self.perceptron.bias = capture.weight, capture.bias
        self.updates, self.finished, self.last_step = capture.updates, capture.finished, capture.last_step
        self.is_bounded, self._visited = capture.is_bounded, capture.visited
        self.passes.go_on(capture)
        self._lines = deque((tuple(line) for line in capture.lines.tolist()), MAX_LINES)
        self._begin_rule()
        if capture.rule.size:
            self.rule.go_on(capture.rule)
        if self.beside is not None and capture.beside.size:
            self.beside.weight[:], self.beside.bias = capture.beside[:2], float(capture.beside[2])

    @property
    def model(self) -> Perceptron:
        """What learns."""
        return self.perceptron

    @property
    def step_count(self) -> int:
        """Steps are updates."""
        return self.updates

    @property
    def visited(self) -> PerceptronVisit | None:
        """The sample seen last; a mistake, while no right answer has followed it."""
        if self._visited is None:
            return None
        if self.passes.clean == 0 and self.last_step is not None:
            return PerceptronVisit(**vars(self.last_step), was_mistake=True)
        x, d, neuron = self.samples.x[self._visited], int(self.samples.d[self._visited]), self.perceptron
        weight, bias, rate = frozen(neuron.weight.copy()), float(neuron.bias), self.experiment.training.learning_rate
        return PerceptronVisit(self._visited, x, d, float(neuron.score(x)), weight, bias, weight, bias, rate, False)

    @property
    def cycle(self) -> Cycle | None:
        """Whether the rule goes round, as far as that is known."""
        watch = self.passes.watch
        return None if watch is None else watch.cycle(self.samples.separability.separable)

    @property
    def lines(self) -> np.ndarray:
        """Earlier separators (updates, 3), oldest first."""
        return frozen(np.array(self._lines, np.float64).reshape(-1, 3))

    @property
    def train_count(self) -> int:
        """Number of training samples."""
        return len(self.samples.order)

    @property
    def epoch(self) -> float:
        """Passes over the training set, fractions included."""
        return self.passes.epoch

    @property
    def parameter_count(self) -> int:
        """w₁, w₂ and b."""
        return 3

    @property
    def _model(self) -> PerceptronModel:
        assert isinstance(self.experiment.model, PerceptronModel)
        return self.experiment.model

    @property
    def _is_new(self) -> bool:
        """Whether nothing was learned yet, and nobody has put in weights."""
        return self.updates == 0 and not self.rule.own.any()

    def _begin_rule(self) -> None:
        self.rule = RULES[self._model.rule](self.perceptron)
        self.rule.take(*self.samples.train)

    def _forget_streak(self) -> None:
        self.passes.forget_streak()
        self.finished, self._visited, self.last_step = False, None, None

    def _go_on(self) -> bool:
        """Sees one sample; whether it was a mistake. Finishes after as many right answers as there are samples."""
        passes = self.passes
        was_mistake = not passes.are_clean and self._visit(self.samples.order[passes.cursor])
        self.finished = passes.are_clean
        return was_mistake

    def _visit(self, index: int) -> bool:
        x, d, neuron = self.samples.x[index], self.samples.targets[index], self.perceptron
        score, rate = float(neuron.score(x)), self.experiment.training.learning_rate
        was_mistake = not d * score > 0
        if self.beside is not None:
            self.beside.learn(x, d, rate)
        if was_mistake:
            self._learn(index, x, d, score, rate)
        self.rule.follow(was_mistake)
        self._visited = index
        if self.passes.note(was_mistake):
            w1, w2 = neuron.weight.tolist()
            self.passes.end((w1, w2, float(neuron.bias)), rate)
        return was_mistake

    def _learn(self, index: int, x: np.ndarray, d: int, score: float, rate: float) -> None:
        neuron = self.perceptron
        weight, bias = frozen(neuron.weight.copy()), float(neuron.bias)
        self._lines.append((*weight.tolist(), bias))
        neuron.learn(x, d, rate)
        self.updates = min(self.updates + 1, EXACT)
        after = frozen(neuron.weight.copy())
        self.last_step = PerceptronStep(index, x, d, score, weight, bias, after, float(neuron.bias), rate)
