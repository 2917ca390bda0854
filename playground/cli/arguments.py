"""Argument parsing: one line per error, and values checked as they are read."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from playground.cli.errors import UsageError
from playground.data.paths import reason, try_to_write


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

    def error(self, message: str) -> NoReturn:
        raise UsageError("{message} (see {program} --help)", message=message, program=self.prog)


def whole(least: int, most: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number in a range."""

    def convert(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least:,} to {most:,}")
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
            allowed = f"above {least:g} and at most {most:g}" if above else f"from {least:g} to {most:g}"
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


def output_file(text: str, name: str, suffix: str = "", replaced: bool = False) -> Path:
    """A file that is to be written, or replaced as documents are: tried before the work begins rather than after it."""
    path = Path(text)
    if suffix and path.suffix.lower() != suffix:
        raise UsageError("{name} {text!r}: the name must end in {suffix}", name=name, text=text, suffix=suffix)
    try:
        try_to_write(path, replaced)
    except IsADirectoryError:
        raise UsageError("{name} {text!r} is a folder; a file name is needed", name=name, text=text) from None
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(
            "{name} {text!r}: there is no folder {folder!r}", name=name, text=text, folder=str(path.parent)
        ) from None
    except PermissionError:
        raise UsageError(
            "{name} {text!r} may not be written; a file in a folder of your own is needed", name=name, text=text
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(
            "{name} {text!r} cannot be written: {reason}", name=name, text=text, reason=reason(error)
        ) from None
    return path


def add_json(parser: argparse._ActionsContainer) -> None:
    """The option --json, the same for every command."""
    parser.add_argument("--json", metavar="FILE", help="write the results as JSON; - prints them, and only them")
