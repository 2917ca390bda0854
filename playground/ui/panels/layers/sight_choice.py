"""Which hidden layer the plane is seen through, and by which of its units."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from playground.training.architecture import Architecture
from playground.training.focus import LayerSight
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.words.column_names import hidden_name, unit_name

AXIS = ""
"""The key of a main axis, beside those of units."""


class SightChoice(QObject):
    """Three lists; `changed` when another sight is chosen. Those with nothing to choose from are not `offered`."""

    changed = Signal()

    def __init__(self, area: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer = Combo(
            (), self.tr("Hidden layer"), tooltip=self.tr("The hidden layer that the plane is seen through")
        )
        self.across, self.upwards = (
            Combo((), name, tooltip=self.tr("A unit of the layer, or one of the main axes of all its units"))
            for name in (self.tr("Axis across"), self.tr("Axis upwards"))
        )
        set_names(area, layer=self.layer, across=self.across, upwards=self.upwards)
        self._key: int | None = None
        self._units: tuple[int, int] | None = None
        self._model: Architecture | None = None
        self.layer.chosen.connect(self._choose_layer)
        self.across.chosen.connect(lambda key: self._choose_units(0, key))
        self.upwards.chosen.connect(lambda key: self._choose_units(1, key))

    @property
    def sight(self) -> LayerSight:
        """What is chosen; the last hidden layer as long as the user wants no other."""
        return LayerSight(self._key, self._units)

    @property
    def lists(self) -> tuple[Combo, ...]:
        """All of them, in order."""
        return self.layer, self.across, self.upwards

    def offered(self) -> set[QWidget]:
        """The lists that have something to choose from."""
        offered: set[QWidget] = {self.layer} if self.layer.count() > 1 else set()
        return offered | ({self.across, self.upwards} if self.across.count() else set())

    def show_model(self, model: Architecture) -> None:
        """Offers the layers of a model and the units of the chosen one."""
        if model == self._model:
            return
        self._model = model
        layers = [key for key, layer in zip(model.keys, model.hidden, strict=True) if layer.dropout_rate is None]
        self.layer.set_options([(str(key), hidden_name(k)) for k, key in enumerate(layers, 1)])
        if self._key not in layers:
            self._key = None
        if layers:
            self.layer.set_key(str(layers[-1] if self._key is None else self._key))
        self._offer_units()

    def _offer_units(self) -> None:
        """Of two units there is nothing to choose."""
        model, key = self._model, self.layer.key()
        units = model.hidden[model.keys.index(int(key))].output_shape((1,))[-1] if model is not None and key else 0
        if self._units is not None and max(self._units) >= units:
            self._units = None
        names = [(str(unit), unit_name(unit)) for unit in range(units)] if units > 2 else []
        for k, each in enumerate((self.across, self.upwards)):
            each.set_options([(AXIS, self.tr("axis {0}").format(k + 1)), *names] if names else [])
            if names:
                each.set_key(AXIS if self._units is None else str(self._units[k]))

    def _choose_layer(self, key: str) -> None:
        is_last = self.layer.currentIndex() == self.layer.count() - 1
        self._key, self._units = None if is_last else int(key), None
        self._offer_units()
        self.changed.emit()

    def _choose_units(self, place: int, key: str) -> None:
        """Both are units, and different ones, or both are axes."""
        if key == AXIS:
            self._units = None
        else:
            unit = int(key)
            old = (1, 0) if self._units is None else self._units
            other = old[1 - place]
            if other == unit:
                other = old[place] if self._units is not None else 1 - min(unit, 1)
            self._units = (unit, other) if place == 0 else (other, unit)
        self._offer_units()
        self.changed.emit()
