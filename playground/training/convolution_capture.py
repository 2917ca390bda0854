"""How far a kernel has come, as a value."""

from __future__ import annotations

from dataclasses import field

import numpy as np

from playground.engine.limits import Limit, within
from playground.late_dataclass import dataclass
from playground.training.captures import STEPS, CaptureError, check_limits
from playground.training.route import Route


@dataclass(frozen=True)
class ConvolutionCapture:
    """place: how many places are filled, of `places` in all; term: products taken of the next one.

    CaptureError for numbers that cannot be that.
    """

    place: int = field(default=0, metadata=within(Limit("the number of places", STEPS)))
    term: int = field(default=0, metadata=within(Limit("the number of products", STEPS)))
    places: int = field(default=1, metadata=within(Limit("the number of places", STEPS)))

    def __post_init__(self) -> None:
        check_limits(self)

    def check_route(self, route: Route) -> None:
        """Raises CaptureError where it is not of a way through these places."""
        most = route.terms - 1 if self.place < route.places else 0
        if self.places != route.places or self.place > self.places or self.term > most:
            raise CaptureError(
                "place {place} of {found} after {term} products, but there are {places} of {terms} products each",
                place=self.place,
                found=self.places,
                term=self.term,
                places=route.places,
                terms=route.terms,
            )

    @property
    def theta(self) -> np.ndarray:
        """Nothing is learned: there are no weights but those that are chosen."""
        return np.empty(0, np.float32)

    @property
    def step(self) -> int:
        """Steps are places."""
        return self.place

    @property
    def epoch(self) -> float:
        """All places are one epoch."""
        return min(self.place / max(self.places, 1), 1.0)
