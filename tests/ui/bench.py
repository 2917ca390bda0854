"""A workspace and its training loop in one thread: what the user wants goes in, `show` brings what the loop has."""

from collections.abc import Callable
from typing import Any

from playground.training.commands import Command, Configure, Look, Pause, Play, Restart, Rewind, Step, WantFrame
from playground.training.experiment import Experiment
from playground.training.loop import TrainingLoop
from playground.training.snapshot import Snapshot
from playground.ui.session.attention import Attention
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
        self.state.changed.connect(lambda edited: self.send(Configure(edited)))
        self.attention.changed.connect(lambda focus: self.send(Look(focus)))
        workspace.play_requested.connect(lambda play: self.send(Play() if play else Pause()))
        workspace.step_requested.connect(lambda: self.send(Step()))
        workspace.restart_requested.connect(lambda: self.send(Restart()))
        workspace.rewind_requested.connect(lambda: self.send(Rewind()))
        self.send(Look(self.attention.focus))
        self.send(Configure(experiment))

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
