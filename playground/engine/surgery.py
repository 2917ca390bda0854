"""A network of another architecture that keeps what was learned."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from playground.engine.activations import Array
from playground.engine.identity import Passage, best_scale, passage, standing_passage
from playground.engine.layer import Layer
from playground.engine.network import Network
from playground.engine.spec import LayerSpec, NetworkSpec, Shape

FitOutput = Callable[[Layer, LayerSpec], Layer | None]


def transplant(
    old: Network,
    spec: NetworkSpec,
    origin: Sequence[int | None],
    rng: np.random.Generator,
    input_origin: Sequence[int | None] | None = None,
    fit_output: FitOutput | None = None,
    x: Array | None = None,
) -> Network:
    """A new network of architecture `spec`; `old` stays as it is.

    origin[i]: index of the old layer that new layer i continues, None for a new one. input_origin: the same for the
    input's features. Wherever shapes allow, y = f(x) does not change: an added unit or filter draws its incoming
    weights and has zero outgoing ones, an added input has zero weights, and a new layer starts as the identity.
    A removed unit takes only its own weights along.

    fit_output(old layer, spec of the output layer): what the new output layer continues in place of the old layer, of
    the same kind, where the output units mean something, None where it begins anew; without fit_output, the units that
    both have are kept, as anywhere.
    x: samples (n, *input_shape). With them a new dense layer hands on what arrives from them as straight as its
    activation allows, scaled and shifted, which the layer behind it undoes; without, it passes on what its activation
    lets through.
    """
    new = Network(spec, rng, old.dtype)
    arriving, passed = _arriving(spec), Passage()
    for index, known in _inputs(old, new, origin, input_origin):
        layer, source = new.layers[index], origin[index]
        if source is None:
            values = None if x is None else new.activations(x)[index - 1] if index else x
            passed = _start_as_identity(layer, arriving[index], values).after(passed)
            continue
        before = _continued(old.layers[source], layer, fit_output if layer is new.layers[-1] else None)
        if before is not None:
            _keep_overlap(before, _arriving(old.spec)[source], layer, arriving[index], known)
            _close_gap(old, origin, source, layer)
            if passed != Passage() and layer.parameters is not None:
                passed.undo(layer, len(layer.parameters[0]))
        passed = Passage()
    return new


def carry(
    old: Network,
    new: Network,
    vector: Array,
    origin: Sequence[int | None],
    input_origin: Sequence[int | None] | None = None,
    fit_output: FitOutput | None = None,
) -> Array:
    """What goes with the weights of the old network, such as moments (parameters,), for the new one that continues it.

    Zero where weights are new, and in an output layer whose units mean something else.
    """
    there, here = old.with_theta(vector), Network(new.spec, None, old.dtype)
    for index, known in _inputs(old, here, origin, input_origin):
        source, layer = origin[index], here.layers[index]
        if source is None:
            continue
        before = _continued(there.layers[source], layer, fit_output if layer is here.layers[-1] else None)
        if before is there.layers[source]:
            _keep_overlap(before, _arriving(old.spec)[source], layer, _arriving(new.spec)[index], known)
    return here.theta


def _inputs(
    old: Network, new: Network, origin: Sequence[int | None], input_origin: Sequence[int | None] | None
) -> Iterator[tuple[int, list[int | None] | None]]:
    """The layers with weights, with what each of their inputs was before, None for as it was."""
    first = next((i for i, layer in enumerate(old.layers) if layer.block is not None), None)
    inputs = None if input_origin is None else list(input_origin)
    for index, (layer, source) in enumerate(zip(new.layers, origin, strict=True)):
        if layer.block is None:
            continue
        yield index, inputs if source == first else None
        inputs = _passed_on(inputs, layer) if source is None else None


def _continued(before: Layer, layer: Layer, fit_output: FitOutput | None) -> Layer | None:
    """The old layer that a new one goes on from; None where it is of another kind."""
    if type(before.spec) is not type(layer.spec):
        return None
    return before if fit_output is None else fit_output(before, layer.spec)


def _close_gap(old: Network, origin: Sequence[int | None], source: int, layer: Layer) -> None:
    """Takes back what the layer does for those before it that are gone and only handed on what arrived."""
    for index in range(source - 1, -1, -1):
        gone = old.layers[index]
        if index in origin:
            return
        passed = standing_passage(gone)
        if passed is not None and layer.parameters is not None and layer.parameters[0].ndim == 2:
            passed.redo(layer, min(len(layer.parameters[0]), gone.input_shape[-1]))


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


def _start_as_identity(layer: Layer, arriving: Shape, values: Array | None) -> Passage:
    """The first units repeat what arrives; any further ones keep the weights that were drawn for them. Gives what the
    layer behind has to undo. values: what arrives, if that is known."""
    assert layer.parameters is not None
    weight, bias = layer.parameters
    if weight.ndim < 2 or weight.shape[-2] != arriving[-1] or weight.ndim != _weights(layer, arriving).ndim:
        return Passage()
    size, _, before = layer.spec.window
    centre = weight[(min(before, size - 1),) * (weight.ndim - 2)]
    weight[..., : min(centre.shape)] = bias[: min(centre.shape)] = 0
    np.fill_diagonal(centre, 1)
    if values is None or weight.ndim > 2 or weight.shape[1] < weight.shape[0]:
        return Passage()
    activation = layer.spec.activation
    scale, shift = best_scale(activation, values)
    np.fill_diagonal(centre, scale)
    bias[: len(weight)] = shift
    return passage(activation, scale, shift)


def _passed_on(inputs: list[int | None] | None, layer: Layer) -> list[int | None] | None:
    """Where the values behind an identity come from."""
    units = layer.output_shape[-1]
    return None if inputs is None else (inputs + [None] * units)[:units]
