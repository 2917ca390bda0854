"""Which pictures of a folder, or of a zip file, belong to which class, and what is said of the others."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from playground.data.errors import DataError
from playground.data.image_sets import ImageSet
from playground.data.library import load
from playground.data.preparation import Preparation
from tests.data.set_files import deep_picture, packed, picture, written

RED, BLUE = picture((250, 0, 0)), picture((0, 0, 250))
PHOTOS = "Each picture is taken as a photo."
Files = dict[str, bytes]


def as_folder(path: Path, files: Files) -> Path:
    return written(path / "set", files)


def as_zip(path: Path, files: Files) -> Path:
    return packed(path / "set.zip", files)


@pytest.fixture(params=[as_folder, as_zip], ids=["folder", "zip"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Files], ImageSet]:
    def made(files: Files) -> ImageSet:
        images = load(request.param(tmp_path, files))
        assert isinstance(images, ImageSet)
        return images

    return made


Read = Callable[[Files], ImageSet]


def test_a_class_holds_all_that_lies_below_its_folder(read: Read) -> None:
    images = read({"red/1.png": RED, "red/monday/2.png": RED, "red/monday/early/3.png": RED, "blue/1.png": BLUE})
    assert (images.class_names, images.counts(), images.note) == (("blue", "red"), (1, 3), PHOTOS)
    np.testing.assert_array_equal(images.images[images.label == 1], np.broadcast_to([250, 0, 0], (3, 32, 32, 3)))


@pytest.mark.parametrize("wrapping", ["pets/", "archive/pets/"])
def test_a_folder_around_everything_is_passed_through(wrapping: str, read: Read) -> None:
    images = read({f"{wrapping}red/1.png": RED, f"{wrapping}blue/1.png": BLUE})
    assert images.class_names == ("blue", "red")


@pytest.mark.parametrize(
    ("train", "test"),
    [("train", "test"), ("Training", "Testing"), ("TRAIN", "val"), ("training_set", "test_set"), ("train", "valid")],
)
def test_a_split_above_the_classes_is_kept(train: str, test: str, read: Read) -> None:
    images = read(
        {f"{part}/{name}/{part}.png": data for part in (train, test) for name, data in (("red", RED), ("blue", BLUE))}
    )
    assert images.class_names == ("blue", "red")
    assert [len(part) for part in images.split(0.9, 0)] == [2, 2]


def test_a_validation_folder_beside_a_test_folder_is_for_training(read: Read) -> None:
    parts = ("data/train", "data/validation", "data/test")
    images = read({f"{part}/{name}/1.png": data for part in parts for name, data in (("red", RED), ("blue", BLUE))})
    assert [len(part) for part in images.split(0.9, 0)] == [4, 2]
    assert images.note == f"The validation set counts as training set. {PHOTOS}"


def test_a_split_is_repeated_within_and_classes_differ(read: Read) -> None:
    files = {f"training_set/training_set/{name}/1.png": RED for name in ("red", "rose")}
    files |= {"test_set/test_set/red/a/2.png": RED, "test_set/test_set/red/b/2.png": RED}
    images = read(files)
    assert (images.class_names, images.counts()) == (("red", "rose"), (3, 1))
    assert [len(part) for part in images.split(0.9, 0)] == [2, 2]


def test_test_pictures_without_classes_are_told(read: Read) -> None:
    images = read({"train/red/1.png": RED, "train/blue/1.png": BLUE, "test/1.png": RED, "test/2.png": BLUE})
    assert (len(images), images.is_test) == (2, None)
    told = "2 files lie in no class's folder, the first is test/1.png."
    whole = "There is only a training set, no test set: it is taken as a set that is not divided."
    assert images.note == f"{told} {whole} {PHOTOS}"


def test_classes_may_be_called_as_parts_are(read: Read) -> None:
    assert read({"test/1.png": RED, "control/1.png": BLUE}).class_names == ("control", "test")


def test_what_is_passed_over_is_said(read: Read) -> None:
    files = {"red/1.png": RED, "blue/1.png": BLUE, "blue/.DS_Store": b"", "blue/Thumbs.db": b"", "empty/": b""}
    images = read({**files, "__MACOSX/red/._1.png": b"\0\5", ".git/config": b"x", "notes/a.txt": b"red ones"})
    assert images.class_names == ("blue", "red")
    told = "1 file could not be read, the first is notes/a.txt. 4 folders are passed over, the first is .git."
    assert images.note == f"{told} {PHOTOS}"


def test_one_folder_that_is_passed_over_is_named(read: Read) -> None:
    images = read({"red/1.png": RED, "blue/1.png": BLUE, "__MACOSX/red/._1.png": b"\0\5"})
    assert images.note == f"The folder __MACOSX is passed over. {PHOTOS}"


def test_pictures_beside_the_classes_are_counted(read: Read) -> None:
    images = read({"red/1.png": RED, "blue/1.png": BLUE, "a.png": RED, "b.png": RED})
    assert images.note == f"2 files lie in no class's folder, the first is a.png. {PHOTOS}"


def test_pictures_much_wider_than_the_input_are_told(tmp_path: Path) -> None:
    wide = picture((250, 0, 0), size=(60, 20))
    folder = written(tmp_path, {"red/1.png": wide, "red/2.png": wide, "blue/1.png": BLUE})
    assert (
        load(folder).note == f"Pictures much wider or higher than the input were cropped to their middle: 2. {PHOTOS}"
    )
    fitted = load(folder, preparation=Preparation(fit="whole"))
    assert fitted.note == f"Pictures much wider or higher than the input got margins: 2. {PHOTOS}"


def test_pictures_of_twelve_bits_in_files_of_sixteen(read: Read) -> None:
    values = np.arange(784).reshape(28, 28)
    files = {
        f"{name}/{top}.png": deep_picture((values * top // 783).astype(np.uint16))
        for name, top in (("a", 900), ("b", 4000))
    }
    images = read(files)
    assert [int(image.max()) for image in images.images] == [900 * 255 // 4095, 249]
    assert images.preparation.white == 4095.0
    assert images.note == f"Values 0 to 4095 are taken as black to white. {PHOTOS}"


def test_pictures_of_sixteen_bits_beside_ordinary_ones(tmp_path: Path) -> None:
    deep = deep_picture(np.full((28, 28), 60_000, np.uint16))
    folder = written(tmp_path, {"a/1.png": deep, "b/1.png": picture(90, size=(28, 28))})
    images = load(folder)
    assert [int(image.max()) for image in images.images] == [233, 90]
    given = load(folder, preparation=Preparation(black=0.0, white=60_000.0))
    assert [int(image.max()) for image in given.images] == [255, 90]


def test_pictures_with_numbers_that_are_none_are_left_out(tmp_path: Path) -> None:
    wrong = deep_picture(np.full((9, 9), np.nan, np.float32), "TIFF")
    folder = written(tmp_path, {"a/1.png": picture(90), "b/1.png": picture(10), "b/2.tif": wrong})
    assert load(folder).note == f"1 file could not be read, the first is b/2.tif. {PHOTOS}"


def test_names_of_classes_can_be_shown(read: Read) -> None:
    assert read({"re\x1bd/1.png": RED, "größe/1.png": BLUE}).class_names == ("größe", "re�d")
    with pytest.raises(DataError, match="longer than 80 characters"):
        read({f"{'long' * 30}/1.png": RED, "blue/1.png": BLUE})


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are not UTF-8")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    written(tmp_path, {"red\udcff/1.png": RED, "blue/1.png": BLUE})
    assert load(tmp_path).class_names == ("blue", "red�")


def test_a_zip_is_never_unpacked_beyond_measure(tmp_path: Path) -> None:
    files = {"red/1.png": RED, "blue/1.png": BLUE, "blue/bomb.png": bytes(60_000_000)}
    assert (
        load(packed(tmp_path / "set.zip", files)).note
        == f"1 file could not be read, the first is blue/bomb.png. {PHOTOS}"
    )


def test_a_damaged_picture_in_a_zip_is_left_out(tmp_path: Path) -> None:
    path = packed(tmp_path / "set.zip", {"red/1.png": RED, "red/2.png": BLUE, "blue/1.png": BLUE})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF  # within the first picture, behind its header in the archive
    path.write_bytes(bytes(data))
    images = load(path)
    assert (images.counts(), images.note) == ((1, 1), f"1 file could not be read, the first is red/1.png. {PHOTOS}")


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    files = {"../red/1.png": RED, "/blue/1.png": BLUE, "green\\1.png": RED, "./yellow//1.png": RED}
    assert load(packed(tmp_path / "set.zip", files)).class_names == ("blue", "green", "yellow")


def test_zips_without_classes_are_explained(tmp_path: Path) -> None:
    for files, why in (
        ({}, "has no subfolders"),
        ({"a.png": RED}, "has no subfolders"),
        ({"red/1.png": RED}, r"only one class \(red\)"),
        ({"red/1.png": b"text", "blue/1.png": b"text"}, "none of its files is a picture"),
    ):
        with pytest.raises(DataError, match=why):
            load(packed(tmp_path / "set.zip", files))


def test_classes_that_are_not_in_both_sets_are_told(read: Read) -> None:
    images = read({"train/red/1.png": RED, "train/blue/1.png": BLUE, "test/red/1.png": RED, "test/sea/1.png": BLUE})
    assert images.class_names == ("blue", "red", "sea") and images.split(0.5, 0)[1].tolist() == [1, 3]
    told = "Only in the test set, so that they cannot be learned: sea. Only in the training set: blue."
    assert images.note == f"{told} {PHOTOS}"


@pytest.mark.parametrize(("part", "words"), [("Test", "test set, no training set"), ("train", "training set, no test")])
def test_a_set_of_one_part_is_taken_as_a_whole_and_that_is_said(read: Read, part: str, words: str) -> None:
    images = read({f"{part}/red/1.png": RED, f"{part}/blue/1.png": BLUE, f"{part}/red/2.png": RED})
    assert (images.is_test, images.class_names) == (None, ("blue", "red"))
    assert f"There is only a {words}" in images.note


def test_names_that_are_easily_taken_for_the_same_are_told(read: Read) -> None:
    images = read(
        {"cat/1.png": RED, "Cat/1.png": BLUE, "big dog/1.png": RED, "Big  Dog/1.png": RED, "caf\u00e9/1.png": RED}
    )
    assert images.classes == 5
    assert "stay apart: 'Big  Dog' / 'big dog', 'Cat' / 'cat'." in images.note


@pytest.mark.parametrize("name", ["set.zip", "set.npz"])
def test_an_archive_with_a_password_is_refused_as_that(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / name, {"red/1.png": RED, "blue/1.png": BLUE})
    written = bytearray(path.read_bytes())
    for start, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = written.find(start)
        while at >= 0:
            written[at + flags] |= 1
            at = written.find(start, at + 1)
    path.write_bytes(written)
    with pytest.raises(DataError, match=f"{name} is encrypted"):
        load(path)
