"""A screen that nobody sees: what Qt needs to know before it is imported."""

from __future__ import annotations

import atexit
import json
import os
import tempfile
from pathlib import Path

PLATFORM = "QT_QPA_PLATFORM"


def use_offscreen(size: tuple[int, int]) -> None:
    """Lets Qt draw without a screen, on an imagined one of this size, unless a platform was chosen already."""
    if os.environ.get(PLATFORM, "offscreen") != "offscreen":
        return
    handle, name = tempfile.mkstemp(prefix="atelier-screen-", suffix=".json")
    screen = {"name": "offscreen", "x": 0, "y": 0, "width": size[0], "height": size[1]}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    with os.fdopen(handle, "w") as file:
        json.dump({"screens": [screen]}, file)
    atexit.register(Path(name).unlink, missing_ok=True)
    os.environ[PLATFORM] = f"offscreen:configfile={Path(name).as_posix()}"
