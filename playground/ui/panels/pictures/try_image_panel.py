"""The card in which a picture is drawn, opened or pasted, and the network says what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.data.box import Box
from playground.data.by_hand import AS_IT_IS, ByHand
from playground.data.image_sets import ImageSet
from playground.data.preparation import AS_USUAL, Preparation
from playground.document.tried_picture import TriedPicture
from playground.engine.receptive_field import Field
from playground.training.chosen_images import ImagesData
from playground.training.focus import Probe
from playground.training.novelty import NOVELTY
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.panels.pictures.hand_tools import HandTools
from playground.ui.panels.pictures.pad_steps import PadStep, Tried
from playground.ui.panels.pictures.pad_tools import PadTools
from playground.ui.panels.pictures.picture_keeping import PictureKeeping, trial_of
from playground.ui.panels.pictures.picture_reader import Opened, PictureReader
from playground.ui.panels.pictures.picture_sources import PictureSources
from playground.ui.panels.pictures.preparation_pace import PreparationPace
from playground.ui.panels.pictures.preparation_row import PreparationRow
from playground.ui.panels.pictures.sample_order import SampleOrder
from playground.ui.panels.pictures.trials import DrawnTrial, OpenedTrial, SampleTrial, Seen, Trial
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.views.maps.canvas import within_square
from playground.ui.views.maps.doubt_view import DoubtView
from playground.ui.views.maps.draw_pad import SIDE_SHOWN
from playground.ui.views.maps.picture_pad import PicturePad
from playground.ui.views.maps.probabilities_view import ProbabilitiesView
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names

LARGEST_SHOWN = (560, 560)
AMONG, PROJECTED, HIGHEST = 0.14, 0.26, 0.45
"""How large the pad is among other cards, as a share of the window's width, and at most, of its height."""


class TryImagePanel(Card):
    """Has whatever the user shows it looked at as a probe; `failed` says why a picture could not be used, `opened`
    that one was.

    `preparing` frames the preparation of a picture with True and False; `style_chosen`: how all are to be prepared.
    `sketched`: the user has drawn something, or shown another picture of his own.
    """

    failed = Signal(str, str)
    opened = Signal()
    preparing = Signal(bool)
    style_chosen = Signal(str)
    sketched = Signal()

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Try an image"))
        self._state, self._attention = state, attention
        self.pad = PicturePad("")
        self.tools, self.hand = PadTools(self.pad), HandTools()
        self.probabilities, self.doubt = ProbabilitiesView(), DoubtView()
        self.seen = PreparationRow()
        self._trial: Trial = DrawnTrial(self.pad)
        self._seen = Seen()
        self._reader, self._order, self._pace = PictureReader(self), SampleOrder(), PreparationPace(self)
        self._keeping = PictureKeeping()
        set_names("trial", card=self, pad=self.pad, probabilities=self.probabilities, doubt=self.doubt)
        self._sources = PictureSources()
        self.add_control(self._sources)
        self._arrange()
        self._connect()
        self._shape: tuple[int, ...] = ()
        self._preparation: Preparation = AS_USUAL
        self._known: ImageSet | None = None
        self._follow_data()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pad()

    def show_enlarged(self, enlarged: bool) -> None:
        super().show_enlarged(enlarged)
        self._fit_pad()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows what the network answers, and whether anything known fits."""
        self.probabilities.show_frame(snapshot)
        self.doubt.show_frame(snapshot)
        self.probabilities.show_doubt(self.doubt.is_doubted)
        self.seen.set_caption(self._seen.said(self.doubt.is_doubted))
        self._attention.look(questions=() if snapshot.trace is None else (NOVELTY,))

    def show_field(self, field: Field | None) -> None:
        """Frames the part of the input that a unit sees."""
        self.seen.prepared.show_field(field)

    def show_sample(self, index: int) -> None:
        """Tries a picture of the data set; of a row of them the first is a step of undo."""
        if not (self.pad.is_blank or isinstance(self._trial, SampleTrial)):
            self._remember(self.tr("picture of the set"))
        self.pad.show_picture(self._images.images[index])
        self._try(SampleTrial(self._images, index))

    def sketch(self) -> np.ndarray | None:
        """What was drawn or opened, as `show_sketch` takes it; None of a picture of the data set."""
        return None if isinstance(self._trial, SampleTrial) else self.pad.sketch()

    def show_sketch(self, sketch: np.ndarray) -> None:
        """Tries what was drawn before."""
        self.pad.show_sketch(sketch)
        self._try(DrawnTrial(self.pad))

    def tried(self) -> TriedPicture | None:
        """The picture that was opened, with what was done to it by hand; None of what is drawn or of the set."""
        return self._keeping.kept(self._trial)

    def show_tried(self, picture: TriedPicture) -> None:
        """Tries what was opened before."""
        self._show_picture(trial_of(picture))

    def next_sample(self) -> None:
        """Tries another picture of the test set."""
        index = self._order.take(self._images, self._data)
        if index is not None:
            self.show_sample(index)

    def open_file(self, path: str | Path) -> None:
        """Reads a picture file beside the window and tries it."""
        self._reader.read(path, self._shape, self._preparation)

    def paste(self) -> None:
        """Tries the picture on the clipboard, or the file whose name is there."""
        # There is none on a clipboard that was cleared.
        self.take(QGuiApplication.clipboard().mimeData() or QMimeData())

    def take(self, mime: QMimeData) -> None:
        """Tries a picture that was pasted or dropped."""
        self._reader.take(mime, self._shape, self._preparation)

    @property
    def _images(self) -> ImageSet:
        assert isinstance(self._state.data_set, ImageSet)
        return self._state.data_set

    @property
    def _data(self) -> ImagesData:
        assert isinstance(self._state.experiment.data, ImagesData)
        return self._state.experiment.data

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.pad)
        left.addWidget(self.tools)
        left.addWidget(self.hand)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addLayout(left)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.probabilities, 1)
        right.addWidget(self.doubt)
        top.addLayout(right, 1)
        self.add(top)
        self.add(self.seen)

    def _fit_pad(self) -> None:
        """Among others the pad goes with the window, not with the card, whose width goes with the pad."""
        window = self.window()
        highest = round(HIGHEST * window.height())
        wanted = round((PROJECTED if THEME.projector else AMONG) * window.width())
        side = self.width() // 2 if self.is_enlarged else max(wanted, THEME.px(SIDE_SHOWN))
        self.pad.set_side(min(side, highest))

    def _connect(self) -> None:
        self._sources.file_chosen.connect(self.open_file)
        self._sources.paste_requested.connect(self.paste)
        self._sources.sample_requested.connect(self.next_sample)
        self.pad.drawn.connect(self._draw)
        self.pad.digit_chosen.connect(lambda digit: self._try(self._trial.choosing(digit)))
        self.pad.cropped.connect(self._crop)
        self.pad.changing.connect(self._remember)
        self.hand.turned.connect(lambda quarters: self._change(self.tr("turn"), lambda hand: hand.turned(quarters)))
        self.hand.inverted.connect(
            lambda: self._change(self.tr("invert"), lambda hand: replace(hand, inverted=not hand.inverted))
        )
        self.hand.restored.connect(lambda: self._change(self.tr("picture as it was"), lambda hand: AS_IT_IS))
        self._pace.due.connect(self._prepare)
        self.seen.style_chosen.connect(self.style_chosen)
        self._reader.opened.connect(self._open)
        self._reader.failed.connect(self.failed)
        self._state.replaced.connect(self._reader.cancel)
        self._state.changed.connect(self._follow_data)

    def _follow_data(self) -> None:
        """Other data may want another shape: what is on the pad is prepared again, a picture of the old set goes."""
        images = self._images
        preparation = self._data.preparation(images.shape[2])
        if (images.shape, preparation) != (self._shape, self._preparation):
            self._fit_to(images.shape, preparation)
        if images is not self._known:
            self._known = images
            self._order.begin()
            if not self._trial.goes_with(images):
                self.pad.clear()
                self._try(DrawnTrial(self.pad))
            if len(images) and self.pad.is_blank:
                self.next_sample()
                self.pad.make_fleeting()
        if self._attention.focus.probe is None and not self.pad.is_blank:
            self._pace.ask_at_once()

    def _fit_to(self, shape: tuple[int, ...], preparation: Preparation) -> None:
        self._shape, self._preparation = shape, preparation
        style = preparation.style_for(shape[2])
        self.seen.set_style(style)
        self.tools.set_coloured(shape[2] > 1)
        hint = self.tr("Draw a digit here") if style == "digit" else self.tr("Draw here")
        self.pad.set_hint(hint + "\n" + self.tr("or drop a picture anywhere"))
        self._pace.ask_at_once()

    def _draw(self) -> None:
        self._trial = DrawnTrial(self.pad)
        self.sketched.emit()
        self.pad.mark_digits((), 0)  # those of the picture before
        self._pace.ask()

    def _remember(self, name: str) -> None:
        """What is tried now comes back when what is about to happen is undone."""
        self._state.note(name, PadStep(lambda: Tried.of(self.pad, self._trial), self._put_back))

    def _put_back(self, tried: Tried) -> None:
        self._try(tried.put_back(self.pad, self._images))
        self.sketched.emit()

    def _open(self, opened: Opened) -> None:
        self._remember(opened.name)
        self._show_picture(OpenedTrial.of(opened))
        self.sketched.emit()
        self.opened.emit()

    def _show_picture(self, trial: OpenedTrial) -> None:
        shown = trial.shown().convert("RGB")
        shown.thumbnail(LARGEST_SHOWN)
        self.pad.show_picture(np.asarray(shown))
        self._try(trial)

    def _change(self, name: str, change: Callable[[ByHand], ByHand]) -> None:
        """Does something to the picture by hand; a drawing becomes a picture."""
        self._remember(name)
        trial = self._trial.picture()
        self._show_picture(trial.by_hand(change(trial.hand)))
        self.sketched.emit()

    def _crop(self, part: Box) -> None:
        kept = None if self.pad.is_blank else within_square(part, self._trial.picture().shown().size)
        if kept is not None:
            self._change(self.tr("crop"), lambda hand: hand.cropped(kept))
        self.tools.take_pen()

    def _try(self, trial: Trial) -> None:
        self._trial = trial
        self._show(trial.seen(self._shape, self._preparation))

    def _prepare(self) -> None:
        """Prepares what is being tried again, undisturbed."""
        self.preparing.emit(True)
        try:
            self._pace.begin()
            self._try(self._trial)
        finally:
            self.preparing.emit(False)

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self.seen.show_prepared(seen.tensor, seen.steps)
        self._attention.look(probe=None if seen.tensor is None else Probe(seen.tensor))
        self.seen.set_caption(seen.caption)
        self.probabilities.show_true_class(seen.true_class)
        self.pad.mark_digits(seen.digits, seen.chosen)
        changed = isinstance(self._trial, OpenedTrial) and self._trial.hand != AS_IT_IS
        self.hand.set_usable(not self.pad.is_blank, changed)
