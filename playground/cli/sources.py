"""Where data come from: the name of a built-in set, or a file or folder."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from playground.cli.errors import UsageError
from playground.cli.options import given, options_of, value_of
from playground.cli.output import Tell, complain
from playground.data.contents import Content, content_of
from playground.data.errors import DataError
from playground.data.image_sets import Progress
from playground.data.library import load
from playground.data.paths import kind_of
from playground.data.points import PointSet
from playground.data.preparation import Preparation
from playground.data.readers.array_files import partner_file
from playground.data.value_files import load_plane_values, load_values
from playground.engine.errors import Phrase
from playground.training.chosen_images import ImagesData
from playground.training.data_kind import ChosenData
from playground.training.kinds import DATA_KINDS, SETTINGS_KINDS

VALUE_MODEL = "regression"
"""The model that takes values of files which could hold points with classes, too."""


TARGETS: dict[str, Content] = {"classes": "points", "values": "plane-values"}
"""What --target knows: what is then read of a table of points."""


def builtin_kind(source: str) -> type[ChosenData] | None:
    """The kind of data that a built-in set is of; None where no set has this name."""
    return next((kind for kind in DATA_KINDS.values() if source in kind.built_in()), None)


def tell_which(name: str, what: str, tell: Tell) -> None:
    """Says that a name means what is built in, where a file or folder is called the same."""
    if kind_of(name) != "nothing":
        tell(Phrase("{name} is {what}; ./{name} would be the one in this folder", name=name, what=what))


def choose_data(options: argparse.Namespace, progress: Progress | None, tell: Tell = complain) -> ChosenData:
    """The data that options stand for, with their samples; raises UsageError and what data refuse."""
    source, kind = options.data, builtin_kind(options.data)
    check_options(options, source, options_of(SETTINGS_KINDS.values()))
    if kind is not None and options.target:
        raise UsageError("--target goes with files of points only, not with {source}", source=source)
    if kind is not None:
        tell_which(source, "the built-in set", tell)
        made = kind().made(source, progress, **given(options, kind))
        if isinstance(made, ImagesData):
            check_fit(options, made, made.resolve().shape[2], source)
        return made
    found = _found(options, progress)
    if options.target and not isinstance(found, PointSet):
        raise UsageError("--target goes with files of points only, not with {source}", source=source)
    for kind in DATA_KINDS.values():
        data = kind().holding(found, source, **_own(options, kind))
        if data is not None:
            check_given(options, kind, source)
            check_reading(options, data, source)
            if is_split(data) and value_of(options, "--train-share"):
                tell(Phrase("{source} has a split of its own: --train-share is not heeded", source=source))
            return data
    raise UsageError("{source} holds nothing that can be learned", source=source)


def _found(options: argparse.Namespace, progress: Progress | None) -> Any:
    """What a file or folder holds: values where nothing else can be in it, or where a model of values is to learn."""
    check_there(options.data, DATA_KINDS.values())
    content: Content = "values" if options.model == VALUE_MODEL else _content(options.data)
    content = TARGETS[options.target] if options.target else content
    if content == "plane-values":
        return load_plane_values(options.data, progress, count=options.points, seed=options.seed)
    if content == "values":
        return load_values(options.data, progress, count=options.points, seed=options.seed)
    preparation = ImagesData(**of_files(options, ImagesData)).chosen_preparation
    return load_file(options.data, options.points, options.seed, preparation, progress)


def _content(source: str) -> Content:
    try:
        return content_of(Path(source))
    except (DataError, OSError):  # whoever reads it says why
        return "pictures"


def check_options(options: argparse.Namespace, source: str, heeded: Collection[str] = ()) -> None:
    """Raises UsageError for an option of data that says nothing of this source; heeded: those that mean more."""
    kind = builtin_kind(source)
    for option, found in options_of(DATA_KINDS.values()).items():
        value = value_of(options, option)
        if value is None or option in heeded:
            continue
        names = {row.name for row, _ in found}
        if kind is None:
            is_known = any(names & set(each.of_files) for each in DATA_KINDS.values())
        else:
            is_known = option in options_of([kind]) and not names & set(kind.only_of_files)
        if not is_known:
            raise _refusal(option, value, source)


def files_of(source: str) -> tuple[str | Path, ...]:
    """What data are read from: nothing where they are built in; beside an array also the one that belongs to it."""
    if builtin_kind(source) is not None:
        return ()
    beside = partner_file(Path(source))
    return (source,) if beside is None else (source, beside)


def check_given(options: argparse.Namespace, kind: type[ChosenData], source: str) -> None:
    """Raises UsageError for an option of files that says nothing of the kind of data that was found in one."""
    known = options_of([kind])
    for option in options_of(DATA_KINDS.values()):
        value = value_of(options, option)
        if value is not None and option not in known and option not in options_of(SETTINGS_KINDS.values()):
            raise _refusal(option, value, source)


def is_split(data: ChosenData) -> bool:
    """Whether data have a training and a test set of their own."""
    return isinstance(data, ImagesData) and data.resolve().is_test is not None


def check_reading(options: argparse.Namespace, data: ChosenData, source: str) -> None:
    """Raises UsageError for a choice that says nothing of pictures as they were read."""
    if isinstance(data, ImagesData) and data.turn != (value_of(options, "--turn") or data.turn):
        raise UsageError(
            "--turn {turn} goes with sets in arrays (IDX, NPZ, NPY) only, not with {source}",
            turn=value_of(options, "--turn"),
            source=source,
        )
    if isinstance(data, ImagesData):
        check_fit(options, data, data.resolve().shape[2], source)


def check_fit(options: argparse.Namespace, asked: ImagesData, channels: int, source: str) -> None:
    """Raises UsageError for the way in which photographs are fitted where pictures are taken as digits."""
    fit = value_of(options, "--fit")
    if fit is not None and asked.preparation(channels).style == "digit":
        raise UsageError(
            "--fit {fit} goes with --prepare photo only; the pictures of {source} are taken as digits",
            fit=fit,
            source=source,
        )


def load_file(
    source: str,
    count: int | None,
    seed: int,
    preparation: Preparation,
    progress: Progress | None,
    shape: tuple[int, int, int] | None = None,
    known: tuple[float, float] | None = None,
    least_classes: int = 2,
    points: PointSet | None = None,
) -> Any:
    """The data set in a file or folder; UsageError when there is none, DataError when it is bad."""
    check_there(source, DATA_KINDS.values())
    return load(
        source,
        count=count,
        seed=seed,
        shape=shape,
        preparation=preparation,
        known=known,
        progress=progress,
        least_classes=least_classes,
        points=points,
    )


def check_there(source: str, kinds: Iterable[type[ChosenData]]) -> None:
    """Raises UsageError where there is neither file nor folder, with the built-in sets of the kinds that would do."""
    if not source or kind_of(source) == "nothing":
        raise UsageError(
            "{source!r} is neither a file or folder nor a built-in set; built in are {names}",
            source=source,
            names=", ".join(name for kind in kinds for name in kind.built_in()),
        )


def of_files(options: argparse.Namespace, kind: type[ChosenData]) -> dict[str, Any]:
    """What was given of the fields that can be chosen for a file."""
    return {name: value for name, value in given(options, kind).items() if name in kind.of_files}


def _own(options: argparse.Namespace, kind: type[ChosenData]) -> dict[str, Any]:
    """What was chosen besides the number of samples, and besides what the samples themselves say by now."""
    return {name: value for name, value in given(options, kind).items() if name in ChosenData.of_files[1:]}


def _refusal(option: str, value: object, source: str) -> UsageError:
    kinds = [each for each in DATA_KINDS.values() if option in options_of([each])]
    nouns, names = [kind.noun for kind in kinds], {row.name for row, _ in options_of(kinds)[option]}
    what = Phrase("the built-in {nouns} sets only", nouns=_joined(nouns))
    if any(names & set(kind.only_of_files) for kind in kinds):
        what = Phrase("files and folders of {nouns} only", nouns=_joined([f"{noun}s" for noun in nouns]))
    elif any(names & set(kind.of_files) for kind in kinds):
        what = Phrase("{nouns} only", nouns=_joined([f"{noun}s" for noun in nouns]))
    shown = f"{value:g}" if isinstance(value, float) else value
    return UsageError(
        "{option} {value} goes with {what}, not with {source}", option=option, value=shown, what=what, source=source
    )


def _joined(nouns: Sequence[str]) -> str:
    """As many as there are, the last two joined by "and"."""
    return " and ".join(filter(None, (", ".join(nouns[:-1]), nouns[-1])))
