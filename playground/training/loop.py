"""The training loop: obeys commands, trains in slices, hands out frames on demand; no thread, no clock of its own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.engine.network import uninterrupted
from playground.training.commands import (
    Command,
    Configure,
    Load,
    Pause,
    Play,
    Quit,
    Restart,
    Rewind,
    Step,
    WantFrame,
)
from playground.training.pace import Speed, Stride
from playground.training.snapshot import Progress, Snapshot, Status
from playground.training.trainer import Trainer, make_trainer


class TrainingLoop:
    """Drives one trainer. `clock` tells seconds; whoever owns the loop calls handle, train and frame in turn.

    `held` may be set from another thread: no further steps start until it is cleared.
    """

    def __init__(self, clock: Callable[[], float], between: Callable[[], object] = uninterrupted) -> None:
        """`between`: called in the midst of long steps, which may wait there."""
        self._clock, self._between = clock, between
        self._trainer: Trainer | None = None
        self.playing = False
        self.quitting = False
        self.held = False
        self._frame_wanted = False
        self._news = False
        self._due = 0.0
        self._has_failed = False
        self._stride, self._speed = Stride(), Speed(clock)

    def handle(self, command: Command) -> None:
        """Obeys one command. Errors of an experiment that does not fit are raised; the running model stays."""
        if not isinstance(command, WantFrame):
            self._news, self._has_failed = True, False
            self._stride.begin()
        with np.errstate(all="ignore"):
            match command:
                case Configure():
                    self._configure(command)
                case Load():
                    self._load(command)
                case Play():
                    self._play()
                case Pause():
                    self._pause()
                case WantFrame():
                    self._frame_wanted = True
                case Quit():
                    self.quitting = True
                case _ if self._trainer is not None:
                    self._act(command, self._trainer)

    def train(self, seconds: float) -> None:
        """Trains for about `seconds`, less where the pace is limited or training comes to an end."""
        trainer = self._trainer
        if trainer is None or not self._is_working():
            self._examine(seconds)
            return
        with np.errstate(all="ignore"):
            now = self._clock()
            end = now + seconds
            while self.playing and not self.held and self._is_due():
                trainer.train(self._stride.steps, self._between)
                self._news = True
                if trainer.finished or trainer.divergence:
                    self._pause()
                then, now = now, self._clock()
                if not trainer.experiment.training.pace:
                    self._stride.adapt(now - then)
                if now >= end:
                    break
        self._speed.note(trainer.step_count, trainer.epoch)

    def waiting_time(self) -> float | None:
        """Seconds until there is work to do: 0 for at once, None for not before the next command."""
        if self._frame_ready():
            return 0.0
        if self._trainer is None or not self._is_working():
            return 0.0 if self._is_examining() else None
        return max(0.0, self._due - self._clock()) if self._trainer.experiment.training.pace else 0.0

    def frame(self) -> Snapshot | None:
        """The snapshot that was asked for, if there is something new to show."""
        if not self._frame_ready() or self._trainer is None:
            return None
        self._news = False
        with np.errstate(all="ignore"):
            if self.playing:
                self._look(self._trainer)
            snapshot = self._trainer.snapshot(self._progress(self._trainer))
        self._frame_wanted = False
        return snapshot

    def stop(self) -> None:
        """Stops all work after an error, so that the window can go on; that is news, but only the first time."""
        self._news = self._news or self.playing
        self.playing, self._has_failed = False, True

    def _examine(self, seconds: float) -> None:
        """Goes on with the evaluation of a network that rests; that it is through is news."""
        trainer, end = self._trainer, self._clock() + seconds
        with np.errstate(all="ignore"):
            while trainer is not None and trainer.unfinished and not self.held:
                trainer.go_on()
                self._news = self._news or not trainer.unfinished
                if self._clock() >= end:
                    break

    def _is_examining(self) -> bool:
        return self._trainer is not None and self._trainer.unfinished and not self._has_failed

    def _is_working(self) -> bool:
        """Whether to train: without samples there is nothing to do until the next command."""
        return self.playing and self._trainer is not None and self._trainer.train_count > 0

    def _frame_ready(self) -> bool:
        return self._frame_wanted and self._news and self._trainer is not None

    def _configure(self, command: Configure) -> None:
        trainer = self._trainer
        if trainer is None:
            self._trainer = make_trainer(command.experiment, command.data)
        else:
            old, new = trainer.experiment, command.experiment
            trainer.configure(new, command.data)
            if (new.model, new.data) != (old.model, old.data) and not self.playing:
                self._speed = Speed(self._clock)  # that of before says nothing about this one
        self._due = min(self._due, self._clock())

    def _load(self, command: Load) -> None:
        trainer = make_trainer(command.experiment, command.data)
        trainer.load_theta(command.theta, command.step, command.epoch)
        self._trainer, self._speed = trainer, Speed(self._clock)
        self.playing = False

    def _play(self) -> None:
        trainer = self._trainer
        if trainer is None or trainer.divergence:
            return
        self.playing = not trainer.finished
        self._due = self._clock()
        self._speed.start(trainer.step_count, trainer.epoch)

    def _pause(self) -> None:
        if self.playing and self._trainer is not None and not self._trainer.divergence:
            self._trainer.begin_refresh()
        self.playing = False

    def _look(self, trainer: Trainer) -> None:
        trainer.look()
        if trainer.divergence:
            self._pause()

    def _act(self, command: Command, trainer: Trainer) -> None:
        match command:
            case Step():
                self.playing = False
                trainer.step()
                trainer.begin_refresh()
            case Restart():
                trainer.restart()
                self._speed.start(trainer.step_count, trainer.epoch)
            case Rewind():
                trainer.rewind()

    def _is_due(self) -> bool:
        pace = self._trainer.experiment.training.pace if self._trainer else 0.0
        if not pace:
            return True
        now = self._clock()
        if now < self._due:
            return False
        # A late worker does not catch up for more than a moment: that would look like a jump.
        self._due = max(self._due + 1 / pace, now - 0.1)
        return True

    def _progress(self, trainer: Trainer) -> Progress:
        if trainer.divergence:
            status = Status.DIVERGED
        elif trainer.finished:
            status = Status.CONVERGED
        else:
            status = Status.TRAINING if self.playing else Status.PAUSED
        speed = self._speed
        return Progress(
            status, trainer.step_count, trainer.epoch, speed.steps, speed.epochs, speed.epochs * trainer.train_count
        )
