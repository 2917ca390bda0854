"""The lock that the project ships."""

import re

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

from playground.bootstrap import tested
from playground.bootstrap.project import Project

ENTRY = re.compile(r"([\w.-]+)==([\w.]+)(?: ; (.*))? \\$")
PARTS = ("program", "test", "dev", "cov", "pip")


def entries(part: str) -> dict[str, list[tuple[str, str]]]:
    """The versions of each package, with the marker that says where they are meant."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in (tested.LOCKS / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if match := ENTRY.match(line):
            found.setdefault(match[1], []).append((match[2], match[3] or ""))
        else:
            assert re.fullmatch(r"|#.*|    # .*|    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_version_has_its_hashes(part: str) -> None:
    text = (tested.LOCKS / f"{part}.txt").read_text(encoding="utf-8")
    assert entries(part)
    assert len(re.findall(r"^\S+==", text, re.MULTILINE)) == len(re.findall(r"==.* \\\n    --hash=sha256:", text))


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14", "3.15"])
@pytest.mark.parametrize("part", PARTS[:4])
def test_all_that_the_project_asks_for_is_locked_in_one_version_in_range(part: str, python: str) -> None:
    project, here = Project.read(), {"python_version": python, "python_full_version": f"{python}.4"}
    for text in project.dependencies if part == "program" else project.extras[part]:
        asked = Requirement(text)
        if asked.marker is None or asked.marker.evaluate(here):
            locked = entries(part)[asked.name.lower()]
            (version,) = [version for version, marker in locked if not marker or Marker(marker).evaluate(here)]
            assert asked.specifier.contains(version), text


def test_an_old_python_gets_the_qt_that_it_can_run() -> None:
    versions = dict((marker, version) for version, marker in entries("program")["pyside6-essentials"])
    assert versions["python_full_version < '3.12'"].startswith("6.11.")


def test_the_set_up_takes_the_lock_only_where_it_has_all_parts() -> None:
    options = tested.options(["program", "test"])
    assert options[0] == "--require-hashes"
    assert options[1::2] == ["-r", "-r"]
    assert tested.options(["program", "peers"]) == []
