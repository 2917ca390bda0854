"""Weights that training leaves as they are: which of a network's, by the words that the model has for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from playground.engine.network import Network

OUTPUT = "out"
BIAS = "b"
WORD = re.compile(rf"(\d{{1,9}}|{OUTPUT})(:\d{{1,9}}(:(\d{{1,9}}|{BIAS}))?)?")
"""A layer by its key; a unit of it by its number from 0; one weight of that by its input's, or the bias."""


def frozen_parts(network: Network, keys: Sequence[int], words: Sequence[str]) -> NDArray[np.bool_] | None:
    """Which parameters (parameters,) the words stand for, None for none at all; what is gone is no longer meant."""
    mask = np.zeros_like(network.theta)
    pairs = network.split(mask)
    places = {str(key): index for index, key in enumerate(keys)} | {OUTPUT: len(keys)}
    for word in words:
        layer, *parts = word.split(":")
        pair = pairs[places[layer]] if layer in places else None
        if pair is not None:
            _freeze(*pair, parts)
    return mask > 0 if mask.any() else None


def _freeze(weight: np.ndarray, bias: np.ndarray, parts: Sequence[str]) -> None:
    """Marks a layer, one of its units, or a single weight of that."""
    if not parts:
        weight[:] = bias[:] = 1
        return
    unit = int(parts[0])
    if unit >= len(bias):
        return
    if len(parts) == 1:
        weight[..., unit] = bias[unit] = 1
    elif parts[1] == BIAS:
        bias[unit] = 1
    elif weight.ndim == 2 and int(parts[1]) < len(weight):
        weight[int(parts[1]), unit] = 1
