"""What `main.py test` runs: pytest, all tests on several cores, on request with the lowest versions or measured."""

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playground.bootstrap import libraries, measured
from playground.bootstrap.console import SetupError
from playground.bootstrap.project import ROOT

_LOWEST, _MEASURED = "--lowest", "--cov"
_MOST_CORES = 4
_OF_ALL_TESTS = re.compile(r"-[qvx]+|-r\w*|--(durations|maxfail|tb)=\w+")


@dataclass(frozen=True)
class Suite:
    """How the tests are to be run. `report`: the file that tells what they cover; `arguments`: pytest's own."""

    lowest: bool
    measured: bool
    report: Path | None
    arguments: tuple[str, ...]

    @classmethod
    def parse(cls, words: Sequence[str]) -> "Suite":
        """The suite that the words after `test` ask for; those that are not ours are pytest's."""
        ours = [word for word in words if word == _LOWEST or word.partition("=")[0] == _MEASURED]
        measuring = [word for word in ours if word != _LOWEST]
        report = measuring[-1].partition("=")[2] if measuring else ""
        return cls(
            _LOWEST in ours,
            bool(measuring),
            Path(report).absolute() if report else None,
            tuple(word for word in words if word not in ours),
        )

    @property
    def extras(self) -> set[str]:
        """What must be installed besides what the program needs."""
        return {"test", "cov"} if self.measured else {"test"}

    def run(self) -> int:
        """Run it under this Python, which has all that is needed; pytest's exit status."""
        if self.report is not None:
            _make(self.report)
        if sys.platform.startswith("linux"):
            libraries.require()
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.chdir(ROOT)
        if self.measured:
            return measured.run(self.arguments, self.report)
        import pytest

        return int(pytest.main([*self._spread(), *self.arguments]))

    def _spread(self) -> list[str]:
        """What has pytest use several cores; a part of the tests begins sooner without."""
        cores = min(os.cpu_count() or 1, _MOST_CORES)
        is_whole = all(map(_OF_ALL_TESTS.fullmatch, self.arguments))
        return ["-n", str(cores), "--dist", "worksteal"] if is_whole and cores > 1 else []


def _make(report: Path) -> None:
    """Make a file that is to be written after minutes; raises SetupError."""
    try:
        report.touch()
    except (OSError, ValueError) as error:
        raise SetupError(f"--cov={report} cannot be written: {error}", status=2) from None
