"""A layer of a network, bound to its weights."""

from __future__ import annotations

from playground.engine.activations import Array
from playground.engine.layer_spec import LayerSpec, Shape
from playground.late_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a network: its spec, its shapes, and its part of θ and of ∇E.

    block: (weights of each unit + 1, units) view into θ, or None; its last row is the bias. gradient: the same for ∇E.
    """

    spec: LayerSpec
    input_shape: Shape
    output_shape: Shape
    block: Array | None = None
    gradient: Array | None = None

    @property
    def parameters(self) -> tuple[Array, Array] | None:
        """Views (weight, bias) into θ, see NetworkSpec.split."""
        return self._split(self.block)

    @property
    def gradients(self) -> tuple[Array, Array] | None:
        """Views into ∇E, as for `parameters`."""
        return self._split(self.gradient)

    def _split(self, block: Array | None) -> tuple[Array, Array] | None:
        return None if block is None else self.spec.split(block.reshape(-1), self.input_shape)
