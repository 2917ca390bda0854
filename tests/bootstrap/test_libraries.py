"""Libraries that are missing are installed, or the user is told how."""

from collections.abc import Sequence

import pytest

from playground.bootstrap import debian, libraries
from playground.bootstrap.console import SetupError


class System:
    """A system that lacks some libraries, and has apt or not."""

    def __init__(self, lacks: set[str]) -> None:
        self.lacks = lacks
        self.installed: list[str] = []

    def load(self, library: str) -> None:
        if library in self.lacks:
            raise OSError(library)

    def install(self, packages: Sequence[str], why: str) -> None:
        self.installed += packages
        names = libraries.OFFSCREEN | libraries.DISPLAYS["x11"] | libraries.DISPLAYS["wayland"]
        self.lacks -= {library for library, package in names.items() if package in packages}


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    system = System({"libEGL.so.1", "libgthread-2.0.so.0", "libglib-2.0.so.0", "libxcb-cursor.so.0"})
    monkeypatch.setattr("ctypes.CDLL", system.load)
    monkeypatch.setattr(debian, "install", system.install)
    monkeypatch.setattr(debian, "is_debian", lambda: True)
    return system


def test_only_what_is_missing_is_installed(system: System) -> None:
    libraries.require()
    assert system.installed == ["libegl1", "libglib2.0-0"]


def test_a_window_needs_those_of_its_display(system: System) -> None:
    libraries.require(["x11"])
    assert system.installed == ["libegl1", "libglib2.0-0", "libxcb-cursor0"]


def test_one_complete_display_is_enough(system: System) -> None:
    libraries.require(["x11", "wayland"])
    assert system.installed == ["libegl1", "libglib2.0-0"]


def test_elsewhere_the_libraries_are_named(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "is_debian", lambda: False)
    with pytest.raises(SetupError, match=r"libEGL\.so\.1, libglib-2\.0\.so\.0"):
        libraries.require()


def test_an_ordinary_user_is_given_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(debian, "on_terminal", lambda: False)
    with pytest.raises(SetupError) as caught:
        debian.install(["libegl1", "libgl1"], "Qt needs libraries")
    command = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    assert str(caught.value).splitlines()[-1] == command


@pytest.mark.parametrize(("answer", "runs"), [("", True), ("y", True), ("n", False)])
def test_on_a_terminal_the_command_is_offered(monkeypatch: pytest.MonkeyPatch, answer: str, runs: bool) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("builtins.input", lambda: answer)
    monkeypatch.setattr(debian, "on_terminal", lambda: True)
    monkeypatch.setattr("subprocess.call", lambda command: commands.append(command) or 0)
    if runs:
        debian.install(["libgl1"], "Qt needs libraries")
    else:
        with pytest.raises(SetupError):
            debian.install(["libgl1"], "Qt needs libraries")
    assert bool(commands) is runs
