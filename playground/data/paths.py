"""What lies at a path, as the system itself answers, and the one way to open a file that is to be read."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from playground.data.errors import DataError
from playground.engine.errors import Phrase

# pathlib's exists, is_dir and is_file raise the system's answer or swallow it, each Python in its own way. Where the
# reason counts, it is asked for here; where it does not, os.path's functions say False to whatever cannot be looked at.

Kind = Literal["file", "folder", "other", "nothing"]
SYSTEM = ("dev", "proc", "sys") if os.name == "posix" else ()
NONBLOCK = getattr(os, "O_NONBLOCK", 0)  # Windows has none, and no pipes among its files


def kind_of(path: str | Path) -> Kind:
    """An ordinary file, a folder, something else such as a pipe, or nothing; links are followed.

    Raises DataError, with the system's reason, where that cannot be told: the name is too long, links run in a circle,
    a folder on the way may not be searched.
    """
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    except (OSError, ValueError) as error:
        raise DataError("{path!r} cannot be read: {reason}.", path=str(path), reason=reason(error)) from error
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def is_near(source: str | Path, folder: Path) -> bool:
    """Whether a path, links followed, lies below a document's folder or the one where the program was started.

    Neither counts where it is the user's own folder or one above it, in which everything lies; a path that does not lie
    there by its name is not even looked at, as it may be on a foreign machine.
    """
    try:
        given, home = Path(os.path.abspath(source)), _home()
        for root in (folder, Path.cwd()):
            real = Path(os.path.realpath(root))
            if real == home or real in home.parents or real.parent == real:
                continue
            by_name = {Path(os.path.abspath(root)), real} & set(given.parents)
            if by_name and real in Path(os.path.realpath(given)).parents:
                return True
    except (OSError, RuntimeError, ValueError):
        return False
    return False


def is_too_much(source: str | Path) -> bool:
    """Whether a path is, by its name, no set of samples but a whole disk, the user's own folder or one above it, or
    lies where the system has its devices."""
    try:
        name = os.path.abspath(source)
    except OSError:  # a relative name where the folder that it is relative to is gone
        return False
    path, home = Path(name), _home()
    if path.parent == path or path == home or path in home.parents:
        return True
    return name.startswith(("\\\\.\\", "\\\\?\\")) or path.parts[1] in SYSTEM


def open_file(path: str | Path) -> BinaryIO:
    """An ordinary file, opened to be read. OSError or ValueError says why it cannot be; of a pipe or device at once."""
    return open(path, "rb", opener=_open_ordinary)


def open_text(path: str | Path, encoding: str) -> TextIO:
    """An ordinary file, opened to be read as text with the ends of its lines as they are; raises as `open_file`."""
    return open(path, encoding=encoding, newline="", opener=_open_ordinary)


def check_ordinary(found: os.stat_result, path: str | Path) -> None:
    """Raises the OSError that says so where this is a folder, or neither folder nor file."""
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, Phrase("it is not an ordinary file"), str(path))


def reason(error: OSError | ValueError) -> str:
    """Why the system refused a path; a ValueError is a name that it cannot even be asked about."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return Phrase("no file can have this name")


def _home() -> Path:
    return Path(os.path.realpath(os.path.expanduser("~")))


def _open_ordinary(path: str, flags: int) -> int:
    # To open a pipe waits for whoever writes into it, and to open a device may do anything: it is looked at before.
    check_ordinary(os.stat(path), path)
    handle = os.open(path, flags | NONBLOCK)
    try:
        check_ordinary(os.fstat(handle), path)  # another may have taken its place meanwhile
    except OSError:
        os.close(handle)
        raise
    return handle
