"""What captured numbers may be: captures are read from files, so they are looked at with suspicion."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from playground.engine.errors import Refusal
from playground.engine.limits import EXACT, Range

STEPS = Range(0, EXACT, whole=True)
EPOCHS = Range(0, EXACT)
"""Counters stop where these end: a document may say that a run is as old as that."""


class CaptureError(Refusal):
    """Captured numbers that cannot be those of a run, or not of this one."""


def check_limits(capture: Any) -> None:
    """Raises CaptureError for the first number in a dataclass, or in those within it, that breaks its field's limit."""
    for field in dataclasses.fields(capture):
        value = getattr(capture, field.name)
        if "limit" in field.metadata:
            field.metadata["limit"].check(value, CaptureError)
        for part in value if isinstance(value, tuple) else (value,):
            if dataclasses.is_dataclass(part):
                check_limits(part)


def check_array(name: str, array: np.ndarray, shape: tuple[int, ...]) -> None:
    """Raises CaptureError for an array of another shape, and for one that holds what is not a finite number."""
    if array.shape != shape:
        raise CaptureError("{name}: numbers of shape {found}, not {shape}", name=name, found=array.shape, shape=shape)
    if not np.isfinite(array).all():
        raise CaptureError("{name}: a number is not finite", name=name)
