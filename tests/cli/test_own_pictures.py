"""Folders of own pictures: trained, evaluated and predicted in one way, whatever they are called."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image


def fill(folder: Path, names: tuple[str, ...] = ("3", "7"), size: tuple[int, int] = (28, 28)) -> Path:
    """Grey bars, level in the first class and upright in the others, dark on a bright ground."""
    rng = np.random.default_rng(1)
    for number, name in enumerate(names):
        (folder / name).mkdir(parents=True)
        for index in range(8):
            values = np.clip(rng.normal(200, 8, size[::-1]), 0, 255).astype(np.uint8)
            values[(slice(4 + index, 8 + index), slice(None))[:: -1 if number else 1]] = 30
            Image.fromarray(values).save(folder / name / f"{index}.png")
    return folder


@pytest.mark.parametrize("name", ["digits", "own.set", "idx-pictures"])
def test_a_grey_folder_evaluates_as_it_was_trained(atelier, tmp_path, monkeypatch, name):
    folder = fill(tmp_path / name)
    assert atelier("train", "--data", folder, "--epochs", 30, "--save", tmp_path / "m.atelier").status == 0
    assert atelier("evaluate", tmp_path / "m.atelier", folder, "--json", "-").json["accuracy"] == 1.0
    for label in ("3", "7"):
        found = atelier("predict", tmp_path / "m.atelier", folder / label / "2.png", "--json", "-").json
        assert found[0]["label"] == label
    monkeypatch.chdir(tmp_path)
    assert atelier("evaluate", "m.atelier", f"./{name}", "--json", "-").json["accuracy"] == 1.0


def test_a_built_in_name_beside_a_folder_that_is_called_the_same(atelier, tmp_path, monkeypatch):
    fill(tmp_path / "digits")
    monkeypatch.chdir(tmp_path)
    outcome = atelier("train", "--data", "digits", "--points", 60, "--epochs", 1, "--save", "strokes")
    assert outcome.status == 0 and "digits is the built-in set; ./digits" in outcome.err
    assert "strokes is the shipped model; ./strokes" in atelier("evaluate", "strokes", "digits", "--points", 20).err


def test_the_way_of_preparing_is_chosen_and_kept(atelier, tmp_path):
    folder = fill(tmp_path / "wide", size=(84, 28))
    saved = tmp_path / "m.atelier"
    atelier("train", "--data", folder, "--fit", "whole", "--prepare", "photo", "--epochs", 30, "--save", saved)
    assert atelier("evaluate", saved, folder, "--json", "-").json["accuracy"] == 1.0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("train --data moons --turn left", "--turn left goes with files and folders of pictures only, not with moons"),
        ("train --data strokes --white 16", "--white 16 goes with files and folders of pictures only"),
        ("train --data strokes --points 20 --fit whole", "--fit whole goes with --prepare photo only"),
        ("train --data moons --prepare photo", "--prepare photo goes with pictures only"),
        (
            "train --data FOLDER --noise 0.1",
            "--noise 0.1 goes with the built-in point, value and plane value sets only",
        ),
        ("train --data FOLDER --white 3 --black 9", "white"),
        ("train --data FOLDER --turn round", "round"),
        ("train --data FOLDER --turn left", "--turn left goes with sets in arrays"),
    ],
)
def test_what_says_nothing_of_the_data_is_refused(refused, tmp_path, words, named):
    folder = fill(tmp_path / "set")
    assert named in refused(*(str(folder) if word == "FOLDER" else word for word in words.split()))
