"""CIFAR's records, and what is made of pickles instead."""

import gzip
import pickle
from pathlib import Path

import numpy as np
import pytest

from playground.data.errors import DataError
from playground.data.library import load
from tests.data.set_files import cifar, written

IMAGES = np.random.default_rng(0).integers(0, 256, (12, 32, 32, 3)).astype(np.uint8)
LABELS = np.arange(12) % 3


def ten(folder: Path) -> Path:
    batches = {f"data_batch_{number + 1}.bin": slice(2 * number, 2 * number + 2) for number in range(5)}
    files = {name: cifar(IMAGES[part], LABELS[part]) for name, part in batches.items()}
    files["test_batch.bin"] = cifar(IMAGES[10:], LABELS[10:])
    return written(folder, files)


def test_a_folder_keeps_its_split(tmp_path: Path) -> None:
    ten(tmp_path / "cifar-10-batches-bin")
    for folder in (tmp_path, tmp_path / "cifar-10-batches-bin"):
        images = load(folder)
        np.testing.assert_array_equal(images.images, IMAGES)
        assert images.label.tolist() == LABELS.tolist()
        assert images.split(0.5, 0)[1].tolist() == [10, 11]
        assert (images.class_names, images.note) == (("0", "1", "2"), "Only in the training set: 0.")


def test_names_beside_the_pictures(tmp_path: Path) -> None:
    ten(tmp_path)
    (tmp_path / "batches.meta.txt").write_text("airplane\nautomobile\nbird\n\n")
    for path in (tmp_path, tmp_path / "data_batch_1.bin"):
        assert load(path).class_names[:2] == ("airplane", "automobile")


def test_the_hundred_have_their_fine_labels(tmp_path: Path) -> None:
    files = {
        "train.bin": cifar(IMAGES[:9], LABELS[:9] * 0, LABELS[:9] + 97),
        "test.bin": cifar(IMAGES[9:], LABELS[9:], LABELS[9:]),
    }
    written(tmp_path, files)
    images = load(tmp_path)
    assert images.class_names == ("0", "1", "2", "97", "98", "99")
    assert images.split(0.5, 0)[1].tolist() == [9, 10, 11]
    np.testing.assert_array_equal(images.images, IMAGES)


def test_a_file_of_either_size_is_told_by_its_labels(tmp_path: Path) -> None:
    # 3073 records of 3074 bytes are as long as 3074 records of 3073.
    labels = np.arange(3073) % 100
    path = written(tmp_path, {"train.bin": cifar(np.zeros((3073, 32, 32, 3), np.uint8), labels // 5, labels)})
    assert load(path).classes == 100


@pytest.mark.parametrize("protocol", [2, 4])
def test_pickles_are_refused_with_the_way_out(protocol: int, tmp_path: Path) -> None:
    data = pickle.dumps({"data": [1, 2], "labels": [0, 1]}, protocol)
    written(tmp_path / "cifar-10-batches-py", {"data_batch_1": data, "batches.meta": data, "readme.html": b"<html>"})
    (tmp_path / "mnist.pkl.gz").write_bytes(gzip.compress(data))
    for name in ("cifar-10-batches-py", "cifar-10-batches-py/data_batch_1", "mnist.pkl.gz"):
        with pytest.raises(DataError, match=r"made of pickles, .* not read; take the binary version"):
            load(tmp_path / name)
