"""Requirements read as pip reads them, as far as this project words any."""

from importlib import metadata

import pytest

from playground.bootstrap.project import ROOT, Project

VERSIONS = {"numpy": "2.4.6", "PySide6-Essentials": "6.12.0", "odd": "2.0.0rc1"}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name not in VERSIONS:
            raise metadata.PackageNotFoundError(name)
        return VERSIONS[name]

    monkeypatch.setattr(metadata, "version", version)


@pytest.mark.parametrize(
    ("requirement", "satisfied"),
    [
        ("numpy", True),
        ("numpy>=2", True),
        ("numpy>=2.4.6,<3", True),
        ("numpy >= 2.0, < 2.4", False),
        ("numpy>=2.10", False),
        ("numpy==2.4.6", True),
        ("numpy!=2.4.6", False),
        ("absent", False),
        ("absent>=1; python_version < '3.11'", True),
        ("absent>=1; python_version >= '3.11'", False),
        ("PySide6-Essentials>=6.10.1,<6.12; python_version >= '3.0'", False),
        ("odd>=1,<3", True),
        ("numpy @ file:///somewhere", False),
        ("numpy; sys_platform == 'linux'", False),
    ],
)
def test_a_requirement_holds_or_not(requirement: str, satisfied: bool) -> None:
    assert Project((requirement,), {}, "").is_satisfied(()) is satisfied


def test_extras_are_asked_for_by_name() -> None:
    project = Project(("numpy",), {"test": ("absent",)}, "")
    assert project.is_satisfied(())
    assert not project.is_satisfied({"test"})
    assert project.requirements({"test"}) == ["numpy", "absent"]


@pytest.mark.parametrize(
    ("requirement", "lowest"),
    [
        ("numpy>=2.0,<3", "numpy==2.0"),
        ("numpy < 3, >= 2.0.1", "numpy==2.0.1"),
        (
            "PySide6-Essentials>=6.10.1,<7; python_version >= '3.12'",
            "PySide6-Essentials==6.10.1; python_version >= '3.12'",
        ),
        ("numpy", "numpy"),
        ("numpy==2.4.6", "numpy==2.4.6"),
    ],
)
def test_the_least_version_that_is_allowed(requirement: str, lowest: str) -> None:
    project = Project((requirement,), {"test": (requirement,)}, "digest").lowest()
    assert project == Project((lowest,), {"test": (lowest,)}, "digest")


def test_the_projects_own_file_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    project = Project.read(ROOT)
    assert project.is_satisfied({"test"})
    assert {"test", "dev", "peers"} <= project.extras.keys()
