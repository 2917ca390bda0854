"""What lies at a path and whether a file can be written there, as the system itself answers."""

import errno
import os
import secrets
import stat
from pathlib import Path
from typing import Literal

from playground.data.errors import DataError
from playground.engine.errors import Phrase

# pathlib's exists, is_dir and is_file raise the system's answer or swallow it, each Python in its own way. Where the
# reason counts, it is asked for here; where it does not, os.path's functions say False to whatever cannot be looked at.

Kind = Literal["file", "folder", "other", "nothing"]


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


def try_to_write(path: Path, replaced: bool = False) -> None:
    """Raises the OSError or ValueError that writing a file would meet, and leaves everything as it was.

    `replaced`: the file is to be replaced by one that is written beside it, rather than written itself.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        _try_to_make(os.path.realpath(path))
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if replaced:
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, Phrase("it is not an ordinary file"), str(path))
        _try_to_make(os.path.join(os.path.dirname(os.path.realpath(path)), f".{secrets.token_hex(6)}.tmp"))
    elif stat.S_ISREG(mode):  # to open a pipe would wait for whoever reads from it
        os.close(os.open(path, os.O_WRONLY))


def reason(error: OSError | ValueError) -> str:
    """Why the system refused a path; a ValueError is a name that it cannot even be asked about."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return Phrase("no file can have this name")


def _try_to_make(path: str) -> None:
    with open(path, "xb"):
        pass
    os.unlink(path)
