"""A network of another architecture that keeps what was learned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.engine.activations import Array
from playground.engine.layers import Layer
from playground.engine.network import Network
from playground.engine.spec import Conv2DSpec, DenseSpec, FlattenSpec, NetworkSpec, Shape

IMPROBABLE = {"softmax": -4.0, "sigmoid": -4.0, "tanh": -2.0}
"""Bias with which the output unit of a new class starts; with the other activations it is −1, the target itself."""


def transplant(
    old: Network,
    spec: NetworkSpec,
    origin: Sequence[int | None],
    rng: np.random.Generator,
    input_origin: Sequence[int | None] | None = None,
) -> Network:
    """A new network of architecture `spec`; `old` stays as it is.

    origin[i]: index of the old layer that new layer i continues, None for a new one. input_origin: the same for the
    input's features. Wherever shapes allow, y = f(x) does not change: an added unit or filter draws its incoming
    weights and has zero outgoing ones, an added input has zero weights, and a new layer starts as the identity.
    A removed unit takes only its own weights along. Output units stand for classes, see `_keep_classes`.
    """
    new = Network(spec, rng, old.dtype)
    arriving, arrived = _arriving(spec), _arriving(old.spec)
    first = next((i for i, layer in enumerate(old.layers) if layer.block is not None), None)
    inputs = None if input_origin is None else list(input_origin)
    for index, (layer, source) in enumerate(zip(new.layers, origin, strict=True)):
        if layer.block is None:
            continue
        if source is None:
            _start_as_identity(layer, arriving[index])
            inputs = _passed_on(inputs, layer)
            continue
        before, known, inputs = old.layers[source], inputs if source == first else None, None
        if type(before.spec) is type(layer.spec):
            if layer is new.layers[-1] and isinstance(layer.spec, DenseSpec):
                before = _keep_classes(before, layer.spec)
            _keep_overlap(before, arrived[source], layer, arriving[index], known)
    return new


def _arriving(spec: NetworkSpec) -> list[Shape]:
    """The shape that arrives at each layer, before flattening."""
    shapes, shape = [], spec.input_shape
    for layer in spec.layers:
        shapes.append(shape)
        if not isinstance(layer, FlattenSpec):
            shape = layer.output_shape(shape)
    return shapes


def _weights(layer: Layer, arriving: Shape) -> Array:
    """View of the weights with one axis per axis of what arrives, and the units last."""
    assert layer.block is not None and layer.parameters is not None
    if isinstance(layer.spec, Conv2DSpec):
        return layer.parameters[0]
    return layer.block[:-1].reshape(*arriving, -1)


def _keep_overlap(old: Layer, arrived: Shape, new: Layer, arriving: Shape, known: list[int | None] | None) -> None:
    assert old.block is not None and new.block is not None
    source, target = _weights(old, arrived), _weights(new, arriving)
    units = min(source.shape[-1], target.shape[-1])
    new.block[-1, :units] = old.block[-1, :units]
    if source.ndim != target.ndim:
        return
    target[..., :units] = 0
    if known is not None and len(known) == len(target) and target.ndim == 2:
        for row, feature in enumerate(known):
            if feature is not None and feature < len(source):
                target[row, :units] = source[feature, :units]
        return
    centred = 2 if isinstance(new.spec, Conv2DSpec) else 0
    pairs = [
        _overlap(there, here, (here - 1) // 2 - (there - 1) // 2 if axis < centred else 0)
        for axis, (there, here) in enumerate(zip(source.shape, target.shape, strict=True))
    ]
    target[tuple(here for _, here in pairs)] = source[tuple(there for there, _ in pairs)]


def _overlap(old: int, new: int, shift: int) -> tuple[slice, slice]:
    """The same places along an axis of the old and the new weights, where the new ones begin `shift` earlier."""
    start, stop = max(0, shift), min(new, old + shift)
    return slice(start - shift, stop - shift), slice(start, stop)


def _start_as_identity(layer: Layer, arriving: Shape) -> None:
    """The first units repeat what arrives; any further ones keep the weights that were drawn for them."""
    weight = _weights(layer, arriving)
    if isinstance(layer.spec, Conv2DSpec):
        centre = min(layer.spec.pads[0], layer.spec.kernel_size - 1)
        weight, whole = weight[centre, centre], weight
    elif weight.ndim == 2:
        whole = weight
    else:
        return
    common = min(weight.shape)
    whole[..., :common] = 0
    np.fill_diagonal(weight, 1)


def _passed_on(inputs: list[int | None] | None, layer: Layer) -> list[int | None] | None:
    """Where the values behind an identity come from."""
    units = layer.output_shape[-1]
    return None if inputs is None else (inputs + [None] * units)[:units]


def _keep_classes(old: Layer, spec: DenseSpec) -> Layer:
    """The old output layer in the new number of units, such that the classes keep their probabilities.

    One unit with a tells class 1 from class 0. As two units −s a and s a, with s = 1/2 from a sigmoid to a softmax
    (P = 1 / (1 + e^−a) both times) and 1 otherwise, and back (a_1 − a_0) / 2s. Further classes start improbable.
    """
    assert old.block is not None
    if spec.units == old.block.shape[1]:
        return old
    before, block = getattr(old.spec, "activation", "linear"), old.block
    if block.shape[1] == 1:
        scale = 0.5 if (before, spec.activation) == ("sigmoid", "softmax") else 1.0
        block = np.concatenate([-scale * block, scale * block], axis=1)
    if spec.units == 1:
        scale = 0.5 if (spec.activation, before) == ("sigmoid", "softmax") else 1.0
        block = (block[:, 1:2] - block[:, :1]) / (2 * scale)
    added = np.zeros((len(block), max(0, spec.units - block.shape[1])), block.dtype)
    lowest = block[-1].min() if spec.activation == "softmax" else 0.0
    added[-1] = lowest + IMPROBABLE.get(spec.activation, -1.0)
    block = np.concatenate([block, added], axis=1)[:, : spec.units]
    return Layer(DenseSpec(spec.units, spec.activation), old.input_shape, (spec.units,), block)
