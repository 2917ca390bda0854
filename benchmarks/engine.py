"""Training steps of the engine against PyTorch on one thread: python benchmarks/engine.py [--quick] [--cases a,b].

Each figure is a ratio of medians: our step and the other's alternate in one process, at least 30 times each, so
that whatever slows the machine slows both. A step is forward, backward and update, in float32.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # read when NumPy is imported, so before that
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # noqa: E402

from playground.engine.losses import LOSSES  # noqa: E402
from playground.engine.network import Network  # noqa: E402
from playground.engine.optimizers import OPTIMIZERS  # noqa: E402
from playground.engine.spec import (  # noqa: E402
    Conv2DSpec,
    DenseSpec,
    MaxPool2DSpec,
    NetworkSpec,
    Shape,
)
from playground.engine.words import parse_layers  # noqa: E402

try:
    import torch
except ImportError:
    torch = None
try:
    from threadpoolctl import threadpool_limits
except ImportError:
    threadpool_limits = None

Step = Callable[[], object]
LEARNING_RATE = 0.001
PAIRS = 30


@dataclass(frozen=True)
class Case:
    """One row: a network, a batch, and the largest ratio of our time to PyTorch's that is good enough."""

    name: str
    shape: Shape
    layers: str
    batch: int
    bound: float
    loss: str = "squared-error"
    optimizer: str = "sgd"

    @property
    def spec(self) -> NetworkSpec:
        return NetworkSpec(self.shape, parse_layers(self.layers))


@dataclass(frozen=True)
class Figure:
    """What was measured of a case; ours and theirs are medians in microseconds."""

    case: str
    ours: float
    theirs: float | None
    ratio: float | None
    bound: float
    pairs: int
    verdict: str


def _cnn(size: int, first: int, second: int) -> str:
    return f"conv{first}x{size}:relu pool2 conv{second}x{size}:relu pool2 dense10:softmax"


CASES = [
    Case("mlp-tiny", (2,), "dense4:tanh dense2:tanh dense1:tanh", 10, 0.15),
    Case("mlp-small", (2,), "dense8:tanh dense8:tanh dense1:tanh", 10, 0.15),
    Case("mlp-deep", (2,), "dense8:tanh " * 6 + "dense1:tanh", 30, 0.22),
    Case("mlp-batch", (2,), "dense8:tanh dense8:tanh dense1:tanh", 250, 0.22),
    Case("mlp-adam", (2,), "dense8:relu dense8:relu dense1", 10, 0.15, optimizer="adam"),
    Case("mlp-digits", (784,), "dense128:relu dense10:softmax", 64, 1.0, "cross-entropy"),
    Case("cnn-digits8", (8, 8, 1), _cnn(3, 8, 16), 32, 0.40, "cross-entropy"),
    Case("cnn-small", (28, 28, 1), _cnn(3, 8, 16), 64, 0.95, "cross-entropy"),
    Case("cnn-5x5", (28, 28, 1), _cnn(5, 8, 16), 32, 1.0, "cross-entropy"),
    Case("cnn-colour", (32, 32, 3), _cnn(5, 16, 20), 32, 1.25, "cross-entropy"),
    Case("cnn-wide", (28, 28, 1), _cnn(3, 32, 64), 64, 1.1, "cross-entropy"),
]


def samples(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """A batch x and its targets d."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, (case.batch, *case.shape)).astype(np.float32)
    outputs = case.spec.output_shape[0]
    if case.loss == "cross-entropy":
        return x, np.eye(outputs, dtype=np.float32)[rng.integers(0, outputs, case.batch)]
    return x, rng.choice([-1.0, 1.0], (case.batch, outputs)).astype(np.float32)


def our_step(case: Case) -> Step:
    """A step of the engine on the case's batch."""
    network = Network(case.spec, np.random.default_rng(1))
    optimizer = OPTIMIZERS[case.optimizer](network.theta.size, network.dtype)
    loss = LOSSES[case.loss]
    x, d = samples(case)

    def step() -> None:
        network.train_batch(x, d, loss)
        optimizer.step(network.theta, network.gradient, LEARNING_RATE)

    return step


def torch_step(case: Case) -> Step:
    """The same step as PyTorch is commonly used: modules, a loss module, an optimizer, maps with channels first."""
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = torch.nn.Sequential(*_torch_layers(case))
    kinds = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
    optimizer = kinds[case.optimizer](model.parameters(), lr=LEARNING_RATE)
    loss = torch.nn.CrossEntropyLoss() if case.loss == "cross-entropy" else torch.nn.MSELoss()
    rows, targets = samples(case)
    x = torch.from_numpy(rows if rows.ndim == 2 else np.ascontiguousarray(rows.transpose(0, 3, 1, 2)))
    d = torch.from_numpy(targets.argmax(1) if case.loss == "cross-entropy" else targets)

    def step() -> None:
        optimizer.zero_grad()
        loss(model(x), d).backward()
        optimizer.step()

    return step


def _torch_layers(case: Case) -> list[object]:
    modules: list[object] = []
    for layer, shape in zip(case.spec.layers, case.spec.input_shapes, strict=True):
        match layer:
            case DenseSpec():
                modules += [torch.nn.Flatten()] if len(shape) == 3 else []
                modules.append(torch.nn.Linear(int(np.prod(shape)), layer.units))
            case Conv2DSpec():
                padding = layer.kernel_size // 2
                modules.append(torch.nn.Conv2d(shape[2], layer.filters, layer.kernel_size, padding=padding))
            case MaxPool2DSpec():
                modules.append(torch.nn.MaxPool2d(layer.size))
        activation = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}.get(getattr(layer, "activation", ""))
        modules += [activation()] if activation else []
    return modules


def alternate(ours: Step, theirs: Step | None, seconds: float) -> tuple[list[float], list[float]]:
    """Times of both in seconds, alternating; each time is the mean of as many steps as take about a millisecond."""
    steps = [step for step in (ours, theirs) if step is not None]
    repeats = []
    for step in steps:
        step()
        start = time.perf_counter()
        for _ in range(5):
            step()
        repeats.append(max(1, int(0.005 / (time.perf_counter() - start))))
    times: list[list[float]] = [[], []]
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[0]) < PAIRS:
        for step, repeat, column in zip(steps, repeats, times, strict=False):
            start = time.perf_counter()
            for _ in range(repeat):
                step()
            column.append((time.perf_counter() - start) / repeat)
    return times[0], times[1]


def measure(case: Case, seconds: float) -> Figure:
    """Our step against PyTorch's, or on its own where PyTorch is missing."""
    ours, theirs = alternate(our_step(case), torch_step(case) if torch else None, seconds)
    mine = statistics.median(ours) * 1e6
    if not theirs:
        return Figure(case.name, mine, None, None, case.bound, len(ours), "alone")
    other = statistics.median(theirs) * 1e6
    verdict = "ok" if mine / other <= case.bound else "falls short"
    return Figure(case.name, mine, other, mine / other, case.bound, len(ours), verdict)


def row(figure: Figure) -> str:
    """A line of the table."""
    others = "       –       –" if figure.theirs is None else f"{figure.theirs:8.1f}{figure.ratio:8.3f}"
    return f"{figure.case:14}{figure.ours:10.1f}{others}{figure.bound:8.2f}{figure.pairs:8d}  {figure.verdict}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Training steps of the engine against PyTorch on one thread.")
    parser.add_argument("--quick", action="store_true", help="a second per case, only to see that it works")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long to measure each case (default 4)")
    parser.add_argument("--cases", default="", help="names separated by commas (default: all)")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a bound is missed")
    chosen = parser.parse_args()
    unknown = set(filter(None, chosen.cases.split(","))) - {case.name for case in CASES}
    if unknown:
        parser.error(f"unknown cases {', '.join(sorted(unknown))}; known are {', '.join(c.name for c in CASES)}")
    return chosen


def main() -> int:
    chosen = arguments()
    names = chosen.cases.split(",") if chosen.cases else [case.name for case in CASES]
    if threadpool_limits:
        threadpool_limits(1)
    print("case             ours µs torch µs   ratio   bound   pairs")
    figures = []
    for case in CASES:
        if case.name in names:
            figures.append(measure(case, 1.0 if chosen.quick else chosen.seconds))
            print(row(figures[-1]), flush=True)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n")
    return int(chosen.check and any(figure.verdict == "falls short" for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
