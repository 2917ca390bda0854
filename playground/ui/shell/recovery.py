"""Work that was not saved, kept in the program's own folder until the next start, each window in a place of its own."""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile

from playground.data.paths import reason
from playground.document.archive import SUFFIX, read, write
from playground.document.document import Document, DocumentError
from playground.engine.errors import Phrase, Refusal

log = logging.getLogger(__name__)

PREFIX, PLACES, LOCK = "unsaved-", "window-", "lock"


class RecoveryError(Refusal):
    """Work that cannot be kept or read; the message says why, and where it lies."""


@dataclass(frozen=True)
class Kept:
    """Work as it was kept, and when: seconds since the epoch."""

    document: Document
    when: float


class Recovery:
    """A file for each workspace with unsaved work, in a place that no other window that runs touches.

    `begin` takes over what windows left that ended, in order or not; `end` leaves it to the next one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place: Path | None = None
        self._lock: QLockFile | None = None

    def begin(self) -> None:
        """Takes a place and what was left elsewhere; RecoveryError where nothing can be kept."""
        place = self._folder / f"{PLACES}{uuid4().hex[:12]}"
        try:
            place.mkdir(parents=True)
        except OSError as error:
            raise RecoveryError("{path}: {reason}", path=place, reason=reason(error)) from None
        self._lock = _locked(place)
        self._place = place
        self._take_over(self._folder)
        for other in sorted(self._folder.glob(f"{PLACES}*")):
            lock = None if other == place else _locked(other)
            if lock is not None:
                self._take_over(other)
                lock.unlock()
                _remove_if_empty(other)

    def end(self) -> None:
        """Leaves what is kept to the next window."""
        if self._lock is not None:
            self._lock.unlock()
        if self._place is not None:
            _remove_if_empty(self._place)
        self._lock = self._place = None

    def keep(self, name: str, document: Document) -> None:
        """Keeps the work of a workspace; RecoveryError says why it cannot be."""
        if self._place is None:
            raise RecoveryError("there is no folder to keep it in")
        try:
            write(self._path(name), document)
        except (DocumentError, OSError) as error:
            why = reason(error) if isinstance(error, OSError) else Phrase("{reason}", reason=error)
            raise RecoveryError("{reason}", reason=why) from None

    def forget(self, name: str) -> None:
        """Keeps nothing of a workspace."""
        if self._place is None:
            return
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            log.warning("kept work could not be removed: %s", error)

    def kept(self, name: str) -> Kept | None:
        """What was kept of a workspace; RecoveryError where it cannot be read."""
        path = None if self._place is None else self._path(name)
        if path is None or not os.path.isfile(path):
            return None
        when = os.stat(path).st_mtime
        try:
            return Kept(read(path), when)
        except DocumentError as error:
            raise RecoveryError("{reason}", reason=error) from None

    def put_aside(self, name: str) -> Path:
        """Gives kept work that is of no use here a name under which nothing overwrites it."""
        aside = _free(self._folder / f"unreadable-{name}-{time.strftime('%Y%m%d-%H%M%S')}{SUFFIX}")
        os.replace(self._path(name), aside)
        return aside

    def _path(self, name: str) -> Path:
        assert self._place is not None
        return self._place / f"{PREFIX}{name}{SUFFIX}"

    def _take_over(self, place: Path) -> None:
        """Moves what lies there to this window's place; of two works on one workspace the older stays for later."""
        assert self._place is not None
        for path in place.glob(f"{PREFIX}*{SUFFIX}"):
            own = self._place / path.name
            if not os.path.isfile(path) or os.path.islink(path):
                continue
            if os.path.isfile(own) and os.stat(own).st_mtime >= os.stat(path).st_mtime:
                continue
            try:
                if os.path.isfile(own):
                    os.replace(own, _free(self._folder / own.name))
                os.replace(path, own)
            except OSError as error:
                log.warning("kept work could not be taken over: %s", error)


def _free(path: Path) -> Path:
    """A name that is not taken: older work is looked at again at the next start."""
    return path if not os.path.lexists(path) else path.with_name(f"{path.stem}-{uuid4().hex[:6]}{path.suffix}")


def _locked(place: Path) -> QLockFile | None:
    """The lock of a place, taken; None while the window lives that has it. That of a dead one counts for nothing."""
    lock = QLockFile(str(place / LOCK))
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None


def _remove_if_empty(place: Path) -> None:
    try:
        place.rmdir()
    except OSError as error:
        log.debug("%s stays: %s", place, error)
