"""The one Experiment of a workspace: editing, undoing, and telling everyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.data.errors import DataError
from playground.engine.spec import SpecError
from playground.training.architecture import ChosenModel
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.training.returns import Begin, Beginning, ByHand, Place
from playground.ui.session.steps import Deed, Step, Steps, Version
from playground.ui.words.edit_names import edit_name
from playground.ui.words.refusals import sentence

START_OVER = "start-over"
"""The name of a gesture: an edit after which training begins anew, and that beginning."""


class ExperimentState(QObject):
    """Holds the experiment that the user chose; every edit goes through here.

    `replaced` tells of another document, before `changed` does: what was on its way to the old one is to be dropped.
    `gesture` is the number of what the user did last: edits that are undone together have the same. `shortened` says
    why something that was done earlier cannot be undone, or not wholly, any more.
    """

    changed = Signal(object)
    undo_changed = Signal()
    replaced = Signal()
    shortened = Signal(str)

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = Steps(Version(experiment, 1))
        self._without_learning: set[int] = set()
        self._told: set[str] = set()
        self._is_telling = self._has_news = False
        self.gesture = 1

    @property
    def experiment(self) -> Experiment:
        """What the user chose."""
        return self._steps.now.experiment

    @property
    def place(self) -> Place:
        """Where among the steps that can be undone the experiment is."""
        now = self._steps.now
        return Place(now.number, self._steps.oldest, now.begin)

    @property
    def data_set(self) -> Any:
        """The samples that the experiment means."""
        return self.experiment.data.resolve()

    def edit(self, experiment: Experiment, merge: str = "", begin: Beginning = Begin.AS_BEFORE, name: str = "") -> str:
        """Takes over an edited experiment and tells everyone; returns "" or the reason why it was refused.

        Edits in a row with the same `merge` are undone together. begin: with what training begins; `name`: what this is
        called, if not as the edit itself tells.
        """
        try:
            samples = experiment.data.resolve()
            experiment.model.network(experiment.data, experiment.training.loss)
        except (DataError, ExperimentError, SpecError) as error:
            return sentence(error)
        if begin is Begin.AS_BEFORE and experiment == self.experiment and samples is self.data_set:
            return ""
        steps, now = self._steps, self._steps.now
        is_merged = bool(merge) and merge == now.merge and bool(steps.past)
        before = steps.past.pop().to if is_merged else now
        assert isinstance(before, Version)
        is_back = experiment == before.experiment and samples is before.experiment.data.resolve()
        if is_merged and is_back and not isinstance(begin, ByHand):
            steps.now = replace(
                before, merge=""
            )  # the gesture has led back to where it began: there is nothing to undo
            self._come_to(gesture=True)
            return ""
        number = now.number if is_merged else steps.next_number()
        step = Step(name or edit_name(before.experiment, experiment) or self.tr("change"), before)
        is_short = steps.do(step, Version(experiment, number, merge, begin))
        self._come_to(gesture=is_merged)
        if is_short:
            self._tell_shortened(self.tr("What is older than some large sets of pictures cannot be undone any more."))
        return ""

    def note(self, name: str, deed: Deed) -> None:
        """Remembers what the user has done beside the experiment."""
        self.end_gesture()
        if self._steps.do(Step(name, deed), self._steps.now):
            self._tell_shortened(self.tr("What is older than some large pictures cannot be undone any more."))
        self.undo_changed.emit()

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
        self._steps.now = replace(self._steps.now, merge="")

    def supply(self, experiment: Experiment) -> None:
        """Brings the samples that the experiment has meant all along, and that had to be made or read first."""
        meant, data = self.experiment.data, experiment.data
        self._steps.replace_versions(lambda version: _supplied(version, meant, data))
        self._tell()

    def reset(self, experiment: Experiment) -> None:
        """Starts with another document: nothing before it can be undone."""
        self._steps.begin(Version(experiment, self._steps.next_number()))
        self._without_learning.clear()
        self._told.clear()
        self.replaced.emit()
        self._come_to(gesture=False)

    def lose(self, versions: Iterable[int]) -> None:
        """There is no memory for what had been learned when these versions were left."""
        self._without_learning.update(versions)
        self._tell_shortened(self.tr("What was done first can only be undone without what had been learned by then."))
        self.undo_changed.emit()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._steps.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to bring back."""
        return bool(self._steps.future)

    @property
    def undo_name(self) -> str:
        """What `undo` takes back; empty for nothing."""
        return self._name(self._steps.past[-1]) if self._steps.past else ""

    @property
    def redo_name(self) -> str:
        """What `redo` brings back; empty for nothing."""
        return self._name(self._steps.future[-1]) if self._steps.future else ""

    def undo(self) -> None:
        """Takes the last edit back."""
        if self.can_undo:
            self._go(self._steps.undo())

    def redo(self) -> None:
        """Brings the edit that was undone last back."""
        if self.can_redo:
            self._go(self._steps.redo())

    def _go(self, version: Version | None) -> None:
        if version is None:
            self.end_gesture()
            self.undo_changed.emit()
        else:
            self._steps.now = replace(version, merge="")
            self._without_learning.discard(version.number)  # what is learned here from now on is kept anew
            self._come_to(gesture=False)

    def _name(self, step: Step) -> str:
        if isinstance(step.to, Version) and step.to.number in self._without_learning:
            return self.tr("{0} (without what was learned)").format(step.name)
        return step.name

    def _tell_shortened(self, text: str) -> None:
        """Says it once in every document."""
        if text not in self._told:
            self._told.add(text)
            self.shortened.emit(text)

    def _come_to(self, gesture: bool) -> None:
        """Tells of another version; gesture: whether it belongs to the gesture that made the one before."""
        self.gesture += not gesture
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


def _supplied(version: Version, meant: Any, data: Any) -> Version:
    experiment = version.experiment
    return replace(version, experiment=replace(experiment, data=data)) if experiment.data == meant else version
