"""The one Experiment of a workspace: editing, undoing, and telling everyone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.data.errors import DataError
from playground.engine.spec import SpecError
from playground.training.architecture import ChosenModel
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.ui.words.refusals import sentence

UNDO_STEPS = 200
UNDO_LARGE_SETS = 3
"""A set can be hundreds of megabytes: what is older than this many different ones cannot be undone."""


@dataclass(frozen=True)
class _Version:
    """One experiment, as undo remembers it; `merge` names the gesture that made it."""

    experiment: Experiment
    merge: str = ""


class ExperimentState(QObject):
    """Holds the experiment that the user chose; every edit goes through here.

    `replaced` tells of another document, before `changed` does: what was on its way to the old one is to be dropped.
    `gesture` is the number of what the user did last: edits that are undone together have the same.
    """

    changed = Signal(object)
    undo_changed = Signal()
    replaced = Signal()

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = _Version(experiment)
        self._past: list[_Version] = []
        self._future: list[_Version] = []
        self._is_telling = self._has_news = False
        self.gesture = 1

    @property
    def experiment(self) -> Experiment:
        """What the user chose."""
        return self._now.experiment

    @property
    def data_set(self) -> Any:
        """The samples that the experiment means."""
        return self.experiment.data.resolve()

    def edit(self, experiment: Experiment, merge: str = "") -> str:
        """Takes over an edited experiment and tells everyone; returns "" or the reason why it was refused.

        Edits in a row with the same `merge` are undone together.
        """
        try:
            samples = experiment.data.resolve()
            experiment.model.network(experiment.data, experiment.training.loss)
        except (DataError, ExperimentError, SpecError) as error:
            return sentence(error)
        if experiment == self.experiment and samples is self.data_set:
            return ""
        if not (merge and merge == self._now.merge):
            self._past = [*self._past, self._now][-UNDO_STEPS:]
        self._future = []
        self._past = _recent(self._past, experiment)
        self._take(_Version(experiment, merge))
        return ""

    def edit_training(self, merge: str = "", **changes: Any) -> str:
        """Edits fields of the training settings."""
        return self._edit_part("training", merge, changes)

    def edit_data(self, merge: str = "", **changes: Any) -> str:
        """Edits fields of the description of the data."""
        return self._edit_part("data", merge, changes)

    def edit_model(self, model: ChosenModel, merge: str = "") -> str:
        """Edits the architecture."""
        return self.edit(replace(self.experiment, model=model), merge=merge)

    def end_gesture(self) -> None:
        """The next edit is an undo step of its own, whatever its merge key."""
        self._now = replace(self._now, merge="")

    def supply(self, experiment: Experiment) -> None:
        """Brings the samples that the experiment has meant all along, and that had to be made or read first."""
        meant, data = self.experiment.data, experiment.data
        self._past, self._future, (self._now,) = (
            [_supplied(version, meant, data) for version in versions]
            for versions in (self._past, self._future, [self._now])
        )
        self._tell()

    def reset(self, experiment: Experiment) -> None:
        """Starts with another document: nothing before it can be undone."""
        self._past, self._future = [], []
        self._now = _Version(experiment)
        self.replaced.emit()
        self._take(self._now)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to bring back."""
        return bool(self._future)

    def undo(self) -> None:
        """Takes the last edit back."""
        if self._past:
            self._future.append(self._now)
            self._take(replace(self._past.pop(), merge=""))

    def redo(self) -> None:
        """Brings the edit that was undone last back."""
        if self._future:
            self._past.append(self._now)
            self._take(replace(self._future.pop(), merge=""))

    def _take(self, version: _Version) -> None:
        self.gesture += not (version.merge and version.merge == self._now.merge)
        self._now = version
        self._tell()
        self.undo_changed.emit()

    def _tell(self) -> None:
        """Tells everyone of the experiment; of an edit that answers this one, only after everyone has heard this."""
        self._has_news = True
        if self._is_telling:
            return
        self._is_telling = True
        try:
            while self._has_news:
                self._has_news = False
                self.changed.emit(self.experiment)
        finally:
            self._is_telling = False

    def _edit_part(self, part: str, merge: str, changes: dict[str, Any]) -> str:
        try:
            edited = replace(getattr(self.experiment, part), **changes)
            return self.edit(replace(self.experiment, **{part: edited}), merge=merge)
        except ExperimentError as error:
            return sentence(error)


def _supplied(version: _Version, meant: Any, data: Any) -> _Version:
    experiment = version.experiment
    return replace(version, experiment=replace(experiment, data=data)) if experiment.data == meant else version


def _recent(past: list[_Version], experiment: Experiment) -> list[_Version]:
    """The end of the past that, together with the experiment of now, has few enough different large sets."""
    seen = {id(experiment.data.resolve())}
    for start in range(len(past), 0, -1):
        data = past[start - 1].experiment.data
        if data.is_large:
            seen.add(id(data.resolve()))
            if len(seen) > UNDO_LARGE_SETS:
                return past[start:]
    return past
