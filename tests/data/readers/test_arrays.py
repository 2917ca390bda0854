"""Sets of pictures in arrays: names, layouts, splits, the range of their numbers, how they lie."""

from pathlib import Path

import numpy as np
import pytest

from playground.data.errors import DataError
from playground.data.image_sets import ImageSet, make_images
from playground.data.library import load
from playground.data.points import PointSet
from playground.data.preparation import Preparation
from tests.data.set_files import CODES, IMAGES, LABELS, idx, npy, npz, written


def split_sizes(images: ImageSet) -> tuple[int, int]:
    train, test = images.split(0.8, 0)
    return len(train), len(test)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        *(("x", "y"), ("X", "y"), ("images", "labels"), ("IMAGES", "Labels"), ("data", "target"), ("imgs", "classes")),
        *(
            ("features", "targets"),
            ("arr_0", "arr_1"),
            ("x_train", "y_train"),
            ("trainX", "trainY"),
            ("input", "output"),
        ),
        *(("first", "second"), ("mnist_images", "mnist_labels"), ("image", "label"), ("pixels", "class")),
    ],
)
def test_arrays_of_any_usual_name(x: str, y: str, tmp_path: Path) -> None:
    images = load(npz(tmp_path / "set.npz", **{x: IMAGES, y: LABELS}))
    np.testing.assert_array_equal(images.images[..., 0], IMAGES)
    assert images.label.tolist() == LABELS.tolist()
    whole = (
        "There is only a training set, no test set: it is taken as a set that is not divided." if "train" in x else ""
    )
    assert (images.is_test, images.note) == (None, whole)


@pytest.mark.parametrize(
    "names",
    [
        ("x_train", "y_train", "x_test", "y_test"),
        ("train_images", "train_labels", "test_images", "test_labels"),
        ("XTrain", "YTrain", "XTest", "YTest"),
        ("trX", "trY", "teX", "teY"),
        ("x", "y", "x_test", "y_test"),
        ("arr_0", "arr_1", "arr_2", "arr_3"),
    ],
)
def test_a_split_is_kept(names: tuple[str, ...], tmp_path: Path) -> None:
    arrays = (IMAGES[:20], LABELS[:20], IMAGES[20:], LABELS[20:])
    images = load(npz(tmp_path / "set.npz", **dict(zip(names, arrays, strict=True))))
    assert split_sizes(images) == (20, 4)
    np.testing.assert_array_equal(images.images[images.split(0.5, 1)[1], :, :, 0], IMAGES[20:])


def test_a_validation_set_goes_to_training_where_there_is_a_test_set(tmp_path: Path) -> None:
    parts = {"train": slice(0, 12), "val": slice(12, 18), "test": slice(18, 24)}
    arrays = {f"{name}_images": IMAGES[part] for name, part in parts.items()}
    arrays |= {f"{name}_labels": LABELS[part, None] for name, part in parts.items()}
    images = load(npz(tmp_path / "medical.npz", **arrays))
    assert split_sizes(images) == (18, 6)
    assert images.note == "The validation set counts as training set."
    without = {name: array for name, array in arrays.items() if not name.startswith("test")}
    images = load(npz(tmp_path / "without.npz", **without))
    assert (split_sizes(images), images.note) == ((12, 6), "The validation set is the test set.")


def test_what_is_not_used_is_said_and_names_are(tmp_path: Path) -> None:
    features = np.array([f"pixel {place}" for place in range(36)])
    more = {"feature_names": features, "target_names": np.array(["ant", "bee", "cat"]), "weights": np.zeros(7)}
    images = load(npz(tmp_path / "set.npz", data=IMAGES.reshape(24, 36), images=IMAGES, target=LABELS, **more))
    assert images.class_names == ("ant", "bee", "cat")
    assert images.note == "Not used: data in set.npz. Not used: weights in set.npz."
    words = {"classes": np.array(["ant", "bee", "cat"]), "images": IMAGES, "labels": LABELS}
    images = load(npz(tmp_path / "set.npz", **words))
    assert (images.class_names, images.note) == (("ant", "bee", "cat"), "")


def test_the_plain_names_are_meant_where_there_are_others(tmp_path: Path) -> None:
    images = load(npz(tmp_path / "set.npz", x_raw=IMAGES // 2, y_raw=LABELS, x=IMAGES, y=LABELS))
    np.testing.assert_array_equal(images.images[..., 0], IMAGES)
    assert images.note == "Not used: x_raw in set.npz. Not used: y_raw in set.npz."


def test_pictures_in_rows(tmp_path: Path) -> None:
    images = load(npz(tmp_path / "rows.npz", x=IMAGES.reshape(24, 36), y=LABELS))
    np.testing.assert_array_equal(images.images[..., 0], IMAGES)
    assert images.note == "Rows of 36 numbers are taken as pictures of 6 × 6."
    colour = np.random.default_rng(0).integers(0, 256, (4, 3, 32, 32)).astype(np.uint8)
    images = load(npz(tmp_path / "colour.npz", x=colour.reshape(4, 3072), y=LABELS[:4]))
    np.testing.assert_array_equal(images.images, np.moveaxis(colour, 1, 3))
    assert "32 × 32, all of red before green and blue" in images.note
    with pytest.raises(DataError, match=r"shape \(24, 16\); points are"):
        load(npz(tmp_path / "measured.npz", x=IMAGES.reshape(24, 36)[:, :16], y=LABELS))


def test_arrays_stored_by_columns_or_backwards(tmp_path: Path) -> None:
    for x in (np.asfortranarray(IMAGES), IMAGES.astype(">u2"), np.asfortranarray(IMAGES.astype(np.float16))):
        np.testing.assert_array_equal(load(npz(tmp_path / "set.npz", x=x, y=LABELS)).images[..., 0], IMAGES)


@pytest.mark.parametrize(
    ("numbers", "white", "note"),
    [
        ((IMAGES // 128).astype(np.uint8), 1.0, "Values 0 to 1 are taken as black to white."),
        ((IMAGES // 16).astype(float), 15.0, "Values 0 to 15 are taken as black to white."),
        (np.round(IMAGES / 255 * 16), 16.0, "Values 0 to 16 are taken as black to white."),
        (IMAGES.astype(np.uint16) * 16, 4095.0, "Values 0 to 4095 are taken as black to white."),
        (IMAGES.astype(np.uint16) * 257, 65535.0, "Values 0 to 65535 are taken as black to white."),
        (IMAGES > 127, None, ""),
        (IMAGES / 255, None, ""),
        ((IMAGES / 254).astype(np.float32), None, ""),
        (IMAGES / 250 - 0.01, None, ""),
        (IMAGES * 1.02 - 3, None, ""),
        (IMAGES / 255 * 16.2 - 0.1, 16.0, "Values 0 to 16 are taken as black to white."),
        (IMAGES.astype(np.int64), None, ""),
    ],
)
def test_the_range_is_that_of_the_whole_set(
    numbers: np.ndarray, white: float | None, note: str, tmp_path: Path
) -> None:
    images = load(npz(tmp_path / "set.npz", x=numbers, y=LABELS))
    assert images.images.min() <= 1
    assert images.images.max() >= 253
    assert (images.preparation.white, images.note) == (white, note)


def test_numbers_below_zero(tmp_path: Path) -> None:
    images = load(npz(tmp_path / "set.npz", x=IMAGES / 127.5 - 1, y=LABELS))
    np.testing.assert_allclose(images.images[..., 0], IMAGES, atol=1)
    assert images.note == "Values -1 to 1 are taken as black to white."


def test_a_range_that_is_given_is_taken_and_one_that_is_known_where_it_fits(tmp_path: Path) -> None:
    path = npz(tmp_path / "set.npz", x=IMAGES // 16, y=LABELS)
    given = load(path, preparation=Preparation(black=0.0, white=255.0))
    np.testing.assert_array_equal(given.images[..., 0], IMAGES // 16)
    assert load(path, known=(0.0, 16.0)).preparation.white == 16.0
    assert load(path, known=(0.0, 255.0)).preparation.white == 15.0


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf, 1e200])
def test_numbers_that_are_none_are_named(wrong: float, tmp_path: Path) -> None:
    numbers = IMAGES / 255
    numbers[7, 2, 3] = wrong
    with pytest.raises(
        DataError, match=r"x in set\.npz: the number at \[7, 2, 3\] is .*; numbers from −10³⁰ to 10³⁰ are needed"
    ):
        load(npz(tmp_path / "set.npz", x=numbers, y=LABELS))


def test_arrays_of_two_ranges_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="all must have one range"):
        load(npz(tmp_path / "set.npz", x_train=IMAGES, y_train=LABELS, x_test=IMAGES / 255, y_test=LABELS))
    with pytest.raises(DataError, match="all must have one size"):
        load(npz(tmp_path / "set.npz", x_train=IMAGES, y_train=LABELS, x_test=IMAGES[:, 1:], y_test=LABELS))


@pytest.mark.parametrize("kind", ["none", "left", "right", "half", "transposed"])
def test_turned(kind: str, tmp_path: Path) -> None:
    upright = IMAGES[:, :4]
    stored = {
        "none": upright,
        "left": np.rot90(upright, -1, (1, 2)),
        "right": np.rot90(upright, 1, (1, 2)),
        "half": np.rot90(upright, 2, (1, 2)),
        "transposed": upright.swapaxes(1, 2),
    }[kind]
    for path in (
        npz(tmp_path / "set.npz", x=stored, y=LABELS),
        npz(tmp_path / "wide.npz", x=stored.astype(np.int32), y=LABELS),
    ):
        images = load(path, preparation=Preparation(turn=kind))
        np.testing.assert_array_equal(images.images[..., 0], upright)
        assert images.preparation.turn == kind


@pytest.mark.parametrize("source", ["strokes", "digits"])
def test_writing_that_lies_on_its_side_is_seen(source: str, tmp_path: Path) -> None:
    made = make_images(source, 300)
    for images in (made.images, 255 - made.images):
        path = npz(tmp_path / "lying.npz", x=images[..., 0].swapaxes(1, 2), y=made.label)
        lying = load(path)
        assert lying.seems_transposed
        assert lying.note.endswith("The pictures seem to lie on their side; the turn 'transposed' puts them upright.")
        assert not load(path, preparation=Preparation(turn="transposed")).seems_transposed
        assert not load(npz(tmp_path / "upright.npz", x=images[..., 0], y=made.label)).seems_transposed


def test_what_is_no_writing_does_not_lie(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    label = np.arange(400) % 10
    shapes = make_images("shapes", 400)
    clothes = np.zeros((400, 28, 28), np.uint8)
    for picture, kind in zip(clothes, label, strict=True):  # filled, some of them wide like shoes and bags
        high, wide = 27 - 2 * (kind % 4), 27 - 2 * ((kind + 2) % 4)
        picture[:high, :wide] = rng.integers(90, 256, (high, wide))
    cars = np.zeros((400, 28, 28), np.uint8)
    cars[:, 10:20, 1:27] = rng.integers(90, 256, (400, 10, 26))
    for images, labels in (
        (rng.integers(0, 256, (400, 28, 28)).astype(np.uint8), label),
        (shapes.images.mean(axis=3).astype(np.uint8), shapes.label),
        (clothes, label),
        (cars, label),
        (np.zeros((400, 28, 28), np.uint8), label),
    ):
        assert not load(npz(tmp_path / "set.npz", x=images, y=labels)).seems_transposed


@pytest.mark.parametrize(
    "names", [("x.npy", "y.npy"), ("images.npy", "labels.npy"), ("digits.npy", "digits_labels.npy")]
)
def test_npy_pairs(names: tuple[str, str], tmp_path: Path) -> None:
    written(tmp_path, {names[0]: npy(IMAGES), names[1]: npy(LABELS), "notes.txt": b"a note"})
    for path in (tmp_path / names[0], tmp_path / names[1], tmp_path):
        np.testing.assert_array_equal(load(path).images[..., 0], IMAGES)


def test_archives_with_an_array_each(tmp_path: Path) -> None:
    parts = {
        "train-imgs": IMAGES[:20],
        "train-labels": LABELS[:20],
        "test-imgs": IMAGES[20:],
        "test-labels": LABELS[20:],
    }
    for name, array in parts.items():
        np.savez_compressed(tmp_path / f"kmnist-{name}.npz", array)
    assert split_sizes(load(tmp_path)) == (20, 4)
    for name in ("kmnist-test-imgs.npz", "kmnist-test-labels.npz"):
        np.testing.assert_array_equal(load(tmp_path / name).images[..., 0], IMAGES[20:])


def test_npy_files_keep_their_split(tmp_path: Path) -> None:
    files = {
        "X_train.npy": IMAGES[:20],
        "y_train.npy": LABELS[:20],
        "X_test.npy": IMAGES[20:],
        "y_test.npy": LABELS[20:],
    }
    written(tmp_path, {name: npy(array) for name, array in files.items()})
    assert split_sizes(load(tmp_path)) == (20, 4)
    assert len(load(tmp_path / "y_test.npy")) == 4


def test_points_in_npy_files(tmp_path: Path) -> None:
    points = np.random.default_rng(0).uniform(-3, 3, (24, 2))
    written(tmp_path, {"x.npy": npy(points), "y.npy": npy(LABELS)})
    read = load(tmp_path / "y.npy")
    assert isinstance(read, PointSet)
    np.testing.assert_allclose(read.x, points, rtol=1e-6)


def test_points_of_training_and_test_set_are_taken_together(tmp_path: Path) -> None:
    points = np.random.default_rng(0).uniform(-3, 3, (24, 2))
    arrays = {"x_train": points[:20], "y_train": LABELS[:20], "x_test": points[20:], "y_test": LABELS[20:]}
    read = load(npz(tmp_path / "points.npz", **arrays))
    assert (len(read), read.note) == (24, "Training and test set are taken together.")


@pytest.mark.parametrize("labels", [LABELS, LABELS[:, None], np.eye(3)[LABELS], np.array([b"a", b"b", b"c"])[LABELS]])
def test_labels_of_many_kinds(labels: np.ndarray, tmp_path: Path) -> None:
    images = load(npz(tmp_path / "set.npz", x=IMAGES, y=labels))
    assert images.label.tolist() == LABELS.tolist()


def test_labels_that_are_no_text_are_refused(tmp_path: Path) -> None:
    words = np.array(["ab", "cd"])[LABELS // 2]
    for code, why in ((0xD800, r"the label '\\ud800b', which is no text"), (0x7FFFFFFF, "truncated or damaged")):
        hostile = words.copy()
        hostile.view(np.uint32)[0] = code
        with pytest.raises(DataError, match=why):
            load(npz(tmp_path / "set.npz", x=IMAGES, y=hostile))


def test_idx_files_of_other_types_are_scaled_too(tmp_path: Path) -> None:
    for kind, code in CODES.items():
        written(tmp_path, {"images": idx((IMAGES // 16).astype(kind), code), "labels": idx(LABELS)})
        images = load(tmp_path / "images")
        assert (images.preparation.white, images.images.max()) == (15.0, 255)
