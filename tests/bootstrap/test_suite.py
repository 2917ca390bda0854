"""How `main.py test` reads its words, and what it refuses before minutes have passed."""

from pathlib import Path

import pytest

from playground.bootstrap.console import SetupError
from playground.bootstrap.suite import Suite


def test_words_that_are_not_ours_are_pytests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Suite.parse([]) == Suite(False, False, None, ())
    assert Suite.parse(["-q", "--lowest", "tests/engine"]) == Suite(True, False, None, ("-q", "tests/engine"))
    assert Suite.parse(["--cov", "tests/engine"]) == Suite(False, True, None, ("tests/engine",))
    assert Suite.parse(["--cov=a.md", "--lowest"]) == Suite(True, True, tmp_path / "a.md", ())
    assert Suite.parse(["-k", "cov", "--covers"]) == Suite(False, False, None, ("-k", "cov", "--covers"))


def test_only_what_is_measured_needs_what_measures() -> None:
    assert Suite.parse([]).extras == Suite.parse(["--lowest"]).extras == {"test"}
    assert Suite.parse(["--cov"]).extras == {"test", "cov"}


@pytest.mark.parametrize(
    ("words", "is_spread"),
    [("", True), ("-q -x --durations=9", True), ("tests/engine", False), ("-k cov", False), ("-s", False)],
)
def test_only_all_tests_are_spread_over_the_cores(words: str, is_spread: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(pytest, "main", lambda arguments: given.append(arguments) or 0)
    monkeypatch.setattr("os.cpu_count", lambda: 16)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    Suite.parse(words.split()).run()
    assert given == [["-n", "4", "--dist", "worksteal", *words.split()] if is_spread else words.split()]


def test_a_report_that_cannot_be_written_is_refused_before_the_tests_run(tmp_path: Path) -> None:
    for name in ("none/a.md", "a" * 300, "a\0b"):
        with pytest.raises(SetupError, match="cannot be written") as caught:
            Suite.parse([f"--cov={tmp_path / name}"]).run()
        assert caught.value.status == 2
