"""The same pictures in other files, and what a set tells of itself: prepared, evaluated and told in one way."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.image_sets import make_images
from playground.data.library import load
from tests.data.set_files import idx, npz, written

MADE = make_images("strokes", 120, 11)
PAPER = 255 - MADE.images[..., 0]
"""Ink on paper."""


def folder_of(path: Path, images: np.ndarray, label: np.ndarray, names: str = "0123456789") -> Path:
    for number, (image, digit) in enumerate(zip(images, label, strict=True)):
        (path / names[digit]).mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(path / names[digit] / f"{number}.png")
    return path


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pictures of ink on paper as files, NPZ, NPY and IDX."""
    folder = tmp_path_factory.mktemp("papers")
    arrays = {"images.npy": PAPER, "labels.npy": MADE.label}
    (folder / "npy").mkdir()
    for name, array in arrays.items():
        np.save(folder / "npy" / name, array)
    files = {"paper-images-idx3-ubyte": idx(PAPER), "paper-labels-idx1-ubyte": idx(MADE.label.astype(np.uint8))}
    return {
        "png": folder_of(folder / "png", PAPER, MADE.label),
        "npz": npz(folder / "set.npz", x=PAPER, y=MADE.label),
        "npy": folder / "npy",
        "idx": written(folder / "idx", files),
    }


@pytest.mark.parametrize("kind", ["png", "npz", "npy", "idx"])
def test_ink_on_paper_is_read_alike_from_any_file(atelier, papers, kind):
    found = atelier("evaluate", "strokes", papers[kind], "--json", "-").json
    assert (found["count"], found["accuracy"] > 0.95) == (120, True)


def test_arrays_that_are_as_the_network_takes_them_stay_so(atelier, tmp_path):
    path = npz(tmp_path / "set.npz", x=MADE.images, y=MADE.label)
    first = atelier("evaluate", "strokes", path, "--json", "-").json
    second = atelier("evaluate", "strokes", path, "--prepare", "photo", "--json", "-").json
    assert first["accuracy"] >= second["accuracy"] > 0.95


def test_how_pictures_are_prepared_for_evaluating_is_heeded(atelier, papers):
    found = atelier("evaluate", "strokes", papers["npz"], "--prepare", "photo", "--json", "-").json
    assert found["accuracy"] < 0.5


def test_a_network_that_learned_arrays_as_they_are_is_asked_so(atelier, tmp_path):
    """Bars at the edge, which would be moved to the middle as digits."""
    images, label = np.zeros((60, 12, 12), np.uint8), np.arange(60) % 2
    images[label == 0, :, 1:3] = images[label == 1, :, 8:10] = 255
    path = npz(tmp_path / "bars.npz", x=images, y=label)
    atelier("train", "--data", path, "--model", "mlp", "--epochs", 30, "--save", tmp_path / "m.atelier")
    assert atelier("evaluate", tmp_path / "m.atelier", path, "--json", "-").json["accuracy"] == 1.0
    prepared = atelier("evaluate", tmp_path / "m.atelier", path, "--prepare", "digit", "--json", "-").json
    assert prepared["accuracy"] < 0.9


def test_a_folder_of_ink_on_paper_is_taken_as_digits_and_that_is_said(atelier, papers, tmp_path):
    outcome = atelier("train", "--data", papers["png"], "--epochs", 1, "--save", tmp_path / "m.atelier", "--json", "-")
    told = "The pictures look like ink on paper: each is taken as a digit."
    assert told in outcome.err and told in outcome.json["notes"]
    as_photos = atelier("train", "--data", papers["png"], "--prepare", "photo", "--epochs", 1, "--json", "-")
    assert as_photos.err == "" and as_photos.json["notes"] == []
    # What travels with the network is applied to arrays, too: drawn the other way round, they are the same digits.
    both = [npz(tmp_path / f"{name}.npz", x=x, y=MADE.label) for name, x in (("a", PAPER), ("b", MADE.images))]
    first, second = (atelier("evaluate", tmp_path / "m.atelier", path, "--json", "-").json["loss"] for path in both)
    assert first == pytest.approx(second, rel=0.1)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("strokes PNG --fit whole", "--fit whole goes with --prepare photo only"),
        ("strokes digits --fit whole", "--fit whole goes with --prepare photo only"),
        ("strokes PNG --turn left", "--turn left goes with sets in arrays"),
        ("strokes digits --turn left", "--turn left goes with files"),
        ("strokes PNG --white 4000", "white"),
        ("strokes PNG --black 3", "black"),
        ("strokes digits --white 16", "--white 16 goes with files"),
        ("strokes NPZ --prepare drawing", "drawing"),
        ("strokes nowhere", "built in are strokes, digits, shapes"),
    ],
)
def test_what_cannot_be_heeded_is_refused(refused, papers, words, named):
    places = {"PNG": str(papers["png"]), "NPZ": str(papers["npz"])}
    assert named in refused("evaluate", *(places.get(word, word) for word in words.split()))


def test_a_set_of_one_class_can_be_evaluated_and_not_learned(atelier, refused, tmp_path):
    threes = MADE.label == 3
    folder = folder_of(tmp_path / "threes", PAPER[threes], MADE.label[threes])
    path = npz(tmp_path / "threes.npz", x=PAPER[threes], y=MADE.label[threes])
    for source in (folder, path):
        assert atelier("evaluate", "strokes", source, "--json", "-").json["count"] == threes.sum()
        assert "has only one class (3)" in refused("train", "--data", source)


def test_notes_are_part_of_the_results(atelier, tmp_path):
    named = folder_of(tmp_path / "set", PAPER, MADE.label % 3, names="Aab")
    (named / "empty").mkdir()
    notes = atelier("train", "--data", named, "--epochs", 1, "--save", tmp_path / "m.atelier", "--json", "-").json
    told = "Classes whose names differ in capitals or spaces only stay apart: 'A' / 'a'."
    assert told in notes["notes"] and "The folder empty is passed over." in notes["notes"]
    (named / "b").rename(named / "c")
    outcome = atelier("evaluate", tmp_path / "m.atelier", named, "--json", "-")
    (lost,) = [note for note in outcome.json["notes"] if "does not know c" in note]
    assert lost in outcome.err


@pytest.mark.parametrize("kind", ["png", "npz"])
def test_digits_that_are_laid_out_as_in_sets_stay_as_they_are_and_others_are_brought_to_it(
    atelier, papers, tmp_path, kind
):
    bright = {"png": tmp_path / "bright", "npz": npz(tmp_path / "bright.npz", x=MADE.images, y=MADE.label)}
    folder_of(bright["png"], MADE.images[..., 0], MADE.label)
    saved = tmp_path / "m.atelier"
    atelier("train", "--data", bright[kind], "--model", "mlp", "--epochs", 40, "--save", saved)
    learned = [atelier("evaluate", saved, bright[each], "--json", "-").json["accuracy"] for each in bright]
    assert learned[0] == pytest.approx(learned[1], abs=0.02) and min(learned) > 0.9
    other = [atelier("evaluate", saved, papers[each], "--json", "-").json["accuracy"] for each in papers]
    assert len(set(other)) == 1 and other[0] > 0.6


def test_what_a_network_learned_before_looks_were_told_is_read_as_it_was(papers):
    assert load(papers["png"], recognise=False).preparation.style == "photo"
    arrays = load(papers["npz"], recognise=False)
    assert arrays.preparation.style is None
    np.testing.assert_array_equal(arrays.images[..., 0], PAPER)
