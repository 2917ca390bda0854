"""The places of windows in the program's own folder: whose each is, and how what is left in one comes into another."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from secrets import token_hex

from PySide6.QtCore import QLockFile

from playground.document.files import SUFFIX
from playground.late_dataclass import dataclass

log = logging.getLogger(__name__)

PLACES, LOCK = "window-", "lock"
UNSAVED, ASIDE, SHOWN = "unsaved-", "aside-", "shown-"
"""How names begin: of work that was not saved, of work that was replaced, of a note on the file that was shown."""


@dataclass(frozen=True)
class Aside:
    """Work that was replaced: where it lies, in which workspace it was, and when, in seconds since the epoch."""

    path: Path
    workspace: str
    when: float


def lock(place: Path) -> QLockFile | None:
    """The lock of a place, taken; None while the window lives that has it. That of a dead one counts for nothing."""
    held = QLockFile(str(place / LOCK))
    held.setStaleLockTime(0)
    return held if held.tryLock(0) else None


def aside_name(workspace: str, when: float) -> str:
    """A name that no other work has."""
    return f"{ASIDE}{workspace}-{round(1000 * when)}-{token_hex(3)}{SUFFIX}"


def aside_in(place: Path) -> list[Aside]:
    """All work that was put aside there, the latest first."""
    found = []
    for path in place.glob(f"{ASIDE}*{SUFFIX}"):
        match = re.fullmatch(rf"{ASIDE}(.+)-(\d{{1,15}})-[0-9a-f]+", path.stem)
        if match is not None and os.path.isfile(path):
            found.append(Aside(path, match[1], int(match[2]) / 1000))
    return sorted(found, key=lambda each: each.when, reverse=True)


def take_over(place: Path, own: Path) -> None:
    """Moves what was left in a place to another; of two works on one workspace the older is put aside."""
    for path in sorted(place.glob(f"{UNSAVED}*{SUFFIX}")):
        if os.path.isfile(path) and not os.path.islink(path):
            _take_unsaved(path, own / path.name)
    for path in place.glob(f"{ASIDE}*{SUFFIX}"):
        move(path, own / path.name)
    for note in place.glob(f"{SHOWN}*"):
        # What was shown last, unless it would be taken for the file of unsaved work.
        is_taken = os.path.isfile(own / f"{UNSAVED}{note.name.removeprefix(SHOWN)}{SUFFIX}")
        if is_taken or _is_older(note, own / note.name):
            remove(note)
        else:
            move(note, own / note.name)


def move(path: Path, target: Path) -> None:
    """Gives a file another name; where that cannot be, it stays."""
    try:
        os.replace(path, target)
    except OSError as error:
        log.warning("kept work could not be taken over: %s", error)


def remove(path: Path) -> None:
    """Removes a file; where that cannot be, it stays."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("kept work could not be removed: %s", error)


def remove_if_empty(place: Path) -> None:
    """Removes a place in which nothing is left."""
    try:
        place.rmdir()
    except OSError as error:
        log.debug("%s stays: %s", place, error)


def _take_unsaved(path: Path, own: Path) -> None:
    """With it comes the note on its file."""
    name = path.stem.removeprefix(UNSAVED)
    if os.path.isfile(own):
        older = path if _is_older(path, own) else own
        move(older, own.with_name(aside_name(name, os.stat(older).st_mtime)))
        if older is path:
            return
    move(path, own)
    note = path.with_name(f"{SHOWN}{name}")
    if os.path.isfile(note):
        move(note, own.with_name(note.name))
    else:
        remove(own.with_name(note.name))


def _is_older(path: Path, other: Path) -> bool:
    return os.path.isfile(other) and os.stat(path).st_mtime < os.stat(other).st_mtime
