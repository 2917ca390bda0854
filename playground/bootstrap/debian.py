"""Debian, Ubuntu and their relatives: packages installed, or fetched and unpacked without being installed."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playground.bootstrap.console import LiveLine, SetupError, on_terminal, run_logged, say

_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]


def is_debian() -> bool:
    """Whether packages come from apt here."""
    return bool(shutil.which("apt-get") and shutil.which("dpkg"))


def install(packages: Sequence[str], why: str) -> None:
    """Install packages: as root at once, otherwise by the user's leave on a terminal.

    Raises SetupError, with the command to give, where that is left to the user.
    """
    if os.geteuid() == 0:
        say(f"{why}; installing {', '.join(packages)}.")
        _install_as_root(packages)
        return
    sudo = "sudo " if shutil.which("sudo") else ""
    command = f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"
    as_root = "" if sudo else " as root"
    if not (sudo and on_terminal()):
        raise SetupError(f"{why}. Install them{as_root} with this command, then start again:\n{command}")
    say(f"{why}. This command installs them:\n{command}")
    print("Run it now? [Y/n] ", end="", file=sys.stderr, flush=True)
    if input().strip().lower() not in ("", "y", "yes"):
        raise SetupError("Nothing was installed. Start again when it is.")
    if subprocess.call(["sh", "-c", command]):
        raise SetupError("The packages could not be installed; what apt-get said stands above.")


def fetch(packages: Sequence[str], folder: Path) -> bool:
    """Unpack packages into a folder, which needs no rights; False if apt cannot get them."""
    if not is_debian():
        return False
    lists, cache = folder / "lists", folder / "cache"
    (lists / "partial").mkdir(parents=True)
    (cache / "archives" / "partial").mkdir(parents=True)
    # Where the system's own lists are missing or too old, a private copy of them is made.
    private = ["-o", f"Dir::State::lists={lists}", "-o", f"Dir::Cache={cache}"]
    attempts = [[["download", *packages]], [[*private, "update"], [*private, "download", *packages]]]
    fetched = any(all(_quietly(["apt-get", *command], folder) for command in attempt) for attempt in attempts)
    return fetched and all(_quietly(["dpkg", "-x", package, "."], folder) for package in folder.glob("*.deb"))


def _install_as_root(packages: Sequence[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with tempfile.TemporaryDirectory() as folder, LiveLine() as line:
        log = Path(folder) / "apt.log"

        def on_line(text: str) -> None:
            if text.startswith(("Get:", "Unpacking ", "Setting up ")):
                line.detail(text)

        line.step("apt-get update")
        run_logged(["apt-get", "update"], log, environment=environment)
        line.step("apt-get install")
        status, output = run_logged([*_INSTALL, *packages], log, on_line, environment)
    if status:
        problems = [text for text in output.splitlines() if text.startswith("E:")]
        reason = problems[-1][2:].strip() if problems else f"apt-get ended with status {status}"
        raise SetupError(f"The packages could not be installed: {reason}")


def _quietly(command: Sequence[str | Path], folder: Path) -> bool:
    return subprocess.run([str(part) for part in command], cwd=folder, capture_output=True).returncode == 0
