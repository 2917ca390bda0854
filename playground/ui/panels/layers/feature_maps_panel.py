"""The card with the feature maps of the picture that is being tried."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from playground.data.errors import DataError
from playground.engine.limits import SpecError
from playground.training.hyperparameters import ExperimentError
from playground.training.kernel_transfer import taken_apart
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.maps.feature_maps_view import FeatureMapsView
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.empty_hint import EmptyHint
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words.refusals import sentence


class FeatureMapsPanel(Card):
    """Shows h of every layer, and below it what the unit under the pointer says; `pointed` brings its field or None.

    The unit that is pinned can be taken apart: `taken_apart` carries an experiment of which it is the only output,
    `refused` says why that cannot be.
    """

    pointed = Signal(object)
    taken_apart = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Feature maps"))
        self.view = FeatureMapsView()
        self.menu = FigureMenu(self.view, "feature-maps")
        # Its scroll bar lies over the maps: one beside them would come and go for ever with the room that it takes.
        self._scroll = ScrollColumn()
        self._scroll.add(self.view)
        self._scroll.add_stretch()
        self._scroll.setMinimumHeight(90)
        # The maps are made to fit what the other cards leave; they ask for nothing.
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._scroll.viewport().installEventFilter(self)
        self._hint = EmptyHint("", self._scroll)
        self._usual = self.tr("Point at a unit for its value and the part of the input it sees; click to pin it.")
        self._readout = QLabel(self._usual)
        self._readout.setProperty("role", "small")
        self.apart = Button(
            self.tr("Take apart"),
            small=True,
            tooltip=self.tr("Show in Convolution how this unit comes about, number by number"),
        )
        policy = self.apart.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # else the maps would move under the pointer that pins a unit
        self.apart.setSizePolicy(policy)
        self.apart.hide()
        set_names("maps", card=self, view=self.view, apart=self.apart)
        self.add(self._scroll, 1)
        below = QHBoxLayout()
        below.addWidget(self._readout, 1)
        below.addWidget(self.apart)
        self.add(below)
        self.set_subtitle(self.tr("h of every layer · dark 0, bright the layer’s largest value"))
        self._snapshot: NetworkSnapshot | None = None
        self.view.described.connect(self._describe)
        self.apart.clicked.connect(self._take_apart)
        self.view.pointed.connect(self.pointed)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the maps of a snapshot."""
        self._snapshot = snapshot
        self.view.show_frame(snapshot)
        layers = len(snapshot.spec.layers) > 1
        text = self.tr("Draw, open or paste a picture to see what each layer makes of it")
        self._hint.set_text(text if layers else self.tr("Without a hidden layer there is nothing between x and y"))
        self._hint.setVisible(snapshot.trace is None or not layers)
        self._readout.setVisible(layers)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows what each layer hands on, and how much of it is silent."""
        self.view.show_texts()

    def _describe(self, text: str) -> None:
        self._readout.setText(text or self._usual)
        unit, trace = self.view.pinned(), None if self._snapshot is None else self._snapshot.trace
        self.apart.setVisible(unit is not None and trace is not None and trace.activations[unit.layer].ndim == 3)

    def _take_apart(self) -> None:
        unit, snapshot = self.view.pinned(), self._snapshot
        if unit is None or snapshot is None or snapshot.trace is None:
            return
        trace, k = snapshot.trace, unit.layer
        h = trace.activations[k - 1] if k else trace.tensor
        name = self.view.describe(unit).partition(":")[0]
        place = unit.row, unit.column, unit.channel
        try:
            self.taken_apart.emit(taken_apart(snapshot.spec.layers[k], h, snapshot.parameters[k], place, name))
        except (DataError, ExperimentError, SpecError) as error:
            self.refused.emit(sentence(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.view.set_room(self._scroll.viewport().height())
        return False
