"""What the set-up tells the user: lines and one live line on stderr, so that stdout stays the program's own."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType


class SetupError(Exception):
    """The set-up cannot go on; the message is what the user reads, the status what the process ends with."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def say(text: str) -> None:
    """Print one line for the user."""
    _write(f"{text}\n")


def on_terminal() -> bool:
    """Whether somebody can read a question and answer it."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


class LiveLine:
    """A line that is rewritten on a terminal; elsewhere every step becomes a line of its own."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._step = ""

    def __enter__(self) -> "LiveLine":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._rewrite("")

    def step(self, text: str) -> None:
        """Show the step that begins now."""
        self._step = text
        if self._live:
            self._rewrite(text)
        else:
            say(f"  {text}")

    def detail(self, text: str) -> None:
        """Show how far the step is; only on a terminal."""
        self._rewrite(f"{self._step}  {text}")

    def _rewrite(self, text: str) -> None:
        if self._live:
            width = shutil.get_terminal_size().columns - 3
            _write(f"\r\x1b[K  {text[:width]}" if text else "\r\x1b[K")


def _write(text: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody reads any more: no reason to leave things half done
        print(text, end="", file=sys.stderr, flush=True)


def run_logged(
    command: Sequence[str | Path],
    log: Path,
    on_line: Callable[[str], None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run a command, hand each line of its output on and append it to the log; its exit status and all it said."""
    lines: list[str] = []
    with (
        log.open("a", encoding="utf-8") as file,
        # The lock of the environment stays open in the command, which may outlive this process.
        subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            close_fds=False,
        ) as process,
    ):
        assert process.stdout is not None
        try:
            for line in process.stdout:
                lines.append(line)
                file.write(line)
                if on_line is not None:
                    on_line(line.rstrip())
        except BaseException:
            process.terminate()
            raise
    return process.returncode, "".join(lines)
