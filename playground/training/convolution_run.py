"""A run of a kernel over a map, from place to place, or from product to product."""

from __future__ import annotations

from collections.abc import Callable

from playground.engine.network import uninterrupted
from playground.training.convolution_answer import ConvolutionAnswer, answer_of
from playground.training.convolution_capture import ConvolutionCapture
from playground.training.experiment import Experiment
from playground.training.plain_run import PlainRun
from playground.training.route import Route


class ConvolutionRun(PlainRun):
    """How far it is: `place` places are filled, and of the next one `term` products are taken.

    A step fills the next place, whatever of it is there; the last one ends the run. All numbers are known beforehand,
    so that nothing but this is gone through.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.route = _route(experiment)
        self.place = self.term = 0
        self.take(experiment)

    def take(self, experiment: Experiment) -> None:
        """Goes on at the same place with other numbers, or from the start where other places are filled."""
        route = _route(experiment)
        if route != self.route:
            self.place = self.term = 0
        self.experiment, self.route, self.answer = experiment, route, answer_of(experiment)

    def step(self) -> None:
        """Fills the next place, unless all are."""
        if not self.finished:
            self.place, self.term = self.place + 1, 0

    def fine_step(self) -> int:
        """Takes the next product, unless all are taken, and gives how many it took; the last one fills the place."""
        if self.finished:
            return 0
        if self.term + 1 < self.route.terms:
            self.term += 1
        else:
            self.step()
        return 1

    @property
    def can_step_back(self) -> bool:
        """Whether anything is filled."""
        return bool(self.place or self.term)

    def step_back(self) -> None:
        """Empties the last place, or puts the products back that are taken of the next one."""
        self.place, self.term = (self.place, 0) if self.term else (max(self.place - 1, 0), 0)

    def train(self, steps: int, between: Callable[[], object] = uninterrupted) -> int:
        """So many steps, fewer where all places are filled, and how many."""
        for count in range(steps):
            if self.finished:
                return count
            between()
            self.step()
        return steps

    def go_on(self) -> None:
        """Where all is filled, there is nothing to go on with."""

    def capture(self) -> ConvolutionCapture:
        """How far it is."""
        return ConvolutionCapture(self.place, self.term, self.route.places)

    def restore(self, capture: ConvolutionCapture) -> None:
        """Goes on from a capture of a run through these places; CaptureError where it is of others."""
        capture.check_route(self.route)
        self.place, self.term = capture.place, capture.term

    @property
    def model(self) -> ConvolutionAnswer:
        """What the numbers come of."""
        return self.answer

    @property
    def step_count(self) -> int:
        """Steps are places."""
        return self.place

    @property
    def epoch(self) -> float:
        """All places are one epoch."""
        return self.place / self.route.places

    @property
    def train_count(self) -> int:
        """How many places there are."""
        return self.route.places

    @property
    def finished(self) -> bool:
        """Whether all places are filled."""
        return self.place >= self.route.places

    @property
    def parameter_count(self) -> int:
        """None are learned."""
        return 0


def _route(experiment: Experiment) -> Route:
    route = experiment.model.route(experiment.data)
    assert route is not None
    return route
