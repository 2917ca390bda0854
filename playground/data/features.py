"""Input features: functions of a point's two coordinates that a network may take as its inputs."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError

FloatArray = npt.NDArray[np.float32]

FEATURES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "x1": lambda x: x[:, 0],
    "x2": lambda x: x[:, 1],
    "x1^2": lambda x: x[:, 0] ** 2,
    "x2^2": lambda x: x[:, 1] ** 2,
    "x1x2": lambda x: x[:, 0] * x[:, 1],
    "sin x1": lambda x: np.sin(x[:, 0]),
    "sin x2": lambda x: np.sin(x[:, 1]),
}


def expand(x: npt.NDArray[np.floating], features: Sequence[str]) -> FloatArray:
    """Points (n, 2) → network inputs (n, len(features)), float32 and contiguous.

    Raises DataError when a feature is unknown or none is chosen.
    """
    if not features:
        raise DataError("No input feature is chosen; allowed are {allowed}.", allowed=", ".join(FEATURES))
    for name in features:
        if name not in FEATURES:
            raise DataError(
                "There is no input feature {name!r}; allowed are {allowed}.", name=name, allowed=", ".join(FEATURES)
            )
    points = np.asarray(x, dtype=np.float32)
    out = np.empty((len(points), len(features)), dtype=np.float32)
    for column, name in enumerate(features):
        out[:, column] = FEATURES[name](points)
    return out
