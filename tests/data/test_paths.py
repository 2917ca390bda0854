"""What lies at a path, told by the system's answer, the same for every Python; and nothing but a file is opened."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from playground.data.errors import DataError
from playground.data.paths import is_near, is_too_much, kind_of, open_file, open_text, reason

LONG = "a" * 300
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and rights are made otherwise on Windows")


def test_what_is_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kind_of(tmp_path / "file") == "file"
    assert kind_of(str(tmp_path)) == "folder"
    assert kind_of(tmp_path / "none") == "nothing"
    assert kind_of(tmp_path / "file" / "below") == "nothing"


@POSIX
def test_links_are_followed_and_pipes_are_neither_file_nor_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "dangling").symlink_to("none")
    os.mkfifo(tmp_path / "pipe")
    assert [kind_of(tmp_path / name) for name in ("link", "dangling", "pipe")] == ["folder", "nothing", "other"]


@pytest.mark.parametrize("name", [LONG, "a/" * 5000, "a\0b", "\ud800"], ids=["name", "path", "NUL", "surrogate"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=r"cannot be read: (File name too long|no file can have this name)"):
        kind_of(tmp_path / name)
    with pytest.raises((OSError, ValueError)):
        open_file(tmp_path / name)


@POSIX
def test_links_that_run_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to("there")
    (tmp_path / "there").symlink_to("here")
    with pytest.raises(DataError, match="here' cannot be read: Too many levels"):
        kind_of(tmp_path / "here")


@POSIX
def test_a_folder_that_may_not_be_searched_is_no_folder_without_the_file(closed_folder: Callable[[], Path]) -> None:
    folder = closed_folder()
    with pytest.raises(DataError, match="file' cannot be read: Permission denied"):
        kind_of(folder / "file")
    with pytest.raises(PermissionError):
        open_file(folder / "file")


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes("é\r\nx".encode())
    with open_file(path) as file:
        assert file.read() == path.read_bytes()
    with open_text(path, "utf-8") as text:
        assert text.read() == "é\r\nx"


@POSIX
def test_nothing_but_a_file_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        for path in (tmp_path / "pipe", tmp_path / "link", tmp_path / "socket", "/dev/zero", "/dev/tty"):
            with pytest.raises(OSError, match="not an ordinary file"):
                open_file(path)
    with pytest.raises(IsADirectoryError):
        open_file(tmp_path)


@POSIX
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    before = os.stat(tmp_path / "file")
    monkeypatch.setattr("playground.data.paths.os.stat", lambda path: before)
    with pytest.raises(OSError, match="not an ordinary file"):
        open_file(tmp_path / "pipe")


def test_a_reason_is_a_few_words() -> None:
    assert reason(OSError(36, "File name too long", "a")) == "File name too long"
    assert reason(ValueError("embedded null byte")) == "no file can have this name"


@POSIX
def test_what_lies_near_a_document_is_below_its_folder_or_the_current_one(tmp_path: Path, monkeypatch) -> None:
    home, folder, current = tmp_path / "home", tmp_path / "folder", tmp_path / "current"
    for place in (home / "set", folder / "set", current / "set", tmp_path / "elsewhere"):
        place.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(current)
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "alias").symlink_to(folder)
    near = (current / "set", folder / "set", folder / "set" / "none", folder / "set" / ".." / "file", "set", "none")
    for source in near:
        assert is_near(source, folder), source
    assert is_near(tmp_path / "alias" / "set", tmp_path / "alias") and is_near(folder / "set", tmp_path / "alias")
    far = (home, home / "set", folder, folder / "link", folder / ".." / "elsewhere", "/", "/dev/zero", "..", tmp_path)
    for source in (*far, "", "a\0b", r"\\host\share\set" if os.name == "nt" else "//host/share/set"):
        assert not is_near(source, folder), source
    monkeypatch.chdir(home)
    for top in (Path("/"), tmp_path, home):
        assert not is_near(home / "set", top), "whoever lies at the top does not have all of it"


@POSIX
def test_a_whole_disk_a_whole_home_and_devices_are_no_sets(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for source in ("/", "/usr/..", "//", "/dev/zero", "/proc/self", "/sys", tmp_path / "home", tmp_path):
        assert is_too_much(source), source
    for source in (tmp_path / "home" / "set", tmp_path / "set.npz", "/srv/device", "relative", "/nowhere"):
        assert not is_too_much(source), source
