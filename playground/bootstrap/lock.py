"""A lock between processes, so that two starts at once do not set up the same environment together."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    _TAKEN: type[OSError] = OSError
else:
    import fcntl
    import os

    def _try(file: IO[bytes]) -> None:
        # A command that was started under the lock holds it too, should it outlive this process.
        os.set_inheritable(file.fileno(), True)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    _TAKEN: type[OSError] = BlockingIOError


@contextmanager
def locked(path: Path, when_taken: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `path`; it is freed when the process ends, however it ends.

    Calls `when_taken` once before waiting for another process. Raises OSError if the file cannot be made.
    """
    with path.open("ab") as file:
        waiting = False
        while True:
            try:
                _try(file)
                break
            except _TAKEN:
                if not waiting:
                    when_taken()
                waiting = True
                time.sleep(0.1)
            except OSError:
                break  # a file system without locks: better two set-ups at once than none
        yield
