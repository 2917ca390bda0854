"""The course as code: layers, networks, losses, updates and training as on the slides, in NumPy alone.

To be read from top to bottom, or copied and played with. It takes its time; what trains in the window is engine/fast,
which has to give the same numbers. The letters are the slides': h_0 = x, a_k = W_k h_{k−1} + b_k, h_k = g_k(a_k),
y = h_L, δ_k = ∇_{a_k}E. Only here n samples go through at once, one below the other: h is (n, units), a map is
(n, rows, columns, channels), W is the slide's transposed, (inputs, units), and so a = h W + b.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


def sigmoid(a: Array) -> Any:
    """g(a) = 1 / (1 + e^−a), written so that nothing overflows."""
    return (1 + np.tanh(a / 2)) / 2


def softmax(a: Array) -> Any:
    """g(a)_i = e^{a_i} / Σ_j e^{a_j}; the largest is subtracted first, so that nothing overflows."""
    e = np.exp(a - a.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


ACTIVATIONS: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "linear": (lambda a: a, lambda a: np.ones_like(a)),
    "step": (lambda a: np.where(a > 0, 1.0, 0.0), lambda a: np.zeros_like(a)),
    "sigmoid": (sigmoid, lambda a: sigmoid(a) * (1 - sigmoid(a))),
    "tanh": (np.tanh, lambda a: 1 - np.tanh(a) ** 2),
    "relu": (lambda a: np.maximum(a, 0), lambda a: np.where(a > 0, 1.0, 0.0)),
    "leaky-relu": (lambda a: np.maximum(a, 0.01 * a), lambda a: np.where(a > 0, 1.0, 0.01)),
    "elu": (lambda a: np.where(a > 0, a, np.exp(np.minimum(a, 0)) - 1), lambda a: np.exp(np.minimum(a, 0))),
    "softplus": (lambda a: np.logaddexp(a, 0), sigmoid),
    "square": (lambda a: a**2, lambda a: 2 * a),
    "softmax": (softmax, lambda a: softmax(a) * (1 - softmax(a))),
}
"""Name → g and g′, value by value; for the softmax, ∂h_i / ∂a_i alone."""


class Layer:
    """h_k = g_k(a_k). What a_k is made of and where δ_k goes is what each kind of layer says for itself.

    After `forward` it keeps h_in = h_{k−1}, a = a_k and h = h_k, after `backward` delta = δ_k.
    """

    rng: np.random.Generator | None = None  # what chance is drawn from while training; None where it only predicts

    def __init__(self, activation: str = "linear") -> None:
        self.activation = activation

    def forward(self, h: Array) -> Array:
        """h_k from h_{k−1}."""
        g, _ = ACTIVATIONS[self.activation]
        self.h_in, self.a = h, self.combine(h)
        self.h = g(self.a)
        return self.h

    def backward(self, gradient: Array) -> Array:
        """∇_{h_{k−1}}E from ∇_{h_k}E, by δ_k = ∇_{h_k}E ⊙ g′_k(a_k)."""
        _, slope = ACTIVATIONS[self.activation]
        self.delta = gradient * slope(self.a)
        if self.activation == "softmax":  # all h_i depend on each a_j: ∂h_i / ∂a_j = −h_i h_j for i ≠ j
            others = np.sum(gradient * self.h, axis=-1, keepdims=True) - gradient * self.h
            self.delta = self.delta - self.h * others
        return self.distribute(self.delta)

    def combine(self, h: Array) -> Array:
        """a_k from h_{k−1}."""
        raise NotImplementedError

    def distribute(self, delta: Array) -> Array:
        """∇_{h_{k−1}}E from δ_k; a layer that learns also computes ∇_{W_k}E and ∇_{b_k}E."""
        raise NotImplementedError


class Weighted(Layer):
    """A layer that learns: weight = W_k, bias = b_k, and after `backward` weight_gradient and bias_gradient."""

    def __init__(self, weight: Array, bias: Array, *, activation: str = "linear") -> None:
        super().__init__(activation)
        self.weight, self.bias = weight, bias
        self.weight_gradient, self.bias_gradient = np.zeros_like(weight), np.zeros_like(bias)


class Dense(Weighted):
    """a_k = W_k h_{k−1} + b_k. A map that arrives is taken as one vector, channels running fastest."""

    def combine(self, h: Array) -> Any:
        return h.reshape(len(h), -1) @ self.weight + self.bias

    def distribute(self, delta: Array) -> Any:
        """∇_{W_k}E = δ_k h_{k−1}ᵀ, ∇_{b_k}E = δ_k, both summed over the samples; ∇_{h_{k−1}}E = W_kᵀ δ_k."""
        self.weight_gradient = self.h_in.reshape(len(delta), -1).T @ delta
        self.bias_gradient = delta.sum(axis=0)
        return (delta @ self.weight.T).reshape(self.h_in.shape)


class Convolution(Weighted):
    """The same weights (size, size, channels, filters) and biases (filters,) at every place of a map.

    As in all of deep learning it is not flipped. pads: zeros (before, after) a map; dilation: from weight to weight.
    """

    def __init__(
        self, *weights: Array, activation: str = "linear", stride: int = 1, pads: Any = (0, 0), dilation: int = 1
    ) -> None:
        super().__init__(*weights, activation=activation)
        self.stride, self.pads, self.dilation = stride, pads, dilation

    def combine(self, h: Array) -> Any:
        self.padded = np.pad(h, [(0, 0), self.pads, self.pads, (0, 0)])
        self.members = members(self.padded, len(self.weight), self.stride, self.dilation)
        return self.bias + sum(self.padded[each] @ self.weight[place] for place, each in self.members.items())

    def distribute(self, delta: Array) -> Any:
        """As in a dense layer, and summed over all places that share a weight."""
        gradient, self.weight_gradient = np.zeros_like(self.padded), np.zeros_like(self.weight)
        for place, each in self.members.items():
            self.weight_gradient[place] = np.tensordot(self.padded[each], delta, axes=([0, 1, 2], [0, 1, 2]))
            gradient[each] += delta @ self.weight[place].T
        self.bias_gradient = delta.sum(axis=(0, 1, 2))
        _, rows, columns, _ = self.h_in.shape
        return gradient[:, self.pads[0] :, self.pads[0] :][:, :rows, :columns]


def members(maps: Array, size: int, stride: int, dilation: int = 1) -> dict[tuple[int, int], tuple[slice, ...]]:
    """(u, v) → where in the maps (n, rows, columns, …) all windows have their value in row u and column v."""
    rows, columns = (stride * ((length - dilation * (size - 1) - 1) // stride + 1) for length in maps.shape[1:3])
    starts = {(u, v): (dilation * u, dilation * v) for v in range(size) for u in range(size)}
    return {place: np.s_[:, u : u + rows : stride, v : v + columns : stride] for place, (u, v) in starts.items()}


class Pool(Layer):
    """One value for every size × size window, channel by channel; nothing to learn."""

    def __init__(self, size: int, stride: int) -> None:
        super().__init__()
        self.size, self.stride = size, stride

    def combine(self, h: Array) -> Any:
        self.members = members(h, self.size, self.stride).values()
        a, self.shares = self.pooled(np.stack([h[each] for each in self.members]))
        return a

    def distribute(self, delta: Array) -> Any:
        gradient = np.zeros_like(self.h_in)
        for each, share in zip(self.members, self.shares, strict=True):
            gradient[each] += delta * share
        return gradient

    def pooled(self, values: Array) -> tuple[Any, list[Any]]:
        """What comes of the windows' values (size², …), and the share that each of them has in it."""
        raise NotImplementedError


class MaxPool(Pool):
    """The largest value; of equal ones the first wins, column by column."""

    def pooled(self, values: Array) -> tuple[Any, list[Any]]:
        winner = values.argmax(axis=0)
        return values.max(axis=0), [winner == k for k in range(len(values))]


class AveragePool(Pool):
    """The mean."""

    def pooled(self, values: Array) -> tuple[Any, list[Any]]:
        return values.mean(axis=0), [1 / len(values)] * len(values)


class Flatten(Layer):
    """A map as one vector, channels running fastest."""

    def combine(self, h: Array) -> Any:
        return h.reshape(len(h), -1)

    def distribute(self, delta: Array) -> Any:
        return delta.reshape(self.h_in.shape)


class Dropout(Layer):
    """h_k = h_{k−1} ⊙ m: while training, m is 0 with probability `rate` and otherwise 1 / (1 − rate); else it is 1."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def combine(self, h: Array) -> Any:
        self.m: Any = 1.0 if self.rng is None else (self.rng.random(h.shape) >= self.rate) / (1 - self.rate)
        return h * self.m

    def distribute(self, delta: Array) -> Any:
        return delta * self.m


def log(p: Array) -> Any:
    """log p, finite even where p was rounded to 0."""
    return np.log(np.maximum(p, 1e-300))


LOSSES: dict[str, tuple[Callable[[Array, Array], Array], Callable[[Array, Array], Array]]] = {
    "squared-error": (lambda y, d: (y - d) ** 2, lambda y, d: 2 * (y - d)),
    "absolute-error": (lambda y, d: np.abs(y - d), lambda y, d: np.sign(y - d)),
    "huber": (
        lambda y, d: np.where(np.abs(y - d) <= 1, (y - d) ** 2 / 2, np.abs(y - d) - 1 / 2),
        lambda y, d: np.clip(y - d, -1, 1),
    ),
    "binary-cross-entropy": (lambda y, d: -d * log(y) - (1 - d) * log(1 - y), lambda y, d: y - d),
    "cross-entropy": (lambda y, d: -d * log(y), lambda y, d: y - d),
}
"""Name → L(y; d), still to be summed over the outputs, and ∇_y L; of the last two, δ_L = ∇_{a_L} L."""

OUTPUT_ACTIVATION = {"binary-cross-entropy": "sigmoid", "cross-entropy": "softmax"}
"""What the last two have to follow: the derivatives of loss and activation together are as simple as y − d."""


class Network:
    """y = f_θ(x) = h_L, layer after layer. rng: what dropout draws from while training; else it drops nothing."""

    def __init__(self, layers: Sequence[Layer], rng: np.random.Generator | None = None) -> None:
        self.layers = layers
        self.learning = [layer for layer in layers if isinstance(layer, Weighted)]
        for layer in layers:
            layer.rng = rng

    def forward(self, x: Array) -> Array:
        """y for x (n, …); every layer keeps its a_k and h_k."""
        h = x
        for layer in self.layers:
            h = layer.forward(h)
        return h

    def error(self, d: Array, loss: str) -> float:
        """E after a forward pass: the mean of L(y; d) over the samples, with targets d shaped as y."""
        return float(np.sum(LOSSES[loss][0](self.layers[-1].h, d))) / len(d)

    def backward(self, d: Array, loss: str) -> Array:
        """After a forward pass, from layer L to 1: every layer keeps its δ_k and gradients. Returns ∇_x E."""
        _, slope = LOSSES[loss]
        *hidden, last = self.layers
        if loss in OUTPUT_ACTIVATION:
            last.delta = slope(last.h, d) / len(d)
            gradient = last.distribute(last.delta)
        else:
            gradient = last.backward(slope(last.h, d) / len(d))
        for layer in reversed(hidden):
            gradient = layer.backward(gradient)
        return gradient

    @property
    def theta(self) -> Array:
        """θ = (W_1, b_1, …, W_L, b_L) as one vector."""
        return np.concatenate([[], *(np.append(layer.weight, layer.bias) for layer in self.learning)])

    @theta.setter
    def theta(self, theta: Array) -> None:
        for layer in self.learning:
            for part in (layer.weight, layer.bias):
                part[:] = theta[: part.size].reshape(part.shape)
                theta = theta[part.size :]

    @property
    def gradient(self) -> Array:
        """∇_θ E after a backward pass, in the order of θ."""
        return np.concatenate([[], *(np.append(layer.weight_gradient, layer.bias_gradient) for layer in self.learning)])


def sgd(theta: Array, gradient: Array, rate: float) -> tuple[Any, ...]:
    """θ ← θ − γ ∇E."""
    return (theta - rate * gradient,)


def momentum(theta: Array, gradient: Array, rate: float, v: Any = 0) -> tuple[Any, ...]:
    """v ← 0.9 v + ∇E;  θ ← θ − γ v."""
    v = 0.9 * v + gradient
    return theta - rate * v, v


def nesterov(theta: Array, gradient: Array, rate: float, v: Any = 0) -> tuple[Any, ...]:
    """v ← 0.9 v + ∇E;  θ ← θ − γ (∇E + 0.9 v)."""
    v = 0.9 * v + gradient
    return theta - rate * (gradient + 0.9 * v), v


def rmsprop(theta: Array, gradient: Array, rate: float, s: Any = 0) -> tuple[Any, ...]:
    """s ← 0.9 s + 0.1 ∇E²;  θ ← θ − γ ∇E / (√s + 10⁻⁸)."""
    s = 0.9 * s + 0.1 * gradient**2
    return theta - rate * gradient / (np.sqrt(s) + 1e-8), s


def adam(theta: Array, gradient: Array, rate: float, t: int = 0, m: Any = 0, s: Any = 0) -> tuple[Any, ...]:
    """m ← 0.9 m + 0.1 ∇E;  s ← 0.999 s + 0.001 ∇E²;  θ ← θ − γ m̂ / (√ŝ + 10⁻⁸), corrected as both start at 0."""
    t, m, s = t + 1, 0.9 * m + 0.1 * gradient, 0.999 * s + 0.001 * gradient**2
    return theta - rate * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8), t, m, s


def clip(gradient: Array, most: float) -> Any:
    """∇E ← ∇E · min(1, c / ‖∇E‖): a gradient that is longer than c = `most` keeps its direction only."""
    return gradient / max(1.0, float(np.linalg.norm(gradient)) / most)


UPDATES: dict[str, Callable[..., tuple[Any, ...]]] = {f.__name__: f for f in (sgd, momentum, nesterov, rmsprop, adam)}
"""Name → (θ, ∇E, γ, moments …) → (θ, moments …), the moments being nothing at first."""


def train(
    network: Network, batches: Iterable[tuple[Array, Array]], loss: str, update: str, rate: float, most: float = np.inf
) -> None:
    """Stochastic gradient descent: θ follows −∇E, `most` long at most, of one mini-batch (x, d) after another."""
    moments: list[Any] = []
    for x, d in batches:
        network.forward(x)
        network.backward(d, loss)
        network.theta, *moments = UPDATES[update](network.theta, clip(network.gradient, most), rate, *moments)
