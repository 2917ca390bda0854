"""Files are written whole or not at all, and what is replaced keeps its rights, its owner and all of its names."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playground.data import outputs
from playground.data.outputs import replacing, try_to_write

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and rights are made otherwise on Windows")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has files without a name")
OLD, NEW = b"old" * 1000, b"new" * 30_000


@pytest.fixture(params=["nameless", "named"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a system that has files without a name, and with one that has none."""
    if request.param == "named":
        monkeypatch.setattr(outputs, "OPEN_FILES", "/no such folder")
    elif sys.platform != "linux":
        pytest.skip("only Linux has files without a name")


def write(path: Path, content: bytes = NEW) -> None:
    with replacing(path) as file:
        file.write(content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("both_ways")
def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    for content in (OLD, NEW, b""):
        write(tmp_path / "a", content)
        assert (tmp_path / "a").read_bytes() == content
    assert names(tmp_path) == ["a"]


@POSIX
@pytest.mark.usefixtures("both_ways")
def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@POSIX
@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_rights_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    path.chmod(mode)
    write(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode and path.read_bytes() == NEW


@POSIX
@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("other_name", [False, True])
def test_while_it_is_written_nobody_else_may_read_it(tmp_path: Path, other_name: bool) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    path.chmod(0o600)
    if other_name:
        os.link(path, tmp_path / "b")
    with replacing(path) as file:
        assert stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077 == 0


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.usefixtures("both_ways")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    os.chown(path, 1234, 5678)
    write(path)
    assert (path.stat().st_uid, path.stat().st_gid, path.read_bytes()) == (1234, 5678, NEW)


@POSIX
@pytest.mark.usefixtures("both_ways")
def test_a_file_whose_owner_cannot_be_given_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    before = path.stat().st_ino

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchmod", refuse)
    write(path)
    assert (path.stat().st_ino, path.read_bytes(), names(tmp_path)) == (before, NEW, ["a"])


@LINUX
def test_what_lists_say_of_who_may_read_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    try:
        os.setxattr(path, "user.said", b"yes")
    except OSError:
        pytest.skip("no attributes in this file system")
    write(path)
    assert os.getxattr(path, "user.said") == b"yes" and path.read_bytes() == NEW


@POSIX
@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("content", [NEW, b"short", b""])
def test_all_names_of_a_file_stay_names_of_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(OLD)
    os.link(tmp_path / "a", tmp_path / "b")
    write(tmp_path / "a", content)
    assert (tmp_path / "b").read_bytes() == content and os.path.samefile(tmp_path / "a", tmp_path / "b")
    assert names(tmp_path) == ["a", "b"]


@POSIX
@pytest.mark.usefixtures("both_ways")
def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder/a")
    for content in (OLD, NEW):
        try_to_write(tmp_path / "link")
        write(tmp_path / "link", content)
        assert (tmp_path / "folder" / "a").read_bytes() == content
    assert (tmp_path / "link").is_symlink() and names(tmp_path / "folder") == ["a"]


@pytest.mark.usefixtures("both_ways")
@pytest.mark.parametrize("old", [None, OLD])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), ValueError()])
def test_what_fails_leaves_everything_as_it_was(tmp_path: Path, old: bytes | None, error: BaseException) -> None:
    path = tmp_path / "a"
    if old is not None:
        path.write_bytes(old)
    with pytest.raises(type(error)), replacing(path) as file:
        file.write(NEW)
        raise error
    assert names(tmp_path) == ([] if old is None else ["a"]) and (old is None or path.read_bytes() == old)


FULL = """
import resource, sys
from pathlib import Path
from playground.data import outputs
folder, limit, in_folder = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
outputs.OPEN_FILES = in_folder
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with outputs.replacing(folder / "a") as file:
        file.write(b"new" * 30_000)
except OSError as error:
    print(error.strerror)
"""


@POSIX
@pytest.mark.parametrize("open_files", ["/proc/self/fd", "/no such folder"])
@pytest.mark.parametrize("others", [[], ["b"]], ids=["one name", "two names"])
@pytest.mark.parametrize("limit", [0, 50_000])
def test_no_room_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, open_files: str, others: list[str], limit: int, unmeasured: dict[str, str]
) -> None:
    (tmp_path / "a").write_bytes(OLD)
    for name in others:
        os.link(tmp_path / "a", tmp_path / name)
    words = [sys.executable, "-c", FULL, str(tmp_path), str(limit), open_files]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=unmeasured)
    assert (done.stdout, done.stderr) == ("File too large\n", "")
    assert names(tmp_path) == ["a", *others] and (tmp_path / "a").read_bytes() == OLD


@POSIX
def test_a_file_with_more_names_is_not_begun_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(OLD)
    os.link(tmp_path / "a", tmp_path / "b")

    def full(handle: int, *_: int) -> None:
        os.truncate(handle, 5000)  # as a system may leave it that has given some of the room
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "a")
    assert (tmp_path / "b").read_bytes() == OLD and names(tmp_path) == ["a", "b"]


@POSIX
def test_an_interrupt_does_not_leave_a_file_half_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(OLD)
    os.link(tmp_path / "a", tmp_path / "b")
    copy = shutil.copyfileobj

    def interrupted(*arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        copy(*arguments)

    monkeypatch.setattr(shutil, "copyfileobj", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it may be ignored
    try:
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path / "a")
    finally:
        signal.signal(signal.SIGINT, before)
    assert (tmp_path / "b").read_bytes() == NEW and names(tmp_path) == ["a", "b"]


KILLED = """
import os, signal, sys
from playground.data.outputs import replacing
with replacing(sys.argv[1]) as file:
    file.write(b"new" * 1_000_000)
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@LINUX
@pytest.mark.parametrize("old", [None, OLD])
def test_of_a_program_that_is_killed_nothing_is_left(
    tmp_path: Path, old: bytes | None, unmeasured: dict[str, str]
) -> None:
    if old is not None:
        (tmp_path / "a").write_bytes(old)
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "a")], env=unmeasured)
    assert names(tmp_path) == ([] if old is None else ["a"]) and (old is None or (tmp_path / "a").read_bytes() == old)


def test_what_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("kept")
    before = old.stat()
    try_to_write(old)
    try_to_write(tmp_path / "new")
    assert names(tmp_path) == ["old"]
    assert old.read_text() == "kept" and old.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 5000, "a\0b", "\ud800"], ids=["name", "path", "NUL", "surrogate"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    for act in (try_to_write, write):
        with pytest.raises((OSError, ValueError)):
            act(tmp_path / name)
    assert names(tmp_path) == []


def test_where_no_file_can_be_made_the_system_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for error, path in (
        (IsADirectoryError, tmp_path),
        (NotADirectoryError, tmp_path / "file" / "below"),
        (FileNotFoundError, tmp_path / "none" / "below"),
    ):
        for act in (try_to_write, write):
            with pytest.raises(error):
                act(path)


@POSIX
@pytest.mark.parametrize("name", ["file", "new"])
def test_a_closed_folder_is_refused(closed_folder: Callable[[], Path], name: str) -> None:
    folder = closed_folder()
    for act in (try_to_write, write):
        with pytest.raises(PermissionError):
            act(folder / name)


@POSIX
@pytest.mark.parametrize("mode", [0o555, 0o777], ids=["a folder where nothing can be made", "a file to be read only"])
def test_what_may_not_be_replaced_is_refused(closed_folder: Callable[[], Path], mode: int) -> None:
    folder = closed_folder()
    as_root = os.getuid() == 0
    if as_root:
        os.seteuid(0)
    (folder / "file").chmod(0o666 if mode == 0o555 else 0o444)
    folder.chmod(mode)
    if as_root:
        os.seteuid(65534)
    for act in (try_to_write, write):
        with pytest.raises(PermissionError):
            act(folder / "file")


@POSIX
def test_links_in_a_circle_and_links_to_nowhere_are_refused(tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to("there")
    (tmp_path / "there").symlink_to("here")
    (tmp_path / "lost").symlink_to("none/made")
    for act in (try_to_write, write):
        with pytest.raises(OSError, match="Too many levels"):
            act(tmp_path / "here")
        with pytest.raises(FileNotFoundError):
            act(tmp_path / "lost")


@POSIX
def test_what_is_no_ordinary_file_is_neither_opened_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for act in (try_to_write, write):
        for path in (tmp_path / "pipe", Path("/dev/null")):
            with pytest.raises(OSError, match="not an ordinary file"):
                act(path)
    assert (tmp_path / "pipe").is_fifo()
