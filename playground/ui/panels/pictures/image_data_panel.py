"""The card with the labelled pictures: which set, some of them, how many, and the share used for training."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from playground.data.image_sets import IMAGE_SETS, ImageSet
from playground.data.suffixes import IMAGE_SET_FILES, patterns
from playground.training.chosen_images import ImagesData
from playground.training.hyperparameters import rows
from playground.ui.panels.pictures.reading_menu import ReadingMenu
from playground.ui.session.state import ExperimentState
from playground.ui.views.maps.image_grid_view import ImageGridView
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.file_dialogs import file_to_open, folder_to_open
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.progress_strip import ProgressStrip
from playground.ui.widgets.value_slider import LinearSlider, LogSlider
from playground.ui.words import formatting
from playground.ui.words.set_text import set_text

COLUMNS, ROWS = 6, 4
COUNTS = (500, 50_000)
"""What the slider of the number of pictures spans; fewer and more can be typed."""


class ImageDataPanel(Card):
    """Shows the image set of the state, and asks for others: `load_requested` (source, count or None).

    `reading_chosen` (field, value): the set is to be read in another way.
    """

    load_requested = Signal(str, object)
    reading_chosen = Signal(str, object)
    cancel_requested = Signal()
    sample_picked = Signal(int)

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Images"))
        self._state = state
        self._opened: list[str] = []
        self._samples = np.zeros(0, np.int64)
        self._shown: ImageSet | None = None
        self.source = Combo(
            self._options(),
            self.tr("Image set"),
            tooltip=self.tr("The labelled pictures (x, d) that the network learns"),
        )
        self.grid = ImageGridView(
            COLUMNS, ROWS, self.tr("Pictures of the set"), self.tr("Some pictures x of the set; click one to try it")
        )
        self.progress = ProgressStrip("", tooltip=self.tr("How far the set is; the network stays usable meanwhile"))
        self.progress.hide()
        self.reading = ReadingMenu()
        self._make_sliders()
        set_names("data", reading=self.reading)
        set_names("data", card=self, source=self.source, pictures=self.grid, progress=self.progress)
        set_names("data", count=self.count, train_share=self.share)
        self._arrange()
        self._connect()
        self._show()

    def show_progress(self, fraction: float | None, label: str = "") -> None:
        """Shows how far a set is from 0 to 1, or None where the end is not known."""
        if label:
            self.progress.set_label(label)
        self.progress.set_progress(fraction)
        self.progress.show()

    def end_progress(self) -> None:
        """Hides the strip and shows again what the state has."""
        self.progress.hide()
        self._show()

    def _make_sliders(self) -> None:
        count, share = (rows(ImagesData)[name].range for name in ("count", "train_share"))
        tooltip = self.tr("How many pictures the program makes; more take longer and teach more")
        self.count = LogSlider(self.tr("Pictures"), *COUNTS, COUNTS[0], typed=count, tooltip=tooltip)
        tooltip = self.tr("The share of the pictures that the network learns from; the others only test it")
        self.share = LinearSlider(
            self.tr("Training share"), share.least, share.most, share.most, step=0.05, percent=True, tooltip=tooltip
        )

    def _arrange(self) -> None:
        folder = Button(
            self.tr("Folder…"),
            "open",
            small=True,
            tooltip=self.tr("Open a folder with one subfolder of pictures per class"),
        )
        file = Button(
            self.tr("File…"),
            small=True,
            tooltip=self.tr("Open a set in a file: IDX as of MNIST, NPZ, NPY, CIFAR's binary version, or a zip file"),
        )
        set_names("data", open_folder=folder, open_file=file)
        folder.clicked.connect(self._ask_folder)
        file.clicked.connect(self._ask_file)
        self._classes, self._sizes = QLabel(), QLabel()
        numbers = QHBoxLayout()
        for label in (self._classes, self._sizes):
            label.setProperty("role", "small")
        numbers.addWidget(self._classes)
        numbers.addStretch(1)
        numbers.addWidget(self._sizes)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        buttons.addWidget(folder, 0, 0)
        buttons.addWidget(file, 0, 1)
        for item in (self.source, self.grid, self.progress, numbers, self.count, self.share, buttons):
            self.add(item)
        self.add_control(self.reading)

    def _connect(self) -> None:
        self.source.chosen.connect(self._choose)
        self.grid.picked.connect(lambda place: self.sample_picked.emit(int(self._samples[place])))
        self.progress.cancelled.connect(self.cancel_requested)
        self.count.value_committed.connect(lambda value: self.load_requested.emit(self._data.source, int(value)))
        self.share.value_changed.connect(self._show_sizes)
        self.reading.chosen.connect(self.reading_chosen)
        self.share.value_committed.connect(self._take_share)
        self._state.changed.connect(self._show)

    @property
    def _data(self) -> ImagesData:
        data = self._state.experiment.data
        assert isinstance(data, ImagesData)
        return data

    def _options(self) -> list[tuple[str, str]]:
        return [(source, set_text(source)) for source in (*IMAGE_SETS, *self._opened)]

    def _choose(self, source: str) -> None:
        """Another set that is made is as large as the one before; after one that is what it is, as large as usual."""
        usual = IMAGE_SETS[source].usual_count if source in IMAGE_SETS else None
        same = int(self.count.value()) if has_choice_of_count(self._data.source) else usual
        self.load_requested.emit(source, same if has_choice_of_count(source) else None)

    def _take_share(self, share: float) -> None:
        if self._state.edit_data(train_share=round(share, 4)):
            self.share.set_value(self._data.train_share)

    def _show(self) -> None:
        data, images = self._data, self._state.data_set
        assert isinstance(images, ImageSet)
        if data.source not in (*IMAGE_SETS, *self._opened):
            self._opened.append(data.source)
            self.source.set_options(self._options())
        if not self.progress.isVisibleTo(self):
            self.source.set_key(data.source)
            self.count.set_value(data.count)
        self.count.setVisible(has_choice_of_count(data.source))
        self.reading.setVisible(data.source not in IMAGE_SETS)
        self.reading.show_data(data, images.shape[2])
        self.share.set_value(data.train_share)
        self.share.setEnabled(images.is_test is None)
        self._show_sizes(data.train_share)
        if images is not self._shown:
            self._shown = images
            self._show_samples(images)

    def _show_samples(self, images: ImageSet) -> None:
        self._samples = one_of_each(images.label, images.classes, COLUMNS * ROWS)
        self._classes.setText(self.tr("{0} classes", None, images.classes).format(images.classes))
        hints = [images.class_names[label] for label in images.label[self._samples]]
        self.grid.show_images(images.images[self._samples], hints)

    def _show_sizes(self, share: float) -> None:
        images = self._state.data_set
        assert isinstance(images, ImageSet)
        test = len(images) - round(len(images) * share) if images.is_test is None else int(images.is_test.sum())
        numbers = formatting.integer(len(images) - test), formatting.integer(test)
        self._sizes.setText(self.tr("{0} train · {1} test").format(*numbers))

    def _ask_folder(self) -> None:
        path = folder_to_open(self, self.tr("Open a folder with one subfolder per class"))
        if path is not None:
            self.load_requested.emit(str(path), None)

    def _ask_file(self) -> None:
        kinds = self.tr("Image sets ({0});;All files (*)").format(patterns(IMAGE_SET_FILES))
        path = file_to_open(self, self.tr("Open an image set"), kinds)
        if path is not None:
            self.load_requested.emit(str(path), None)


def has_choice_of_count(source: str) -> bool:
    """Whether so many pictures are made as the user likes."""
    return source in IMAGE_SETS and IMAGE_SETS[source].has_choice_of_count


def one_of_each(label: np.ndarray, classes: int, count: int) -> np.ndarray:
    """Indices of up to `count` samples: the first of every class in turn, then the second, …"""
    places = [np.flatnonzero(label == c)[: -(-count // classes)] for c in range(min(classes, count))]
    turns = max((len(place) for place in places), default=0)
    order = [place[turn] for turn in range(turns) for place in places if turn < len(place)]
    return np.array(order[:count], np.int64)
