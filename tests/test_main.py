"""main.py in a checkout of its own: a real virtual environment and a real pip, but a tiny dependency and no network."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from playground.bootstrap.environment import Environment

ROOT = Path(__file__).resolve().parents[1]

PYPROJECT = """
[project]
name = "checkout"
dependencies = ["tiny-dependency>=1,<2", "absent>=1; python_version < '3'"]
[project.optional-dependencies]
test = ["tiny-test>=1"]
cov = ["tiny-coverage>=1"]
"""
PROGRAM = """
import sys

def is_refused(arguments):
    return False

def main(arguments):
    import tiny_dependency
    print(sys.prefix, *arguments)
    return 7
"""
PYTEST = """
def main(arguments):
    print("tested", *arguments)
    return 5
"""

COVERAGE = """
import json, subprocess, sys

if sys.argv[1] == "run":
    print("measured", *sys.argv[2:], flush=True)
    sys.exit(3)
if sys.argv[1] == "json":
    found = {"num_statements": 4, "covered_lines": 3, "num_branches": 2, "covered_branches": 1}
    part = {"summary": {"missing_lines": 1}}
    with open(sys.argv[-1], "w") as file:
        json.dump({"files": {"playground/cli.py": {"summary": found, "functions": {"main": part}}}}, file)
"""


def make_wheel(folder: Path, name: str, module: str, code: str = "", version: str = "1.0") -> None:
    """The smallest wheel that pip installs."""
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{module}.py", code)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", f"{module}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")


class Checkout:
    """A copy of main.py and of what it needs, with a program that only says where it runs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.wheels = folder / "checkout", folder / "wheels"
        self.wheels.mkdir()
        make_wheel(self.wheels, "tiny_dependency", "tiny_dependency")
        make_wheel(self.wheels, "tiny_dependency", "tiny_dependency", version="1.5")
        make_wheel(self.wheels, "tiny_test", "pytest", PYTEST)
        make_wheel(self.wheels, "tiny_coverage", "coverage", COVERAGE)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "playground" / "bootstrap", self.folder / "playground" / "bootstrap", ignore=ignored)
        for name in ("main.py", "playground/__init__.py", "playground/__main__.py"):
            shutil.copy(ROOT / name, self.folder / name)
        (self.folder / "playground" / "cli.py").write_text(PROGRAM)
        (self.folder / "pyproject.toml").write_text(PYPROJECT)

    def lock(self, version: str, tampered: bool = False) -> None:
        """Says which version of the tiny dependency was tested, and what its file was like."""
        found = self.wheels / f"tiny_dependency-{version}-py3-none-any.whl"
        digest = hashlib.sha256(found.read_bytes() if found.exists() and not tampered else b"").hexdigest()
        (self.folder / "locks").mkdir(exist_ok=True)
        lines = f"tiny-dependency=={version} \\\n    --hash=sha256:{digest}\n"
        (self.folder / "locks" / "program.txt").write_text(lines)

    def installed(self, folder: str = ".venv") -> str:
        """The version of the tiny dependency."""
        query = "from importlib.metadata import version; print(version('tiny-dependency'), end='')"
        python = Environment(self.folder / folder).python
        return subprocess.run([python, "-c", query], capture_output=True, text=True).stdout

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / "atelier.json"

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        # Only the wheels beside the checkout can be had: no network, no settings of this machine's pip.
        settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "QT_", "PYTHON"))}
        return subprocess.Popen(
            [sys.executable, str(self.folder / "main.py"), *arguments],
            env=kept | settings | {"XDG_CACHE_HOME": str(self.folder.parent / "cache"), "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output and what was said on standard error."""
        process = self.start(*arguments)
        output, said = process.communicate(timeout=300)
        return process.returncode, output, said


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_it_sets_up_once_and_goes_on_with_the_same_arguments(checkout: Checkout) -> None:
    status, output, said = checkout.run("train", "two words", "--json", "-")
    assert (status, output) == (7, f"{checkout.folder / '.venv'} train two words --json -\n"), said
    assert said.startswith("Setting Atelier up in .venv")

    assert checkout.run("train") == (7, f"{checkout.folder / '.venv'} train\n", "")

    (checkout.folder / "pyproject.toml").write_text(PYPROJECT + "# changed\n")
    status, _, said = checkout.run("train")
    assert (status, said.splitlines()[0]) == (7, "Bringing .venv up to date.")

    status, output, _ = checkout.run("test", "-q", "tests/engine")
    assert (status, output) == (5, "tested -q tests/engine\n")
    assert json.loads(checkout.stamp.read_text())["extras"] == ["test"]


def test_the_lowest_versions_have_an_environment_of_their_own(checkout: Checkout) -> None:
    status, output, said = checkout.run("test", "--lowest", "tests/engine")
    assert (status, output) == (5, "tested tests/engine\n"), said
    assert said.startswith("Setting Atelier up in .venv-lowest")
    assert checkout.run("test", "--lowest", "tests/engine") == (5, "tested tests/engine\n", "")
    assert checkout.run("test")[0] == 5
    for folder, version in ((".venv-lowest", "1.0"), (".venv", "1.5")):
        assert checkout.installed(folder) == version


def test_the_versions_that_were_tested_are_installed_and_no_others_under_their_name(checkout: Checkout) -> None:
    checkout.lock("1.0", tampered=True)
    status, _, said = checkout.run("train")
    assert status == 1
    assert said.splitlines()[-1].startswith(
        "Nothing was installed: the file that came as tiny-dependency==1.0 is not the one that Atelier was tested with"
    )
    checkout.lock("1.0")
    status, _, said = checkout.run("train")
    assert (status, checkout.installed()) == (7, "1.0"), said
    assert "tested" not in said


def test_without_a_lock_that_fits_the_newest_versions_in_range_are_taken(checkout: Checkout) -> None:
    checkout.lock("1.2")
    status, _, said = checkout.run("train")
    assert (status, checkout.installed()) == (7, "1.5"), said
    assert "The versions that Atelier was tested with cannot be had here" in said


def test_the_lock_can_be_passed_over(checkout: Checkout) -> None:
    checkout.lock("1.0")
    status, output, said = checkout.run("--no-lock", "train")
    assert (status, output, checkout.installed()) == (7, f"{checkout.folder / '.venv'} train\n", "1.5"), said
    assert said.count("The lock is passed over (--no-lock); the newest versions that should do are taken.") == 1


def test_a_renewed_lock_is_installed_at_the_next_start(checkout: Checkout) -> None:
    checkout.lock("1.0")
    assert (checkout.run("train")[0], checkout.installed()) == (7, "1.0")
    checkout.lock("1.5")
    assert (checkout.run("train")[0], checkout.installed()) == (7, "1.5")
    assert checkout.run("train") == (7, f"{checkout.folder / '.venv'} train\n", "")


def test_what_the_tests_cover_is_told_where_it_is_asked_for(checkout: Checkout) -> None:
    report = checkout.folder / "covered.md"
    status, output, said = checkout.run("test", f"--cov={report}", "-q")
    assert status == 3, said
    assert output.splitlines()[0] == "measured -m pytest -q"
    assert output.splitlines()[-1] == "| all | 4 | 75.0 % | 2 | 50.0 % |"
    assert report.read_text(encoding="utf-8").splitlines()[-1] == "| cli.py | 1 | `main` |"


def test_what_cannot_be_installed_takes_nothing_away(checkout: Checkout) -> None:
    (checkout.wheels / "tiny_test-1.0-py3-none-any.whl").unlink()
    assert checkout.run("train")[0] == 7
    status, _, said = checkout.run("test")
    assert status == 1
    assert said.splitlines()[-1].startswith(
        "The packages could not be installed: No matching distribution found for tiny"
    )
    assert checkout.run("train") == (7, f"{checkout.folder / '.venv'} train\n", "")


def test_half_an_environment_is_never_taken_for_good(checkout: Checkout) -> None:
    (checkout.wheels / "tiny_dependency-1.0-py3-none-any.whl").unlink()
    (wheel,) = checkout.wheels.glob("tiny_dependency*")
    hidden = wheel.rename(wheel.with_suffix(".hidden"))
    assert checkout.run("train")[0] == 1
    assert json.loads(checkout.stamp.read_text()) == {}

    leftover = checkout.folder / ".venv" / "leftover"
    leftover.touch()
    hidden.rename(wheel)
    assert checkout.run("train")[0] == 7
    assert not leftover.exists()


def test_two_starts_at_once_make_one_environment(checkout: Checkout) -> None:
    processes = [checkout.start("train", str(number)) for number in (1, 2)]
    results = [process.communicate(timeout=300) for process in processes]
    assert [process.returncode for process in processes] == [7, 7]
    assert sum("Setting Atelier up" in said for _, said in results) == 1


def test_an_old_python_is_told_in_one_line() -> None:
    code = (ROOT / "main.py").read_text(encoding="utf-8")
    program = f"import sys; sys.version_info = (3, 8, 0); exec({code!r}, {{'__name__': '__main__'}})"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (1, "Python 3.11 or newer is needed; this is Python 3.8.\n")
