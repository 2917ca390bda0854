"""What lies in a folder or a zip archive, at any depth, as one listing."""

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playground.data.errors import DataError
from playground.data.foreign import parsing, printable
from playground.data.readers.archives import check_member, zipped
from playground.late_dataclass import dataclass

MOST_FILES = 1_000_000
DEEPEST = 30
MOST_MEMBER = 50_000_000
"""Bytes of a file in an archive, which is unpacked in memory."""


HIDDEN_FOLDERS = ("__MACOSX",)
HIDDEN_FILES = ("Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Tree:
    """name; files: their paths, with / between the parts, sorted; empty: folders that hold nothing; hidden: folders
    that were not looked into; open: what a picture is opened from."""

    name: str
    files: tuple[str, ...]
    empty: tuple[str, ...]
    hidden: tuple[str, ...]
    open: Callable[[str], Path | bytes]


@contextmanager
def tree_of(path: Path, pulse: Callable[[], None]) -> Iterator[Tree]:
    """The listing of a folder or a zip archive, whose files can be opened until the end of the block.

    To be opened within `parsing`. `pulse` is called with every folder and may raise Cancelled.
    """
    path = path.resolve()  # The folder "." has a name, too.
    if os.path.isdir(path):
        listing = Listing(path.name)
        walk(path, "", listing, frozenset(), pulse)
        yield listing.tree(lambda file: path / file)
        return
    with zipped(path) as archive:
        entries = {joined(entry.filename): entry for entry in archive.infolist() if not entry.filename.endswith("/")}
        listing = Listing(path.name)
        for name in entries:
            listing.add_member(name)
        listing.empty += empty_folders(
            [joined(entry.filename) for entry in archive.infolist() if entry.filename.endswith("/")], entries
        )
        yield listing.tree(lambda name: unpacked(archive, entries[name]))


class Listing:
    """What is found in a folder or an archive, bit by bit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.files: list[str] = []
        self.empty: list[str] = []
        self.hidden: set[str] = set()

    def add(self, file: str) -> None:
        """Takes a file; DataError where there are too many."""
        if len(self.files) == MOST_FILES:
            raise DataError("{name} holds more than {most:,} files.", name=self.name, most=MOST_FILES)
        self.files.append(file)

    def add_member(self, file: str) -> None:
        """Takes a file of an archive unless it is hidden or lies in a hidden folder."""
        parts = file.split("/")
        for depth, part in enumerate(parts):
            if is_hidden(part):
                if depth < len(parts) - 1:
                    self.hidden.add("/".join(parts[: depth + 1]))
                return
        self.add(file)

    def tree(self, open: Callable[[str], Path | bytes]) -> Tree:
        """The listing as a value."""
        return Tree(self.name, tuple(sorted(self.files)), tuple(sorted(self.empty)), tuple(sorted(self.hidden)), open)


def walk(
    folder: Path, within: str, listing: Listing, above: frozenset[tuple[int, int]], pulse: Callable[[], None]
) -> None:
    """Lists a folder, `within` the first one, and what lies below; a link to one of those above it is not followed."""
    pulse()
    state = os.stat(folder)
    here = (state.st_dev, state.st_ino)
    if here in above:
        return
    names = sorted(os.listdir(folder))
    if not names and within:
        listing.empty.append(within.removesuffix("/"))
    for name in names:
        if os.path.isdir(folder / name):
            if is_hidden(name):
                listing.hidden.add(within + name)
            elif len(above) < DEEPEST:
                walk(folder / name, f"{within}{name}/", listing, above | {here}, pulse)
        elif not is_hidden(name):
            listing.add(within + name)


def is_hidden(name: str) -> bool:
    return name.startswith(".") or name in (*HIDDEN_FOLDERS, *HIDDEN_FILES)


def joined(name: str) -> str:
    """The path of an archive's member with / between the parts, whatever made the archive."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))


def empty_folders(folders: Iterable[str], files: Iterable[str]) -> list[str]:
    """Those folders of an archive in which there is nothing."""
    used = {file[:at] for file in (*files, *folders) for at, letter in enumerate(file) if letter == "/"}
    return [folder for folder in folders if folder not in used and not any(map(is_hidden, folder.split("/")))]


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A file of an archive, in memory; DataError where it is damaged or too large."""
    name = printable(entry.filename)
    check_member(entry, name)
    if entry.file_size > MOST_MEMBER:
        raise DataError(
            "{name} has {size:,} bytes; allowed are {most:,}.", name=name, size=entry.file_size, most=MOST_MEMBER
        )
    with parsing(name):
        return archive.read(entry)
