"""Activation functions and their derivatives: ACTIVATIONS, name → g and g′."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from playground.late_dataclass import dataclass

Array = NDArray[np.floating[Any]]


class Function(Protocol):
    def __call__(self, a: Array, out: Array | None = None) -> Array: ...


class Backward(Protocol):
    def __call__(self, h: Array, gradient: Array, out: Array, scratch: Array) -> None: ...


# An array without axes costs half the time of a Python number in a call on a small batch; these are exact in any type.
ZERO, HALF, ONE = (np.array(value, np.float32) for value in (0, 0.5, 1))


@dataclass(frozen=True)
class Activation:
    """One activation function g.

    function(a, out=None): h = g(a), into `out` (which may be `a` itself) where given.
    backward(h, gradient, out, scratch): out = δ = ∇_a E from gradient = ∇_h E and h = g(a); `out` may be
        `gradient` itself, `scratch` has the same shape, is as the function left it, and may be overwritten. Most g′
        can be written with h alone, so training keeps h and forgets a.
    needs_scratch: the function takes one more array, `scratch`, see `allocating_nothing`: to work in, or to leave
        there what h does not tell of a.
    elementwise: False for the softmax, which works along the last axis; δ = ∇_h E ⊙ g′(a) holds for the others.
    rises: whether h never falls as a rises, so that g(max a) = max g(a).
    """

    name: str
    function: Function
    backward: Backward
    elementwise: bool = True
    needs_scratch: bool = False
    rises: bool = True

    def allocating_nothing(self, scratch: Array) -> Function:
        """g for calls with `out`: what room it needs besides is in `scratch`, shaped as a, which it overwrites."""
        return partial(cast(Any, self.function), scratch=scratch) if self.needs_scratch else self.function

    def derivative(self, a: Array) -> Array:
        """g′(a), value by value; for the softmax, ∂h_i / ∂a_i (the diagonal of its Jacobian)."""
        if not self.elementwise:
            h = self.function(a)
            return h * (1 - h)
        slope, scratch = np.ones_like(a), np.empty_like(a)
        self.backward(self.allocating_nothing(scratch)(a), slope, slope, scratch)
        return slope


def linear(a: Array, out: Array | None = None) -> Array:
    """g(a) = a."""
    if out is None:
        return a.copy()
    if out is not a:
        np.copyto(out, a)
    return out


def linear_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    if out is not gradient:
        np.copyto(out, gradient)


def step(a: Array, out: Array | None = None) -> Array:
    """g(a) = 1 where a > 0, otherwise 0."""
    return np.heaviside(a, ZERO, out=out)


def step_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    out.fill(0)


def sigmoid(a: Array, out: Array | None = None) -> Array:
    """g(a) = 1 / (1 + e^−a), as (1 + tanh(a / 2)) / 2, which never overflows."""
    h: Array = np.multiply(a, HALF, out=out)
    np.tanh(h, h)
    np.add(h, ONE, h)
    return np.multiply(h, HALF, h)


def sigmoid_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """g′ = h (1 − h)."""
    np.multiply(h, h, out=scratch)
    np.subtract(h, scratch, out=scratch)
    np.multiply(gradient, scratch, out=out)


def tanh_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """g′ = 1 − h², with the gradient multiplied in: three calls on arrays, none on a constant."""
    np.multiply(h, h, scratch)
    np.multiply(scratch, gradient, scratch)
    np.subtract(gradient, scratch, out)


def relu(a: Array, out: Array | None = None) -> Array:
    """g(a) = max(a, 0)."""
    return np.maximum(a, ZERO, out=out)


def relu_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """g′ = 1 where h > 0, otherwise 0; h is never negative, so that is its sign."""
    np.sign(h, scratch)
    np.multiply(gradient, scratch, out)


LEAK = 0.01
"""Slope of the leaky ReLU below zero (Maas, Hannun and Ng 2013)."""


def leaky_relu(a: Array, out: Array | None = None, scratch: Array | None = None) -> Array:
    """g(a) = max(a, 0.01 a)."""
    leaked = np.multiply(a, a.dtype.type(LEAK), out=scratch)
    return np.maximum(a, leaked, out=out)


def leaky_relu_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """g′ = 1 where h > 0, otherwise 0.01."""
    np.heaviside(h, ZERO, out=scratch)
    np.maximum(scratch, h.dtype.type(LEAK), out=scratch)
    np.multiply(gradient, scratch, out=out)


def elu(a: Array, out: Array | None = None, scratch: Array | None = None) -> Array:
    """g(a) = a where a > 0, otherwise e^a − 1 (Clevert, Unterthiner and Hochreiter 2016, with α = 1)."""
    below = np.minimum(a, ZERO, out=scratch)
    np.expm1(below, out=below)
    h = np.maximum(a, ZERO, out=out)
    h += below
    return h


def elu_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """g′ = 1 where h > 0, otherwise e^a = h + 1."""
    np.minimum(h, ZERO, out=scratch)
    np.add(scratch, ONE, scratch)
    np.multiply(gradient, scratch, out=out)


def softplus(a: Array, out: Array | None = None) -> Array:
    """g(a) = log(1 + e^a)."""
    return np.logaddexp(a, ZERO, out=out)


def softplus_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """g′ = sigmoid(a) = 1 − e^−h."""
    np.negative(h, out=scratch)
    np.expm1(scratch, out=scratch)
    np.negative(scratch, out=scratch)
    np.multiply(gradient, scratch, out=out)


def square(a: Array, out: Array | None = None, scratch: Array | None = None) -> Array:
    """g(a) = a², a polynomial: with it no number of units fits an arbitrary function (Leshno and others 1993)."""
    if scratch is not None:
        np.copyto(scratch, a)
    return np.multiply(a, a, out=out)


def square_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """g′ = 2a: h has lost the sign, but the function left a in `scratch`."""
    np.multiply(gradient, scratch, out=out)
    np.add(out, out, out)


def softmax(a: Array, out: Array | None = None) -> Array:
    """g(a)_i = e^{a_i} / Σ_j e^{a_j} along the last axis; the largest is subtracted first, so nothing overflows."""
    h: Array = np.subtract(a, a.max(axis=-1, keepdims=True), out=out)
    np.exp(h, out=h)
    h /= h.sum(axis=-1, keepdims=True)
    return h


def softmax_backward(h: Array, gradient: Array, out: Array, scratch: Array) -> None:
    """δ_i = h_i (∇_{h_i} E − Σ_j h_j ∇_{h_j} E): the Jacobian diag(h) − h hᵀ times the gradient."""
    np.multiply(h, gradient, out=scratch)
    np.subtract(gradient, scratch.sum(axis=-1, keepdims=True), out=out)
    np.multiply(out, h, out=out)


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation("linear", linear, linear_backward),
        Activation("step", step, step_backward),
        Activation("sigmoid", sigmoid, sigmoid_backward),
        Activation("tanh", cast(Function, np.tanh), tanh_backward),
        Activation("relu", relu, relu_backward),
        Activation("leaky-relu", leaky_relu, leaky_relu_backward, needs_scratch=True),
        Activation("elu", elu, elu_backward, needs_scratch=True),
        Activation("softplus", softplus, softplus_backward),
        Activation("square", square, square_backward, needs_scratch=True, rises=False),
        Activation("softmax", softmax, softmax_backward, elementwise=False, rises=False),
    )
}

LINEAR = ACTIVATIONS["linear"]
