"""The same steps by JAX: forward, backward and update compiled into one function, its old weights given away.

One thread: JAX counts the processors in PJRT_NPROC (NPROC in older versions), and without asynchronous dispatch a
function runs in the thread that calls it. Both have to be said before JAX first computes something.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

os.environ |= {"PJRT_NPROC": "1", "NPROC": "1"}

import jax
import jax.numpy as jnp
import numpy as np
from cases import LEARNING_RATE, Case, Learner, Weights, samples
from jax.flatten_util import ravel_pytree

jax.config.update("jax_cpu_enable_async_dispatch", False)

ACTIVATIONS: dict[str, Callable[[jax.Array], jax.Array]] = {"tanh": jnp.tanh, "relu": jax.nn.relu}
Gradient = Callable[[Any, jax.Array, jax.Array], Any]
Update = Callable[[Any, jax.Array, jax.Array], Any]


def learner(case: Case, start: Weights) -> Learner:
    """JAX as it is commonly used: a list of weights and biases, and every step is waited for."""
    loss = _loss(case)
    theta = [(jnp.array(weight), jnp.array(bias)) for weight, bias in start]
    first, update = OPTIMIZERS[case.optimizer](jax.grad(loss), theta)
    x, d = (jnp.asarray(array) for array in samples(case))
    state = [first]

    def step() -> None:
        state[0] = update(state[0], x, d)
        state[0][0][0][0].block_until_ready()  # one array is enough, as all of them are ready at the same time

    return Learner(step, lambda: _copied(state[0][0]))


def flat_learner(case: Case, start: Weights) -> Learner:
    """JAX at its fastest: all weights in one vector, as a call costs more the more arrays it is given, and no waiting.

    What is computed is complete when a call comes back, but for what is left to JAX's one worker.
    """
    loss = _loss(case)
    theta, restore = ravel_pytree([(jnp.array(weight), jnp.array(bias)) for weight, bias in start])
    gradient = jax.grad(lambda vector, x, d: loss(restore(vector), x, d))
    first, update = OPTIMIZERS[case.optimizer](gradient, theta)
    x, d = (jnp.asarray(array) for array in samples(case))
    state = [first]

    def step() -> None:
        state[0] = update(state[0], x, d)

    return Learner(step, lambda: _copied(restore(state[0][0])))


def _sgd(gradient: Gradient, theta: Any) -> tuple[Any, Update]:
    @partial(jax.jit, donate_argnums=0)
    def update(state: Any, x: jax.Array, d: jax.Array) -> Any:
        (theta,) = state
        slope = gradient(theta, x, d)
        return (jax.tree.map(lambda weight, change: weight - LEARNING_RATE * change, theta, slope),)

    return (theta,), update


def _adam(gradient: Gradient, theta: Any) -> tuple[Any, Update]:
    """Kingma and Ba 2015, algorithm 1."""

    @partial(jax.jit, donate_argnums=0)
    def update(state: Any, x: jax.Array, d: jax.Array) -> Any:
        theta, first, second, steps = state
        slope = gradient(theta, x, d)
        steps = steps + 1
        first = jax.tree.map(lambda moment, change: 0.9 * moment + 0.1 * change, first, slope)
        second = jax.tree.map(lambda moment, change: 0.999 * moment + 0.001 * change**2, second, slope)
        rate = LEARNING_RATE * jnp.sqrt(1 - 0.999**steps) / (1 - 0.9**steps)
        epsilon = 1e-8 * jnp.sqrt(1 - 0.999**steps)
        theta = jax.tree.map(lambda weight, m, s: weight - rate * m / (jnp.sqrt(s) + epsilon), theta, first, second)
        return theta, first, second, steps

    zeros = jax.tree.map(jnp.zeros_like, theta)
    return (theta, zeros, jax.tree.map(jnp.zeros_like, theta), jnp.zeros((), jnp.float32)), update


OPTIMIZERS: dict[str, Callable[[Gradient, Any], tuple[Any, Update]]] = {"sgd": _sgd, "adam": _adam}


def _loss(case: Case) -> Callable[[Any, jax.Array, jax.Array], jax.Array]:
    activations = [ACTIVATIONS.get(layer.activation, lambda a: a) for layer in case.spec.layers]

    def loss(theta: Any, x: jax.Array, d: jax.Array) -> jax.Array:
        for (weight, bias), activation in zip(theta, activations, strict=True):
            x = activation(x @ weight + bias)
        if case.loss == "cross-entropy":
            return -jnp.mean(jnp.sum(d * jax.nn.log_softmax(x), axis=-1))
        return jnp.mean(jnp.sum((x - d) ** 2, axis=-1))

    return loss


def _copied(theta: Any) -> Weights:
    return [(np.array(weight), np.array(bias)) for weight, bias in theta]
