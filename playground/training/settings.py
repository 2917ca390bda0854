"""How a model learns: the hyperparameters of training."""

from __future__ import annotations

from playground.engine.limits import Choices, Range
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.late_dataclass import dataclass
from playground.training.hyperparameters import (
    SEEDS,
    Hyperparameter,
    Renewal,
    check,
    chosen,
    plain,
    plain_or_none,
    told,
)
from playground.training.tasks import LOSS_NAMES

NETWORK = ("network",)


@dataclass(frozen=True)
class TrainingSettings:
    """How the model learns. `pace` is the most steps a second, 0 for as fast as possible."""

    learning_rate: float = chosen(
        0.03,
        Hyperparameter(
            "learning rate",
            Range(0, 100, above=True),
            Renewal.NOTHING,
            told("learning rate", plain),
            "--learning-rate",
            "F",
        ),
    )
    optimizer: str = chosen(
        "momentum",
        Hyperparameter(
            "optimizer",
            Choices(OPTIMIZERS),
            Renewal.OPTIMIZER,
            told("optimizer"),
            "--optimizer",
            "O",
            models=NETWORK,
        ),
    )
    batch_size: int = chosen(
        16,
        Hyperparameter(
            "batch size",
            Range(1, 10_000, whole=True),
            Renewal.BATCHES,
            told("batch size"),
            "--batch-size",
            "N",
            "samples per step",
            NETWORK,
        ),
    )
    loss: str = chosen(
        "cross-entropy",
        Hyperparameter(
            "loss", Choices(LOSS_NAMES), Renewal.NETWORK, told("loss"), "--loss", "L", models=NETWORK, anew=True
        ),
    )
    l1: float = chosen(
        0.0,
        Hyperparameter(
            "L1", Range(0, 10), Renewal.NOTHING, told("L1", plain), "--l1", "F", "L1 regularisation", NETWORK
        ),
    )
    l2: float = chosen(
        0.0,
        Hyperparameter(
            "L2", Range(0, 10), Renewal.NOTHING, told("L2", plain), "--l2", "F", "L2 regularisation", NETWORK
        ),
    )
    clip: float | None = chosen(
        None,
        Hyperparameter(
            "gradient clipping",
            Range(0, 1_000_000, above=True, besides=(None,)),
            Renewal.NOTHING,
            told("gradient clipping", plain_or_none),
            "--clip",
            "F",
            "gradient clipping: ∇E that is longer is scaled to this length",
            NETWORK,
        ),
    )
    stop_epoch: int | None = chosen(
        None,
        Hyperparameter(
            "stop at epoch",
            Range(1, 1_000_000, whole=True, besides=(None,)),
            Renewal.NOTHING,
            told("stop at epoch", plain_or_none),
            models=NETWORK,
        ),
    )
    stop_loss: float | None = chosen(
        None,
        Hyperparameter(
            "stop at loss",
            Range(0, 1_000_000, above=True, besides=(None,)),
            Renewal.NOTHING,
            told("stop at loss", plain_or_none),
            "--stop-loss",
            "F",
            "stop when the loss of the training samples is below",
            NETWORK,
        ),
    )
    stop_accuracy: float | None = chosen(
        None,
        Hyperparameter(
            "stop at accuracy",
            Range(0, 1, above=True, besides=(None,)),
            Renewal.NOTHING,
            told("stop at accuracy", plain_or_none),
            "--stop-accuracy",
            "F",
            "stop when so large a share of the test samples is right",
            NETWORK,
        ),
    )
    patience: int | None = chosen(
        None,
        Hyperparameter(
            "patience",
            Range(1, 1_000_000, whole=True, besides=(None,)),
            Renewal.NOTHING,
            told("patience", plain_or_none),
            "--patience",
            "N",
            "stop when the test loss has not fallen for so many epochs, and take the best weights",
            NETWORK,
        ),
    )
    schedule: str = chosen(
        "constant",
        Hyperparameter(
            "schedule", Choices(SCHEDULES), Renewal.NOTHING, told("schedule"), "--schedule", "S", models=NETWORK
        ),
    )
    period: int = chosen(
        100,
        Hyperparameter(
            "period", Range(1, 1_000_000, whole=True), Renewal.NOTHING, told("period", "{:,}".format), models=NETWORK
        ),
    )
    seed: int = chosen(
        42, Hyperparameter("seed", SEEDS, Renewal.EVERYTHING, (), "--seed", "N", "of data, weights and order")
    )
    pace: float = chosen(0.0, Hyperparameter("pace", Range(0.001, 1_000_000, besides=(0.0,)), Renewal.NOTHING))

    def __post_init__(self) -> None:
        check(self)

    @property
    def keeps_rate(self) -> bool:
        """Whether `rate_at` gives the same in every epoch: steps then need not stop where one ends."""
        return self.schedule == "constant"

    @property
    def stops_by_scores(self) -> bool:
        """Whether training may stop because of what it has reached."""
        return not (self.stop_loss is None and self.stop_accuracy is None and self.patience is None)

    def rate_at(self, epoch: float) -> float:
        """The learning rate γ that the schedule makes of the chosen one in an epoch."""
        return SCHEDULES[self.schedule](self.learning_rate, int(epoch), self.period)
