"""What a command line needs of Qt, and what happens where there is no screen."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from playground.bootstrap import libraries, screen
from playground.bootstrap.console import SetupError


@pytest.fixture
def required(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Sequence[str]]:
    """What was required of the libraries; on a Linux without any screen."""
    calls: list[Sequence[str]] = []
    monkeypatch.setattr(libraries, "require", lambda displays=(): calls.append(displays))
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return calls


@pytest.mark.parametrize("words", ["train circle", "evaluate m d", "predict m p", "--version", "tour --help"])
def test_these_need_no_qt(required: list[Sequence[str]], words: str) -> None:
    assert screen.prepare(words.split()) == words.split()
    assert required == []


@pytest.mark.parametrize("words", ["tour pictures", "screenshot a.png --workspace images"])
def test_these_need_qt_but_no_screen(required: list[Sequence[str]], words: str) -> None:
    assert screen.prepare(words.split()) == words.split()
    assert required == [()]


def test_without_a_screen_the_tour_is_run(
    required: list[Sequence[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert screen.prepare([]) == ["tour", str(tmp_path / "atelier-tour")]
    assert required == [()]
    assert capsys.readouterr().err.count("\n") == 1


def test_a_window_asked_for_by_name_is_refused_without_a_screen(required: list[Sequence[str]]) -> None:
    with pytest.raises(SetupError, match="no screen") as caught:
        screen.prepare(["--workspace", "images"])
    assert caught.value.status == 2


def test_a_display_that_does_not_answer_is_no_screen(
    required: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.setenv("DISPLAY", "nowhere")
    monkeypatch.setattr(screen, "_x11_answers", lambda: False)
    assert screen.prepare([])[0] == "tour"


def test_a_window_opens_where_a_display_answers(required: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(screen, "_x11_answers", lambda: True)
    assert screen.prepare(["points.csv"]) == ["points.csv"]
    assert required == [["x11"]]


def test_the_users_choice_of_platform_counts(required: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:configfile=screens.json")
    assert screen.prepare([]) == []
    assert required == [()]


def test_other_systems_have_a_screen(required: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert screen.prepare([]) == []
    assert required == []
