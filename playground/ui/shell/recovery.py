"""Work that was not saved, kept in the program's own folder until the next start, each window in a place of its own."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from secrets import token_hex

from PySide6.QtCore import QLockFile

from playground.data.outputs import replacing
from playground.data.paths import open_file, reason
from playground.document.document import Document, DocumentError
from playground.document.files import SUFFIX, read, write
from playground.engine.errors import Phrase, Refusal
from playground.late_dataclass import dataclass
from playground.ui.shell.places import (
    PLACES,
    SHOWN,
    UNSAVED,
    Aside,
    aside_in,
    aside_name,
    lock,
    remove,
    remove_if_empty,
    take_over,
)

log = logging.getLogger(__name__)

MOST_ASIDE = 20
MOST_PATH = 2**16


class RecoveryError(Refusal):
    """Work that cannot be kept or read; the message says why, and where it lies."""


@dataclass(frozen=True)
class Kept:
    """What a workspace showed: its file, if there was one; what was not saved, if anything, and when it was kept, in
    seconds since the epoch."""

    path: Path | None
    document: Document | None = None
    when: float = 0.0


class Recovery:
    """A place that no other window touches: for each workspace what is not saved and the file shown, and what was put
    aside.

    `begin` takes over what windows left that ended, in order or not; `end` leaves it to the next one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place: Path | None = None
        self._lock: QLockFile | None = None

    def begin(self) -> None:
        """Takes a place and what was left elsewhere; RecoveryError where nothing can be kept."""
        place = self._folder / f"{PLACES}{token_hex(6)}"
        try:
            place.mkdir(parents=True)
        except OSError as error:
            raise RecoveryError("{path}: {reason}", path=place, reason=reason(error)) from None
        self._lock = lock(place)
        self._place = place
        take_over(self._folder, place)
        for other in sorted(self._folder.glob(f"{PLACES}*")):
            held = None if other == place else lock(other)
            if held is not None:
                take_over(other, place)
                held.unlock()
                remove_if_empty(other)
        for old in self.aside()[MOST_ASIDE:]:
            remove(old.path)

    def end(self) -> None:
        """Leaves what is kept to the next window."""
        if self._lock is not None:
            self._lock.unlock()
        if self._place is not None:
            remove_if_empty(self._place)
        self._lock = self._place = None

    def keep(self, name: str, document: Document) -> None:
        """Keeps the work of a workspace; RecoveryError says why it cannot be."""
        self._write(self._unsaved(name), document)

    def forget(self, name: str) -> None:
        """Keeps no unsaved work of a workspace."""
        if self._place is not None:
            remove(self._unsaved(name))

    def remember(self, name: str, path: Path | None) -> None:
        """Notes which file a workspace shows."""
        if self._place is None:
            return
        note = self._own / f"{SHOWN}{name}"
        if path is None:
            remove(note)
            return
        try:
            with replacing(note) as file:
                file.write(os.fsencode(path.absolute()))
        except OSError as error:
            log.warning("the file that is shown could not be noted: %s", error)

    def kept(self, name: str) -> Kept | None:
        """What is kept of a workspace; RecoveryError where it cannot be read."""
        if self._place is None:
            return None
        shown, path = self._shown(name), self._unsaved(name)
        if not os.path.isfile(path):
            return None if shown is None else Kept(shown)
        when = os.stat(path).st_mtime
        try:
            return Kept(shown, read(path), when)
        except DocumentError as error:
            raise RecoveryError("{reason}", reason=error) from None

    def put_aside(self, name: str, document: Document) -> None:
        """Keeps work that is replaced; of such work the oldest goes when there is too much. RecoveryError as `keep`."""
        self._write(self._own / aside_name(name, time.time()), document)
        for old in self.aside()[MOST_ASIDE:]:
            remove(old.path)

    def aside(self) -> list[Aside]:
        """All work that was put aside, the latest first."""
        return [] if self._place is None else aside_in(self._place)

    def set_unreadable(self, name: str) -> Path:
        """Gives kept work that is of no use here a name under which nothing overwrites it; OSError where it cannot."""
        stem = f"unreadable-{name}-{time.strftime('%Y%m%d-%H%M%S')}"
        aside = self._folder / f"{stem}-{token_hex(3)}{SUFFIX}"
        os.replace(self._unsaved(name), aside)
        return aside

    def _write(self, path: Path, document: Document) -> None:
        try:
            write(path, document)
        except (DocumentError, OSError) as error:
            why = reason(error) if isinstance(error, OSError) else Phrase("{reason}", reason=error)
            raise RecoveryError("{reason}", reason=why) from None

    @property
    def _own(self) -> Path:
        if self._place is None:
            raise RecoveryError("there is no folder to keep it in")
        return self._place

    def _unsaved(self, name: str) -> Path:
        return self._own / f"{UNSAVED}{name}{SUFFIX}"

    def _shown(self, name: str) -> Path | None:
        try:
            with open_file(self._own / f"{SHOWN}{name}") as file:
                return Path(os.fsdecode(file.read(MOST_PATH)))
        except (OSError, ValueError):
            return None
