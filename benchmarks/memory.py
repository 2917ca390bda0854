"""How much memory this process takes, and whether it has grown."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from report import Figure, Row

STATM = Path("/proc/self/statm")
MEGABYTE = 1e6


@dataclass(frozen=True)
class Unmeasured:
    """A figure that cannot be had, and why."""

    name: str
    reason: str = "this system does not tell how much memory a process takes"

    @property
    def verdict(self) -> str:
        """That there is none."""
        return "not measured"

    def row(self) -> str:
        """A line of the table."""
        return f"{self.name:62}{self.verdict}: {self.reason}"

    def record(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self) | {"verdict": self.verdict}


def resident_bytes() -> int | None:
    """The memory that is in use now; where the system tells only of the most that ever was, that; or else None."""
    try:
        import resource
    except ImportError:
        return None
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def growth(before: int | None, after: int | None, bound: float) -> Row:
    """How many megabytes more a process takes than it did before, given both in bytes."""
    name = "growth of the memory after the warm-up"
    if before is None or after is None:
        return Unmeasured(name)
    return Figure(name, (after - before) / MEGABYTE, "MB", bound)
