"""How a set of points is made, and what all that make one have in common."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from playground.data.points import PLANE
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass

Points = tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]


def labels(count: int, classes: int) -> npt.NDArray[np.int64]:
    """0, 1, …, 0, 1, …: balanced, and every stretch of samples holds every class."""
    return np.arange(count, dtype=np.int64) % classes


def jitter(x: npt.NDArray[np.float64], noise: float, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Gaussian noise whose standard deviation is `noise` times half the plane's side; the same draws whatever it is."""
    return x + noise * PLANE * rng.standard_normal(x.shape)


@dataclass(frozen=True)
class PointRecipe:
    """How one set is made, and what the window says of it.

    make(count, noise, rng) gives x (count, 2) and label (count,), balanced; `margin` comes as one more argument where
    it is an option. title and tooltip: phrases, for translators.
    """

    make: Callable[..., Points]
    title: Phrase
    tooltip: Phrase
    classes: int = 2
    options: tuple[str, ...] = ("noise",)
    """Which of noise and margin the user chooses."""
    is_further: bool = False
    """Whether it is offered among the further sets, which have to be unfolded."""
    places: Mapping[str, int] | None = None
    """Which workspaces offer it, and at which place among their sets; None: all that it suits, after these."""
    sketch: tuple[int, float] = (90, 0.08)
    """How many points, and how noisy, make a good little picture."""
