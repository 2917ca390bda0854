"""The built-in sets of values y against x, and VALUE_SETS, their only list."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.point_sets import check_making, reflected
from playground.data.points import PLANE, PointSet
from playground.data.splits import as_rank, spread_rank
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass

MAX_OUTLIERS = 0.5
SPREADS = 10_000
"""So many ways there are to share points out between training and test set."""
RAMP = 1.0
"""Here the steep part of two scales begins."""
LEAST_THROW = 2.0
"""So far from the curve outliers lie at least."""

Values = npt.NDArray[np.float64]
Curve = Callable[[Values], Values]


@dataclass(frozen=True)
class ValueRecipe:
    """The function behind a set, truth(x (n,)) -> y (n,) inside the plane, and what the window says of the set."""

    truth: Curve
    title: Phrase
    tooltip: Phrase


def line(x: Values) -> Values:
    return 0.7 * x + 0.4


def two_slopes(x: Values) -> Values:
    return np.where(x < 0, -0.2, 1.3) * x - 1.2


def parabola(x: Values) -> Values:
    return x * x / 2 - 2.0


def step(x: Values) -> Values:
    return np.where(x < 0, -1.2, 1.2)


def two_scales(x: Values) -> Values:
    """Gentle waves, then a ramp more than ten times as steep: what its steepness allows hardly moves the waves."""
    ramp = np.minimum(8 * (x - RAMP) - 2.2, 2.4)
    return np.where(x < RAMP, 0.3 * np.sin(2 * (x - RAMP)) - 2.2, ramp)


def sine(x: Values) -> Values:
    return 1.5 * np.sin(2 * x)


VALUE_SETS: dict[str, ValueRecipe] = {
    "line": ValueRecipe(line, Phrase("Line"), Phrase("A straight line: two numbers describe it")),
    "two-slopes": ValueRecipe(
        two_slopes, Phrase("Two slopes"), Phrase("Two lines that meet at a corner: two ReLU units can do it")
    ),
    "abs": ValueRecipe(np.abs, Phrase("|x|"), Phrase("The absolute value: every straight line fails on it")),
    "parabola": ValueRecipe(parabola, Phrase("Parabola"), Phrase("A square: a single unit can do it that squares")),
    "step": ValueRecipe(step, Phrase("Step"), Phrase("A jump, which continuous functions only come close to")),
    "two-scales": ValueRecipe(
        two_scales,
        Phrase("Two scales"),
        Phrase("Gentle on the left, steep on the right: no single learning rate serves both"),
    ),
    "sine": ValueRecipe(sine, Phrase("Sine"), Phrase("Waves: the more hidden units, the closer")),
}
"""Name → the function behind it. A set added here can be made, chosen, trained on and saved under its name."""


def make_values(name: str, count: int = 100, noise: float = 0.0, outliers: float = 0.0, seed: int = 0) -> PointSet:
    """A built-in set of values, points without classes: the same arguments give the same points.

    count 2…10,000; noise 0…0.5, the standard deviation of y in halves of the plane's side; outliers 0…0.5, the share of
    points that are thrown far from the curve, to the side where there is more room, so that lines tilt.
    Raises DataError when the name is unknown or a value is outside its range.
    """
    if name not in VALUE_SETS:
        raise DataError(
            "There is no set of values {name!r}; allowed are {allowed}.", name=name, allowed=", ".join(VALUE_SETS)
        )
    check_making(count, noise)
    if not 0.0 <= outliers <= MAX_OUTLIERS:
        raise DataError("The outliers are {share}; allowed is 0 to {most}.", share=outliers, most=MAX_OUTLIERS)
    rng = np.random.default_rng(seed)
    rank_rng, throw_rng = rng.spawn(2)
    # One in each of so many equal parts of the interval: no gap lets a fit go astray where nobody sees it.
    x = PLANE * (2 * (np.arange(count) + rng.random(count)) / count - 1)
    y = VALUE_SETS[name].truth(x)
    noisy = reflected(y + noise * PLANE * rng.standard_normal(count))
    # The same draws whatever the share is: more outliers are those there were, and others.
    order, far = throw_rng.permutation(count), throw_rng.random(count)
    thrown = order[: round(outliers * count)]
    noisy[thrown] = _thrown(y, far)[thrown]
    label = np.zeros(count, np.int64)
    points = np.stack([x, noisy], axis=1).astype(np.float32)
    return PointSet(points, label, _spread_rank(count, rank_rng), (), name)


def _spread_rank(count: int, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Ranks (count,) below each share of which a sample lies that is as large, and spread over the interval as well."""
    order = spread_rank(int(rng.integers(SPREADS)), count).argsort().argsort()
    return as_rank((order + 0.5) / count)


def _thrown(y: Values, far: Values) -> Values:
    """Values far from y: between the least throw and the farther edge of the plane, by far (n,) in [0, 1)."""
    side = np.where(y > 0, -1.0, 1.0)
    return y + side * (LEAST_THROW + far * (PLANE + np.abs(y) - LEAST_THROW))
