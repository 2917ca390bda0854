"""The card with the kernels of the selected layer, or their gradients."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.engine.spec import NetworkSpec
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views import mosaic
from playground.ui.views.maps.kernel_sheet import kernel_shape, shown_kernels
from playground.ui.views.maps.kernels_view import KernelsView
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting
from playground.ui.words.layer_kinds import numbered


class KernelsPanel(Card):
    """Shows W of a layer; where the selected layer has no weights, of the nearest one before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Kernels"))
        self.view = KernelsView()
        self.menu = FigureMenu(self.view, "kernels")
        tooltip = self.tr("Show the gradient of the loss, ∇_W E, in place of the weights W")
        self.gradient = CheckBox(self.tr("gradient ∇"), tooltip=tooltip)
        self._scale = QLabel()
        self._scale.setProperty("role", "small")
        self._scale.setToolTip(self.tr("The largest magnitude shown: full orange is negative, full blue positive"))
        self._legend = _Legend()
        for widget in (self.gradient, self._legend, self._scale):
            self.add_control(widget)
        set_names("kernels", card=self, view=self.view, gradient=self.gradient)
        self.add(self.view)
        self._layer = 0
        self._snapshot: NetworkSnapshot | None = None
        self.gradient.toggled.connect(lambda _: self._show())

    def select_layer(self, layer: int) -> None:
        """Shows the weights of another layer."""
        self._layer = layer
        self._show()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the weights of a snapshot."""
        self._snapshot = snapshot
        self.view.show_frame(snapshot, weighted_layer(snapshot.spec, self._layer), self.gradient.isChecked())

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows which layer it is, and the scale."""
        spec, layer = snapshot.spec, weighted_layer(snapshot.spec, self._layer)
        weight_shape = spec.layers[layer].weight_shape(spec.input_shapes[layer]) or (0,)
        self.set_title(self.tr("Kernels") if len(weight_shape) == 4 else self.tr("Weights"))
        count, size = weight_shape[-1], formatting.dimensions(*kernel_shape(spec, layer))
        text = f"{numbered(spec)[layer]} · {count} × ({size})"
        pair = snapshot.parameters[layer]
        if pair is not None and shown_kernels(pair[0]) < count:
            text = self.tr("{0} · the first {1}").format(text, shown_kernels(pair[0]))
        self.set_subtitle(text)
        self._scale.setText("±" + formatting.significant(self.view.limit))

    def _show(self) -> None:
        if self._snapshot is not None:
            self.show_frame(self._snapshot)
            self.show_texts(self._snapshot)


def weighted_layer(spec: NetworkSpec, selected: int) -> int:
    """The selected layer, or the nearest before it that has weights, or else the first that has."""
    weighted = [k for k, count in enumerate(spec.parameter_counts) if count]
    before = [k for k in weighted if k <= selected]
    return before[-1] if before else weighted[0]


class _Legend(QWidget):
    """The diverging colours from − to +."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(56), THEME.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        image: QImage = mosaic.to_image(mosaic.diverging_words()[None])
        QPainter(self).drawImage(QRectF(self.rect()), image)
