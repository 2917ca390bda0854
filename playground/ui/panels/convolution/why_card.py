"""The card of weight sharing: how many connections and weights layers have that look at a picture in different ways."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.engine.connection_counts import CONNECTIONS, LayerSizes
from playground.engine.limits import Range, limits_of
from playground.training.experiment import Experiment
from playground.ui.panels.convolution.convolution_card import ConvolutionCard
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.count_bars import CountBars, CountRow
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_number import LabelledNumber
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.words import formatting, ranges

WEIGHTS, CONNECTED = "weights", "connections"


class WhyCard(ConvolutionCard):
    """Begins with the sizes of the course; each of them can be typed."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(state, "", parent)
        self.set_title(self.tr("Why convolution?"))
        self.what = SegmentedControl(
            (
                Choice(WEIGHTS, self.tr("Weights"), self.tr("How many numbers there are to learn")),
                Choice(CONNECTED, self.tr("Connections"), self.tr("How many products one pass takes")),
            ),
            self.tr("What is counted"),
        )
        self.numbers = {name: self._number(name, *texts) for name, texts in self._texts().items()}
        self.bars = CountBars()
        self.bars.setAccessibleName(self.tr("Numbers of weights or connections on a logarithmic scale"))
        self.figure = FigureMenu(self.bars, "counts")
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_names("why", card=self, what=self.what, bars=self.bars, said=self.said, **self.numbers)
        self.add_control(self.what)
        sizes = QWidget()
        row = FlowLayout(sizes, gap=12)
        for number in self.numbers.values():
            row.addWidget(number)
        self.add(sizes)
        self.add(self.bars)
        self.add(self.said)
        self.add_stretch()
        self.what.changed.connect(lambda _: self._show())
        self.bars.pointed.connect(self._say)
        self.show_experiment(state.experiment)

    def show_experiment(self, experiment: Experiment) -> None:
        for field in fields(LayerSizes):
            self.numbers[field.name].show_text(formatting.integer(getattr(self.model.sizes, field.name)))
        self._show()

    def _texts(self) -> dict[str, tuple[str, str]]:
        return {
            "rows": (self.tr("Rows"), self.tr("Rows of the picture")),
            "columns": (self.tr("Columns"), self.tr("Columns of the picture")),
            "units": (self.tr("Hidden units"), self.tr("Hidden units of one map")),
            "field": (self.tr("Field"), self.tr("Rows, and columns, of what a hidden unit sees of the picture")),
            "inputs": (self.tr("Inputs"), self.tr("Maps that go in, for the last row")),
            "outputs": (self.tr("Outputs"), self.tr("Maps that come out: so many kernels, for the last two rows")),
        }

    def _number(self, name: str, label: str, tooltip: str) -> LabelledNumber:
        allowed = limits_of(LayerSizes)[name].allowed
        assert isinstance(allowed, Range)
        number = LabelledNumber(label, partial(_whole, allowed), ranges.allowed_text(allowed), tooltip=tooltip)
        number.entered.connect(lambda value: self._change(name, int(value)))
        return number

    def _change(self, name: str, value: int) -> None:
        self.edit(
            lambda model: {"sizes": replace(model.sizes, **{name: value})}, self.tr("sizes of layers"), f"sizes {name}"
        )
        self._state.end_gesture()

    def _show(self) -> None:
        sizes, is_of_weights = self.model.sizes, self.what.current() == WEIGHTS
        rows = []
        for name, count in CONNECTIONS.items():
            counts = count(sizes)
            title, short = self._titles(name, sizes)
            count_shown = counts.weights if is_of_weights else counts.connections
            rows.append(CountRow(title, short, count_shown, _product(name, sizes, is_of_weights)))
        self.bars.show_rows(rows)
        self._say(None)

    def _titles(self, name: str, sizes: LayerSizes) -> tuple[str, str]:
        """What a row is called, and in short."""
        inputs, outputs = formatting.integer(sizes.inputs), formatting.integer(sizes.outputs)
        return {
            "fully-connected": (self.tr("Fully connected"),) * 2,
            "locally-connected": (self.tr("Locally connected"),) * 2,
            "shared": (self.tr("Shared weights"),) * 2,
            "filter-bank": (
                self.tr("{0} kernels (filter bank)").format(outputs),
                self.tr("{0} kernels").format(outputs),
            ),
            "several-maps": (
                self.tr("{0} inputs × {1} outputs").format(inputs, outputs),
                self.tr("{0} in × {1} out").format(inputs, outputs),
            ),
        }[name]

    def _say(self, row: CountRow | None) -> None:
        """What is pointed at, exactly, or how the bars are to be read."""
        self.said.setText(row.sentence if row else self.tr("Log scale; biases are not counted"))


def _whole(allowed: Range, text: str) -> float | None:
    """A whole number that is allowed."""
    value = formatting.parse(text)
    return None if value is None or value != round(value) or round(value) not in allowed else value


def _product(name: str, sizes: LayerSizes, is_of_weights: bool) -> str:
    """What is multiplied."""
    rows, columns, units, inputs, outputs = map(
        formatting.integer, (sizes.rows, sizes.columns, sizes.units, sizes.inputs, sizes.outputs)
    )
    field = f"{formatting.integer(sizes.field)}²"
    shared = field if is_of_weights else f"{units} · {field}"
    return {
        "fully-connected": f"{rows} · {columns} · {units}",
        "locally-connected": f"{units} · {field}",
        "shared": shared,
        "filter-bank": f"{shared} · {outputs}",
        "several-maps": f"{shared} · {inputs} · {outputs}",
    }[name]
