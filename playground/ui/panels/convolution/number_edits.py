"""Edits of the numbers of a convolution, wherever they stand: in the map, in a kernel, a bias, δ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.data.errors import DataError
from playground.data.number_maps import NumberMap
from playground.engine.spec import SpecError
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.chosen_maps import MapsData
from playground.training.convolution_answer import answer_of
from playground.training.convolution_examples import edited, example
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.number_table import Spot
from playground.ui.views.convolution.scene_of import BIAS, DELTA, INPUT, KERNEL, TURNED
from playground.ui.words.refusals import sentence

SYMBOLS = {INPUT: "x", KERNEL: "w", TURNED: "w", BIAS: "b", DELTA: "δ"}


class NumberEdits(QObject):
    """Makes another experiment of a number, a size or an example; `refused` says why one is not made."""

    refused = Signal(str)

    def __init__(self, state: ExperimentState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state

    @property
    def model(self) -> ConvolutionModel:
        """What is laid on the map."""
        model = self._state.experiment.model
        assert isinstance(model, ConvolutionModel)
        return model

    @property
    def data(self) -> MapsData:
        """The map."""
        data = self._state.experiment.data
        assert isinstance(data, MapsData)
        return data

    def put(self, spot: Spot, value: float, merge: str, name: str) -> None:
        """Another number at a place."""
        if spot.table.symbol == INPUT:
            place = (*spot.place, spot.table.channel)
            self._edit(lambda: self._with_map(self.data.resolve().with_number(place, value)), merge, name)
        else:
            self._edit(lambda: edited(self._state.experiment, **self._changes(spot, value)), merge, name)

    def set_size(self, rows: int, columns: int, channels: int) -> None:
        """A map of another size, which keeps what both have."""
        name = self.tr("size of the input")
        self._edit(lambda: self._with_map(self.data.resolve().with_shape(rows, columns, channels)), "", name)

    def clear(self) -> None:
        """A map of zeros."""
        found = self.data.resolve()
        empty = NumberMap(found.values * 0.0)
        self._edit(lambda: self._with_map(empty), "", self.tr("input cleared"))

    def change(self, name: str = "", **changes: Any) -> None:
        """Other fields of the convolution."""
        self._edit(lambda: edited(self._state.experiment, **changes), "", name)

    def begin(self, name: str) -> None:
        """An example in place of the map and what is laid on it; the cards beside keep what they show."""
        now, begun = self.model, example(name)
        model = begun.model
        assert isinstance(model, ConvolutionModel)
        beside = {each: getattr(now, each) for each in ("stack", "sizes", "picture", "table", "every_sample")}
        experiment = replace(self._state.experiment, data=begun.data, model=replace(model, **beside))
        self._edit(lambda: experiment, "", self.tr("another example"))

    def own(self) -> None:
        """The numbers that are there, as the user's own."""
        self._edit(lambda: self._with_map(NumberMap(self.data.resolve().values)), "", self.tr("input of one's own"))

    def name_of(self, spot: Spot) -> str:
        """What a number is called: x[1, 2]"""
        row, column = spot.place
        symbol = SYMBOLS.get(spot.table.symbol, "")
        return symbol if spot.table.symbol == BIAS else f"{symbol}[{row},{column}]"

    def _changes(self, spot: Spot, value: float) -> dict[str, Any]:
        row, column = spot.place
        kernels, table = self.model.kernels, spot.table
        if table.symbol == BIAS:
            return {"kernels": kernels.with_bias(table.filter, value)}
        if table.symbol == DELTA:
            delta = NumberMap(answer_of(self._state.experiment).delta)
            return {"delta": delta.with_number((row, column, table.channel), value)}
        if table.symbol == TURNED:
            row, column = kernels.size - 1 - row, kernels.size - 1 - column
        return {"kernels": kernels.with_weight((row, column, table.channel, table.filter), value)}

    def _with_map(self, numbers: NumberMap) -> Experiment:
        return edited(self._state.experiment, self.data.with_numbers(numbers))

    def _edit(self, make: Callable[[], Experiment], merge: str, name: str) -> None:
        try:
            reason = self._state.edit(make(), merge=merge, name=name)
        except (DataError, ExperimentError, SpecError) as error:
            reason = sentence(error)
        if reason:
            self.refused.emit(reason)
