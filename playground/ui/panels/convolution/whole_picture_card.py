"""The card of a whole picture under the same kernel: three pictures, the kernel to be dragged, and what is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.data.filters import FILTERS, make_filter
from playground.document.tried_picture import TriedPicture
from playground.engine.limits import SpecError
from playground.training.experiment import Experiment
from playground.training.kernel_transfer import OfferedKernel
from playground.ui.panels.convolution.convolution_card import ConvolutionCard
from playground.ui.panels.convolution.fine_answers import FineAnswers
from playground.ui.panels.convolution.kernel_tables import KernelTables
from playground.ui.panels.convolution.photo import photo_again, scene
from playground.ui.panels.convolution.photo_holder import PhotoHolder
from playground.ui.panels.convolution.photo_sources import PhotoSources
from playground.ui.panels.convolution.picture_controls import PictureControls
from playground.ui.panels.convolution.picture_laid import laid_of, titles_of
from playground.ui.panels.convolution.picture_room import PictureRoom
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.picture_places import Place
from playground.ui.views.convolution.picture_words import place_text, window_values
from playground.ui.views.convolution.picture_work import Laid, PictureWork
from playground.ui.views.convolution.pictures_view import PicturesView
from playground.ui.widgets.button import Button
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.elided_label import BETWEEN, ElidedLabel
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.words import formatting
from playground.ui.words.refusals import sentence


class WholePictureCard(ConvolutionCard):
    """`failed` says why a picture could not be used, `sketched` that another one is shown, which a document keeps;
    `kernel_offered` carries the kernel in the table, for a network."""

    failed = Signal(str, str)
    sketched = Signal()
    kernel_offered = Signal(object)

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(state, "", parent)
        self.set_title(self.tr("The same kernel on a whole picture"))
        self.photos = PhotoHolder(state, self)
        self._channel, self._seed = 0, 0
        self._work: PictureWork | None = None
        self.sources, self.view, self.controls = PhotoSources(), PicturesView(), PictureControls()
        self.tables, self.said = KernelTables(), ElidedLabel()
        self.said.setProperty("role", "small")
        self.colour = SegmentedControl(
            (
                Choice("grey", self.tr("Grey"), self.tr("Lay the kernel on the brightness")),
                Choice("colour", self.tr("Colour"), self.tr("Lay the kernel on red, green and blue")),
            ),
            self.tr("Grey or colour"),
        )
        self.use = Button(
            self.tr("Use in Images…"),
            small=True,
            tooltip=self.tr("Put this kernel and its bias in the place of one of a network's in Images"),
        )
        self.figure = FigureMenu(self.view, "whole-picture")
        self._fine = FineAnswers(self.view)
        set_names(
            "picture",
            card=self,
            view=self.view,
            said=self.said,
            colour=self.colour,
            choices=self.controls,
            use=self.use,
        )
        self._room = PictureRoom(self.view, self.said, self.tables, self.controls, self.use)
        self.add_control(self.colour)
        self.add_control(self.sources)
        self.add(self._room, 1)
        self._connect()
        self.show_experiment(state.experiment)

    @property
    def busy(self) -> bool:
        """Whether a picture is still being read, or worked out finely."""
        return self.photos.busy or self._fine.busy

    def show_experiment(self, experiment: Experiment) -> None:
        model = self.model
        filter = self._filter
        self._channel = min(self._channel, model.kernels.channels - 1)
        self.colour.set_current("colour" if model.picture.is_coloured else "grey")
        self.controls.show_model(model, filter, self._channel)
        self.tables.show_kernel(model.kernels.weight[:, :, self._channel, filter])
        self._room.fit(self.width())
        try:
            self._lay(laid_of(model, self.photos.photo.pixels.shape))
        except SpecError as error:
            self._work = None
            self.view.show_work(None, ())
            self.note.tell(self.tr("The picture is too small: {0}").format(sentence(error)))

    def _lay(self, laid: Laid) -> None:
        wanted = self.photos.photo.pixels, self.model.picture.is_coloured
        if self._work is None or not self._work.is_of(*wanted):
            self._work = PictureWork(*wanted, laid)
        elif not self._work.lay(laid) and self.view.work is self._work:
            return
        self.view.show_work(self._work, titles_of(self._work))
        self._say(self.view.place)

    def open_file(self, path: str | Path) -> None:
        """Reads a picture file beside the window."""
        self.photos.open_file(path)

    def paste(self) -> None:
        """Takes the picture on the clipboard."""
        self.photos.paste()

    def take(self, mime: QMimeData) -> None:
        """Takes a picture that was pasted or dropped."""
        self.photos.take(mime)

    def tried(self) -> TriedPicture | None:
        """The picture that was opened, as a document keeps it."""
        return self.photos.photo.kept()

    def show_tried(self, picture: TriedPicture) -> None:
        """Shows what was kept."""
        self.photos.photo = photo_again(picture)
        self.show_experiment(self._state.experiment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit(self.width())

    def _connect(self) -> None:
        self.sources.file_chosen.connect(self.photos.open_file)
        self.sources.paste_requested.connect(self.photos.paste)
        self.sources.scene_requested.connect(lambda: self.photos.exchange(scene(), self.tr("built-in picture")))
        self.colour.changed.connect(lambda key: self._choose("is_coloured", key == "colour"))
        self.controls.chosen.connect(self._choose)
        self.controls.preset_chosen.connect(self._take_preset)
        self.controls.channel_chosen.connect(self._show_channel)
        self.tables.kernel.changed.connect(self._put)
        self.tables.kernel.gesture_ended.connect(self._state.end_gesture)
        self.view.pointed.connect(self._say)
        self.use.clicked.connect(lambda: self.kernel_offered.emit(OfferedKernel(self.model.kernels, self._filter)))
        self.photos.changed.connect(self._show_photo)
        self.photos.failed.connect(self.failed)

    @property
    def _filter(self) -> int:
        """The number of the kernel in the table."""
        return min(self.model.picture.filter, self.model.kernels.filters - 1)

    def _show_photo(self) -> None:
        self.note.tell("")
        self.show_experiment(self._state.experiment)
        self._say(None)
        self.sketched.emit()

    def _choose(self, field: str, value: object) -> None:
        changes = {field: value}
        self.edit(
            lambda model: {"picture": replace(model.picture, **changes)},  # type: ignore[arg-type]
            self.tr("choice for the picture"),
        )

    def _take_preset(self, name: str) -> None:
        self._seed += FILTERS[name].is_random
        seed, filter = self._seed, self._filter
        self.edit(
            lambda model: {"kernels": model.kernels.with_kernel(filter, make_filter(name, model.kernels.size, seed))},
            self.tr("kernel: {0}").format(sentence(FILTERS[name].title)),
        )

    def _show_channel(self, channel: int) -> None:
        self._channel = channel
        self.show_experiment(self._state.experiment)

    def _put(self, row: int, column: int, number: float) -> None:
        place = row, column, self._channel, self._filter
        self.edit(
            lambda model: {"kernels": model.kernels.with_weight(place, number)},
            self.tr("weight of the kernel"),
            f"weight {place}",
        )

    def _say(self, place: Place | None) -> None:
        """The numbers under the pointer, or what can be done."""
        work = self._work
        if work is None:
            return
        if place is None:
            self.tables.show_window(None)
            parts = [self.tr("Drag a weight up or down"), self.tr("Click a picture to enlarge it")]
            photo = self.photos.photo
            if photo.name:
                parts.insert(0, photo.name)
            if photo.is_reduced:  # from what size is not known: large files are reduced while they are read, too
                parts.insert(1, self.tr("reduced to {0}").format(formatting.dimensions(*photo.pixels.shape[:2])))
            self.said.setText(BETWEEN.join(parts))
        else:
            self.tables.show_window(window_values(work, place))
            self.said.setText(place_text(work, place))
