"""The lock: the versions that were tested, with the hashes of their files, which the set-up installs where it can."""

import os
from collections.abc import Iterable

from playground.bootstrap.project import ROOT

LOCKS = ROOT / "locks"


def options(names: Iterable[str]) -> list[str]:
    """What pip needs for these parts of the lock, whose names are those of extras; nothing where one is missing."""
    files = [LOCKS / f"{name}.txt" for name in names]
    if not all(os.path.isfile(file) for file in files):
        return []
    return ["--require-hashes", *(word for file in files for word in ("-r", str(file)))]
