"""CHANGELOG.md tells of the version that stands, newest first."""

import datetime
import re
from pathlib import Path

import playground

ROOT = Path(playground.__file__).resolve().parents[1]
SECTIONS = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
RELEASES = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d{2}-\d{2})", section) for section in SECTIONS[1:]]


def test_what_is_not_released_stands_first() -> None:
    assert SECTIONS[0] == "[Unreleased]"


def test_every_release_has_its_version_and_its_date_newest_first() -> None:
    assert all(RELEASES), SECTIONS
    versions = [tuple(map(int, release.groups()[:3])) for release in RELEASES if release]
    dates = [datetime.date.fromisoformat(release[4]) for release in RELEASES if release]
    assert versions == sorted(set(versions), reverse=True)
    assert dates == sorted(dates, reverse=True)


def test_the_version_that_stands_is_the_newest_release() -> None:
    assert SECTIONS[1].startswith(f"[{playground.__version__}]")
