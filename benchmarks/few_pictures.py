"""How often doubt errs after little was learned: python benchmarks/few_pictures.py [--quick].

Networks learn 5, 12, 30 or 100 pictures of a class, of which a fifth tests them as usual; then they are shown pictures
of the same kind that they have never seen, which are not to be doubted, and others and noise, which are.
"""

from __future__ import annotations

import blas  # noqa: F401  # isort: skip

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from drawn_animals import animals
from report import Figure, finish, parser

from playground.data.image_sets import ImageSet, make_images
from playground.engine.network import Network
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.batches import as_float
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.novelty import NoveltyDetector, make_detector
from playground.training.predictor import Predictor
from playground.training.settings import TrainingSettings
from playground.training.trainer import make_trainer

ABOUT = "Measures how often doubt errs after little was learned."
PER_CLASS, SEEDS, STEPS, UNSEEN = (5, 12, 30, 100), 8, 300, 600
QUICK = (5, 12), 1, 20, 50
LAYERS = ("conv8x3:relu pool2 dense32:relu", "dense32:relu")
FALSE_ALARMS = 5.0


@dataclass(frozen=True)
class Doubted:
    """The percentages of pictures that are doubted, of the kind that was learned, of another, and of noise."""

    unseen: float
    another: float
    noise: float


def main() -> int:
    options = parser(ABOUT).parse_args()
    sizes, seeds, steps, unseen = QUICK if options.quick else (PER_CLASS, SEEDS, STEPS, UNSEEN)
    rows = []
    print(f"{'doubted, %':28}{'unseen':>8}{'worst':>8}{'another':>9}{'noise':>7}{'silent':>8}")
    for name, (images, other) in sets().items():
        for per_class in sizes:
            found = list(trials(images, other, per_class, seeds, steps, unseen))
            told = [each for each in found if each is not None]
            if not told:
                print(f"{f'{name}, {per_class} a class':28}   nothing is told")
                continue
            mean = {key: float(np.mean([getattr(each, key) for each in told])) for key in Doubted.__annotations__}
            worst, silent = max(each.unseen for each in told), 100 * found.count(None) / len(found)
            numbers = f"{mean['unseen']:8.1f}{worst:8.1f}{mean['another']:9.1f}{mean['noise']:7.1f}{silent:8.0f}"
            print(f"{f'{name}, {per_class} a class':28}" + numbers, flush=True)
            rows.append(Figure(f"doubted of unseen {name}, {per_class} a class", mean["unseen"], "%", FALSE_ALARMS))
    for row in rows:
        print(row.row())
    return finish(rows, options)


def sets() -> dict[str, tuple[ImageSet, np.ndarray]]:
    """What is learned, by name, each with pictures of another kind and the same size."""
    drawn, shapes = animals(1200, 5), make_images("shapes", 1500, seed=3)
    strokes, digits = make_images("strokes", 2400, seed=9), make_images("digits")
    grey = shapes.images[:200].mean(axis=3, keepdims=True).astype(np.uint8)
    return {
        "animals": (drawn, shapes.images[:200]),
        "shapes": (shapes, drawn.images[:200]),
        "digits": (digits, grey[:, ::4, ::4]),
        "strokes": (strokes, grey[:, 2:30, 2:30]),
    }


def trials(
    images: ImageSet, other: np.ndarray, per_class: int, seeds: int, steps: int, unseen: int
) -> Iterator[Doubted | None]:
    """What networks doubt that learned so many pictures of each class; None of one that says nothing."""
    noise = np.random.default_rng(0).integers(0, 256, (100, *images.images.shape[1:]), np.uint8)
    for seed in range(seeds):
        few, rest = few_of(images, per_class, seed)
        for layers in LAYERS:
            data = ImagesData("few", count=len(few.images), seed=seed, pictures=few)
            settings = TrainingSettings(learning_rate=0.003, optimizer="adam", batch_size=20)
            run = make_trainer(Experiment(data, Architecture(parse_layers(layers)), settings)).run
            run.train(steps)
            detector = make_detector(run.network, data.samples())
            if detector is None:
                yield None
            else:
                yield Doubted(*(doubted(run.network, detector, x) for x in (rest[:unseen], other, noise)))


def few_of(images: ImageSet, per_class: int, seed: int) -> tuple[ImageSet, np.ndarray]:
    """So many pictures of every class, and the others."""
    order = np.random.default_rng(seed).permutation(len(images.images))
    label = images.label[order]
    place = np.array([int((label[:index] == label[index]).sum()) for index in range(len(label))])
    few, rest = order[place < per_class], order[place >= per_class]
    return replace(images, images=images.images[few], label=images.label[few]), images.images[rest]


def doubted(network: Network, detector: NoveltyDetector, x: np.ndarray) -> float:
    """The percentage of pictures to which nothing fits."""
    h = Predictor(network, every=True).layers(x)
    return 100 * float((detector.novelty(network.spec, as_float(x), h) > 1).mean())


if __name__ == "__main__":
    sys.exit(main())
