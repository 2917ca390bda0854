"""The built-in sets of values over the plane, and PLANE_VALUE_SETS, their only list."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.point_sets import check_making
from playground.data.points import PLANE, PointSet
from playground.data.splits import stratified_rank
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass

Values = npt.NDArray[np.float64]
Surface = Callable[[Values], Values]

HILLS = np.array(
    [(-2.0, 1.25, 1), (0.0, 1.25, -1), (2.0, 1.25, 1), (-2.0, -1.25, -1), (0.0, -1.25, 1), (2.0, -1.25, -1)]
)
"""The middle of every Gaussian, and its sign."""
WIDTH = 0.6
"""The standard deviation of the Gaussians."""


@dataclass(frozen=True)
class PlaneValueRecipe:
    """The function behind a set, truth(x (n, 2)) -> d (n,) in [−1, 1], and what the window says of the set."""

    truth: Surface
    title: Phrase
    tooltip: Phrase


def slope(x: Values) -> Values:
    value: Values = (x[:, 0] + x[:, 1]) / (2 * PLANE)
    return value


def gaussians(x: Values) -> Values:
    distance = ((x[:, None, :] - HILLS[:, :2]) ** 2).sum(axis=2)
    value: Values = np.clip(np.exp(-distance / (2 * WIDTH**2)) @ HILLS[:, 2], -1, 1)
    return value


def saddle(x: Values) -> Values:
    value: Values = x[:, 0] * x[:, 1] / PLANE**2
    return value


def ripples(x: Values) -> Values:
    """A drop has fallen in the middle."""
    return np.cos(np.hypot(x[:, 0], x[:, 1]) * (2 * np.pi / PLANE))


PLANE_VALUE_SETS: dict[str, PlaneValueRecipe] = {
    "plane": PlaneValueRecipe(slope, Phrase("Plane"), Phrase("A slope: a single linear neuron can do it")),
    "gaussians": PlaneValueRecipe(
        gaussians, Phrase("Gauss"), Phrase("Six hills and hollows: it takes hidden layers to bend the surface")
    ),
    "saddle": PlaneValueRecipe(saddle, Phrase("Saddle"), Phrase("The product x₁x₂: with it as an input it is a slope")),
    "ripples": PlaneValueRecipe(
        ripples, Phrase("Ripples"), Phrase("Rings around the middle: hard for small networks, easier with x₁² and x₂²")
    ),
}
"""Name → the function behind it. A set added here can be made, chosen, trained on and saved under its name."""


def make_plane_values(name: str, count: int = 500, noise: float = 0.0, seed: int = 0) -> PointSet:
    """A built-in set of points with a value each: the same arguments give the same points.

    count 2…10,000; noise 0…0.5, the standard deviation of the values, of which −1 and 1 are the ends.
    Raises DataError when the name is unknown or a value is outside its range.
    """
    if name not in PLANE_VALUE_SETS:
        raise DataError(
            "There is no set of plane values {name!r}; allowed are {allowed}.",
            name=name,
            allowed=", ".join(PLANE_VALUE_SETS),
        )
    check_making(count, noise)
    rng = np.random.default_rng(seed)
    rank_rng = rng.spawn(1)[0]
    x = rng.uniform(-PLANE, PLANE, (count, 2))
    noisy = PLANE_VALUE_SETS[name].truth(x) + noise * rng.standard_normal(count)
    label = np.zeros(count, np.int64)
    rank = stratified_rank(label, rank_rng)
    return PointSet(x.astype(np.float32), label, rank, (), name, value=mirrored(noisy).astype(np.float32))


def mirrored(value: Values) -> Values:
    """Values that noise threw beyond −1 or 1, mirrored there (clipping would pile them up), as far as that helps."""
    return np.clip(np.where(np.abs(value) > 1, np.sign(value) * 2 - value, value), -1, 1)
