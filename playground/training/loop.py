"""The training loop: obeys commands, trains in slices, hands out frames on demand; no thread, no clock of its own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.engine.network import uninterrupted
from playground.training.commands import (
    Back,
    Command,
    Configure,
    Drop,
    Load,
    Look,
    Pause,
    Play,
    Quit,
    Restart,
    Restore,
    Rewind,
    Step,
    WantCapture,
    WantFrame,
)
from playground.training.learner import StepAbandonedError
from playground.training.member import CapturedRun
from playground.training.pace import Metronome, Stride
from playground.training.runs import Runs
from playground.training.snapshot import Snapshot

# What is asked about a network that learns is worked on for this share of the time that learning takes.
INQUIRY_SHARE = 0.3
# A frame that takes longer to make is followed by at least as much training as it took more.
CHEAP_FRAME_SECONDS = 0.01
# A step that has taken so long is given up for a command that waits.
STEP_PATIENCE = 0.02


class TrainingLoop:
    """Drives the runs of one workspace. `clock` tells seconds; the owner calls handle, train, frame, captured in turn.

    Two flags may be set from another thread. `held`: no further steps start until it is cleared. `urgent`: a command
    waits that is to be obeyed soon, if need be by giving up a step; all commands clear it but those for what is seen.
    """

    def __init__(self, clock: Callable[[], float], between: Callable[[], object] = uninterrupted) -> None:
        """`between`: called in the midst of long steps, which may wait there."""
        self._clock, self._between = clock, between
        self._runs = Runs(clock)
        self.playing = False
        self.quitting = False
        self.held = self.urgent = self._is_given_up = False
        self._frame_wanted = self._capture_wanted = False
        self.capture_ticket = 0
        self._news = False
        self._has_failed = False
        self._next_frame = self._step_start = 0.0
        self._stride, self._metronome = Stride(), Metronome(clock)

    def handle(self, command: Command) -> None:
        """Obeys one command. Errors of an experiment that does not fit are raised; the running model stays."""
        if not isinstance(command, Look | WantFrame | WantCapture):
            self.urgent = False
        if not isinstance(command, WantFrame | WantCapture):
            self._news, self._has_failed, self._next_frame = True, False, 0.0
            self._stride.begin()
        with np.errstate(all="ignore"):
            match command:
                case Configure(experiment, run, gesture, place):
                    self._runs.configure(run, experiment, self.playing, gesture, place)
                    self._metronome.hurry()
                case Load(experiment, theta, step, epoch, run, novelty):
                    self._runs.load(run, experiment, theta, step, epoch, novelty)
                    self.playing = False
                case Restore(runs):
                    self._runs.restore(runs)
                    self._runs.begin_evaluation()  # they may have been captured while they learned
                    self.playing = False
                case Look(focus):
                    self._runs.look(focus)
                case WantFrame():
                    self._frame_wanted = True
                case WantCapture(ticket):
                    self._capture_wanted, self.capture_ticket = True, ticket
                case Quit():
                    self.quitting = True
                case _ if self._runs:
                    self._act(command)

    def train(self, seconds: float) -> None:
        """Trains for about `seconds`, less where the pace is limited or training comes to an end."""
        if not self._is_working():
            self._work(seconds)
            return
        runs = self._runs
        with np.errstate(all="ignore"):
            start = now = self._clock()
            end, self._is_given_up = now + seconds, False
            while self.playing and not self.held and self._metronome.beats(runs.pace):
                self._step_start = now
                runs.train(self._stride.steps, self._give_way)
                self._news = True
                if runs.is_over:
                    self._pause()
                then, now = now, self._clock()
                if not runs.pace:
                    self._stride.adapt(now - then)
                if now >= end:
                    break
            runs.note_speed()
            if self.playing and not self.held and not self._is_given_up:
                self._news = runs.watch(now - start, self._give_way_soon) or self._news
        if self._is_asked() and not self._is_given_up:
            self._work(max(seconds, now - start) * INQUIRY_SHARE)

    def waiting_time(self) -> float | None:
        """Seconds until there is work to do: 0 for at once, None for not before the next command."""
        if self._frame_ready() or (self._capture_wanted and self._runs):
            return 0.0
        if not self._is_working():
            return None if self._has_failed or self._is_resting() else 0.0
        return 0.0 if self._is_asked() else self._metronome.seconds_left(self._runs.pace)

    def frame(self) -> tuple[Snapshot, ...] | None:
        """The snapshots that were asked for, one for each run, if there is something new to show."""
        if not self._frame_ready():
            return None
        self._news, start = False, self._clock()
        with np.errstate(all="ignore"):
            if self.playing:
                self._runs.evaluate_for_frame()
                if self._runs.is_over:
                    self._pause()
            snapshots = self._runs.snapshots(self._is_working())
        self._frame_wanted = False
        now = self._clock()
        self._next_frame = now + max(0.0, now - start - CHEAP_FRAME_SECONDS)
        return snapshots

    def frame_in_step(self) -> tuple[Snapshot, ...] | None:
        """The same for another look in the midst of a step of many, for the thread that takes it: weights change at its
        end. A single step is waited for."""
        if not (self.playing and self._frame_wanted and self._news and self._runs.seen_in_step):
            return None
        self._news = self._frame_wanted = False
        return self._runs.snapshots(True)

    def captured(self) -> tuple[CapturedRun, ...] | None:
        """All runs, if they were asked for."""
        if not (self._capture_wanted and self._runs):
            return None
        self._capture_wanted = False
        return self._runs.captured()

    def lost(self) -> tuple[int, ...]:
        """The versions to which undo leads without what had been learned, for lack of memory, since this was asked."""
        return self._runs.returns.lost()

    def stop(self) -> None:
        """Stops all work after an error, so that the window can go on; that is news, but only the first time."""
        self._news = self._news or self.playing
        self.playing, self._has_failed = False, True

    def _work(self, seconds: float) -> None:
        """Goes on with what takes longer than a frame; what comes of it is news."""
        end = self._clock() + seconds
        with np.errstate(all="ignore"):
            for member in self._runs.members:
                while not self.held and not member.is_resting(self.playing):
                    self._news = member.work(self.playing) or self._news
                    if self.urgent or self._clock() >= end:
                        self.urgent = False
                        return

    def _give_way(self) -> None:
        """Lets whoever holds the gate go first, and those who wait for a long step to end."""
        self._between()
        if self.urgent and self._runs.may_be_left and self._clock() - self._step_start > STEP_PATIENCE:
            self.urgent, self._is_given_up = False, True
            raise StepAbandonedError

    def _give_way_soon(self) -> None:
        """The same in what can go on at any time where it was left."""
        self._between()
        if self.urgent:
            self.urgent = False
            raise StepAbandonedError

    def _is_resting(self) -> bool:
        return all(member.is_resting(self.playing) for member in self._runs.members)

    def _is_asked(self) -> bool:
        """Whether something is asked about the weights of now."""
        return any(member.is_asked(self.playing) for member in self._runs.members)

    def _is_working(self) -> bool:
        """Whether to train: without samples there is nothing to do until the next command."""
        return self.playing and self._runs.has_samples

    def _frame_ready(self) -> bool:
        if not (self._frame_wanted and self._news and self._runs):
            return False
        return not self._is_working() or self._runs.pace > 0 or self._clock() >= self._next_frame

    def _act(self, command: Command) -> None:
        runs = self._runs
        match command:
            case Play():
                runs.go_on()
                runs.begin_again()
                self.playing = self.playing or (runs.has_samples and not runs.is_over)
                self._metronome.start()
                runs.start()
            case Pause():
                self._pause()
            case Step(fine, sample):
                self.playing = False
                runs.step(fine, sample, self._between)
                runs.begin_evaluation()
            case Back():
                self.playing = False
                runs.go_back()
            case Restart():
                runs.restart()
            case Rewind():
                runs.rewind()
            case Drop():
                runs.drop()

    def _pause(self) -> None:
        if self.playing:
            self._runs.begin_evaluation()
        self.playing = False
