"""The steps that can be undone and redone, in the order in which they were done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from playground.late_dataclass import dataclass
from playground.training.experiment import Experiment
from playground.training.returns import Begin, Beginning

UNDO_STEPS = 200
UNDO_LARGE_SETS = 3
"""A set can be hundreds of megabytes: what is older than this many different ones cannot be undone."""
UNDO_DEED_BYTES = 64 * 2**20
"""What is remembered of pictures that were drawn or opened may be so large."""


@dataclass(frozen=True)
class Version:
    """One experiment: `number`, higher than those of all before it; `merge` names the gesture that made it, `begin`
    tells with what its runs began."""

    experiment: Experiment
    number: int
    merge: str = ""
    begin: Beginning = Begin.AS_BEFORE


class Deed(Protocol):
    """What was done beside the experiment."""

    @property
    def held(self) -> Mapping[int, int]:
        """The bytes that are remembered of it, each once by whose they are: several deeds may share them."""

    def exchange(self) -> None:
        """Puts what was there before in place of what is there, which is remembered instead."""


@dataclass(frozen=True)
class Step:
    """What undo or redo does next: it goes to a version, or exchanges what is there beside the experiment."""

    name: str
    to: Version | Deed


class Steps:
    """The version of now, and the steps from it: `past` to be undone, `future` to be redone, the next one last."""

    def __init__(self, now: Version) -> None:
        self.now = now
        self.past: list[Step] = []
        self.future: list[Step] = []
        self._newest = now.number

    def next_number(self) -> int:
        """The number of a new version."""
        self._newest += 1
        return self._newest

    def begin(self, now: Version) -> None:
        """Starts with another document."""
        self.now, self.past, self.future = now, [], []

    def do(self, step: Step, now: Version) -> bool:
        """Adds what was done, with the way back; whether older steps than usual had to be forgotten for it."""
        self.past, self.future, self.now = [*self.past, step][-UNDO_STEPS:], [], now
        kept = _recent(self.past, now)
        is_short, self.past = len(kept) < len(self.past), kept
        return is_short

    def undo(self) -> Version | None:
        """Takes the last step back; gives the version that it led from, None where it was something else."""
        return self._go(self.past, self.future)

    def redo(self) -> Version | None:
        """Does the step again that was undone last; gives the version that it leads to, None where it is something
        else."""
        return self._go(self.future, self.past)

    def replace_versions(self, change: Callable[[Version], Version]) -> None:
        """Changes what is known of every version."""
        self.now = change(self.now)
        for steps in (self.past, self.future):
            steps[:] = [replace(step, to=change(step.to)) if isinstance(step.to, Version) else step for step in steps]

    @property
    def oldest(self) -> int:
        """The number of the first version that can be come back to."""
        return min((version.number for version in _versions(self.past)), default=self.now.number)

    def _go(self, source: list[Step], target: list[Step]) -> Version | None:
        step = source.pop()
        if isinstance(step.to, Version):
            target.append(replace(step, to=self.now))
            return step.to
        step.to.exchange()
        target.append(step)
        return None


def _versions(steps: Iterable[Step]) -> Iterable[Version]:
    return (step.to for step in steps if isinstance(step.to, Version))


def _recent(past: Sequence[Step], now: Version) -> list[Step]:
    """The end of the past that, together with the version of now, has few enough large sets and pictures."""
    seen, held = {id(now.experiment.data.resolve())}, dict[int, int]()
    for start in range(len(past), 0, -1):
        to = past[start - 1].to
        if not isinstance(to, Version):
            held.update(to.held)
        elif to.experiment.data.is_large:
            seen.add(id(to.experiment.data.resolve()))
        if len(seen) > UNDO_LARGE_SETS or (sum(held.values()) > UNDO_DEED_BYTES and start < len(past)):
            return list(past[start:])
    return list(past)
