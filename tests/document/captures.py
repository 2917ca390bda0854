"""A toy capture of a run, with every kind of value that a capture may have."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Record:
    loss: float
    note: str = ""


@dataclass(frozen=True, eq=False)
class Capture:
    weights: npt.NDArray[np.float32]
    moments: dict[str, npt.NDArray[np.float64]]
    order: npt.NDArray[np.int64]
    pixels: npt.NDArray[np.uint8]
    is_seen: npt.NDArray[np.bool_]
    random: dict[str, object]
    records: tuple[Record, ...] = ()
    best: Record | None = None
    place: tuple[int, float] = (0, 0.0)
    total: float = 0.0
    earlier: tuple[npt.NDArray[np.float32], ...] = ()
    good: npt.NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        if len(self.order) != len(self.weights):
            raise ValueError(f"order: {len(self.order)} places for {len(self.weights)} weights")
