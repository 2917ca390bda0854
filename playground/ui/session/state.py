"""The one Experiment of a workspace: editing, undoing, and telling everyone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.data.errors import DataError
from playground.data.image_sets import ImageSet
from playground.data.points import PointSet
from playground.engine.spec import SpecError
from playground.training.datasets import resolve_points
from playground.training.experiment import (
    Architecture,
    Experiment,
    ExperimentError,
    Focus,
    Perceptron,
    PointsData,
)
from playground.training.network_trainer import plan_network

UNDO_STEPS = 200
UNDO_IMAGE_SETS = 3
"""A set can be hundreds of megabytes: what is older than this many different ones cannot be undone."""


@dataclass(frozen=True)
class _Version:
    """One experiment with its samples, as undo remembers it; `merge` names the gesture that made it."""

    experiment: Experiment
    data: PointSet | ImageSet
    merge: str = ""


class ExperimentState(QObject):
    """Holds the experiment that the user chose and the samples that it means; every edit goes through here.

    `replaced` tells of another document, before `changed` does: what was on its way to the old one is to be dropped.
    """

    changed = Signal(object)
    undo_changed = Signal()
    replaced = Signal()

    def __init__(self, experiment: Experiment, data: ImageSet | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = _Version(experiment, self._resolve(experiment, data))
        self._past: list[_Version] = []
        self._future: list[_Version] = []
        self._is_telling = self._has_news = False

    @property
    def experiment(self) -> Experiment:
        """What the user chose."""
        return self._now.experiment

    @property
    def data(self) -> PointSet | ImageSet:
        """The samples that the experiment means."""
        return self._now.data

    def edit(self, experiment: Experiment, data: ImageSet | None = None, merge: str = "") -> str:
        """Takes over an edited experiment and tells everyone; returns "" or the reason why it was refused.

        `data` comes with an experiment of images whose data changed. Edits in a row with the same `merge` are undone
        together; a change of focus alone is not undone at all.
        """
        if experiment == self.experiment and data in (None, self.data):
            return ""
        try:
            samples = self._resolve(experiment, data)
            if isinstance(experiment.model, Architecture):
                plan_network(experiment, samples)
        except (DataError, ExperimentError, SpecError) as error:
            return str(error)
        version = _Version(experiment, samples, merge)
        if replace(experiment, focus=self.experiment.focus) == self.experiment and samples is self.data:
            self._now = replace(version, merge=self._now.merge)
            self._tell()
            return ""
        if not (merge and merge == self._now.merge):
            self._past = [*self._past, self._now][-UNDO_STEPS:]
        self._future = []
        self._past = _recent(self._past, samples)
        self._take(version)
        return ""

    def edit_training(self, merge: str = "", **changes: Any) -> str:
        """Edits fields of the training settings."""
        return self._edit_part("training", merge, changes)

    def edit_data(self, merge: str = "", **changes: Any) -> str:
        """Edits fields of the description of the data."""
        return self._edit_part("data", merge, changes)

    def edit_focus(self, **changes: Any) -> str:
        """Edits what is being looked at."""
        return self._edit_part("focus", "", changes)

    def edit_model(self, model: Architecture | Perceptron, merge: str = "") -> str:
        """Edits the architecture."""
        return self.edit(replace(self.experiment, model=model), merge=merge)

    def end_gesture(self) -> None:
        """The next edit is an undo step of its own, whatever its merge key."""
        self._now = replace(self._now, merge="")

    def supply(self, data: ImageSet) -> None:
        """Brings the samples that the experiment has meant all along and that had to be made or read first."""
        meant = self.experiment.data
        self._past, self._future, (self._now,) = (
            [replace(version, data=data) if version.experiment.data == meant else version for version in versions]
            for versions in (self._past, self._future, [self._now])
        )
        self._tell()

    def reset(self, experiment: Experiment, data: ImageSet | None = None) -> None:
        """Starts with another document: nothing before it can be undone. Raises what does not fit."""
        self._past, self._future = [], []
        self._now = _Version(experiment, self._resolve(experiment, data))
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
        """Takes the last edit back; what is being looked at stays."""
        if self._past:
            self._future.append(self._now)
            self._take(self._with_focus(self._past.pop()))

    def redo(self) -> None:
        """Brings the edit that was undone last back."""
        if self._future:
            self._past.append(self._now)
            self._take(self._with_focus(self._future.pop()))

    def _take(self, version: _Version) -> None:
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

    def _with_focus(self, version: _Version) -> _Version:
        focus: Focus = self.experiment.focus
        return replace(version, experiment=replace(version.experiment, focus=focus), merge="")

    def _edit_part(self, part: str, merge: str, changes: dict[str, Any]) -> str:
        try:
            edited = replace(getattr(self.experiment, part), **changes)
            return self.edit(replace(self.experiment, **{part: edited}), merge=merge)
        except ExperimentError as error:
            return str(error)

    def _resolve(self, experiment: Experiment, data: ImageSet | None) -> PointSet | ImageSet:
        if isinstance(experiment.data, PointsData):
            return resolve_points(experiment.data)
        return self._now.data if data is None else data


def _recent(past: list[_Version], samples: PointSet | ImageSet) -> list[_Version]:
    """The end of the past that, together with the samples of now, has few enough different image sets."""
    seen = {id(samples)}
    for start in range(len(past), 0, -1):
        data = past[start - 1].data
        if isinstance(data, ImageSet):
            seen.add(id(data))
            if len(seen) > UNDO_IMAGE_SETS:
                return past[start:]
    return past
