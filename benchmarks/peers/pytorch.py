"""The same networks as PyTorch is commonly used: modules, a loss module, an optimizer, maps with channels first."""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from cases import LEARNING_RATE, Case, Learner, Weights, samples
from torch import nn

from playground.engine.spec import Conv2DSpec, DenseSpec, DropoutSpec, LayerSpec, MaxPool2DSpec, NetworkSpec, Shape

torch.set_num_threads(1)

if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
    # PyTorch asks for its maps' memory anew in every step. Where glibc has given it back to the system in between, a
    # third of a CNN's step is page faults, or none of it, depending on what else the process did; so it keeps all.
    M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
    mallopt(M_TRIM_THRESHOLD, 2**30)
    mallopt(M_MMAP_THRESHOLD, 2**25)

ACTIVATIONS = {"tanh": nn.Tanh, "relu": nn.ReLU}
OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}

ASKED_AT_ONCE = 256
"""Pictures in one forward pass; all 2,000 at once take nearly twice the time."""


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Has PyTorch work with so many threads for a while."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def learner(case: Case, start: Weights) -> Learner:
    """PyTorch's."""
    network = model(case.spec, start)
    optimizer = OPTIMIZERS[case.optimizer](network.parameters(), lr=LEARNING_RATE)
    loss = nn.CrossEntropyLoss() if case.loss == "cross-entropy" else nn.MSELoss()
    rows, targets = samples(case)
    x = tensor(rows)
    d = torch.from_numpy(targets.argmax(1) if case.loss == "cross-entropy" else targets)

    def step() -> None:
        optimizer.zero_grad()
        loss(network(x), d).backward()
        optimizer.step()

    return Learner(step, lambda: weights(network, case.spec))


def prediction(spec: NetworkSpec, start: Weights, x: np.ndarray) -> Callable[[], np.ndarray]:
    """y of all samples without gradients."""
    network, rows = model(spec, start).eval(), tensor(x)

    def predict() -> np.ndarray:
        with torch.no_grad():
            return network(rows).numpy()

    return predict


class Pupil:
    """A classifier of pictures that learns batch by batch."""

    def __init__(self, spec: NetworkSpec, start: Weights, optimizer: str, learning_rate: float) -> None:
        self._network = model(spec, start)
        self._optimizer = OPTIMIZERS[optimizer](self._network.parameters(), lr=learning_rate)
        self._loss = nn.CrossEntropyLoss()
        self._dropouts = [module for module in self._network if isinstance(module, Dropout)]

    def batch(self, x: np.ndarray, d: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """A batch x with one-hot targets d as PyTorch takes it."""
        return tensor(x), torch.from_numpy(d.argmax(1))

    def learn(self, x: torch.Tensor, d: torch.Tensor, masks: Sequence[np.ndarray] | None) -> Sequence[np.ndarray]:
        """One step with these masks, one for every dropout layer, which are given back."""
        assert masks is not None, "they are drawn by whoever learns first"
        for dropout, mask in zip(self._dropouts, masks, strict=True):
            dropout.mask = tensor(mask)
        self._network.train()
        self._optimizer.zero_grad()
        self._loss(self._network(x), d).backward()
        self._optimizer.step()
        return masks

    def accuracy(self, x: torch.Tensor, d: torch.Tensor) -> float:
        """Share of samples answered correctly."""
        self._network.eval()
        with torch.no_grad():
            parts = zip(x.split(ASKED_AT_ONCE), d.split(ASKED_AT_ONCE), strict=True)
            return sum(int((self._network(part).argmax(1) == label).sum()) for part, label in parts) / len(x)


class Dropout(nn.Module):
    """Multiplies with a mask that it is given, while training."""

    mask: torch.Tensor

    def forward(self, h: torch.Tensor) -> torch.Tensor:
        """h: (n, …)."""
        return h * self.mask if self.training else h


def tensor(x: np.ndarray) -> torch.Tensor:
    """Samples as PyTorch takes them: maps with channels first."""
    return torch.from_numpy(x if x.ndim == 2 else np.ascontiguousarray(x.transpose(0, 3, 1, 2)))


def model(spec: NetworkSpec, start: Weights) -> nn.Sequential:
    """The twin of the engine's network with these weights; a softmax at the end belongs to the loss."""
    modules: list[nn.Module] = []
    for layer, shape in zip(spec.layers, spec.input_shapes, strict=True):
        modules += _modules(layer, shape)
    network = nn.Sequential(*modules)
    with torch.no_grad():
        for own, shape, (weight, bias) in zip(*_learning(network, spec), start, strict=True):
            own.weight.copy_(torch.from_numpy(_turned(weight, shape)))
            own.bias.copy_(torch.from_numpy(bias))
    return network


def weights(network: nn.Sequential, spec: NetworkSpec) -> Weights:
    """The twin's weights, shaped as the engine's."""
    found: Weights = []
    for own, shape in zip(*_learning(network, spec), strict=True):
        weight = own.weight.detach().numpy()
        if weight.ndim == 4:
            weight = weight.transpose(2, 3, 1, 0)
        elif len(shape) == 3:
            rows, columns, channels = shape
            weight = weight.reshape(-1, channels, rows, columns).transpose(2, 3, 1, 0).reshape(math.prod(shape), -1)
        else:
            weight = weight.T
        found.append((weight.copy(), own.bias.detach().numpy().copy()))
    return found


def _turned(weight: np.ndarray, shape: Shape) -> np.ndarray:
    """An engine's weight as PyTorch has it: outputs first, then channels, rows and columns."""
    if weight.ndim == 4:
        return np.ascontiguousarray(weight.transpose(3, 2, 0, 1))
    if len(shape) == 3:
        return weight.reshape(*shape, -1).transpose(3, 2, 0, 1).reshape(weight.shape[1], -1)
    return np.ascontiguousarray(weight.T)


def _learning(network: nn.Sequential, spec: NetworkSpec) -> tuple[list[nn.Module], list[Shape]]:
    modules = [module for module in network if isinstance(module, nn.Linear | nn.Conv2d)]
    shapes = [shape for shape, count in zip(spec.input_shapes, spec.parameter_counts, strict=True) if count]
    return modules, shapes


def _modules(layer: LayerSpec, shape: Shape) -> list[nn.Module]:
    modules: list[nn.Module] = []
    match layer:
        case DenseSpec():
            modules += [nn.Flatten()] if len(shape) == 3 else []
            modules.append(nn.Linear(math.prod(shape), layer.units))
        case Conv2DSpec():
            modules.append(nn.Conv2d(shape[2], layer.filters, layer.kernel_size, padding=layer.kernel_size // 2))
        case MaxPool2DSpec():
            modules.append(nn.MaxPool2d(layer.size))
        case DropoutSpec():
            modules.append(Dropout())
    activation = ACTIVATIONS.get(layer.activation)
    return modules + ([activation()] if activation else [])
