"""The inputs of a model of points by their names, of which some are two words: what stands behind --inputs."""

from __future__ import annotations

import re

from playground.cli.errors import UsageError
from playground.data.features import FEATURES

INPUTS = "--inputs"
_NAME = "|".join(map(re.escape, sorted(FEATURES, key=len, reverse=True)))


def inputs_of(words: str) -> tuple[str, ...]:
    """The features that words name, each once; raises UsageError where they name none, or anything else."""
    if re.fullmatch(rf"\s*({_NAME})([\s,]+({_NAME}))*\s*", words) is None:
        raise UsageError("--inputs {words!r}: give some of {names}", words=words, names=", ".join(FEATURES))
    return tuple(dict.fromkeys(re.findall(_NAME, words)))


def two_inputs(words: str) -> tuple[str, str]:
    """Two features; raises UsageError for others, or another number of them."""
    found = re.fullmatch(rf"\s*({_NAME})[\s,]+({_NAME})\s*", words)
    if found is None:
        raise UsageError("--inputs {words!r}: give two of {names}", words=words, names=", ".join(FEATURES))
    return found[1], found[2]
