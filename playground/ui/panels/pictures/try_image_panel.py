"""The card in which a picture is drawn, opened or pasted, and the network says what it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QElapsedTimer, QMimeData, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from playground.data.image_sets import ImageSet
from playground.data.pictures import Prepared, Step, from_canvas, prepare
from playground.data.suffixes import PICTURE_FILES, patterns
from playground.engine.receptive_field import Field
from playground.training.chosen_data import ImagesData
from playground.training.focus import Probe
from playground.training.snapshot import NetworkSnapshot
from playground.ui.panels.pictures.pad_tools import PadTools
from playground.ui.panels.pictures.picture_reader import Opened, PictureReader
from playground.ui.panels.pictures.preparation_row import PreparationRow
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.views.maps.draw_pad import DrawPad
from playground.ui.views.maps.probabilities_view import ProbabilitiesView
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting

# Strokes come faster than frames: from one preparation of the pad to the next it takes at least so long.
PREPARE_MS = 16


class TryImagePanel(Card):
    """Turns whatever the user shows it into the probe of the state; `failed` says why a picture could not be used.

    `preparing` frames the preparation of a picture with True and False.
    """

    failed = Signal(str, str)
    preparing = Signal(bool)

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Try an image"))
        self._state, self._attention = state, attention
        self._picture: Image.Image | None = None
        self._sample: int | None = None
        self._order: np.ndarray = np.zeros(0, np.int64)
        self._reader = PictureReader(self)
        self.pad = DrawPad("")
        self.tools = PadTools(self.pad)
        self.probabilities = ProbabilitiesView()
        self.seen = PreparationRow()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._prepared = QElapsedTimer()
        self._prepared.start()
        set_names("trial", card=self, pad=self.pad, probabilities=self.probabilities)
        self._add_buttons()
        self._arrange()
        self._connect()
        self._shape: tuple[int, ...] = ()
        self._known: ImageSet | None = None
        self._follow_data()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows what the network answers."""
        self.probabilities.show_frame(snapshot)

    def show_field(self, field: Field | None) -> None:
        """Frames the part of the input that a unit sees."""
        self.seen.prepared.show_field(field)

    def show_sample(self, index: int) -> None:
        """Tries a picture of the data set: it is only scaled to [0, 1]."""
        data = self._images
        tensor = data.tensor([index])[0]
        self._picture, self._sample = None, index
        self.pad.show_picture(data.images[index])
        self._show(tensor, ())
        label = int(data.label[index])
        name = data.class_names[label]
        self._tell(
            self.tr("Picture {0}\nof the set\ntrue class: {1}").format(formatting.integer(index + 1), name), label
        )

    def next_sample(self) -> None:
        """Tries another picture of the test set, in the random order that the seed gives."""
        if not len(self._images):
            return
        if not len(self._order):
            chosen = self._data
            test = self._images.split(chosen.train_share, chosen.seed)[1]
            pool = test if len(test) else np.arange(len(self._images))
            self._order = np.random.default_rng(chosen.seed).permutation(pool)
        index, self._order = int(self._order[0]), self._order[1:]
        self.show_sample(index)

    def open_file(self, path: str | Path) -> None:
        """Reads a picture file beside the window and tries it."""
        self._reader.read(path, self._shape, self.seen.chosen_style)

    def paste(self) -> None:
        """Tries the picture on the clipboard, or the file whose name is there."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, mime: QMimeData) -> None:
        """Tries a picture that was pasted or dropped."""
        self._reader.take(mime, self._shape, self.seen.chosen_style)

    def finish(self) -> None:
        """Ends what still reads a picture."""
        self._reader.finish()

    @property
    def _images(self) -> ImageSet:
        assert isinstance(self._state.data_set, ImageSet)
        return self._state.data_set

    @property
    def _data(self) -> ImagesData:
        assert isinstance(self._state.experiment.data, ImagesData)
        return self._state.experiment.data

    def _add_buttons(self) -> None:
        choose = Button(
            self.tr("Open…"), "open", small=True, tooltip=self.tr("Open a picture file as x (or drop it anywhere)")
        )
        paste = Button(self.tr("Paste"), "paste", small=True, tooltip=self.tr("Use the copied picture as x (Ctrl+V)"))
        sample = Button(
            self.tr("Test set"),
            "shuffle",
            small=True,
            tooltip=self.tr("Take another picture x of the test set at random"),
        )
        set_names("trial", open=choose, paste=paste, sample=sample)
        for button, slot in ((choose, self._ask), (paste, self.paste), (sample, self.next_sample)):
            button.clicked.connect(lambda _=False, slot=slot: slot())
            self.add_control(button)

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.pad)
        left.addWidget(self.tools)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addLayout(left)
        top.addWidget(self.probabilities, 1)
        self.add(top)
        self.add(self.seen)

    def _connect(self) -> None:
        self.pad.drawn.connect(self._drawn)
        self.tools.cleared.connect(self._drawn)
        self._timer.timeout.connect(self._prepare_undisturbed)
        self.seen.style_changed.connect(self._prepare_undisturbed)
        self._reader.opened.connect(self._opened)
        self._reader.failed.connect(self.failed)
        self._state.replaced.connect(self._reader.cancel)
        self._state.changed.connect(lambda _: self._follow_data())

    def _follow_data(self) -> None:
        """Other data may want another shape: what is on the pad is prepared again, a picture of the old set goes."""
        images = self._images
        if images.shape != self._shape:
            self._fit_to(images.shape)
        if images is not self._known:
            self._known, self._order = images, np.zeros(0, np.int64)
            if self._sample is not None:
                self._sample = None
                self.pad.clear()
                self._show(None, ())
                self._tell("")
            if len(images) and self.pad.is_blank:
                self.next_sample()
                self.pad.make_fleeting()
        if self._attention.focus.probe is None and not self.pad.is_blank:
            self._timer.start(0)

    def _fit_to(self, shape: tuple[int, ...]) -> None:
        self._shape = shape
        digits = shape[2] == 1
        self.seen.set_style("digit" if digits else "photo")
        self.tools.set_coloured(not digits)
        hint = self.tr("Draw a digit here") if digits else self.tr("Draw here")
        self.pad.set_hint(hint + "\n" + self.tr("or drop a picture anywhere"))
        self._timer.start(0)

    def _drawn(self) -> None:
        self._picture = self._sample = None
        if not self._timer.isActive():
            self._timer.start(max(0, PREPARE_MS - self._prepared.elapsed()))

    def _prepare_undisturbed(self) -> None:
        self.preparing.emit(True)
        try:
            self._prepare()
        finally:
            self.preparing.emit(False)

    def _prepare(self) -> None:
        """Prepares what is on the pad, or the opened picture again."""
        self._prepared.restart()
        if self._picture is not None:
            self._take(prepare(self._picture, self._shape, self.seen.chosen_style))
        elif self._sample is not None:
            self._show(self._images.tensor([self._sample])[0], ())
        elif self.pad.is_blank:
            self._show(None, ())
            self._tell("")
        else:
            canvas = self.pad.canvas()
            if self.pad.has_picture or self.seen.chosen_style == "photo":
                self._take(prepare(Image.fromarray(canvas), self._shape, self.seen.chosen_style))
            else:
                self._take(from_canvas(canvas[..., 0], self._shape, self.seen.chosen_style))

    def _take(self, prepared: Prepared) -> None:
        if prepared.blank:
            self._show(None, prepared.steps[:-1])
            self._tell(self.tr("nothing written\nin this picture"))
        else:
            self._show(prepared.tensor, prepared.steps[:-1])
            self._tell(self.tr("dark on bright:\ninverted") if prepared.dark else "")

    def _show(self, tensor: np.ndarray | None, steps: tuple[Step, ...]) -> None:
        self.seen.show_prepared(tensor, steps)
        self._attention.look(probe=None if tensor is None else Probe(tensor))

    def _tell(self, text: str, label: int | None = None) -> None:
        self.seen.set_caption(text)
        self.probabilities.show_true_class(label)

    def _ask(self) -> None:
        kinds = self.tr("Pictures ({0});;All files (*)").format(patterns(PICTURE_FILES))
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), "", kinds)
        if path:
            self.open_file(path)

    def _opened(self, opened: Opened) -> None:
        self._picture, self._sample = opened.picture, None
        shown = opened.picture.convert("RGB")
        shown.thumbnail((560, 560))
        self.pad.show_picture(np.asarray(shown))
        prepared = opened.prepared
        if prepared.tensor.shape != self._shape:  # the set has changed while the picture was being read
            prepared = prepare(opened.picture, self._shape, self.seen.chosen_style)
        self._take(prepared)
        if not prepared.blank:
            self._tell("\n".join(filter(None, (opened.name, self.seen.caption()))))
