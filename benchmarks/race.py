"""Time to 97 % on strokes that were held out: the playground's usual CNN beside its twin in PyTorch.

Both start with the same weights, get the same batches and the same optimizer, and are asked after every so many steps
how many of the held-out pictures they read; training and asking both count. They take turns between two askings.
What dropout leaves out is drawn by the first and handed to the other: each on its own draws, luck alone made one take
up to twice as many steps. After some hundred steps rounding has led them apart all the same, so races are run for
several seeds, and all of them count.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Protocol

import numpy as np
from cases import Weights, copied
from comparison import Comparison
from peers import PYTORCH

from playground.data.assets import asset_path
from playground.data.image_sets import ImageSet, make_images
from playground.document import read
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import NetworkSpec
from playground.training.experiment import Experiment, plan_network
from playground.training.settings import TrainingSettings

NAME, BOUND = "strokes 97 %", 0.8


@dataclass(frozen=True)
class Course:
    """How long a race is: pictures, the share to read, steps between two askings, the most steps, and seeds."""

    pictures: int = 10_000
    share: float = 0.97
    steps: int = 20
    most_steps: int = 2000
    seeds: int = 5


Masks = Sequence[np.ndarray]
"""What every dropout layer multiplies the values (n, …) of a batch with."""
QUICK_COURSE = Course(pictures=300, share=0.0, steps=2, most_steps=4, seeds=1)


class Pupil(Protocol):
    """A network that learns and is asked. `batch` turns pictures and one-hot targets into what it takes."""

    def batch(self, x: np.ndarray, d: np.ndarray) -> tuple[Any, Any]: ...

    def learn(self, x: Any, d: Any, masks: Masks | None) -> Masks:
        """One step with these masks, or with masks that it draws; they are given back."""

    def accuracy(self, x: Any, d: Any) -> float: ...


class OurPupil:
    """The engine's."""

    def __init__(self, spec: NetworkSpec, start: Weights, settings: TrainingSettings, seed: int) -> None:
        self._network, self._loss = Network(spec, np.random.default_rng(seed)), LOSSES["cross-entropy"]
        self._network.keeps_masks = True
        for own, given in zip(copied(self._network, views=True), start, strict=True):
            own[0][:], own[1][:] = given
        self._optimizer = OPTIMIZERS[settings.optimizer](self._network.theta.size)
        self._learning_rate = settings.learning_rate

    def batch(self, x: np.ndarray, d: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return x, d

    def learn(self, x: np.ndarray, d: np.ndarray, masks: Masks | None) -> Masks:
        assert masks is None, "the engine draws its own"
        self._network.train_batch(x, d, self._loss)
        self._optimizer.step(self._network.theta, self._network.gradient, self._learning_rate)
        return self._network.masks

    def accuracy(self, x: np.ndarray, d: np.ndarray) -> float:
        return float(np.mean(self._network.logits(x).argmax(1) == d.argmax(1)))


def usual_experiment() -> Experiment:
    """That of the CNN which the window shows first: its layers, and how it learned. Its weights are drawn anew."""
    return read(asset_path("models/strokes.atelier")).experiment


def labelled(images: ImageSet, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The chosen pictures and their one-hot targets."""
    return images.tensor(chosen), np.eye(images.classes, dtype=np.float32)[images.label[chosen]]


def shuffled(
    images: ImageSet, chosen: np.ndarray, batch: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Batches of the chosen pictures in a new order every epoch, without end; the last of an epoch may be smaller."""
    while True:
        order = rng.permutation(chosen)
        for start in range(0, len(order), batch):
            yield labelled(images, order[start : start + batch])


def run(pupils: Sequence[Pupil], images: ImageSet, course: Course, batch: int, seed: int) -> tuple[list[float], int]:
    """Seconds that each pupil takes, infinite for one that does not get there, and how many turns the last one took.

    The first one, who draws the masks, goes on at nobody's expense until all are there.
    """
    train, test = images.split(0.8, seed)
    lessons = shuffled(images, train, batch, np.random.default_rng(seed))
    asked = [pupil.batch(*labelled(images, test)) for pupil in pupils]
    spent, arrived = [0.0] * len(pupils), [False] * len(pupils)
    turns = 0
    while not all(arrived) and turns * course.steps < course.most_steps:
        turns += 1
        lesson = list(islice(lessons, course.steps))
        masks: list[Masks | None] = [None] * len(lesson)
        for index, pupil in enumerate(pupils):
            if arrived[index] and index > 0:
                continue
            taken = [pupil.batch(*pair) for pair in lesson]
            start = time.perf_counter()
            masks = [pupil.learn(x, d, given) for (x, d), given in zip(taken, masks, strict=True)]
            if not arrived[index]:
                arrived[index] = pupil.accuracy(*asked[index]) >= course.share
                spent[index] += time.perf_counter() - start
    return [seconds if done else float("inf") for seconds, done in zip(spent, arrived, strict=True)], turns


def against_pytorch(course: Course) -> Iterator[Comparison]:
    """One row: the means over the seeds."""
    images = make_images("strokes", course.pictures, 1)
    experiment = usual_experiment()
    data = replace(experiment.data, pictures=images)
    spec, settings = plan_network(replace(experiment, data=data)), experiment.training
    times: list[list[float]] = [[], []]
    turns = 0
    for seed in range(course.seeds):
        start = copied(Network(spec, np.random.default_rng(seed)))
        pupils: list[Pupil] = [OurPupil(spec, start, settings, seed)]
        if PYTORCH.is_installed:
            pupils.append(PYTORCH.load().Pupil(spec, start, settings.optimizer, settings.learning_rate))
        spent, taken = run(pupils, images, course, settings.batch_size, seed)
        turns += taken
        for column, seconds in zip(times, spent, strict=False):
            column.append(seconds)
    ours, theirs = (statistics.fmean(column) if column else None for column in times)
    missing = "" if PYTORCH.is_installed else PYTORCH.name
    yield Comparison(NAME, PYTORCH.name, BOUND, ours, theirs, turns, missing=missing)
