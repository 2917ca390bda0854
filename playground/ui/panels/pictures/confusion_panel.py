"""The card with the confusion matrix of the test set and the most confident mistakes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from playground.data.image_sets import ImageSet
from playground.training.snapshot import Confusion, NetworkSnapshot
from playground.ui.views.maps.confusion_view import ConfusionView
from playground.ui.views.maps.image_grid_view import ImageGridView
from playground.ui.widgets.card import Card
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting

COLUMNS, ROWS = 5, 2
SHORT = 2
FEWER = (3, 1)
"""Columns and rows of mistakes whose classes have names rather than digits."""


class ConfusionPanel(Card):
    """Shows where the network errs; emits `sample_picked` with the index of a mistake in the data set."""

    sample_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Confusion"))
        self._meaning = self.tr("The test set. Rows: the true class d. Columns: the network's answer y")
        self.setToolTip(self._meaning)
        self.matrix = ConfusionView()
        self.menu = FigureMenu(self.matrix, "confusion")
        self._heading = QLabel(self.tr("Most confident mistakes"))
        self._heading.setProperty("role", "title")
        self.mistakes = ImageGridView(
            COLUMNS,
            ROWS,
            self.tr("Most confident mistakes"),
            self.tr("Test pictures that the network is surest and wrong about, d → y; click one to try it"),
        )
        self._indices: tuple[int, ...] = ()
        self._shown: tuple[Confusion | None, object] = (None, None)
        set_names("confusion", card=self, matrix=self.matrix, mistakes=self.mistakes)
        self.add(self.matrix)
        self.add(self._heading)
        self.add(self.mistakes)
        self.add_stretch()
        self.mistakes.picked.connect(lambda place: self.sample_picked.emit(self._indices[place]))

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the matrix and the mistakes of a snapshot; most frames bring those that are shown already."""
        confusion, data = self._shown
        if snapshot.confusion is not None and snapshot.confusion is confusion and snapshot.data_set is data:
            return
        self._shown = (snapshot.confusion, snapshot.data_set)
        self.matrix.show_frame(snapshot)
        data = snapshot.data_set
        assert isinstance(data, ImageSet)
        names = data.class_names
        columns, rows = FEWER if any(len(name) > SHORT for name in names) else (COLUMNS, ROWS)
        mistakes = snapshot.confusion.mistakes[: columns * rows] if snapshot.confusion else ()
        self._indices = tuple(index for index, _ in mistakes)
        self.mistakes.set_grid(columns, rows)
        pairs = [(names[int(data.label[index])], names[answer]) for index, answer in mistakes]
        hints = [self.tr("“{0}” taken for “{1}”; click to try it").format(*pair) for pair in pairs]
        self.mistakes.show_images(data.images[list(self._indices)], hints, [caption(*pair) for pair in pairs])
        self._heading.setVisible(bool(mistakes))

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows how many of the test pictures are answered rightly."""
        accuracy, measured = snapshot.scores.test_accuracy, snapshot.scores.test_measured
        is_part = measured is not None and measured < snapshot.test_count
        texts = [formatting.integer(count) for count in (measured or 0, snapshot.test_count)]
        part = self.tr("{0} of {1} test pictures are counted, all as soon as training rests").format(*texts)
        told = f"{self._meaning}\n{part}" if is_part else self._meaning
        if told != self.toolTip():
            self.setToolTip(told)
        if accuracy is None:
            self.set_subtitle("")
            return
        share = formatting.percent(accuracy, 1)
        self.set_subtitle(
            self.tr("{0} of {1}").format(share, texts[0]) if is_part else self.tr("{0} right").format(share)
        )


def caption(true: str, answer: str) -> str:
    """4 → 9; long names in two lines."""
    return f"{true} → {answer}" if max(len(true), len(answer)) <= SHORT else f"{true}\n→ {answer}"
