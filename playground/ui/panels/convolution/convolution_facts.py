"""What can be said of a convolution in numbers: the size of its output, how far it is, how much work it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from playground.training.chosen_convolution import FORWARD
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting
from playground.ui.words.formatting import MINUS


class ConvolutionFacts(QWidget):
    """Three facts in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.output, self.place, self.work = QLabel(), QLabel(), QLabel()
        row = FlowLayout(self, gap=24)
        for label in (self.output, self.place, self.work):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setProperty("role", "muted")
            row.addWidget(label)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_names("tables", output_size=self.output, place=self.place, work=self.work)

    def show_frame(self, snapshot: ConvolutionSnapshot) -> None:
        """Shows the facts of a run."""
        is_forward = snapshot.route.way == FORWARD
        self._say(self.output, self.tr("output size") if is_forward else self.tr("size of δ"), size_text(snapshot))
        places, total = formatting.integer(snapshot.place), formatting.integer(snapshot.route.places)
        self._say(self.place, self.tr("step"), f"{places} / {total}")
        self.work.setVisible(not snapshot.model.is_pooling)
        products = formatting.integer(snapshot.route.places * snapshot.route.terms)
        self._say(self.work, self.tr("multiplications"), products)

    def _say(self, label: QLabel, name: str, text: str) -> None:
        told = f"{name} <b>{text}</b>"
        if label.text() != told:
            label.setText(told)


def size_text(snapshot: ConvolutionSnapshot) -> str:
    """How the size of the output comes about, its rows and then its columns: (5 − 3 + 2·0) / 1 + 1 = 3"""
    rows, columns, _ = snapshot.answer.x.shape
    texts = [_axis(snapshot, rows, snapshot.answer.a.shape[0])]
    if rows != columns:
        texts.append(_axis(snapshot, columns, snapshot.answer.a.shape[1]))
    return ", ".join(texts)


def _axis(snapshot: ConvolutionSnapshot, count: int, output: int) -> str:
    model = snapshot.model
    if model.is_pooling:
        assert model.pool is not None
        size, stride, pads = model.pool.size, model.pool.step, (0, 0)
    else:
        size, stride, pads = model.spec.reach, model.stride, model.spec.pads
    padding = f"2·{pads[0]}" if pads[0] == pads[1] else f"{pads[0]} + {pads[1]}"
    inside = f"{count} {MINUS} {size}" if model.is_pooling else f"{count} {MINUS} {size} + {padding}"
    is_even = (count - size + sum(pads)) % stride == 0
    share = f"({inside}) / {stride}" if is_even else f"⌊({inside}) / {stride}⌋"
    return f"{share} + 1 = {output}"
