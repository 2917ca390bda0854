"""Every file that the program makes or replaces is written in one way: whole or not at all."""

import errno
import os
import secrets
import shutil
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from playground.data.paths import NONBLOCK, check_ordinary

OPEN_FILES = "/proc/self/fd"
"""Where Linux gives open files names, also those that have none."""
NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write into, which takes the place of the one at `path` when all went well; otherwise nothing changes.

    Links are followed; rights and owner stay. A file with further names, which it would lose, or whose owner cannot be
    given, is not replaced but overwritten, when all that comes into it is on the disk and is sure to fit.
    Raises OSError or ValueError.
    """
    target, old = _target(path)
    part = _part_beside(target)
    rights = 0o666 if old is None else stat.S_IMODE(old.st_mode)  # never more, not even for a moment
    try:
        with _nameless(target, rights) or _named(part, rights) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if old is not None and not _made_alike(file, target, old):
                _overwrite(target, file)
                return
            if not os.path.lexists(part):
                _name(file, part)
        os.replace(part, target)  # when it is closed, which Windows asks for
    finally:
        with suppress(OSError):
            os.unlink(part)


def try_to_write(path: str | Path) -> None:
    """Raises the OSError or ValueError that `replacing` would meet, and leaves everything as it was."""
    target, old = _target(path)
    _try_to_make(target if old is None else _part_beside(target))


def _target(path: str | Path) -> tuple[str, os.stat_result | None]:
    """Where a path leads, and the file that is there now if there is one; it must be one that may be written."""
    try:
        old = os.stat(path)
    except FileNotFoundError:
        return os.path.realpath(path), None
    check_ordinary(old, path)
    target = os.path.realpath(path)
    os.close(os.open(target, os.O_WRONLY | NONBLOCK))
    return target, old


def _part_beside(target: str) -> str:
    return os.path.join(os.path.dirname(target), f".{secrets.token_hex(6)}.tmp")


def _try_to_make(path: str) -> None:
    with open(path, "xb"):
        pass
    os.unlink(path)


def _named(part: str, rights: int) -> BinaryIO:
    return open(part, "x+b", opener=lambda path, flags: os.open(path, flags, rights))


def _nameless(target: str, rights: int) -> BinaryIO | None:
    """A new file in the target's folder that has no name yet, so that nothing is left of it when the program is killed;
    None where the system has no such files."""
    if sys.platform != "linux" or not os.path.isdir(OPEN_FILES):
        return None
    try:
        handle = os.open(os.path.dirname(target), os.O_TMPFILE | os.O_RDWR, rights)
    except OSError:  # not in every kind of file system; of one with a name the system says what is wrong
        return None
    return open(handle, "w+b")


def _name(file: BinaryIO, name: str) -> None:
    # A folder from where to go lets Python follow the link that stands for the file, rather than name the link.
    folder = os.open(OPEN_FILES, os.O_RDONLY)
    try:
        os.link(str(file.fileno()), name, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _made_alike(file: BinaryIO, target: str, old: os.stat_result) -> bool:
    """Gives a file the owner and the rights of the old one; False where that cannot be, or the old has more names."""
    if old.st_nlink > 1:
        return False
    if sys.platform == "win32":  # rights come from the folder there
        return True
    handle = file.fileno()
    try:
        new = os.fstat(handle)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            os.fchown(handle, old.st_uid, old.st_gid)
        os.fchmod(handle, stat.S_IMODE(old.st_mode))
        for attribute in os.listxattr(target) if sys.platform == "linux" else ():  # lists of who may do what
            os.setxattr(handle, attribute, os.getxattr(target, attribute))
    except OSError:
        return False
    return True


def _overwrite(target: str, file: BinaryIO) -> None:
    """Copies all of a file into another, which stays as it is where there is not room enough."""
    with open(target, "r+b") as old:
        length, needed = os.fstat(old.fileno()).st_size, file.seek(0, os.SEEK_END)
        try:
            if needed and hasattr(os, "posix_fallocate"):
                os.posix_fallocate(old.fileno(), 0, needed)
        except OSError as error:
            if error.errno in NO_ROOM:  # others mean that the file system has no such service
                old.truncate(length)
                raise
        with _interrupts_wait():
            _copy(file, old)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Lets Ctrl+C wait until what is under way is done; only the main thread is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if came:
        signal.raise_signal(signal.SIGINT)


def _copy(source: BinaryIO, target: BinaryIO) -> None:
    source.seek(0)
    shutil.copyfileobj(source, target, 2**20)
    target.truncate()
    target.flush()
    os.fsync(target.fileno())
