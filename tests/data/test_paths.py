"""What lies at a path and whether it can be written: told by the system's answer, the same for every Python."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from playground.data.errors import DataError
from playground.data.paths import kind_of, reason, try_to_write

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
        try_to_write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_links_that_run_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to("there")
    (tmp_path / "there").symlink_to("here")
    with pytest.raises(DataError, match="here' cannot be read: Too many levels"):
        kind_of(tmp_path / "here")
    with pytest.raises(OSError, match="Too many levels"):
        try_to_write(tmp_path / "here")


@POSIX
def test_a_folder_that_may_not_be_searched_is_no_folder_without_the_file(closed_folder: Callable[[], Path]) -> None:
    folder = closed_folder()
    with pytest.raises(DataError, match="file' cannot be read: Permission denied"):
        kind_of(folder / "file")
    for name in ("file", "new"):
        with pytest.raises(PermissionError):
            try_to_write(folder / name)


def test_what_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("kept")
    before = old.stat()
    for replaced in (False, True):
        try_to_write(old, replaced)
        try_to_write(tmp_path / "new", replaced)
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert old.read_text() == "kept" and old.stat().st_mtime_ns == before.st_mtime_ns


def test_where_no_file_can_be_made_the_system_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for error, path in (
        (IsADirectoryError, tmp_path),
        (NotADirectoryError, tmp_path / "file" / "below"),
        (FileNotFoundError, tmp_path / "none" / "below"),
    ):
        for replaced in (False, True):
            with pytest.raises(error):
                try_to_write(path, replaced)


@POSIX
def test_a_link_is_tried_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "new").symlink_to("made")
    try_to_write(tmp_path / "new")
    (tmp_path / "lost").symlink_to("none/made")
    with pytest.raises(FileNotFoundError):
        try_to_write(tmp_path / "lost")


@POSIX
def test_a_pipe_is_not_opened_but_cannot_be_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    try_to_write(tmp_path / "pipe")
    with pytest.raises(OSError, match="not an ordinary file"):
        try_to_write(tmp_path / "pipe", replaced=True)


def test_a_reason_is_a_few_words() -> None:
    assert reason(OSError(36, "File name too long", "a")) == "File name too long"
    assert reason(ValueError("embedded null byte")) == "no file can have this name"
