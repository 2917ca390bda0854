"""What the commands print: tables, JSON, and a line of progress on a terminal."""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from playground.cli.arguments import output_file
from playground.cli.errors import UsageError
from playground.data.paths import reason

REFRESH_SECONDS = 0.1


class Output:
    """Where a command's results go: a table on standard output, JSON in a file, or JSON alone on standard output."""

    def __init__(self, target: str | None) -> None:
        self._file = None if target in (None, "-") else output_file(str(target), "--json")
        self._only_json = target == "-"

    def say(self, text: str) -> None:
        """Prints text for people, unless standard output belongs to JSON."""
        if not self._only_json:
            print(text, flush=True)

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Prints names and values in two columns."""
        width = max(len(name) for name, _ in rows)
        self.say("\n".join(f"{name:<{width}}  {value}".rstrip() for name, value in rows))

    def results(self, value: Any) -> None:
        """Writes the results as JSON where that was asked for."""
        if self._only_json:
            print(to_json(value), flush=True)
        elif self._file is not None:
            write_text(self._file, to_json(value) + "\n")


def to_json(value: Any) -> str:
    """Readable JSON in which what is not a finite number is null."""
    return json.dumps(_finite(value), indent=2, ensure_ascii=False, allow_nan=False)


def write_text(path: Path, text: str) -> None:
    """Writes a file; UsageError says why it cannot."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError("{path} cannot be written: {reason}", path=path, reason=reason(error)) from None


def complain(text: str) -> None:
    """One line on standard error, if it can be written."""
    try:
        print(f"atelier: {' '.join(text.split())}", file=sys.stderr, flush=True)
    except OSError:
        mute(sys.stderr)


def mute(stream: TextIO) -> None:
    """Lets a stream that cannot be written end in nothing, so that Python does not fail again when it flushes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shown(value: float | None, form: str = ".4f") -> str:
    """A figure as people read it; a dash where there is none."""
    return "–" if value is None or not math.isfinite(value) else format(value, form)


class ProgressLine:
    """A bar that is rewritten on a terminal's last line; elsewhere nothing at all."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._next = self._start = time.monotonic()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    @property
    def due(self) -> bool:
        """Whether it is time to show something new."""
        return self._live and time.monotonic() >= self._next

    def show(self, done: float, note: str = "") -> None:
        """Shows how much is done, 0 to 1, and a note; cheap to call often."""
        if not self.due:
            return
        now = time.monotonic()
        self._next = now + REFRESH_SECONDS
        left = "" if done <= 0.01 else f"  {(now - self._start) * (1 - done) / done:.0f} s left"
        columns = shutil.get_terminal_size().columns
        bar = "█" * round(24 * done)
        line = f"{self._title} {bar:░<24} {done:4.0%}  {note}{left}"
        print(f"\r\x1b[K{line[: columns - 1]}", end="", file=sys.stderr, flush=True)


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
