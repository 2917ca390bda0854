"""What `train` is to do: the arguments and the data, filled up with what is usual, as one experiment."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from playground.cli.errors import UsageError
from playground.cli.named_models import ACTIVATION, MODELS, NamedModel, Usual, check_goes, usual_name, with_activation
from playground.cli.options import given, options_of, value_of
from playground.cli.output import Tell, complain
from playground.cli.sources import choose_data
from playground.data.image_sets import Progress
from playground.engine.words import format_layers
from playground.late_dataclass import dataclass
from playground.training.data_kind import ChosenData, DataSet
from playground.training.experiment import Experiment
from playground.training.kinds import MODEL_KINDS, SETTINGS_KINDS
from playground.training.settings import TrainingSettings

USUAL = ("hidden", "initializer", "learning_rate", "optimizer", "batch_size", "loss", "period")
"""Fields that take a value that suits model and data where the user gives none, whatever their default."""
MAP_CELLS = 160
LONG_WORK = 2 * 10**10
"""So many times a weight is learned in some ten seconds."""


@dataclass(frozen=True)
class Plan:
    """What is to be trained, and for how long. name: of the model, as --model knows it."""

    experiment: Experiment
    name: str
    epochs: int

    @property
    def data(self) -> DataSet:
        """The samples."""
        found: DataSet = self.experiment.data.resolve()
        return found

    @property
    def layers(self) -> str:
        """The hidden layers as words that name every activation."""
        return with_activation(format_layers(self.experiment.model.hidden), "linear")

    @property
    def parameters(self) -> int:
        """How many weights and biases there are."""
        experiment = self.experiment
        return experiment.model.parameter_count(experiment.data, experiment.training.loss) or 0

    @property
    def is_long(self) -> bool:
        """Whether training surely takes longer than people wait without a word."""
        return self.parameters * len(self.experiment.data.samples().train) * self.epochs > LONG_WORK

    @property
    def settles(self) -> bool:
        """Whether the model may have nothing left to learn."""
        return MODELS[self.name].settles

    @property
    def map_cells(self) -> int:
        """How fine a plot shows what the model answers all over the plane; 0 where there is no plane."""
        return MAP_CELLS if self.experiment.data.is_plane else 0


def make_plan(options: argparse.Namespace, progress: Progress | None = None, tell: Tell = complain) -> Plan:
    """The plan that parsed arguments stand for; raises UsageError and what data and experiment refuse."""
    data = choose_data(options, progress, tell)
    if not len(data.samples().train):
        raise UsageError(
            "none of the {count} samples of {source} is left to train on; add some",
            count=len(data.resolve()),
            source=options.data,
        )
    name = options.model or usual_name(data)
    check_goes(name, data, options.data)
    named = MODELS[name]
    _check_heeded(options, name, named)
    _check_accuracy(options, data)
    data = named.taking(data, options)
    usual = named.usual(data, options)
    epochs = options.epochs or usual.epochs
    settings = _settings(options, data, usual, epochs)
    return Plan(Experiment(data, named.model(options, usual), settings), name, epochs)


def _check_heeded(options: argparse.Namespace, name: str, named: NamedModel) -> None:
    """Raises UsageError for an option that means something to other models only."""
    kind = next(each for each, model in MODEL_KINDS.items() if model is named.kind)
    settings = options_of(SETTINGS_KINDS.values())
    heeded = {option for option, found in settings.items() if any(row.concerns(kind) for row, _ in found)}
    heeded |= {*options_of([named.kind]), *named.options}
    for option in (*options_of(MODEL_KINDS.values()), ACTIVATION, *settings):
        if option not in heeded and value_of(options, option) is not None:
            raise UsageError(
                "{option} does not go with --model {name}, which has no such choice", option=option, name=name
            )


def _check_accuracy(options: argparse.Namespace, data: ChosenData) -> None:
    """Raises UsageError for a condition that values never meet."""
    accuracy = value_of(options, "--stop-accuracy")
    if accuracy is not None and not data.resolve().class_names:
        raise UsageError(
            "--stop-accuracy {accuracy:g} goes with classes only; {source} is {noun}s, which have no accuracy",
            accuracy=accuracy,
            source=options.data,
            noun=data.noun,
        )


def _settings(options: argparse.Namespace, data: ChosenData, usual: Usual, epochs: int) -> TrainingSettings:
    kind = _settings_kind(options, SETTINGS_KINDS.values())
    period = epochs if options.schedule == "cosine" else epochs // 3
    suitable = {"optimizer": "adam", "loss": data.task.losses[0], "period": max(1, period), **usual.settings}
    return kind(**{**suitable, **given(options, kind)})


def _settings_kind(options: argparse.Namespace, kinds: Iterable[type[TrainingSettings]]) -> type[TrainingSettings]:
    """The first kind of settings that has all that was given."""
    wanted = [option for option in options_of(kinds) if value_of(options, option) is not None]
    for kind in kinds:
        if set(wanted) <= set(options_of([kind])):
            return kind
    raise UsageError("{options} do not go together", options=", ".join(wanted))
