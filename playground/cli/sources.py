"""Where data come from: the name of a built-in set, or a file or folder."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from typing import Any

from playground.cli.errors import UsageError
from playground.cli.options import given, options_of, value_of
from playground.data.image_sets import Progress
from playground.data.library import load
from playground.data.paths import kind_of
from playground.training.data_kind import ChosenData
from playground.training.kinds import DATA_KINDS, SETTINGS_KINDS

OF_FILES = ("count", "train_share", "seed")
"""Fields of data that can be chosen for a file or folder, too."""


def builtin_kind(source: str) -> type[ChosenData] | None:
    """The kind of data that a built-in set is of; None where no set has this name."""
    return next((kind for kind in DATA_KINDS.values() if source in kind.built_in()), None)


def choose_data(options: argparse.Namespace, progress: Progress | None) -> ChosenData:
    """The data that options stand for, with their samples; raises UsageError and what data refuse."""
    source, kind = options.data, builtin_kind(options.data)
    check_options(options, source, options_of(SETTINGS_KINDS.values()))
    if kind is not None:
        return kind().made(source, progress, **given(options, kind))
    found = load_file(source, options.points, options.seed, progress)
    for usual in (kind() for kind in DATA_KINDS.values()):
        chosen = {name: value for name, value in given(options, type(usual)).items() if name in OF_FILES[1:]}
        data = usual.holding(found, source, **chosen)
        if data is not None:
            return data
    raise UsageError("{source} holds nothing that can be learned", source=source)


def check_options(options: argparse.Namespace, source: str, heeded: Collection[str] = ()) -> None:
    """Raises UsageError for an option of data that says how other sets are made; heeded: those that mean more."""
    kind = builtin_kind(source)
    for option, found in options_of(DATA_KINDS.values()).items():
        value = value_of(options, option)
        is_known = option in options_of([kind]) if kind else any(row.name in OF_FILES for row, _ in found)
        if value is not None and not is_known and option not in heeded:
            owner = next(each for each in DATA_KINDS.values() if option in options_of([each]))
            raise UsageError(
                "{option} {value} goes with the built-in {noun} sets only, not with {source}",
                option=option,
                value=f"{value:g}" if isinstance(value, float) else value,
                noun=owner.noun,
                source=source,
            )


def load_file(source: str, count: int | None, seed: int, progress: Progress | None) -> Any:
    """The data set in a file or folder; UsageError when there is none, DataError when it is bad."""
    if not source or kind_of(source) == "nothing":
        names = ", ".join(name for kind in DATA_KINDS.values() for name in kind.built_in())
        raise UsageError(
            "{source!r} is neither a file or folder nor a built-in set; built in are {names}",
            source=source,
            names=names,
        )
    return load(source, count=count, seed=seed, progress=progress)
