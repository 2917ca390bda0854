"""One step of training as the course does it, in float64, with every number kept: forward, loss, backward, update."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from playground.engine import course
from playground.engine.clipping import clip_norm
from playground.engine.layer_spec import LayerSpec
from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass

MOMENTS: dict[str, tuple[str, ...]] = {
    "sgd": (),
    "momentum": ("velocity",),
    "nesterov": ("velocity",),
    "rmsprop": ("square",),
    "adam": ("steps", "first", "second"),
}
"""What each optimizer remembers from step to step, as the engine calls it and in the order of the course."""


@dataclass(frozen=True, eq=False)
class WalkStart:
    """What a step starts from: a network, what its optimizer remembers, and samples, over which E is the mean.

    theta (parameters,); moments: as the optimizer gives them; x (n, …), d (n, outputs); loss: one of the course; masks:
    for every dropout layer, in order, what its values are multiplied with (n, units). clip: the most that ∇E may be
    long; frozen: which weights (parameters,) stay as they are.
    """

    spec: NetworkSpec
    theta: np.ndarray
    moments: Mapping[str, np.ndarray]
    x: np.ndarray
    d: np.ndarray
    loss: str
    optimizer: str = "sgd"
    rate: float = 0.1
    l1: float = 0.0
    l2: float = 0.0
    masks: tuple[np.ndarray, ...] = ()
    clip: float | None = None
    frozen: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class WalkedWeights:
    """W_k (inputs, units) and b_k before and after the step, ∇E without what the penalty adds to ∇_{W_k}E, and that."""

    weight: np.ndarray
    bias: np.ndarray
    weight_gradient: np.ndarray
    bias_gradient: np.ndarray
    penalty_gradient: np.ndarray
    weight_after: np.ndarray
    bias_after: np.ndarray


@dataclass(frozen=True, eq=False)
class WalkedLayer:
    """One layer, samples first: source = h_{k−1}, a = a_k, h = h_k, slope = g′_k(a_k), delta = δ_k of the mean E, and
    source_gradient = ∇_{h_{k−1}}E.

    number: k, counted over layers with weights; a layer of dropout has that of the layer before it. mask: of dropout.
    """

    spec: LayerSpec
    number: int
    source: np.ndarray
    a: np.ndarray
    h: np.ndarray
    slope: np.ndarray
    delta: np.ndarray
    source_gradient: np.ndarray
    weights: WalkedWeights | None = None
    mask: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Walk:
    """A step from its start to its end.

    error: E, the mean over the samples, and penalty: what large weights add to it; both again after the step, of the
    same samples and masks. output_gradient: ∇_yE, None where loss and activation give δ_L = y − d together. gradient:
    ∇E (parameters,), the penalty included; clipped: the same as the optimizer is given it.
    """

    start: WalkStart
    layers: tuple[WalkedLayer, ...]
    error: float
    penalty: float
    output_gradient: np.ndarray | None
    gradient: np.ndarray
    clipped: np.ndarray
    theta_after: np.ndarray
    moments_after: Mapping[str, np.ndarray]
    error_after: float
    penalty_after: float

    @property
    def y(self) -> np.ndarray:
        """What the network puts out (n, outputs)."""
        return self.layers[-1].h


class _MaskedDropout(course.Dropout):
    """Dropout whose values have been drawn already."""

    def __init__(self, rate: float, mask: np.ndarray) -> None:
        super().__init__(rate)
        self._mask = mask

    def combine(self, h: course.Array) -> Any:
        self.m = self._mask
        return h * self.m


def walk(start: WalkStart) -> Walk:
    """Walks the step that starts here."""
    theta, d = np.asarray(start.theta, np.float64), np.asarray(start.d, np.float64)
    network = _course_network(start, theta)
    network.forward(np.asarray(start.x, np.float64))
    error = network.error(d, start.loss)
    network.backward(d, start.loss)
    penalty, slope = _penalty(start, theta)
    gradient = network.gradient + slope
    clipped = gradient.copy() if start.frozen is None else np.where(start.frozen, 0.0, gradient)
    if start.clip is not None:
        clip_norm(clipped, start.clip)
    names = MOMENTS[start.optimizer]
    moments = [np.asarray(start.moments[name]).astype(np.float64) for name in names]
    theta_after, *after = course.UPDATES[start.optimizer](theta, clipped, start.rate, *moments)
    if start.frozen is not None:
        theta_after = np.where(start.frozen, theta, theta_after)
    error_after, penalty_after = _errors(start, theta_after)
    is_fused = start.loss in course.OUTPUT_ACTIVATION
    return Walk(
        start=start,
        layers=tuple(_walked(start, network, theta, theta_after, slope)),
        error=error,
        penalty=penalty,
        output_gradient=None if is_fused else course.LOSSES[start.loss][1](network.layers[-1].h, d) / len(d),
        gradient=gradient,
        clipped=clipped,
        theta_after=theta_after,
        moments_after=dict(zip(names, after, strict=True)),
        error_after=error_after,
        penalty_after=penalty_after,
    )


def central_difference(start: WalkStart, parameter: int, step: float = 1e-5) -> float:
    """∂E/∂θ_i, the penalty included, as (E(θ_i + ε) − E(θ_i − ε)) / 2ε: that very weight or bias is moved."""
    theta = np.array(start.theta, np.float64)
    value = theta[parameter]
    theta[parameter] = value + step
    above = sum(_errors(start, theta))
    theta[parameter] = value - step
    return (above - sum(_errors(start, theta))) / (2 * step)


def _course_network(start: WalkStart, theta: np.ndarray) -> course.Network:
    network, masks = start.spec.course_network(theta), iter(start.masks)
    layers = [
        layer if spec.dropout_rate is None else _MaskedDropout(spec.dropout_rate, np.asarray(next(masks), np.float64))
        for layer, spec in zip(network.layers, start.spec.layers, strict=True)
    ]
    return course.Network(layers)


def _errors(start: WalkStart, theta: np.ndarray) -> tuple[float, float]:
    """E of the samples at other weights, and the penalty."""
    network = _course_network(start, theta)
    network.forward(np.asarray(start.x, np.float64))
    return network.error(np.asarray(start.d, np.float64), start.loss), _penalty(start, theta)[0]


def _penalty(start: WalkStart, theta: np.ndarray) -> tuple[float, np.ndarray]:
    """λ₁ Σ|W| + λ₂/2 Σ W², and its gradient λ₁ sign(W) + λ₂ W (parameters,); biases go free."""
    weights = np.array(theta, np.float64)
    for pair in start.spec.split(weights):
        if pair is not None:
            pair[1][:] = 0
    value = start.l1 * np.abs(weights).sum() + start.l2 / 2 * (weights @ weights)
    return float(value), start.l1 * np.sign(weights) + start.l2 * weights


def _walked(
    start: WalkStart, network: course.Network, theta: np.ndarray, after: np.ndarray, slope: np.ndarray
) -> Iterator[WalkedLayer]:
    number = 0
    parts = (start.spec.split(vector) for vector in (theta, after, slope))
    for spec, layer, before, later, penalty in zip(start.spec.layers, network.layers, *parts, strict=True):
        weights = None
        if before is not None and later is not None and penalty is not None and isinstance(layer, course.Weighted):
            number += 1
            weights = WalkedWeights(
                weight=before[0],
                bias=before[1],
                weight_gradient=layer.weight_gradient,
                bias_gradient=layer.bias_gradient,
                penalty_gradient=penalty[0],
                weight_after=later[0],
                bias_after=later[1],
            )
        _, derivative = course.ACTIVATIONS[layer.activation]
        yield WalkedLayer(
            spec=spec,
            number=number,
            source=layer.h_in,
            a=layer.a,
            h=layer.h,
            slope=derivative(layer.a),
            delta=layer.delta,
            source_gradient=layer.distribute(layer.delta),
            weights=weights,
            mask=layer.m if isinstance(layer, course.Dropout) else None,
        )
