"""Takes a kernel of the Convolution workspace into a layer of the network."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from playground.engine.limits import SpecError
from playground.training.kernel_transfer import OfferedKernel, with_kernel
from playground.training.snapshot import NetworkSnapshot
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting
from playground.ui.words.layer_kinds import numbered
from playground.ui.words.refusals import sentence


class KernelTaking(QObject):
    """Asks with a menu beside the kernels which of them it is to replace. `weights_edited` carries θ and a name,
    `gesture_ended` follows; `told` says what happened, `refused` why it did not."""

    weights_edited = Signal(object, str)
    gesture_ended = Signal()
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, beside: QWidget) -> None:
        super().__init__(beside)
        self._beside = beside
        self._offered: OfferedKernel | None = None
        self._is_asking = False
        self._snapshot: NetworkSnapshot | None = None
        self.menu = QMenu(beside)
        set_names("kernels", places=self.menu)

    def offer(self, offered: OfferedKernel) -> None:
        """Asks, as soon as the network is there."""
        self._offered, self._is_asking = offered, True
        if self._snapshot is not None:
            self._ask()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """The network as it is now."""
        self._snapshot = snapshot
        if self._is_asking:
            self._ask()

    def _ask(self) -> None:
        snapshot = self._snapshot
        assert snapshot is not None
        self._is_asking = False
        if not snapshot.theta.size:
            self.refused.emit(self.tr("The network is too large for a kernel of it to be replaced by hand."))
            return
        self.menu.clear()
        names = numbered(snapshot.spec)
        for k, (layer, shape) in enumerate(zip(snapshot.spec.layers, snapshot.spec.input_shapes, strict=True)):
            weight_shape = layer.weight_shape(shape) or ()
            if len(weight_shape) == 4:
                self._add_places(k, names[k], weight_shape[-1])
        if self.menu.isEmpty():
            self.refused.emit(self.tr("The network has no convolution that could take the kernel."))
            return
        self.menu.popup(self._beside.mapToGlobal(QPoint(0, 0)))

    def _add_places(self, layer: int, name: str, count: int) -> None:
        places = self.menu.addMenu(self.tr("Into {0}").format(name))
        set_names("kernels", **{f"place{layer + 1}": places})
        for filter in range(count):
            text = self.tr("as kernel {0}").format(formatting.integer(filter + 1))
            places.addAction(text, partial(self._put, layer, filter, name))

    def _put(self, layer: int, filter: int, name: str) -> None:
        snapshot, offered = self._snapshot, self._offered
        assert snapshot is not None and offered is not None
        try:
            theta = with_kernel(snapshot.spec, snapshot.theta, layer, filter, offered.kernels, offered.of)
        except SpecError as error:
            self.refused.emit(sentence(error))
            return
        place = self.tr("kernel {0} of {1}").format(formatting.integer(filter + 1), name)
        self.weights_edited.emit(theta, place)
        self.gesture_ended.emit()
        self.told.emit(self.tr("The kernel from Convolution is {0} now; undo brings the old one back.").format(place))
