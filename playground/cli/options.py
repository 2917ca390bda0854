"""Options that stand for rows: what has a row with an option can be chosen on the command line."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from playground.cli.arguments import Parser, number, one_of, whole
from playground.engine.limits import Allowed, Choices, Range
from playground.training.hyperparameters import Hyperparameter, rows

Row = tuple[Hyperparameter, Any]
"""A row with an option, and the default of its field."""


def add_rows(
    parser: Parser,
    tables: Mapping[str, Mapping[str, type]],
    usual: Collection[str] | None = None,
    without: Collection[str] = (),
) -> dict[str, argparse._ArgumentGroup]:
    """The options of kinds of data, models and settings, but for some fields; under a title for each table of kinds.

    usual: fields whose usual value is not their default; the help tells the default of the others, for None of none.
    """
    left = options_of(kind for kinds in tables.values() for kind in kinds.values())
    groups = {title: parser.add_argument_group(title) for title in tables}
    for title, kinds in tables.items():
        for option in options_of(kinds.values()):
            found = left.pop(option, None)
            if found is not None and found[0][0].name not in without:
                kind, unit, text = reader([row.allowed for row, _ in found]), found[0][0].unit, help_of(found, usual)
                groups[title].add_argument(option, type=kind, metavar=unit, help=text)
    return groups


def options_of(kinds: Iterable[type]) -> dict[str, list[Row]]:
    """The rows behind each option, in order."""
    found: dict[str, list[Row]] = {}
    for kind in kinds:
        fields: Any = dataclasses.fields(kind)
        for field in fields:
            row = rows(kind)[field.name]
            if row.option:
                found.setdefault(row.option, []).append((row, field.default))
    return found


def given(options: argparse.Namespace, kind: type) -> dict[str, Any]:
    """What was given for the fields of a kind, by their names."""
    values = {name: value_of(options, row.option) for name, row in rows(kind).items() if row.option}
    return {name: value for name, value in values.items() if value is not None}


def value_of(options: argparse.Namespace, option: str) -> Any:
    """What was given for an option, None where nothing was."""
    return getattr(options, option.removeprefix("--").replace("-", "_"), None)


def reader(limits: Sequence[Allowed]) -> Callable[[str], Any]:
    """The type of an argument that one of these limits allows."""
    ranges = [limit for limit in limits if isinstance(limit, Range)]
    if ranges:
        least, most = min(each.least for each in ranges), max(each.most for each in ranges)
        if all(each.whole for each in ranges):
            return whole(int(least), int(most))
        return number(least, most, above=all(each.above for each in ranges))
    names = {name: None for limit in limits if isinstance(limit, Choices) for name in limit.names}
    return one_of(tuple(names)) if names else str


def help_of(found: Sequence[Row], usual: Collection[str] | None) -> str:
    """What an option is for, what is allowed, with the titles of its rows where that differs, and what is usual."""
    text, words = found[0][0].help, {row.title: str(row.allowed.words) for row, _ in found}
    if len(set(words.values())) > 1:
        text += f" ({'; '.join(f'{title}: {allowed}' for title, allowed in words.items())})"
    else:
        text = ", ".join(filter(None, (text, *set(words.values()))))
    defaults = {default for _, default in found}
    if usual is None or len(defaults) > 1 or found[0][0].name in usual:
        return text
    (default,) = defaults
    if default is None:  # nothing is chosen; the text says what happens then
        return text
    return f"{text} (default {default:g})" if isinstance(default, int | float) else f"{text} (default {default})"
