"""What `train` is to do: the arguments and the data, filled up with sensible values, as one experiment."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground.cli.errors import UsageError
from playground.cli.sources import DataSet, builtin_kind, load_file
from playground.data.image_sets import ImageSet, make_images
from playground.data.points import PointSet
from playground.engine.spec import DenseSpec, DropoutSpec, FlattenSpec, LayerSpec
from playground.engine.words import format_layers, parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import DRAWN, ImagesData, PointsData
from playground.training.experiment import Experiment, plan_network
from playground.training.settings import TrainingSettings

MODELS = ("perceptron", "mlp", "cnn")
NETWORK_OPTIONS = ("layers", "activation", "loss", "optimizer", "batch_size", "init", "l1", "l2", "schedule")
LARGE_PICTURE = 20
SMALL_PICTURE = 6


@dataclass(frozen=True)
class Plan:
    """What is to be trained, on which samples, for how long."""

    experiment: Experiment
    data: DataSet
    model: str
    epochs: int

    @property
    def layers(self) -> str:
        """The hidden layers as words that name every activation."""
        model = self.experiment.model
        return "" if isinstance(model, PerceptronModel) else with_activation(format_layers(model.hidden), "linear")


@dataclass(frozen=True)
class Usual:
    """The values that stand where the user gives none."""

    layers: str
    activation: str
    learning_rate: float
    batch_size: int
    epochs: int
    init: str


def make_plan(options: argparse.Namespace, progress: Any = None) -> Plan:
    """The plan that parsed arguments stand for; raises UsageError and what data and experiment refuse."""
    chosen, data = _data(options, progress)
    _check_samples(options, chosen, data)
    model = options.model or ("mlp" if isinstance(data, PointSet) else "cnn")
    usual = _usual(model, data)
    epochs = options.epochs or usual.epochs
    if model == "perceptron":
        _check_perceptron(options, data)
        architecture: Architecture | PerceptronModel = PerceptronModel()
    else:
        architecture = _architecture(options, model, usual, data)
    experiment = Experiment(chosen, architecture, _training(options, usual, epochs))
    if model != "perceptron":
        plan_network(experiment)
    return Plan(experiment, data, model, epochs)


def with_activation(words: str, activation: str) -> str:
    """The words, with an activation for those that could have one and name none."""
    return " ".join(
        f"{word}:{activation}" if word.startswith(("dense", "conv")) and ":" not in word else word
        for word in words.split()
    )


def _data(options: argparse.Namespace, progress: Any) -> tuple[PointsData | ImagesData, DataSet]:
    kind, share = builtin_kind(options.data), options.train_share
    common = {"seed": options.seed, **({} if share is None else {"train_share": share})}
    if options.noise is not None and kind != "points":
        raise UsageError(
            "--noise {noise:g} goes with the built-in point sets only, not with {source}",
            noise=options.noise,
            source=options.data,
        )
    counted = {} if options.points is None else {"count": options.points}
    if kind == "points":
        noise = {} if options.noise is None else {"noise": options.noise}
        points = PointsData(source=options.data, **common, **noise, **counted)
        return points, points.resolve()
    if kind == "images":
        images = make_images(options.data, options.points, options.seed, progress)
        return ImagesData(source=options.data, count=len(images), pictures=images, **common), images
    data = load_file(options.data, options.points, options.seed, progress)
    if isinstance(data, ImageSet):
        source = str(Path(options.data).resolve())
        return ImagesData(source=source, count=max(10, len(data)), pictures=data, **common), data
    return PointsData(source=DRAWN, drawn=data, **common), data


def _check_samples(options: argparse.Namespace, chosen: PointsData | ImagesData, data: DataSet) -> None:
    share = chosen.train_share
    train = data.split(share)[0] if isinstance(data, PointSet) else data.split(share, chosen.seed)[0]
    if not len(train):
        raise UsageError(
            "none of the {count} samples of {source} is left to train on; add some",
            count=len(data),
            source=options.data,
        )


def _usual(model: str, data: DataSet) -> Usual:
    if model == "perceptron":
        return Usual("", "", 1.0, 1, 100, "")
    if isinstance(data, PointSet):
        return Usual("dense8 dense8", "tanh", 0.01, 16, 200, "xavier")
    epochs = 10 if len(data) > 4000 else 30
    if model == "mlp":
        return Usual("dense64", "relu", 0.002, 32, epochs, "he")
    return Usual(_usual_layers(data), "relu", 0.002, 32, epochs, "he")


def _usual_layers(data: ImageSet) -> str:
    side = min(data.shape[:2])
    if side >= LARGE_PICTURE and data.shape[2] == 3:
        return "conv16x3 pool2 conv32x3 pool2 conv32x3 pool2 dense64"
    if side >= LARGE_PICTURE:
        return "conv8x5 pool2 conv16x5 pool2 dense64"
    return "conv16x3 pool2 conv32x3 pool2 dense64" if side >= SMALL_PICTURE else "conv16x3 dense64"


def _architecture(options: argparse.Namespace, model: str, usual: Usual, data: DataSet) -> Architecture:
    words = usual.layers if options.layers is None else options.layers
    hidden = parse_layers(with_activation(words, options.activation or usual.activation))
    if model == "cnn" and isinstance(data, PointSet):
        raise UsageError(
            "--model cnn needs pictures, but {source} is points; allowed are perceptron and mlp", source=options.data
        )
    if model == "mlp" and not all(_is_plain(layer) for layer in hidden):
        raise UsageError(
            "--layers {words!r}: an mlp has dense and dropout layers only; take --model cnn for others", words=words
        )
    return Architecture(hidden, initializer=options.init or usual.init)


def _is_plain(layer: LayerSpec) -> bool:
    return isinstance(layer, DenseSpec | DropoutSpec | FlattenSpec)


def _check_perceptron(options: argparse.Namespace, data: DataSet) -> None:
    if not isinstance(data, PointSet):
        raise UsageError(
            "--model perceptron learns points, but {source} is pictures; allowed: mlp, cnn", source=options.data
        )
    if data.classes != 2:
        raise UsageError(
            "--model perceptron tells two classes apart, but {source} has {classes}; allowed: mlp",
            source=options.data,
            classes=data.classes,
        )
    for name in NETWORK_OPTIONS:
        if getattr(options, name) is not None:
            raise UsageError(
                "--{option} does not go with --model perceptron, which has no such choice",
                option=name.replace("_", "-"),
            )


def _training(options: argparse.Namespace, usual: Usual, epochs: int) -> TrainingSettings:
    return TrainingSettings(
        learning_rate=usual.learning_rate if options.learning_rate is None else options.learning_rate,
        optimizer=options.optimizer or "adam",
        batch_size=options.batch_size or usual.batch_size,
        loss=options.loss or "cross-entropy",
        l1=options.l1 or 0.0,
        l2=options.l2 or 0.0,
        schedule=options.schedule or "constant",
        period=max(1, epochs if options.schedule == "cosine" else epochs // 3),
        seed=options.seed,
    )
