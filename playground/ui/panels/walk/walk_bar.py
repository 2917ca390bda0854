"""The bar of a walk: back, next, play; a dot for every section; one sample or the mini-batch; export; the way out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from playground.training.walk_table import Section
from playground.ui.panels.walk.section_dots import SectionDots
from playground.ui.panels.walk.walk_export import WalkExport
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import MARGIN, Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl

SECONDS = {"slow": 3.0, "usual": 1.5, "quick": 0.5, "fast": 0.1}


class WalkBar(Card):
    """`moved` carries how many stops to go on, `chosen` a section by its place, `batch_chosen` whether the mini-batch
    is walked through, `closed` that it is over."""

    moved = Signal(int)
    chosen = Signal(int)
    batch_chosen = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.back = Button(self.tr("Back"), "chevron-left", tooltip=self.tr("One stop of the walk back"))
        self.next = Button(self.tr("Next"), "chevron-right", kind="primary", tooltip=self.tr("One stop further"))
        self.play = Button(
            self.tr("Play"),
            "play",
            tooltip=self.tr("Walk on by itself, or pause"),
            other_text=self.tr("Pause"),
        )
        self.speed = Combo(self._speeds(), self.tr("Speed of the walk"), tooltip=self.tr("How long each stop is seen"))
        self.by_neuron = CheckBox(
            self.tr("neuron by neuron"), tooltip=self.tr("Stop at every neuron within a layer, not only at the layer")
        )
        self.dots = SectionDots()
        self.samples = SegmentedControl(self._samples(), self.tr("What is walked through"))
        self.export = WalkExport()
        self.leave = Button("", "close", kind="flat", tooltip=self.tr("Leave the walk (Escape)"))
        self._timer = QTimer(self)
        self._arrange()
        self._connect()

    def set_room(self, width: int) -> None:
        """Keeps within a width."""
        self.dots.set_room(width - 2 * MARGIN)

    def show_walk(self, sections: Sequence[Section], place: int, is_first: bool, is_last: bool) -> None:
        """Shows where the walk is."""
        self.dots.show_sections(sections, place)
        self.back.setEnabled(not is_first)
        self.next.setEnabled(not is_last)
        if is_last:
            self.pause()

    def pause(self) -> None:
        """No longer goes on by itself."""
        self._timer.stop()
        self.play.set_face(self.tr("Play"), "play")

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer.isActive()

    def _speeds(self) -> list[tuple[str, str]]:
        texts = self.tr("slow"), self.tr("usual"), self.tr("quick"), self.tr("fast")
        return list(zip(SECONDS, texts, strict=True))

    def _samples(self) -> tuple[Choice, Choice]:
        return (
            Choice("sample", self.tr("Single sample"), self.tr("Walk through what one sample does")),
            Choice("batch", self.tr("Mini-batch"), self.tr("Walk through the next step, the mean over its mini-batch")),
        )

    def _arrange(self) -> None:
        self.speed.set_key("usual")
        row = QWidget()
        flow = FlowLayout(row, gap=10)
        run = self.back, self.next, self.play, self.speed, self.by_neuron
        for control in (*run, self.dots, self.samples, self.export, self.leave):
            flow.addWidget(control)
        self.add(row)
        set_names("walk", bar=self, back=self.back, next=self.next, play=self.play, speed=self.speed, leave=self.leave)
        set_names("walk", by_neuron=self.by_neuron, dots=self.dots, samples=self.samples, export=self.export)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.play.clicked.connect(self._toggle)
        self.speed.chosen.connect(lambda name: self._timer.setInterval(round(1000 * SECONDS[name])))
        self.dots.chosen.connect(self.chosen)
        self.samples.changed.connect(lambda key: self.batch_chosen.emit(key == "batch"))
        self.leave.clicked.connect(self.closed)
        self._timer.timeout.connect(lambda: self.moved.emit(1))

    def _go(self, step: int) -> None:
        self.pause()
        self.moved.emit(step)

    def _toggle(self) -> None:
        if self.is_playing:
            self.pause()
            return
        self._timer.start(round(1000 * SECONDS[self.speed.key()]))
        self.play.set_face(self.tr("Pause"), "pause")
