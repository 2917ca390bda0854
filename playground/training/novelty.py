"""How far a picture is from all that a network learned: the distances to the nearest known samples in its layers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass
from playground.training.captures import CaptureError
from playground.training.data_kind import Samples
from playground.training.evaluations import piece_samples
from playground.training.experiment import Experiment, plan_network
from playground.training.predictor import Predictor
from playground.training.questions import Subject
from playground.training.usual_distance import LEAST_TESTED, MANY, usual_weights

KNOWN_SAMPLES = 1500
CHECKED_SAMPLES = 1000
SKETCH = 96
"""At most so many values stand for a layer's output: their distances are about those of all its values."""
MIDDLE = 128
PIECE = 100
LEAST, MOST = 1e-6, 1e6


@dataclass(frozen=True, eq=False)
class NoveltyDetector:
    """What a network makes of samples that it learned from, and how far from all of them a sample may be.

    known (samples, values) uint8: their sketches, in steps of `step` about 128; weights: how much the distance to the
    nearest of them counts in each watched layer. The sum is at most 1 for KNOWN_SHARE of other samples of their kind.
    CaptureError for numbers that cannot be that.
    After Y. Sun et al., Out-of-Distribution Detection with Deep Nearest Neighbors, ICML 2022.
    """

    known: NDArray[np.uint8]
    step: float
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if self.known.ndim != 2 or not self.known.size:
            raise CaptureError("known samples of shape {shape}; allowed is (samples, values)", shape=self.known.shape)
        for number in (self.step, *self.weights):
            if not LEAST <= number <= MOST:
                raise CaptureError(
                    "a step or weight of {number}; allowed are {least} to {most:,}",
                    number=number,
                    least=LEAST,
                    most=MOST,
                )

    def check(self, spec: NetworkSpec) -> None:
        """Raises CaptureError where the samples are not what a network of this architecture makes of any."""
        sizes = sketch_sizes(spec)
        if (self.known.shape[1], len(self.weights)) != (sum(sizes), len(sizes)):
            raise CaptureError(
                "known samples of {found} values and {weights} weights; this network makes {values} in {layers} layers",
                found=self.known.shape[1],
                weights=len(self.weights),
                values=sum(sizes),
                layers=len(sizes),
            )

    def novelty(self, spec: NetworkSpec, x: np.ndarray, h: Sequence[np.ndarray]) -> NDArray[np.float32]:
        """How far samples x (n, …) are, of which the layers make h, (n,): above 1 nothing fits."""
        far = layer_distances(spec, sketches(spec, x, h), self._bank)
        found: NDArray[np.float32] = far @ np.array(self.weights, np.float32)
        return found

    @cached_property
    def _bank(self) -> NDArray[np.float32]:
        return from_bytes(self.known, self.step)


@dataclass(frozen=True)
class NoveltyQuestion:
    """By what is to be told whether a picture is like those that the network learned? None where there are none."""

    def pieces(self, subject: Subject) -> Iterator[NoveltyDetector | None]:
        return detector_pieces(subject.model, subject.experiment.data.samples())


NOVELTY = NoveltyQuestion()


def always() -> bool:
    """There is time for whatever it takes."""
    return True


def make_detector(network: Network, samples: Samples, in_time: Callable[[], bool] = always) -> NoveltyDetector | None:
    """The detector of a network that learned pictures; None for another, for too few, or out of time."""
    found = None
    with np.errstate(all="ignore"):
        for piece in detector_pieces(network, samples):
            found = piece
            if not in_time():
                break
    return found


def detector_of(
    experiment: Experiment, theta: np.ndarray, in_time: Callable[[], bool] = always
) -> NoveltyDetector | None:
    """The detector of weights (parameters,) that were learned in an experiment; None as above."""
    if not experiment.data.is_learned or len(experiment.model.input_shape(experiment.data)) != 3:
        return None
    network = Network(plan_network(experiment))
    network.theta[:] = theta
    return make_detector(network, experiment.data.samples(), in_time)


def detector_pieces(network: Network, samples: Samples) -> Iterator[NoveltyDetector | None]:
    """The same in pieces of a few milliseconds: the last of them is the detector."""
    yield None
    known, others = _chosen(samples)
    if len(network.spec.input_shape) != 3 or len(others) < LEAST_TESTED:
        return
    predictor, size = Predictor(network, every=True), piece_samples(network)
    found: list[NDArray[np.float32]] = []
    for start in range(0, len(known) + len(others), size):
        x = samples.x[np.concatenate([known, others])[start : start + size]]
        found.append(sketches(network.spec, x, predictor.layers(x)))
        yield None
    described = np.concatenate(found)
    if not np.isfinite(described).all():
        return
    stored, step = to_bytes(described[: len(known)])
    bank, far = from_bytes(stored, step), []
    for start in range(0 if len(others) < MANY else len(known), len(described), PIECE):
        far.append(layer_distances(network.spec, described[start : start + PIECE], bank, start))
        yield None
    from_known, from_others = np.split(np.concatenate(far), [-len(others)])
    weights = np.clip(usual_weights(from_others, from_known), LEAST, MOST)
    yield NoveltyDetector(stored, step, tuple(float(weight) for weight in weights))


def sketches(spec: NetworkSpec, x: np.ndarray, h: Sequence[np.ndarray]) -> NDArray[np.float32]:
    """What stands for samples x (n, …), of which the layers make h (n, …) each: (n, values).

    The outputs of the watched layers, each scaled to length 1, side by side. Of more than SKETCH values groups are
    added up with changing signs, which keeps distances about as they were (M. Charikar et al., ICALP 2002).
    """
    return np.concatenate([_sketch(_unit(x if k < 0 else h[k])) for k in watched_layers(spec)], axis=1)


def watched_layers(spec: NetworkSpec) -> tuple[int, ...]:
    """−1, the picture itself; the last layer that puts out maps, and the last hidden one."""
    hidden = spec.output_shapes[:-1]
    maps = max((index for index, shape in enumerate(hidden) if len(shape) == 3), default=-1)
    return tuple(sorted({-1, maps, len(hidden) - 1}))


def sketch_sizes(spec: NetworkSpec) -> list[int]:
    """How many values stand for each watched layer."""
    shapes = (spec.input_shape if k < 0 else spec.output_shapes[k] for k in watched_layers(spec))
    return [min(SKETCH, math.prod(shape)) for shape in shapes]


def layer_distances(
    spec: NetworkSpec, values: NDArray[np.float32], bank: NDArray[np.float32], first: int | None = None
) -> NDArray[np.float32]:
    """From each sketch (n, values) to the nearest in the bank, in every watched layer: (n, layers).

    first: where in the bank the sketches begin that are in it themselves: to the nearest other.
    """
    bounds = np.cumsum(sketch_sizes(spec))[:-1]
    parts = zip(np.split(values, bounds, axis=1), np.split(bank, bounds, axis=1), strict=True)
    return np.stack([distances(one, other, first) for one, other in parts], axis=1)


def distances(values: NDArray[np.float32], bank: NDArray[np.float32], first: int | None = None) -> NDArray[np.float32]:
    """From each of the rows (n, values) to the nearest one in the bank (m, values): (n,); first: see above."""
    squared = np.square(values).sum(axis=1)[:, None] - 2 * values @ bank.T + np.square(bank).sum(axis=1)
    if first is not None:
        own = np.arange(first, min(first + len(values), len(bank)))
        squared[own - first, own] = np.inf
    nearest: NDArray[np.float32] = np.sqrt(np.maximum(squared.min(axis=1), 0))
    return nearest


def to_bytes(values: NDArray[np.float32]) -> tuple[NDArray[np.uint8], float]:
    """Numbers as whole steps about the middle of a byte, and the step."""
    step = max(float(np.abs(values).max()) / (MIDDLE - 1), LEAST)
    stored = (np.round(values / np.float32(step)) + MIDDLE).astype(np.uint8)
    stored.setflags(write=False)
    return stored, step


def from_bytes(stored: NDArray[np.uint8], step: float) -> NDArray[np.float32]:
    """What the bytes stand for."""
    return (stored.astype(np.float32) - MIDDLE) * np.float32(step)


def _chosen(samples: Samples) -> tuple[np.ndarray, np.ndarray]:
    """Indices of samples that are known and of others to compare: those for testing, or half where there are none."""
    rng = np.random.default_rng(0)
    train, test = rng.permutation(samples.train), rng.permutation(samples.test)
    if not len(test):
        train, test = np.array_split(train, 2)
    return train[:KNOWN_SAMPLES], test[:CHECKED_SAMPLES]


def _sketch(values: NDArray[np.float32]) -> NDArray[np.float32]:
    count = values.shape[1]
    if count <= SKETCH:
        return values
    width = -(-count // SKETCH)
    groups = np.zeros((len(values), SKETCH * width), np.float32)
    groups[:, :count] = values[:, _scattered(count)]
    groups[:, 1::2] *= -1
    summed: NDArray[np.float32] = groups.reshape(len(values), SKETCH, width).sum(axis=2)
    return summed


def _unit(values: np.ndarray) -> NDArray[np.float32]:
    rows = np.asarray(values, np.float32).reshape(len(values), -1)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = rows / np.maximum(length, np.float32(1e-9))
    return scaled


@lru_cache(maxsize=8)
def _scattered(count: int) -> NDArray[np.intp]:
    """An order of so many places in which neighbours are far apart, the same with every version of NumPy."""
    hashed = np.arange(count, dtype=np.uint64) * np.uint64(2654435769) % np.uint64(2**32)
    return np.argsort(hashed, kind="stable")
