"""Gets image sets for the state: asks the background for them, and edits the state when they are there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.data.image_sets import IMAGE_SETS, ImageSet
from playground.data.paths import is_near
from playground.data.preparation import AS_USUAL
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData, fields_of
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.ui.session.allowed_sources import ALLOWED_SOURCES
from playground.ui.session.background import BackgroundLoader, image_set_work
from playground.ui.session.state import ExperimentState
from playground.ui.words import formatting
from playground.ui.words.refusals import sentence


class SetLoading(QObject):
    """Loads what the user asks for, and what an experiment names but the state does not hold yet.

    `failed` says why a set could not be had, `taken` that another one was, `noted` what is to be known of one that was.
    `refused` says why a loaded set does not go with the network, and brings the experiment that it was tried with.
    `doubted` tells from where a document wants to read that has no business there; `read_doubted` reads all the same,
    and that is remembered. A whole disk, or a device, is never read because a document names it.
    `classes_changed` tells the classes that a document's network knows, and those that its pictures have by now.
    """

    started = Signal(str)
    progressed = Signal(float)
    ended = Signal()
    taken = Signal()
    noted = Signal(str)
    failed = Signal(str, str)
    refused = Signal(str, object)
    doubted = Signal(str)
    classes_changed = Signal(tuple, tuple)

    def __init__(self, state: ExperimentState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._loader = BackgroundLoader(self)
        self._wanted: ImagesData | None = None
        self._given_up: ImagesData | None = None
        self._folder: Path | None = None
        self._loader.progressed.connect(self.progressed)
        self._loader.finished.connect(self._take)
        self._loader.failed.connect(self._fail)
        state.replaced.connect(self._forget)
        state.changed.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Whether a set is being made or read."""
        return self._loader.busy

    def load(self, source: str, count: int | None) -> None:
        """Starts to make or read a set; the one at hand stays until then."""
        self._given_up = None
        if source not in IMAGE_SETS:
            ALLOWED_SOURCES.add(source)
        usual = count or self._data.count
        anew = {} if source == self._data.source else fields_of(AS_USUAL)
        self._start(replace(self._data, source=source, count=usual, pictures=None, classes=(), **anew), count)

    def prepare(self, **changes: Any) -> None:
        """Has the pictures prepared in another way: those of the set too, where they were read."""
        try:
            data = replace(self._wanted or self._data, **changes)
        except ExperimentError as error:
            self.failed.emit(sentence(error), "")
            return
        if self._wanted is not None:
            self._prepare_coming(data)
            return
        images = data.resolve()
        is_of_others = set(changes) == {"fit"} and not images.from_pictures
        if data.source in IMAGE_SETS or not len(images) or is_of_others:
            self._state.edit_data(**changes)
        elif data != self._data:
            self._given_up = None
            self._start(replace(data, pictures=None), None)

    def _prepare_coming(self, data: ImagesData) -> None:
        """What is being made stays what it is; what is being read is read anew."""
        if data.source in IMAGE_SETS:
            self._wanted = data
        else:
            self._start(data, None)

    def trust(self, folder: Path | None) -> None:
        """Where the next document lies; None: it is work that was not saved, which has no folder of its own."""
        self._folder = folder

    def read_doubted(self) -> None:
        """Reads what a document names, wherever it lies, now and in future."""
        ALLOWED_SOURCES.add(self._data.source)
        self._given_up = None
        self.fill()

    def fill(self) -> None:
        """Starts to load the set that the experiment names, if the state does not hold it yet."""
        self._follow(self._state.experiment)

    def cancel(self) -> None:
        """Gives up the set that is being loaded; the one at hand stays."""
        self._given_up = self._wanted
        self._wanted = None
        self._loader.cancel()
        self.ended.emit()

    @property
    def _data(self) -> ImagesData:
        data = self._state.experiment.data
        assert isinstance(data, ImagesData)
        return data

    def _forget(self) -> None:
        """What was on its way does not belong to the document that is here now, unless that one asks for it too."""
        self._given_up = None
        if self._wanted not in (None, self._data):
            self.cancel()

    def _follow(self, experiment: Experiment) -> None:
        """A document comes without its pictures: they are made or read again, unless others are on their way."""
        data = self._data
        missing = isinstance(self._state.data_set, ImageSet) and not len(self._state.data_set)
        if not missing or self._wanted is not None or data == self._given_up:
            return
        if not self._may_read(data.source):
            self._given_up = data
            self.doubted.emit(data.source)
        else:
            self._start(data, data.count if data.source in IMAGE_SETS else None)

    def _may_read(self, source: str) -> bool:
        if source in IMAGE_SETS or source in ALLOWED_SOURCES:
            return True
        return self._folder is not None and is_near(source, self._folder)

    def _start(self, data: ImagesData, count: int | None) -> None:
        self._wanted = data
        is_new = data.source != self._data.source  # what a network learned is taken as it was
        if data.source in IMAGE_SETS:
            label = self.tr("Making pictures")
            if count is not None:
                label = self.tr("Making {0} pictures", None, count).format(formatting.integer(count))
        else:
            label = self.tr("Reading {0}").format(Path(data.source).name)
        self.started.emit(label)
        self._loader.start(image_set_work(data.source, count, data.seed, data.chosen_preparation, is_new))

    def _take(self, images: ImageSet) -> None:
        wanted, self._wanted = self._wanted, None
        assert wanted is not None
        before = self._data
        known, is_filled = before.resolve(), not len(before.resolve()) and wanted.source == before.source
        if set(known.class_names) == set(images.class_names):
            images = images.of_classes(known.class_names)
            # Of a larger file so many were learned, always the same ones: the run goes on with them.
            images = images.sampled(before.count) if is_filled else images
        try:
            data = wanted.filled(images)
        except ExperimentError as error:
            self._fail(f"{Path(wanted.source).name}: {sentence(error)}", "")
            return
        if not is_filled:
            self.taken.emit()
        is_taken = self._edit(replace(self._state.experiment, data=data))
        self.ended.emit()
        if data.pictures is not None and data.pictures.note:
            self.noted.emit(sentence(data.pictures.note))
        if is_taken and is_filled and known.class_names != data.resolve().class_names:
            self.classes_changed.emit(known.class_names, data.resolve().class_names)

    def _edit(self, experiment: Experiment) -> bool:
        """What the experiment has meant all along is not an edit that could be undone, nor what is recognised of it."""
        before = self._data
        assert isinstance(experiment.data, ImagesData)
        meant = replace(experiment.data, **fields_of(before.chosen_preparation), count=before.count)
        is_found = not len(before.resolve()) and meant == before
        if is_found or experiment == self._state.experiment:
            self._state.supply(experiment)
            return True
        reason = self._state.edit(experiment)
        if reason:
            self.refused.emit(reason, experiment)
            self.fill()
        return not reason

    def _fail(self, text: str, details: str) -> None:
        self._given_up, self._wanted = self._wanted, None
        self.ended.emit()
        self.failed.emit(text, details)
        self.fill()


def with_hidden(experiment: Experiment, hidden: Architecture) -> Experiment:
    """The experiment with other hidden layers, none of which continues an old one."""
    assert isinstance(experiment.model, Architecture)
    first = max(experiment.model.keys, default=-1) + 1
    keys = tuple(range(first, first + len(hidden.hidden)))
    return replace(experiment, model=replace(experiment.model, hidden=hidden.hidden, keys=keys))
