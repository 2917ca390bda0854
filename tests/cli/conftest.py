"""The command line in this process: its exit status and what it printed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from playground.cli import main


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, which must be JSON without NaN and nothing else."""

        def refuse(word: str) -> None:
            raise AssertionError(f"{word} is not JSON")

        return json.loads(self.out, parse_constant=refuse)


@pytest.fixture
def atelier(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs a command line given as words and paths."""

    def run(*words: object) -> Outcome:
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return run


@pytest.fixture
def refused(atelier: Callable[..., Outcome]) -> Callable[..., str]:
    """Runs a command line that must be refused: status 2, nothing printed, one line on standard error."""

    def run(*words: object) -> str:
        outcome = atelier(*words)
        assert (outcome.status, outcome.out) == (2, ""), outcome
        assert outcome.err.startswith("atelier: ") and outcome.err.count("\n") == 1, outcome.err
        return outcome.err

    return run
