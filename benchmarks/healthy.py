"""Runs in which nothing is wrong, for which nothing may be found: python benchmarks/healthy.py [--runs N]."""

from __future__ import annotations

import blas  # noqa: F401  # isort: skip

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.diagnosis import Finding, diagnosis
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Progress, Status

RUNS = 200
EPOCHS, LOOK = 150, 10
SETS = ("circle", "xor", "blobs", "moons", "separable", "rings")
FURTHER = ("over-sine", "over-cubic", "over-abs", "heart", "checkerboard")
"""Every fifth run has one of these: they take two layers of some more units, and small steps."""
ACTIVATIONS = ("tanh", "relu", "leaky-relu", "sigmoid", "elu")
OPTIMIZERS = (("sgd", 0.1), ("momentum", 0.03), ("adam", 0.01))
LOOKING = Progress(Status.TRAINING, 0, 0, 0, 0, 0)


def healthy(number: int) -> Experiment:
    """The experiment of this number: a set that the network is large enough for, at a rate that suits its optimizer."""
    rng = np.random.default_rng(number)
    source, activation = str(rng.choice(SETS)), str(rng.choice(ACTIVATIONS))
    depth = int(rng.integers(1, 3))
    if source == "moons":
        # One layer, or sigmoids, often stand still at a nearly straight line between them, which is a fault.
        depth, activation = 2, "tanh" if activation == "sigmoid" else activation
    optimizer, rate = ("adam", 0.03) if activation == "sigmoid" else OPTIMIZERS[rng.integers(3)]
    if number % 5 == 4:
        source = FURTHER[number // 5 % 5]
        return Experiment(
            PointsData(source, count=300, noise=0.02, seed=number),
            # With smaller weights at first a checkerboard stands still for a while.
            Architecture((DenseSpec(16, "tanh"),) * 2, initializer="he"),
            TrainingSettings(learning_rate=0.003, optimizer="adam", seed=number),
        )
    hidden = (DenseSpec(int(rng.integers(6, 13)), activation),) * depth
    initializer = "xavier" if activation in ("tanh", "sigmoid") else "he"
    return Experiment(
        PointsData(source, count=200, noise=0.03, seed=number),
        Architecture(hidden, initializer=initializer),
        TrainingSettings(learning_rate=rate, optimizer=optimizer, seed=number),
    )


def findings(experiment: Experiment, epochs: int) -> list[Finding]:
    """What is found wrong in the course of so many epochs."""
    trainer = NetworkTrainer(experiment)
    steps = -(-trainer.run.train_count // experiment.training.batch_size)
    found = []
    for _ in range(epochs // LOOK):
        trainer.run.train(LOOK * steps)
        found.append(diagnosis(trainer.snapshot(Focus(layer_states=True), LOOKING, {})))
    return [each for each in found if each is not None]


def main() -> None:
    """Tells of every run in which something is found, and fails where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    wrong = 0
    for number in range(parser.parse_args().runs):
        found = findings(healthy(number), EPOCHS)
        if found:
            wrong += 1
            print(number, healthy(number), found[0])
    print(f"{wrong} runs with a finding")
    raise SystemExit(wrong > 0)


if __name__ == "__main__":
    main()
