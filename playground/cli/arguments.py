"""Argument parsing: one line per error, and values checked as they are read."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, NoReturn

from playground.cli.errors import UsageError
from playground.engine.limits import written

GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")
"""A whole number as limits are written: 10,000."""

ALIKE = 0.7
"""How much two words have in common of which one may be mistyped."""
ABBREVIATED = 3


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of printing its whole usage."""

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; but `--option=--`, of which some versions of Python make an empty list, is an error."""
        for word in args or ():
            if word.startswith("-") and word.endswith("=--"):
                self.error(f"argument {word.removesuffix('=--')}: '--' is no value")
        return super().parse_known_args(args, namespace)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; of what is left over the first is named, with the option that may have been meant."""
        found, left = self.parse_known_args(args, namespace)
        if left:
            is_option = left[0].startswith("-")
            name = left[0].partition("=")[0] if is_option else repr(left[0])
            meant = did_you_mean(name, self._option_string_actions) if is_option else ""
            self.error(f"there is no option {name}{meant}" if is_option else f"{name} is one argument too many")
        return found

    def error(self, message: str) -> NoReturn:
        raise UsageError("{message} (see {program} --help)", message=message, program=self.prog)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """The end of a sentence on a word that is none of these names: which of them it resembles, if any."""
    plain, known = word.lower(), [*names]
    begun = [name for name in known if len(plain) > ABBREVIATED and name.startswith(plain)]
    meant = begun or get_close_matches(plain, known, 1, ALIKE)
    return f"; did you mean {meant[0]}?" if meant else ""


def whole(least: int, most: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number in a range."""

    def convert(text: str) -> int:
        try:
            value = int(text.replace(",", "") if GROUPED.fullmatch(text) else text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {written(least)} to {written(most)}")
        return value

    return convert


def number(least: float, most: float, above: bool = False) -> Callable[[str], float]:
    """The type of an argument that is a number in a range; `above`: the least value itself is not allowed."""

    def convert(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (least < value if above else least <= value) or not value <= most:
            low, high = written(least), written(most)
            allowed = f"above {low} and at most {high}" if above else f"from {low} to {high}"
            raise argparse.ArgumentTypeError(f"{text!r} is not a number {allowed}")
        return value

    return convert


def one_of(names: tuple[str, ...]) -> Callable[[str], str]:
    """The type of an argument that is one of a few names."""

    def convert(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(names)}")
        return text

    return convert


def size(text: str) -> tuple[int, int]:
    """The type of an argument such as 1440x900: width and height in pixels."""
    parts = text.lower().split("x")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1440x900")
    width, height = int(parts[0]), int(parts[1])
    if not (960 <= width <= 7680 and 600 <= height <= 4320):
        raise argparse.ArgumentTypeError(f"{text!r} is not from 960x600 to 7680x4320")
    return width, height


def name_of_file(text: str) -> str:
    """The type of an argument that names a file or a folder."""
    if not text:
        raise argparse.ArgumentTypeError("'' is no name of a file or folder")
    return text


def add_json(parser: argparse._ActionsContainer) -> None:
    """The option --json, the same for every command."""
    text = "write the results as JSON; - prints them, and only them"
    parser.add_argument("--json", type=name_of_file, metavar="FILE", help=text)
