"""Figures of a benchmark as a table whose rows end in a verdict, and as JSON."""

from __future__ import annotations

import argparse
import json
import operator
from dataclasses import asdict, dataclass
from pathlib import Path

OK, SHORT = "ok", "falls short"


@dataclass(frozen=True)
class Figure:
    """One measured value, and the bound that it must not cross: at most, or at least."""

    name: str
    value: float
    unit: str
    bound: float
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Whether the bound is kept."""
        keeps = operator.ge if self.at_least else operator.le
        return OK if keeps(self.value, self.bound) else SHORT

    def row(self) -> str:
        """A line of the table."""
        sign = "≥" if self.at_least else "≤"
        return f"{self.name:62}{self.value:10.2f} {self.unit:9}{sign} {self.bound:<8g}{self.verdict}"


def parser(description: str) -> argparse.ArgumentParser:
    """The arguments that every benchmark takes."""
    result = argparse.ArgumentParser(description=description)
    result.add_argument("--quick", action="store_true", help="a second for each, only to see that it works")
    result.add_argument("--json", type=Path, help="write the figures to this file")
    result.add_argument("--check", action="store_true", help="exit with 1 when a bound is missed")
    return result


def finish(figures: list[Figure], options: argparse.Namespace) -> int:
    """Writes the JSON that was asked for; the exit status."""
    if options.json:
        rows = [asdict(figure) | {"verdict": figure.verdict} for figure in figures]
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    return int(options.check and any(figure.verdict == SHORT for figure in figures))
