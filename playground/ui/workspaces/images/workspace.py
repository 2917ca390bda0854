"""The Images workspace: labelled pictures, a convolutional network, and what it makes of a picture."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from playground.data.image_sets import ImageSet
from playground.data.suffixes import IMAGE_SET_FILES, ends_in
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot, Status
from playground.ui.panels.layers.feature_maps_panel import FeatureMapsPanel
from playground.ui.panels.layers.kernels_panel import KernelsPanel
from playground.ui.panels.layers.model_panel import PRESETS, ModelPanel
from playground.ui.panels.pictures.confusion_panel import ConfusionPanel
from playground.ui.panels.pictures.image_data_panel import ImageDataPanel
from playground.ui.panels.pictures.try_image_panel import TryImagePanel
from playground.ui.panels.training.divergence_notice import DivergenceNotice
from playground.ui.panels.training.loss_panel import LossPanel
from playground.ui.panels.training.transport_panel import TransportPanel
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.message_bar import MessageBar, Severity
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.workspace_body import WorkspaceBody
from playground.ui.words import formatting
from playground.ui.workspaces.images.set_loading import SetLoading, with_hidden

TEXT_SECONDS = 0.2
WIDTHS = (222, 692, 394)


class ImagesWorkspace(QWidget):
    """Arranges the panels and views of image classification and hands each what it shows."""

    play_requested = Signal(bool)
    step_requested = Signal()
    restart_requested = Signal()
    rewind_requested = Signal()
    model_requested = Signal(str)
    status_changed = Signal(list)

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._snapshot: NetworkSnapshot | None = None
        self.transport = TransportPanel(state, epoch_progress=True, counts_images=True)
        self.message = MessageBar()
        self.divergence = DivergenceNotice(state, self.message, self)
        self.data = ImageDataPanel(state)
        self.confusion = ConfusionPanel()
        self.model = ModelPanel(state)
        self.kernels = KernelsPanel()
        self.maps = FeatureMapsPanel()
        self.trial = TryImagePanel(state, attention)
        self.loss = LossPanel()
        self.loading = SetLoading(state, self)
        self._texts_due = 0.0
        attention.look(confusion=True)
        self._arrange()
        self._connect()
        self._follow(state.experiment)
        self.loading.fill()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame: pictures at once, words five times a second while training runs."""
        self._snapshot = snapshot
        for panel in (self.transport, self.confusion, self.kernels, self.maps, self.trial, self.loss):
            panel.show_frame(snapshot)
        self.divergence.show_frame(snapshot)
        now = time.monotonic()
        if snapshot.progress.status is not Status.TRAINING or now >= self._texts_due:
            self._texts_due = now + TEXT_SECONDS
            self._show_texts(snapshot)

    def show_message(
        self,
        severity: Severity,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        details: str = "",
    ) -> None:
        """Says what happened in the bar at the top."""
        self.message.show_message(severity, text, actions, details)

    def toggle_play(self) -> None:
        """Trains, or pauses."""
        self.transport.toggle_play()

    def step(self) -> None:
        """Trains for one batch."""
        self.step_requested.emit()

    def reset(self) -> None:
        """Starts from scratch."""
        self.restart_requested.emit()

    def open_file(self, path: Path) -> None:
        """Takes a folder or an image set as data, any other file as a picture to try."""
        if os.path.isdir(path) or ends_in(path.name, IMAGE_SET_FILES):
            self.loading.load(str(path), None)
        else:
            self.trial.open_file(path)

    def paste(self) -> None:
        """Tries the picture on the clipboard."""
        self.trial.paste()

    def finish(self) -> None:
        """Ends what runs beside the window; call it before the window goes."""
        self.loading.finish()
        self.trial.finish()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if mime.hasImage() or any(url.isLocalFile() for url in mime.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_file(Path(files[0]))
        else:
            self.trial.take(event.mimeData())

    def _arrange(self) -> None:
        left, right = ScrollColumn(), ScrollColumn()
        left.add(self.data)
        left.add(self.confusion, 1)
        right.add(self.trial)
        right.add(self.loss, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.model)
        column.addWidget(self.kernels)
        column.addWidget(self.maps, 1)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setObjectName("images columns")
        self.columns.setChildrenCollapsible(False)
        for number, part in enumerate((left, centre, right)):
            self.columns.addWidget(part)
            self.columns.setStretchFactor(number, 1 if part is centre else 0)
        self.columns.setSizes(WIDTHS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.transport)
        layout.addWidget(WorkspaceBody(self.message, self.columns), 1)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.transport.play_requested.connect(self.play_requested)
        self.transport.step_requested.connect(self.step_requested)
        self.transport.restart_requested.connect(self.restart_requested)
        self.transport.refused.connect(lambda text: self.show_message("warning", text))
        self.divergence.rewind_requested.connect(self.rewind_requested)
        self.divergence.play_requested.connect(self.play_requested)
        self.data.load_requested.connect(self.loading.load)
        self.data.cancel_requested.connect(self._cancel_loading)
        self.data.sample_picked.connect(self.trial.show_sample)
        self.confusion.sample_picked.connect(self.trial.show_sample)
        self.loading.started.connect(lambda label: self.data.show_progress(None, label))
        self.loading.progressed.connect(self.data.show_progress)
        self.loading.ended.connect(self.data.end_progress)
        self.loading.failed.connect(lambda text, details: self.show_message("error", text, (), details))
        self.loading.refused.connect(self._offer_preset)
        self.trial.failed.connect(lambda text, details: self.show_message("error", text, (), details))
        self.model.layer_selected.connect(self.kernels.select_layer)
        self.model.started_over.connect(self.restart_requested)
        self.model.shipped_requested.connect(lambda: self.model_requested.emit("strokes"))
        self.maps.pointed.connect(self.trial.show_field)
        for panel in (self.kernels, self.maps, self.confusion):
            panel.menu.failed.connect(lambda text: self.show_message("error", text))
        self.loss.figure.failed.connect(lambda text: self.show_message("error", text))
        self._state.changed.connect(self._follow)

    def _follow(self, experiment: Experiment) -> None:
        self._tell_status()

    def _cancel_loading(self) -> None:
        self.loading.cancel()
        data, images = self._state.experiment.data, self._state.data_set
        if isinstance(images, ImageSet) and not len(images):
            again = (self.tr("Load them"), lambda: self.loading.load(data.source, data.count))
            self.show_message("info", self.tr("There are no pictures to train and test the network on yet."), [again])

    def _offer_preset(self, reason: str, experiment: Experiment) -> None:
        """A set whose pictures are too small for the network comes with a network that fits."""
        text = self.tr("These pictures do not fit the network: {0}").format(reason)
        self.show_message("warning", text, [(self.tr("Take them with a small network"), lambda: take())])

        def take() -> None:
            small = with_hidden(experiment, Architecture(parse_layers(PRESETS["small"])))
            again = self._state.edit(small)
            if again:
                self.show_message("error", again)
            else:
                self.restart_requested.emit()

    def _show_texts(self, snapshot: NetworkSnapshot) -> None:
        for panel in (self.transport, self.confusion, self.kernels, self.maps, self.loss):
            panel.show_texts(snapshot)
        self._tell_status()

    def _tell_status(self) -> None:
        experiment, snapshot = self._state.experiment, self._snapshot
        texts = [self.tr("Seed {0}").format(experiment.training.seed)]
        if snapshot is not None:
            sizes = formatting.integer(snapshot.train_count), formatting.integer(snapshot.test_count)
            texts.append(self.tr("train {0} · test {1}").format(*sizes))
            speed = snapshot.progress.steps_per_second
            if speed > 0:
                texts.append(self.tr("{0}/step").format(formatting.duration(1 / speed)))
        self.status_changed.emit(texts)
