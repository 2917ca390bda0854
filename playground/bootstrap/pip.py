"""pip: put into a virtual environment, also where Python comes without it, and run with its output condensed."""

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playground.bootstrap import debian, tested
from playground.bootstrap.console import LiveLine, SetupError, run_logged

_RAW_PROGRESS = [24, 1]  # from this version on, pip can say how many bytes have come
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_DOWNLOAD = re.compile(r"\s*(?:Downloading|Using cached) (?:\S*/)?(\w[\w.]*)-(\d[^-]*)-\S+\.whl \((.+)\)")
_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ProxyError|Network is unreachable"
    r"|Name or service not known|Temporary failure in name resolution|Connection (?:refused|reset|timed out)"
)
_WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.*\n(?:\s+([\w.-]+==\S+))?")
_UNAVAILABLE = re.compile(r"No matching distribution found|Could not find a version|requires a different Python")


class Unavailable(SetupError):
    """What is asked for cannot be had for this Python and machine; other versions may be."""


def install(python: Path, requirements: Sequence[str], log: Path) -> None:
    """Install requirements, or what pip's options name, into the environment of `python`, showing each download.

    Raises SetupError, which is Unavailable where other requirements may do.
    """
    pip: list[str | Path] = [python, "-m", "pip"]
    version = _version(python) or _add_pip(python, log)
    if not version:
        pip = [sys.executable, "-m", "pip", "--python", python]
        version = _version(Path(sys.executable))
    options = ["--no-input", "--disable-pip-version-check", "--only-binary=:all:"]
    options += ["--progress-bar", "raw" if version >= _RAW_PROGRESS else "off"]
    with LiveLine() as line:
        line.step("looking for the packages")
        command = [*pip, "install", *options, *requirements]
        status, output = run_logged(command, log, lambda text: _show(text, line), _environment())
    if status:
        raise _what_went_wrong(output, log)


def _add_pip(python: Path, log: Path) -> list[int]:
    """Give pip to the environment of `python`; its version, or none where the pip that runs here has to do.

    It is Python's own copy or, where Debian leaves both out, that of Debian's package. Raises SetupError.
    """
    if importlib.util.find_spec("ensurepip") and not _run([python, "-m", "ensurepip"], log)[0]:
        return _version(python)
    if importlib.util.find_spec("pip"):
        return []
    with tempfile.TemporaryDirectory() as folder:
        if not debian.fetch(["python3-pip-whl"], Path(folder)):
            raise SetupError(
                "This Python has neither pip nor ensurepip. "
                "Install them (on Debian and Ubuntu the package python3-venv), then start again."
            )
        if not os.path.exists(_CERTIFICATES):  # Debian's pip trusts those of the system, and does not start without
            debian.install(["ca-certificates"], "Downloads need certificates that are missing here")
        wheel = next(Path(folder).glob("usr/share/python-wheels/pip-*.whl"))
        status, output = _run([python, wheel / "pip", "install", *(tested.options(["pip"]) or ["pip"])], log)
    if status:
        raise _what_went_wrong(output, log)
    return _version(python)


def clean_environment() -> dict[str, str]:
    """This process's environment without what would mix other packages into a virtual one."""
    unwanted = {"PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _environment() -> dict[str, str]:
    """The same, and pip installs where it runs, whatever the user's settings say about other installations."""
    unwanted = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
    return {name: value for name, value in clean_environment().items() if name not in unwanted} | {"PIP_USER": "0"}


def _run(command: Sequence[str | Path], log: Path) -> tuple[int, str]:
    return run_logged(command, log, environment=_environment())


def _version(python: Path) -> list[int]:
    """The version of an interpreter's pip as numbers; none where it has no pip."""
    query = "import pip; print(pip.__version__)"
    result = subprocess.run([python, "-c", query], capture_output=True, text=True, env=clean_environment())
    return [int(part) for part in re.findall(r"\d+", result.stdout)[:2]]


def _show(text: str, line: LiveLine) -> None:
    if match := _DOWNLOAD.match(text):
        line.step(f"downloading {match[1]} {match[2]} ({match[3]})")
    elif match := _PROGRESS.match(text):
        line.detail(f"{100 * int(match[1]) / max(int(match[2]), 1):.0f} %")
    elif text.startswith("Installing collected packages:"):
        line.step(f"installing{text.partition(':')[2]}")
    elif "Retrying (" in text:
        line.detail("no answer from the network, trying again")


def _what_went_wrong(output: str, log: Path) -> SetupError:
    """One sentence for the user, from all that pip said."""
    if match := _WRONG_HASH.search(output):
        return SetupError(
            f"Nothing was installed: the file that came as {match[1] or 'a package'} is not the one that Atelier was "
            "tested with, its hash differs. Somebody may have changed it on the way; try another network. "
            f"(The whole output is in {log}.)"
        )
    if "No space left on device" in output:
        return SetupError("The packages could not be installed: the disk is full.")
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return SetupError(
            "The packages could not be downloaded: the certificate of the package index is not trusted here."
        )
    if _NO_NETWORK.search(output):
        return SetupError(
            "The packages could not be downloaded: the network cannot be reached. Connect, then start again."
        )
    errors = [text for text in output.splitlines() if text.startswith("ERROR:")]
    reason = errors[-1].removeprefix("ERROR:").strip() if errors else "pip ended with an error"
    kind = Unavailable if _UNAVAILABLE.search(output) else SetupError
    return kind(f"The packages could not be installed: {reason} (The whole output is in {log}.)")
