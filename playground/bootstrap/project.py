"""What pyproject.toml asks for, and whether the running Python has it."""

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_REQUIREMENT = re.compile(
    r"""(?P<name>[\w.-]+) \s* (?P<ranges>[^;]*?) \s*
    (?: ; \s* python_version \s* (?P<operator><|>=) \s* ['"](?P<python>[\d.]+)['"] \s* )?""",
    re.VERBOSE,
)
_RANGE = re.compile(r"\s*(<|<=|>|>=|==|!=)\s*([\d.]+)\s*")


@dataclass(frozen=True)
class Project:
    """A checkout's requirements, as pip words them, and a digest of the files that state and lock them."""

    dependencies: tuple[str, ...]
    extras: dict[str, tuple[str, ...]]
    digest: str
    exact: bool = field(default=False, compare=False)  # whether versions are named, not ranges

    @classmethod
    def read(cls, root: Path = ROOT) -> "Project":
        """Read the checkout's pyproject.toml."""
        content = (root / "pyproject.toml").read_bytes()
        locks = [lock.read_bytes() for lock in sorted((root / "locks").glob("*.txt"))]
        table = tomllib.loads(content.decode())["project"]
        return cls(
            tuple(table["dependencies"]),
            {name: tuple(items) for name, items in table.get("optional-dependencies", {}).items()},
            hashlib.sha256(b"".join([content, *locks])).hexdigest(),
        )

    def lowest(self) -> "Project":
        """The same requirements, each of the least version that it allows and of no other."""
        extras = {name: tuple(map(_lowest, items)) for name, items in self.extras.items()}
        return Project(tuple(map(_lowest, self.dependencies)), extras, self.digest, exact=True)

    def requirements(self, extras: Iterable[str]) -> list[str]:
        """The dependencies, and those of the extras."""
        return [*self.dependencies, *(item for extra in sorted(extras) for item in self.extras[extra])]

    def is_satisfied(self, extras: Iterable[str]) -> bool:
        """Whether the running Python can import all of them, each in a version that is in range."""
        return all(_is_satisfied(requirement) for requirement in self.requirements(extras))


def _lowest(requirement: str) -> str:
    ranges, semicolon, marker = requirement.partition(";")
    match = re.match(r"\s*([\w.-]+).*>=\s*([\d.]+)", ranges)
    return f"{match[1]}=={match[2]}{semicolon}{marker}" if match else requirement


def _is_satisfied(requirement: str) -> bool:
    """Whether a requirement holds here; one in words that this little reader does not know does not."""
    match = _REQUIREMENT.fullmatch(requirement)
    if match is None:
        return False
    if match["operator"] and not _holds(sys.version_info[:2], match["operator"], _numbers(match["python"])):
        return True
    try:
        version = _numbers(metadata.version(match["name"]))
    except metadata.PackageNotFoundError:
        return False
    ranges = [_RANGE.fullmatch(text) for text in match["ranges"].split(",") if text]
    return all(found and _holds(version, found[1], _numbers(found[2])) for found in ranges)


def _numbers(version: str) -> tuple[int, ...]:
    """6.11.3 or 2.0.0rc1 as numbers; what follows the release counts as the release."""
    release = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(part) for part in release[0].split(".")) if release else ()


def _holds(left: tuple[int, ...], operator: str, right: tuple[int, ...]) -> bool:
    length = max(len(left), len(right))
    left, right = (number + (0,) * (length - len(number)) for number in (left, right))
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[operator]
