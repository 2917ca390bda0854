"""The virtual environment of a checkout: made, renewed, and never taken for good when it is half made."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from playground.bootstrap import pip, tested
from playground.bootstrap.console import SetupError, run_logged, say
from playground.bootstrap.lock import locked
from playground.bootstrap.project import ROOT, Project

_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True)
class Environment:
    """A virtual environment with a stamp in it that says what was installed for whom."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def log(self) -> Path:
        """The whole output of the last installation."""
        return self.folder / "atelier-setup.log"

    def stamp(self) -> dict[str, Any] | None:
        """What was written last; None where no set-up has been at work."""
        try:
            content = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return content if isinstance(content, dict) else None

    def write(self, stamp: dict[str, Any]) -> None:
        """Replace the stamp in one go."""
        new = self._stamp.with_suffix(".new")
        new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        new.replace(self._stamp)

    def is_current(self, project: Project, extras: Iterable[str]) -> bool:
        """Whether it holds, for this Python, what the project asks for."""
        stamp = self.stamp() or {}
        asked = (stamp.get("project"), stamp.get("python")) == (project.digest, _VERSION)
        return asked and set(extras) <= set(stamp.get("extras", [])) and os.path.exists(self.python)

    def works(self) -> bool:
        """Whether its interpreter runs and is of this Python's version."""
        query = "import sys; print('%d.%d' % sys.version_info[:2])"
        try:
            result = subprocess.run([self.python, "-c", query], capture_output=True, text=True)
        except OSError:
            return False
        return result.stdout.strip() == _VERSION

    @property
    def _stamp(self) -> Path:
        return self.folder / "atelier.json"


def python_for(extras: Iterable[str], lowest: bool = False, lock: bool = True) -> Path:
    """An interpreter that can import what the checkout needs, set up first if there is none; raises SetupError.

    `lowest`: of everything that the checkout asks for by name, the least version that it allows. `lock`: the versions
    that were tested, where this Python and machine can have them.
    """
    project, name = (Project.read().lowest(), "venv-lowest") if lowest else (Project.read(), "venv")
    if project.is_satisfied(extras):
        return Path(sys.executable)
    environments = [Environment(ROOT / f".{name}"), Environment(_cache() / name)]
    for environment in environments:
        if environment.is_current(project, extras):
            return environment.python
    problem: OSError | None = None
    for environment in environments:
        guard = environment.folder.with_name(f"{environment.folder.name}.lock")
        try:
            guard.parent.mkdir(parents=True, exist_ok=True)
            with locked(guard, lambda: say("Another start is setting Atelier up; waiting for it.")):
                if not environment.is_current(project, extras):
                    _set_up(environment, project, set(extras), lock and not lowest)
        except OSError as error:
            problem = problem or error
            continue
        return environment.python
    raise SetupError(f"No virtual environment can be made in {ROOT} or in {_cache()}: {problem}")


def go_on_in(python: Path, arguments: list[str]) -> NoReturn:
    """Start main.py again under another interpreter, in place of this process; does not come back."""
    command = [str(python), str(ROOT / "main.py"), *arguments]
    if sys.platform == "win32":
        process = subprocess.Popen(command, env=pip.clean_environment())
        while True:
            try:
                sys.exit(process.wait())
            except KeyboardInterrupt:
                continue  # the program has received it too, and decides
    else:
        os.execve(python, command, pip.clean_environment())


def _set_up(environment: Environment, project: Project, extras: set[str], lock: bool) -> None:
    """Bring an environment up to date, or make it; the stamp that vouches for it is written last."""
    start = time.monotonic()
    before = environment.stamp()
    renewed = before != {} and environment.works()  # without a stamp it is somebody else's: added to, not replaced
    extras |= set((before or {}).get("extras", [])) & project.extras.keys()
    if renewed:
        say(f"Bringing {_shown(environment.folder)} up to date.")
        if before:
            environment.write({})
    else:
        _make(environment)
    try:
        _install(environment, project, extras, lock)
    except SetupError:
        if renewed and before:
            environment.write(before)  # pip has undone what it began, so the old stamp is true again
        raise
    environment.write({"project": project.digest, "python": _VERSION, "extras": sorted(extras)})
    say(f"Ready after {time.monotonic() - start:.0f} s.")


def _install(environment: Environment, project: Project, extras: set[str], lock: bool) -> None:
    """The versions that were tested; where these cannot be had, or are not wanted, whatever is in range."""
    if lock and (options := tested.options(["program", *sorted(extras)])):
        try:
            return pip.install(environment.python, options, environment.log)
        except pip.Unavailable:
            say("The versions that Atelier was tested with cannot be had here; the newest that should do are taken.")
    elif lock:
        say("There is no lock for what is asked for; the newest versions that should do are taken.")
    elif not project.exact:
        say("The lock is passed over (--no-lock); the newest versions that should do are taken.")
    pip.install(environment.python, project.requirements(extras), environment.log)


def _make(environment: Environment) -> None:
    """Make an empty environment, marked unfinished; raises OSError where it cannot be written."""
    environment.python.unlink(missing_ok=True)  # first, so that half an environment does not look like a working one
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(environment.folder)
    environment.folder.mkdir(parents=True)
    environment.write({})
    say(f"Setting Atelier up in {_shown(environment.folder)}: about 110 MB to download, once.")
    python = getattr(sys, "_base_executable", sys.executable)  # this one may live in the folder that was just removed
    command: list[str | Path] = [python, "-m", "venv", "--without-pip", environment.folder]
    status, output = run_logged(command, environment.log, environment=pip.clean_environment())
    if status:
        reason = output.strip().splitlines()[-1:] or [f"venv ended with status {status}"]
        raise OSError(f"{environment.folder}: {reason[0]}")


def _cache() -> Path:
    """This checkout's place in the user's cache, for where the checkout itself cannot be written."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "atelier" / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]


def _shown(folder: Path) -> str:
    return folder.name if folder.parent == ROOT else str(folder)
