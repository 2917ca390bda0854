"""A toy kind of data that asks for a value rather than for a class."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.engine.limits import Range
from playground.training.data_kind import ChosenData, Samples
from playground.training.hyperparameters import SEEDS, Anything, Hyperparameter, Renewal, chosen
from playground.training.tasks import Regression


@dataclass(frozen=True, eq=False)
class Curve:
    """Inputs x (n, …) and what is wanted of them, a value (n,) each."""

    x: np.ndarray
    value: np.ndarray
    name: str = "curve"
    note: str = ""
    class_names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True)
class CurveData(ChosenData):
    """A parabola over [−1, 1]: f(x) = 2 x² − 1."""

    source: str = chosen("bowl", Hyperparameter("source", Anything(), Renewal.BATCHES))
    count: int = chosen(60, Hyperparameter("values", Range(2, 1000, whole=True), Renewal.BATCHES, option="--points"))
    train_share: float = chosen(0.5, Hyperparameter("training share", Range(0.1, 1), Renewal.BATCHES))
    seed: int = chosen(3, Hyperparameter("seed", SEEDS, Renewal.BATCHES, option="--seed"))

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return ("bowl",)

    def resolve(self) -> Curve:
        x = np.linspace(-1, 1, self.count, dtype=np.float32)
        return Curve(x[:, None], 2 * x**2 - 1)

    @property
    def input_shape(self) -> tuple[int, ...]:
        return (1,)

    @property
    def task(self) -> Regression:
        return Regression()

    def samples(self) -> Samples:
        curve = self.resolve()
        order = np.random.default_rng(self.seed).permutation(len(curve))
        cut = round(self.train_share * len(curve))
        return Samples(curve.x, curve.value, np.sort(order[:cut]), np.sort(order[cut:]))

    def without_samples(self, input_shape: tuple[int, ...], class_names: Sequence[str]) -> "CurveData":
        return self
