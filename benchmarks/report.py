"""Figures of a benchmark as a table whose rows end in a verdict, and as JSON."""

from __future__ import annotations

import argparse
import json
import operator
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

OK, SHORT = "ok", "falls short"


class Row(Protocol):
    """One line of a table."""

    @property
    def verdict(self) -> str: ...

    def row(self) -> str: ...

    def record(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Figure:
    """One measured value, and the bound that it must not cross: at most, or at least, and `stretch`, a better one."""

    name: str
    value: float
    unit: str
    bound: float
    at_least: bool = False
    stretch: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the bound is kept."""
        return OK if self._keeps(self.bound) else SHORT

    @property
    def stretch_reached(self) -> bool | None:
        """Whether the value is as good as can be hoped for; None if nothing more is hoped for than the bound."""
        return None if self.stretch is None else self._keeps(self.stretch)

    def row(self) -> str:
        """A line of the table."""
        sign = "≥" if self.at_least else "≤"
        reached = {True: "reached", False: "not reached", None: ""}[self.stretch_reached]
        stretch = "" if self.stretch is None else f"{sign} {self.stretch:<6g}{reached}"
        return f"{self.name:62}{self.value:10.2f} {self.unit:4}{sign} {self.bound:<6g}{stretch:21}{self.verdict}"

    def record(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self) | {"stretch_reached": self.stretch_reached, "verdict": self.verdict}

    def _keeps(self, bound: float) -> bool:
        return (operator.ge if self.at_least else operator.le)(self.value, bound)


def parser(description: str) -> argparse.ArgumentParser:
    """The arguments that every benchmark takes."""
    result = argparse.ArgumentParser(description=description)
    add_json(result)
    add_options(result)
    return result


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option --json of a program that is started by itself."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that every benchmark has, however it is started."""
    parser.add_argument("--quick", action="store_true", help="a second or so for each, only to see that it works")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a bound is missed")


def finish(rows: Sequence[Row], options: argparse.Namespace) -> int:
    """Writes the JSON that was asked for; the exit status."""
    if options.json:
        records = [row.record() for row in rows]
        options.json.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(options.check and misses(rows))


def misses(rows: Sequence[Row]) -> bool:
    """Whether any bound is missed."""
    return any(row.verdict == SHORT for row in rows)
