"""The Images workspace: labelled pictures, a convolutional network, and what it makes of a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget

from playground.data.contents import is_image_set
from playground.data.image_sets import IMAGE_SETS
from playground.data.paths import is_too_much
from playground.document.document import document_of
from playground.document.tried_picture import TriedPicture
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.class_units import class_changes
from playground.training.convolution_capture import ConvolutionCapture
from playground.training.experiment import Experiment
from playground.training.kernel_transfer import OfferedKernel
from playground.training.snapshot import NetworkSnapshot
from playground.ui.panels.layers.feature_maps_panel import FeatureMapsPanel
from playground.ui.panels.layers.kernels_panel import KernelsPanel
from playground.ui.panels.layers.model_panel import ModelPanel
from playground.ui.panels.layers.presets import PRESETS
from playground.ui.panels.pictures.confusion_panel import ConfusionPanel
from playground.ui.panels.pictures.image_data_panel import ImageDataPanel
from playground.ui.panels.pictures.try_image_panel import TryImagePanel
from playground.ui.panels.training.diagnosis_notice import DiagnosisNotice
from playground.ui.panels.training.divergence_notice import DivergenceNotice
from playground.ui.panels.training.loss_panel import LossPanel
from playground.ui.panels.training.stop_notice import StopNotice
from playground.ui.panels.training.transport_panel import TransportPanel
from playground.ui.session.attention import Attention
from playground.ui.session.state import START_OVER, ExperimentState
from playground.ui.widgets.columns import Column, Columns, Fold
from playground.ui.widgets.result_pair import ResultPair
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words.refusals import sentence
from playground.ui.workspaces.images.kernel_taking import KernelTaking
from playground.ui.workspaces.images.kind import IMAGES, usual_document
from playground.ui.workspaces.images.set_loading import SetLoading, with_hidden
from playground.ui.workspaces.kinds import usual_workspace
from playground.ui.workspaces.page import WorkspacePage, dragged_file


class ImagesWorkspace(WorkspacePage):
    """Arranges the panels and views of image classification and hands each what it shows."""

    kind = IMAGES
    transport: TransportPanel

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self.divergence = DivergenceNotice(state, self.messages, self)
        self.stop = StopNotice(self.messages, self)
        self.diagnosis = DiagnosisNotice(state, self.messages, self)
        self.data = ImageDataPanel(state)
        self.confusion = ConfusionPanel()
        self.model = ModelPanel(state)
        self.kernels = KernelsPanel()
        self.maps = FeatureMapsPanel()
        self.trial = TryImagePanel(state, attention)
        self.loss = LossPanel()
        self.loading, self.taking = SetLoading(state, self), KernelTaking(self.kernels)
        attention.look(confusion=True)
        self.arrange(TransportPanel(state, epoch_progress=True, counts_images=True), self._columns())
        self._connect_data()
        self._connect_model()
        self.loading.fill()

    def show_pictures(self, snapshot: NetworkSnapshot, calm: bool) -> None:
        """Shows everything at once."""
        for panel in (self.transport, self.confusion, self.kernels, self.maps, self.trial, self.loss):
            panel.show_frame(snapshot)
        self.divergence.show_frame(snapshot)
        self.stop.show_frame(snapshot)

        self.taking.show_frame(snapshot)

    def take_over(self, offered: object) -> None:
        """Asks where a kernel of the Convolution workspace is to go."""
        assert isinstance(offered, OfferedKernel)
        self.taking.offer(offered)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the numbers of the run and of every panel."""
        for panel in (self.transport, self.confusion, self.kernels, self.maps, self.loss):
            panel.show_texts(snapshot)
        self.diagnosis.show_texts(snapshot)

    def open_file(self, path: Path) -> None:
        """Takes a folder or an image set as data, any other file as a picture to try."""
        if is_image_set(path):
            self.loading.load(str(path), None)
        else:
            self.trial.open_file(path)

    def sketch(self) -> np.ndarray | None:
        """What was drawn or opened to be tried."""
        return self.trial.sketch()

    def show_sketch(self, sketch: np.ndarray) -> None:
        """Tries what was drawn."""
        self.trial.show_sketch(sketch)

    def tried(self) -> TriedPicture | None:
        """The picture that was opened to be tried."""
        return self.trial.tried()

    def show_tried(self, picture: TriedPicture) -> None:
        """Tries what was opened."""
        self.trial.show_tried(picture)

    def trust(self, folder: Path | None) -> None:
        """The next document's pictures are read without asking if they lie in its folder, or were allowed before."""
        self.loading.trust(folder)

    @property
    def can_paste(self) -> bool:
        """Whatever picture is on the clipboard can be tried."""
        return True

    def paste(self) -> None:
        """Tries the picture on the clipboard."""
        self.trial.paste()

    def accepts(self, dragged: QMimeData) -> bool:
        """Takes a picture itself as well as a file."""
        return dragged.hasImage() or super().accepts(dragged)

    def take(self, dropped: QMimeData) -> None:
        """Takes a file as `open_file` does; tries a picture."""
        path = dragged_file(dropped)
        if path is not None:
            self.open_file(path)
        else:
            self.trial.take(dropped)

    def _columns(self) -> Columns:
        left, centre, result = ScrollColumn(), ScrollColumn(), ScrollColumn()
        left.add(self.data)
        left.add(self.confusion, 1)
        centre.add(self.model)
        centre.add(self.kernels)
        centre.add(self.maps, 1)
        result.add(self.trial)
        result.add_stretch()
        result.set_hugging(True)
        right = ResultPair(result, self.loss)
        right.turned.connect(lambda flat: result.set_hugging(not flat))
        columns = Column(left, 222, 0, 215), Column(centre, 692, 3, 380), Column(right, 394, 1, 350)
        folds = Fold(left, "data", self.tr("Data"), lowest=390), Fold(centre, "model", self.tr("Model"), lowest=390)
        return Columns("images columns", columns, folds)

    def _connect_data(self) -> None:
        self.data.load_requested.connect(self.loading.load)
        self.data.reading_chosen.connect(lambda field, value: self.loading.prepare(**{field: value}))
        self.data.cancel_requested.connect(self._cancel_loading)
        self.data.sample_picked.connect(self.trial.show_sample)
        self.confusion.sample_picked.connect(self.trial.show_sample)
        self.loading.started.connect(lambda label: self.data.show_progress(None, label))
        self.loading.progressed.connect(self.data.show_progress)
        self.loading.ended.connect(self.data.end_progress)
        self.loading.noted.connect(self._tell_reading)
        self.loading.failed.connect(self.complain)
        self.loading.taken.connect(self.settle_file)
        self.loading.refused.connect(self._offer_preset)
        self.loading.classes_changed.connect(self._tell_classes)
        self.loading.doubted.connect(self._ask_to_read, Qt.ConnectionType.QueuedConnection)
        self.trial.failed.connect(self.complain)
        self.trial.sketched.connect(self.sketched)
        self.trial.opened.connect(self.settle_file)
        self.trial.style_chosen.connect(lambda style: self.loading.prepare(style=style))
        self.trial.preparing.connect(self.preparing)

    def _connect_model(self) -> None:
        self.divergence.rewind_requested.connect(self.rewind_requested)
        self.divergence.play_requested.connect(self.play_requested)
        self.model.layer_selected.connect(self.kernels.select_layer)
        self.model.started_over.connect(self.restart_requested)
        self.model.shipped_requested.connect(lambda: self.model_requested.emit(usual_document()))
        self.maps.pointed.connect(self.trial.show_field)
        self.maps.refused.connect(self.warn)
        self.maps.taken_apart.connect(self._show_apart)
        self.taking.weights_edited.connect(self.weights_edited)
        self.taking.gesture_ended.connect(self._state.end_gesture)
        self.taking.told.connect(lambda text: self.show_message("info", text, topic="edit"))
        self.taking.refused.connect(self.warn)

    def _show_apart(self, experiment: Experiment) -> None:
        """A unit of the network by itself, in the Convolution workspace, with its number."""
        workspace, shape = usual_workspace(experiment), experiment.data.input_shape
        self.model_requested.emit(document_of(workspace, experiment, shape, (), capture=ConvolutionCapture(place=1)))

    def _cancel_loading(self) -> None:
        self.loading.cancel()
        data = self._state.experiment.data
        if isinstance(data, ImagesData) and not len(data.resolve()):
            again = (self.tr("Load them"), lambda: self.loading.load(data.source, data.count))
            self.show_message("info", self.tr("There are no pictures to train and test the network on yet."), [again])

    def _tell_reading(self, text: str) -> None:
        """What is to be known of a set that was read, and how it can be read in another way."""
        data = self._state.experiment.data
        assert isinstance(data, ImagesData)
        ways: list[tuple[str, Callable[[], object]]] = []
        if data.resolve().seems_transposed:
            ways.append((self.tr("Put them upright"), lambda: self.loading.prepare(turn="transposed")))
        if data.source not in IMAGE_SETS:
            ways.append((self.tr("Change…"), self.data.reading.unfold))
        self.show_message("info", text, ways)

    def _ask_to_read(self, source: str) -> None:
        """A document may name any path: what is not in its own folder is not read unasked, a whole disk not at all."""
        if is_too_much(source):
            text = self.tr("This document names {0} as its pictures, which is no set of pictures: it is not read.")
            self.show_message("warning", text.format(source))
            return
        text = self.tr("This document names pictures in {0}, outside its own folder. Read them?")
        self.show_message("warning", text.format(source), [(self.tr("Read them"), self.loading.read_doubted)])

    def _tell_classes(self, known: tuple[str, ...], found: tuple[str, ...]) -> None:
        """The folder of a document has other classes by now: the network follows their names."""
        text = sentence(class_changes(known, found))
        kept = self.tr(
            "The network keeps what it knows of the classes that are still there, and the loss curve goes on; the "
            "optimizer and the order of the pictures start anew."
        )
        actions = [(self.tr("Keep the old classes"), lambda: self.loading.prepare(classes=known))]
        self.show_message("warning", f"{text} {kept}", actions)

    def _offer_preset(self, reason: str, experiment: Experiment) -> None:
        """A set whose pictures are too small for the network comes with a network that fits."""
        text = self.tr("These pictures do not fit the network: {0}").format(reason)
        self.show_message("warning", text, [(self.tr("Take them with a small network"), lambda: take())])

        def take() -> None:
            small = with_hidden(experiment, Architecture(parse_layers(PRESETS["small"])))
            again = self._state.edit(small, START_OVER)
            if again:
                self.show_message("error", again)
            else:
                self.restart_requested.emit()
