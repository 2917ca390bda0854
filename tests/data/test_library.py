"""One door to all data."""

import gzip
import re
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.errors import DataError
from playground.data.image_sets import IMAGE_SETS, ImageSet, make_images
from playground.data.library import load
from playground.data.plane_value_sets import PLANE_VALUE_SETS
from playground.data.point_sets import POINT_SETS, make_points
from playground.data.points import PointSet
from playground.data.value_sets import VALUE_SETS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [*POINT_SETS, *IMAGE_SETS])
def test_built_in_names(name: str) -> None:
    data = load(name, count=50, seed=2)
    assert isinstance(data, PointSet if name in POINT_SETS else ImageSet)
    assert len(data) == 50


def test_the_readme_lists_what_is_built_in() -> None:
    (listed,) = re.findall(r"built-in set \(([^)]*)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(re.findall(r"`([\w-]+)`", listed)) == sorted(
        [*POINT_SETS, *IMAGE_SETS, *VALUE_SETS, *PLANE_VALUE_SETS]
    )


def test_arguments_reach_the_generators() -> None:
    assert load("moons", count=30, noise=0.2, seed=4) == make_points("moons", 30, 0.2, 4)
    assert load("separable", margin=0.5) == make_points("separable", 500, margin=0.5)
    np.testing.assert_array_equal(load("strokes", count=9, seed=3).images, make_images("strokes", 9, 3).images)


def test_files_are_known_by_their_content(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("0,0,a\n1,1,b\n")
    (tmp_path / "idx.csv").write_text("0,0,a\n1,1,b\n")
    (tmp_path / "b").write_text("0;0;a\n1;1;b\n", encoding="utf-16-be")
    np.savez(tmp_path / "c.npz", x=np.zeros((4, 2)), y=[0, 1, 0, 1])
    (tmp_path / "c.npz").rename(tmp_path / "c.data")
    labels = bytes([0, 0, 8, 1]) + struct.pack(">I", 2) + bytes([0, 1])
    images = bytes([0, 0, 8, 3]) + struct.pack(">3I", 2, 3, 3) + bytes(18)
    (tmp_path / "d-images").write_bytes(gzip.compress(images))
    (tmp_path / "d-labels").write_bytes(labels)
    for name in ("red", "blue"):
        (tmp_path / "e" / name).mkdir(parents=True)
        Image.new("RGB", (5, 5), name).save(tmp_path / "e" / name / "1.png")
    sizes = [len(load(tmp_path / name)) for name in ("a.csv", "idx.csv", "b", "c.data", "d-images", "e")]
    assert sizes == [2, 2, 2, 4, 2, 2]
    assert load(str(tmp_path / "e"), shape=(6, 6, 3)).shape == (6, 6, 3)


def test_what_is_not_data_is_explained(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no file and no data set 'spirals'; built-in are circle.*shapes"):
        load("spirals")
    with pytest.raises(DataError, match="no data set ''"):
        load("")
    Image.new("L", (20, 20)).save(tmp_path / "picture.png")
    with pytest.raises(DataError, match=r"picture\.png"):
        load(tmp_path / "picture.png")
    (tmp_path / "table.xlsx").write_bytes(b"PK\3\4")
    with pytest.raises(DataError, match=r"table\.xlsx is a spreadsheet; save its table as CSV"):
        load(tmp_path / "table.xlsx")
    (tmp_path / "table.csv").write_bytes(b"PK\3\4")
    with pytest.raises(DataError, match=r"table\.csv is not a text file"):
        load(tmp_path / "table.csv")
    with pytest.raises(DataError, match="number of samples is 0"):
        load("circle", count=0)
    for name, why in (("a" * 300, "too long"), ("a\0b", "no file can have this name")):
        with pytest.raises(DataError, match=why):
            load(tmp_path / name)
    (tmp_path / "nothing.npz").touch()
    with pytest.raises(DataError, match=r"nothing\.npz"):
        load(tmp_path / "nothing.npz")
