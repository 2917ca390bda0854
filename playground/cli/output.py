"""What the commands print: tables, JSON, and a line of progress on a terminal."""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from playground.cli.errors import UsageError
from playground.cli.harmless import harmless, in_json
from playground.cli.output_files import output_file, stream_at, write_output
from playground.data.notes import sentences
from playground.engine.errors import Refusal

REFRESH_SECONDS = 0.1
ERASED = "\r\x1b[K"
"""The beginning of a terminal's last line, without what stood there."""
SHOWN_NAMES = 10
Tell = Callable[[str], None]
"""Tells something beside the results."""


class Output:
    """Where a command's results go: a table on standard output, JSON in a file, or JSON alone on standard output."""

    def __init__(self, target: str | None) -> None:
        self._only_json = target == "-"
        self._stream = None if target is None else sys.stdout if target == "-" else stream_at(target)
        self.file = None if target in (None, "-") or self._stream else output_file(str(target), "--json")
        self.notes: list[str] = []
        """What was told beside the results, which belongs to them."""

    def say(self, text: str) -> None:
        """Prints a line for people, unless standard output belongs to JSON."""
        if not self._only_json:
            print(harmless(text), flush=True)

    def tell(self, text: str) -> None:
        """What is to be known of the results: a line on standard error, and among the notes."""
        complain(text)
        self.notes += [" ".join(sentence.split()) for sentence in sentences(text)]

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Prints names and values in two columns."""
        width = max(len(name) for name, _ in rows)
        for name, value in rows:
            self.say(f"{name:<{width}}  {value}".rstrip())

    def results(self, value: Any) -> None:
        """Writes the results as JSON where that was asked for."""
        if self._stream is not None:
            print(to_json(value), file=self._stream, flush=True)
        elif self.file is not None:
            write_output(self.file, (to_json(value) + "\n").encode())


def to_json(value: Any) -> str:
    """Readable JSON in which what is not a finite number is null."""
    text = json.dumps(_finite(value), indent=2, ensure_ascii=False, allow_nan=False)
    # Of a file's name that is not UTF-8 Python makes letters that no encoding has; JSON can write them as numbers.
    return in_json(text.encode("utf-8", "backslashreplace").decode())


@contextmanager
def do_all() -> Iterator[Callable[[Callable[[], None]], None]]:
    """What is attempted within does not keep the rest from being done; the reasons of all that was refused come last,
    in one UsageError."""
    reasons: list[str] = []

    def attempt(act: Callable[[], None]) -> None:
        try:
            act()
        except Refusal as error:
            reasons.append(str(error))

    try:
        yield attempt
    finally:
        if reasons:
            raise UsageError("{reasons}", reasons="; ".join(reasons))


def complain(text: str) -> None:
    """One line on standard error, if it can be written."""
    try:
        start = ERASED if sys.stderr.isatty() else ""  # a line of progress may stand there
        print(f"{start}atelier: {harmless(' '.join(text.split()))}", file=sys.stderr, flush=True)
    except OSError:
        mute(sys.stderr)


def mute(stream: TextIO) -> None:
    """Lets a stream that cannot be written end in nothing, so that Python does not fail again when it flushes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shown(value: float | None, form: str = ".4f") -> str:
    """A figure as people read it; a dash where there is none."""
    return "–" if value is None or not math.isfinite(value) else format(value, form)


def listed(names: Sequence[str]) -> str:
    """Names one after another; of many the first ones."""
    return ", ".join(names[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")


class ProgressLine:
    """A bar that is rewritten on a terminal's last line; elsewhere nothing at all."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._next = self._start = time.monotonic()

    def __enter__(self) -> ProgressLine:
        self.show(0.0)  # at once: what is first may take long
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            print(ERASED, end="", file=sys.stderr, flush=True)

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
        print(f"{ERASED}{harmless(line)[: columns - 1]}", end="", file=sys.stderr, flush=True)


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
