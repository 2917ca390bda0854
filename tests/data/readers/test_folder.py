"""A folder, or a zip file, with a subfolder of pictures per class."""

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.errors import Cancelled, DataError
from playground.data.library import load


def filled(folder: Path, colours: dict[str, tuple[int, int, int]], each: int = 3, size: tuple = (20, 30)) -> Path:
    for name, colour in colours.items():
        (folder / name).mkdir(parents=True)
        for number in range(each):
            Image.new("RGB", size, colour).save(folder / name / f"{number}.png")
    return folder


COLOURS = {"red": (250, 0, 0), "blue": (0, 0, 250)}
GREYS = {"light": (200, 200, 200), "dark": (20, 20, 20)}


def test_coloured_pictures(tmp_path: Path) -> None:
    told: list[float] = []
    images = load(filled(tmp_path / "set", COLOURS), progress=told.append)
    assert images.name == "set"
    assert images.class_names == ("blue", "red")
    assert images.shape == (32, 32, 3)
    assert images.counts() == (3, 3)
    np.testing.assert_array_equal(images.images[images.label == 1], np.broadcast_to([250, 0, 0], (3, 32, 32, 3)))
    assert told[-1] == 1.0


def test_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(filled(tmp_path / "set", COLOURS))
    assert load(Path(".")).name == "set"


def test_grey_pictures(tmp_path: Path) -> None:
    images = load(filled(tmp_path, GREYS))
    assert images.shape == (28, 28, 1)
    assert sorted(np.unique(images.images)) == [20, 200]
    (tmp_path / "dark" / "colour.png").write_bytes((filled(tmp_path / "more", COLOURS) / "red" / "0.png").read_bytes())
    assert load(tmp_path / "more").shape == (32, 32, 3)


def test_one_coloured_picture_makes_all_coloured(tmp_path: Path) -> None:
    filled(tmp_path, GREYS)
    Image.new("RGB", (8, 8), (0, 200, 0)).save(tmp_path / "light" / "z.png")
    images = load(tmp_path)
    assert images.shape == (32, 32, 3)
    assert len(images) == 7


def test_given_shape(tmp_path: Path) -> None:
    assert load(filled(tmp_path, COLOURS), shape=(10, 12, 1)).shape == (10, 12, 1)


def test_right_sized_pictures_stay_as_they_are(tmp_path: Path) -> None:
    filled(tmp_path, GREYS, each=1)
    values = np.random.default_rng(0).integers(0, 256, (28, 28)).astype(np.uint8)
    Image.fromarray(values).save(tmp_path / "dark" / "1.png")
    np.testing.assert_array_equal(load(tmp_path).images[1, :, :, 0], values)


def test_unreadable_files_are_counted(tmp_path: Path) -> None:
    filled(tmp_path, COLOURS)
    (tmp_path / "red" / "notes.txt").write_text("red ones")
    (tmp_path / "blue" / "broken.png").write_bytes(b"\x89PNG")
    (tmp_path / "blue" / ".hidden").write_text("not counted")
    images = load(tmp_path)
    assert len(images) == 6
    assert images.note == "2 files could not be read, the first is blue/broken.png. Each picture is taken as a photo."


@pytest.mark.skipif(sys.platform == "win32", reason="links are made otherwise on Windows")
@pytest.mark.parametrize("target", ["none", "a" * 300, "1.png"], ids=["dangling", "impossible", "circle"])
def test_links_that_lead_nowhere_are_passed_over(tmp_path: Path, target: str) -> None:
    filled(tmp_path, COLOURS, each=1)
    for folder in (tmp_path, tmp_path / "red"):
        (folder / "1.png").symlink_to(target)
    assert len(load(tmp_path)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links are made otherwise on Windows")
def test_links_to_folders_are_followed_but_never_in_circles(tmp_path: Path) -> None:
    filled(tmp_path / "elsewhere", COLOURS, each=1)
    filled(tmp_path / "set", GREYS, each=1)
    (tmp_path / "set" / "red").symlink_to(tmp_path / "elsewhere" / "red")
    for name in ("back", "dark/back", "light/other"):
        (tmp_path / "set" / name).symlink_to(tmp_path / "set")
    images = load(tmp_path / "set")
    assert {"dark", "light", "red"} <= set(images.class_names)


def test_sample(tmp_path: Path) -> None:
    images = load(filled(tmp_path, COLOURS, each=6), count=4)
    assert images.counts() == (2, 2)
    assert images.note == "4 of 12 pictures are used, evenly chosen. Each picture is taken as a photo."


def test_bad_folders_are_explained(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="empty has no subfolders; one subfolder of pictures per class"):
        load(tmp_path / "empty")
    with pytest.raises(DataError, match=r"one has only one class \(red\)"):
        load(filled(tmp_path / "one", {"red": (1, 2, 3)}))
    with pytest.raises(DataError, match="hold no files"):
        load(filled(tmp_path / "hollow", COLOURS, each=0))
    for name in ("a", "b"):
        (tmp_path / "text" / name).mkdir(parents=True)
        (tmp_path / "text" / name / "x.png").write_text("text")
    with pytest.raises(DataError, match="none of its files is a picture"):
        load(tmp_path / "text")


def test_cancelling(tmp_path: Path) -> None:
    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        load(filled(tmp_path, COLOURS), progress=stop)
