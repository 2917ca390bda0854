"""How much memory this process takes."""

from __future__ import annotations

import sys
from pathlib import Path

STATM = Path("/proc/self/statm")
MEGABYTE = 1e6


def resident_bytes() -> int | None:
    """The memory that is in use now; where the system tells only of the most that ever was, that; or else None."""
    try:
        import resource
    except ImportError:
        return None
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
