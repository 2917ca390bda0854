"""A workspace and its training loop in one thread: what the user wants goes in, `show` brings what the loop has."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from playground.training.commands import Back, Command, Configure, Look, Pause, Play, Restart, Rewind, Step, WantFrame
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.loop import TrainingLoop
from playground.training.returns import Begin, ByHand
from playground.training.snapshot import Snapshot
from playground.ui.session.attention import Attention
from playground.ui.session.session import BY_HAND
from playground.ui.session.state import ExperimentState


class Clock:
    """Every look at it is a millisecond later."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


class Bench:
    """What a session does, without its thread."""

    def __init__(
        self,
        experiment: Experiment,
        make: Callable[[ExperimentState, Attention], Any],
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.state, self.attention = ExperimentState(experiment), Attention()
        self.loop = TrainingLoop(Clock() if clock is None else clock)
        self.workspace = workspace = make(self.state, self.attention)
        self.snapshot: Any = None
        self._version, self._puts_weights = 0, False
        # Not by functions that hold the bench: they would keep it, and the workspace with it, for ever.
        self.state.changed.connect(self._follow)
        self.attention.changed.connect(self._attend)
        workspace.play_requested.connect(lambda play: self.send(Play() if play else Pause()))
        workspace.step_requested.connect(lambda: self.send(Step()))
        workspace.fine_step_requested.connect(lambda: self.send(Step(fine=True)))
        workspace.sample_step_requested.connect(lambda sample: self.send(Step(sample=sample)))
        workspace.back_requested.connect(lambda: self.send(Back()))
        workspace.weights_edited.connect(self._put_weights)
        workspace.restart_requested.connect(lambda: self.send(Restart()))
        workspace.rewind_requested.connect(lambda: self.send(Rewind()))
        self.send(Look(self.attention.focus))
        self._configure()

    def _follow(self, experiment: Experiment) -> None:
        self._configure()

    def _attend(self, focus: Focus) -> None:
        self.send(Look(focus))

    def _configure(self) -> None:
        place = self.state.place
        if not (self._puts_weights or place.version > self._version):  # what began there has gone on since
            place = replace(place, begin=Begin.AS_BEFORE)
        self._version, self._puts_weights = place.version, False
        self.send(Configure(self.state.experiment, gesture=self.state.gesture, place=place))

    def _put_weights(self, theta: np.ndarray, name: str) -> None:
        self._puts_weights = True
        self.state.edit(self.state.experiment, BY_HAND, ByHand(theta), name)

    def send(self, command: Command) -> None:
        self.loop.handle(command)

    def look(self) -> Snapshot:
        """What the run has to show now."""
        self.send(WantFrame())
        frame = self.loop.frame()
        if frame is not None:
            (self.snapshot,) = frame
        return self.snapshot

    def show(self) -> Snapshot:
        """Has the workspace show it."""
        self.workspace.show_frames((self.look(),))
        return self.snapshot

    def train(self, seconds: float = 0.3) -> Snapshot:
        self.send(Play())
        self.loop.train(seconds)
        return self.show()
