"""The diagram with the controls of every layer over its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.engine.spec import DenseSpec
from playground.training.architecture import MAX_HIDDEN_LAYERS, Architecture
from playground.training.experiment import Experiment, plan_network
from playground.ui.look.theme import THEME
from playground.ui.panels.layers.layer_header import LEAST_WIDTH, WIDTH, LayerHeader, UnitsHeader
from playground.ui.session.state import ExperimentState
from playground.ui.views.diagram.diagram_layout import MARGIN, middles, room_between
from playground.ui.views.diagram.locks import word_of
from playground.ui.views.diagram.network_diagram import NetworkDiagram
from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scrolled import scrolled
from playground.ui.workspaces.network.column_layers import columns_of, with_column, with_dropout, without_column

INSERT_SIDE = 20
INSERT_ROOM = 26
GAP = 4
DEFAULT_UNITS = 4

Edit = Callable[[Architecture, str], None]


class ColumnsArea(QWidget):
    """Headers in a row, one over each column, and the diagram below. `edit` takes an edited architecture."""

    def __init__(self, state: ExperimentState, edit: Edit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._edit = state, edit
        self.diagram = NetworkDiagram()
        self.pane = scrolled(self.diagram)
        self.pane.setWidgetResizable(False)  # The diagram's size is decided in `_place` alone.
        self.pane.setParent(self)
        self._zoom, self._seen_width = 1.0, 0
        self.diagram.lock_asked.connect(self._lock)
        self.diagram.arranged.connect(self._follow_diagram)
        self.input = UnitsHeader(self.tr("Input"), self.tr("How many input features h₀ = x there are"))
        self.output = UnitsHeader(
            self.tr("Output"), self.tr("One unit tells two classes apart, more need one each; one is a value")
        )
        self.output.add_activation(
            self.tr("Activation of the output layer"),
            self.tr("The activation g_L in y = g_L(a_L); the loss decides which"),
        )
        self.output.activation_chosen.connect(self._set_output)
        self.input_dropout = self.input.add_dropout(self.tr("Dropout of the input"))
        self.input_dropout.rate_chosen.connect(lambda rate: self._drop(None, rate))
        set_names("layer", input=self.input, output=self.output)
        set_names("layer.input", dropout=self.input_dropout)
        for header in (self.input, self.output):
            header.setParent(self)
        self.headers: dict[int, LayerHeader] = {}
        self.inserts: list[Button] = []
        state.changed.connect(self._follow)
        THEME.changed.connect(self._fit)
        self._shown: tuple[object, ...] = ()
        self._follow(state.experiment)

    def minimumSizeHint(self) -> QSize:
        columns = len(self.headers) + 2
        header = THEME.px(LEAST_WIDTH)
        pitch = max(header + GAP, round(1.5 * header) - MARGIN + GAP)  # As `_place` puts the last one.
        width = 2 * MARGIN + (columns - 1) * pitch + round(sum(self._wider()))
        if self._zoom > 1:
            width = round(self._zoom * max(width, self._seen_width))
        return QSize(width, self._header_height() + self.diagram.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint().expandedTo(QSize(600, 460))

    def show_zoomed(self, zoom: float, seen: QSize) -> None:
        """Makes the columns so many times as far apart, and the diagram as high, as what of them is seen at once."""
        if zoom != self._zoom:
            self.diagram.look(replace(self.diagram.view, zoom=zoom), arranges=False)
        self._zoom, self._seen_width = zoom, seen.width()
        self.resize(seen.expandedTo(QSize(self.minimumSizeHint().width(), 0)))
        self._place()
        self.updateGeometry()

    def new_layer(self, index: int) -> None:
        """Inserts a layer like the one before it (or after it) in front of hidden layer `index`."""
        self._edit(with_column(self._model(), index, DenseSpec(DEFAULT_UNITS, "tanh")), "")

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows the architecture: as many headers as hidden layers, each with its units and activation."""
        model = self._model()
        data = experiment.data
        spec = plan_network(experiment)
        output = spec.layers[-1]
        self.input.show_units(spec.input_shape[0])
        self.input_dropout.show_rate(columns_of(model)[0].rate)
        self.output.show_units(spec.output_shape[0])
        self.output.show_activation(data.task.output_activations(experiment.training.loss), output.activation)
        shown = tuple(self.headers)
        self._make_headers(model)
        self._make_inserts(len(self.headers) + 1)
        if shown != tuple(self.headers):
            _set_tab_order(self.inserts, self.headers.values())
            self.updateGeometry()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _follow(self, experiment: Experiment) -> None:
        """Painted points and other settings leave the columns as they are: they need not be placed again."""
        shown = experiment.model, plan_network(experiment), experiment.training.loss
        if shown != self._shown:
            self._shown = shown
            self.show_experiment(experiment)

    def _fit(self) -> None:
        """Another text size: headers have other sizes."""
        for header in (self.input, *self.headers.values(), self.output):
            header.fit()
        self.updateGeometry()
        self._place()

    def _make_headers(self, model: Architecture) -> None:
        columns = {column.key: column for column in columns_of(model) if column.key is not None}
        for key in [key for key in self.headers if key not in columns]:
            header = self.headers.pop(key)
            header.hide()
            header.deleteLater()
        kept = self.headers
        self.headers = {}
        for number, (key, column) in enumerate(columns.items(), 1):
            layer = model.hidden[column.index]
            units = layer.width or 0
            if key not in kept:
                kept[key] = self._new_header(key, number, units, layer.activation)
            self.headers[key] = kept[key]
            self.headers[key].show_number(number)
            self.headers[key].show_layer(units, layer.activation)
            self.headers[key].dropout.show_rate(column.rate)
            self.headers[key].show_lock(str(key) in model.frozen)
            self.headers[key].offer_everywhere(len(columns) > 1)

    def _new_header(self, key: int, number: int, units: int, activation: str) -> LayerHeader:
        header = LayerHeader(number, units, activation)
        header.setParent(self)
        header.units_changed.connect(lambda units: self._change(key, f"units {key}", units=units))
        header.activation_chosen.connect(lambda name: self._change(key, "", activation=name))
        header.everywhere_asked.connect(lambda name: self._edit(self._model().with_activation(name), ""))
        header.dropout.rate_chosen.connect(lambda rate: self._drop(key, rate))
        header.remove_requested.connect(lambda: self._remove(key))
        header.lock_requested.connect(lambda on: self._edit(self._model().with_frozen(str(key), on), ""))
        header.show()
        return header

    def _lock(self) -> None:
        """Freezes what the pointer is on, or frees it."""
        model = self._model()
        word = word_of(model, self.diagram.hovered)
        if word:
            self._edit(model.with_frozen(word, word not in model.frozen), "")

    def _make_inserts(self, count: int) -> None:
        """A small plus between all columns."""
        while len(self.inserts) < count:
            index = len(self.inserts)
            button = Button("", "plus", kind="flat", tooltip=self.tr("Insert a layer here"), parent=self)
            button.setObjectName(f"layer.insert.{index}")
            button.setStyleSheet("padding: 0; min-height: 0;")
            button.clicked.connect(lambda _=False, index=index: self.new_layer(index))
            self.inserts.append(button)
        for button in self.inserts:
            button.setEnabled(len(self.headers) < MAX_HIDDEN_LAYERS)

    def _place(self) -> None:
        """Puts every header over its column, the pluses between them, the diagram below."""
        headers = [self.input, *self.headers.values(), self.output]
        wider = self._wider()
        centres = middles(len(headers), self.width(), self._zoom, wider)
        pitch = room_between(len(headers), self.width(), self._zoom, wider)
        # The header at the right is pushed inwards by what does not fit into the margin: it must not lie on the next.
        width = int(min(THEME.px(WIDTH), pitch - GAP, (pitch + MARGIN - GAP) / 1.5))
        height = self._header_height()
        for header, centre in zip(headers, centres, strict=True):
            left = min(max(round(centre - width / 2), 0), self.width() - width)
            header.setGeometry(left, 0, width, header.sizeHint().height())
        for header in headers:
            header.set_narrow(width < THEME.px(WIDTH))
        self._place_inserts(centres, roomy=pitch - width >= THEME.px(INSERT_ROOM))
        seen = max(self.height() - height, 1)
        self.pane.setGeometry(0, height, self.width(), seen)
        self.diagram.resize(self.width(), round(self._zoom * seen))

    def _wider(self) -> list[float]:
        """How much wider than the others each column is: what the diagram says, once it shows this network."""
        wider = self.diagram.wider
        return wider if len(wider) == len(self.headers) + 2 else [0.0] * (len(self.headers) + 2)

    def _follow_diagram(self) -> None:
        """A column was opened or folded: the others move."""
        self.updateGeometry()
        self._place()

    def _place_inserts(self, centres: np.ndarray, roomy: bool) -> None:
        """Puts the pluses between the columns: beside the steppers, or beside the titles where there is no room."""
        side = THEME.px(INSERT_SIDE)
        for index, button in enumerate(self.inserts):
            button.setVisible(index < len(centres) - 1)
            if index < len(centres) - 1:
                middle = (centres[index] + centres[index + 1]) / 2
                button.setFixedSize(side, side)
                button.move(round(middle - side / 2), THEME.px(22) if roomy else 0)
                button.raise_()

    def _header_height(self) -> int:
        tallest = [header.sizeHint().height() for header in (self.input, *self.headers.values(), self.output)]
        return max(tallest) + 6

    def _model(self) -> Architecture:
        model = self._state.experiment.model
        assert isinstance(model, Architecture)
        return model

    def _change(self, key: int, merge: str, **changes: object) -> None:
        model = self._model()
        index = model.keys.index(key)
        self._edit(model.with_replaced(index, replace(model.hidden[index], **changes)), merge)

    def _remove(self, key: int) -> None:
        self._edit(without_column(self._model(), key), "")

    def _drop(self, key: int | None, rate: float) -> None:
        self._edit(with_dropout(self._model(), key, rate), "")

    def _set_output(self, activation: str) -> None:
        self._edit(replace(self._model(), output_activation=activation), "")


def _set_tab_order(inserts: list[Button], headers: Iterable[LayerHeader]) -> None:
    """From layer to layer: insert one before, its neurons, its activation, remove it."""
    before: QWidget | None = None
    for insert, header in zip(inserts, headers, strict=False):
        chain = [
            insert,
            *header.stepper.findChildren(QWidget),
            header.combo,
            header.dropout,
            header.lock,
            header.remove,
        ]
        for widget in (each for each in chain if each.focusPolicy()):
            if before is not None and before.window() is widget.window():
                QWidget.setTabOrder(before, widget)
            before = widget
