"""A network of another architecture that keeps what was learned."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from playground.engine.activations import Array
from playground.engine.layer import Layer
from playground.engine.network import Network
from playground.engine.spec import LayerSpec, NetworkSpec, Shape


def transplant(
    old: Network,
    spec: NetworkSpec,
    origin: Sequence[int | None],
    rng: np.random.Generator,
    input_origin: Sequence[int | None] | None = None,
    fit_output: Callable[[Layer, LayerSpec], Layer] | None = None,
) -> Network:
    """A new network of architecture `spec`; `old` stays as it is.

    origin[i]: index of the old layer that new layer i continues, None for a new one. input_origin: the same for the
    input's features. Wherever shapes allow, y = f(x) does not change: an added unit or filter draws its incoming
    weights and has zero outgoing ones, an added input has zero weights, and a new layer starts as the identity, which
    holds where its activation passes on what arrives: a linear one, or a ReLU where that is never below 0.
    A removed unit takes only its own weights along.

    fit_output(old layer, spec of the output layer): what the new output layer continues in place of the old layer, of
    the same kind, where the output units mean something; without it, the units that both have are kept, as anywhere.
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
            if fit_output is not None and layer is new.layers[-1]:
                before = fit_output(before, layer.spec)
            _keep_overlap(before, arrived[source], layer, arriving[index], known)
    return new


def _arriving(spec: NetworkSpec) -> list[Shape]:
    """The shape that arrives at each layer, before flattening."""
    shapes, shape = [], spec.input_shape
    for layer in spec.layers:
        shapes.append(shape)
        if not layer.only_reshapes:
            shape = layer.output_shape(shape)
    return shapes


def _weights(layer: Layer, arriving: Shape) -> Array:
    """View of the weights, the units last; those for a whole flattened map have an axis for each of the map's."""
    assert layer.parameters is not None
    weight, _ = layer.parameters
    whole = weight.ndim == 2 and len(weight) == math.prod(arriving)
    return weight.reshape(*arriving, -1) if whole else weight


def _keep_overlap(old: Layer, arrived: Shape, new: Layer, arriving: Shape, known: list[int | None] | None) -> None:
    assert old.block is not None and new.block is not None and new.parameters is not None
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
    centred = new.parameters[0].ndim - 2  # the axes of a window
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
    assert layer.parameters is not None
    weight, bias = layer.parameters
    if weight.ndim < 2 or weight.shape[-2] != arriving[-1] or weight.ndim != _weights(layer, arriving).ndim:
        return
    size, _, before = layer.spec.window
    centre = weight[(min(before, size - 1),) * (weight.ndim - 2)]
    weight[..., : min(centre.shape)] = bias[: min(centre.shape)] = 0
    np.fill_diagonal(centre, 1)


def _passed_on(inputs: list[int | None] | None, layer: Layer) -> list[int | None] | None:
    """Where the values behind an identity come from."""
    units = layer.output_shape[-1]
    return None if inputs is None else (inputs + [None] * units)[:units]
