"""Documents of own pictures: prepared as they were learned, whatever their folder is called or has become."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QAbstractButton

from playground.__main__ import main
from playground.data.errors import DataError
from playground.data.library import load
from playground.document import read
from playground.training.chosen_images import ImagesData
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio

TONES = {"cat": 40, "dog": 120, "eel": 210}


def fill(folder: Path, names: list[str], each: int = 8) -> Path:
    """Grey pictures of a bright bar on a ground of one tone for each class."""
    rng = np.random.default_rng(7)
    for name in names:
        (folder / name).mkdir(parents=True)
        for index in range(each):
            values = np.clip(rng.normal(TONES[name], 6, (28, 28)), 0, 255).astype(np.uint8)
            values[:, 4 + index : 7 + index] = 255
            Image.fromarray(values).save(folder / name / f"{index}.png")
    return folder


@pytest.fixture
def learned(tmp_path: Path) -> Callable[[str, list[str]], Path]:
    """A document of a network that learned a folder of this name, with these classes."""

    def learn(name: str, classes: list[str]) -> Path:
        folder, path = fill(tmp_path / name, classes), tmp_path / "pets.atelier"
        words = ["train", "--data", str(folder), "--layers", "dense8", "--epochs", "60", "--save", str(path)]
        assert main(words) == 0
        return path

    return learn


def opened(qtbot, studio: Studio, path: Path) -> Session:
    studio.open(path)
    session = studio.sessions["images"]
    qtbot.waitUntil(lambda: len(session.state.data_set) > 0, timeout=20_000)
    qtbot.waitUntil(lambda: session.snapshot is not None and len(session.snapshot.data_set) > 0, timeout=20_000)
    return session


def answer(qtbot, session: Session, file: Path) -> tuple[np.ndarray, dict[str, float]]:
    """What the network sees of a file, and its answer."""
    trial, attention = session.workspace.trial, session.attention
    before = attention.focus.probe
    trial.open_file(file)
    qtbot.waitUntil(lambda: attention.focus.probe not in (None, before), timeout=20_000)
    tensor = attention.focus.probe.tensor
    qtbot.waitUntil(lambda: session.snapshot.trace is not None and session.snapshot.trace.tensor is tensor)
    shares = session.snapshot.trace.decision
    return tensor, dict(zip(session.snapshot.data_set.class_names, shares.tolist(), strict=True))


@pytest.mark.parametrize("name", ["digits", "pets.2026", "idx of pets"])
def test_a_grey_folder_is_prepared_as_it_was_learned_whatever_its_name(qtbot, studio, learned, tmp_path, name):
    session = opened(qtbot, studio, learned(name, ["cat", "dog"]))
    assert session.state.experiment.data.style == "photo"
    tensor, shares = answer(qtbot, session, tmp_path / name / "dog" / "3.png")
    np.testing.assert_array_equal(tensor, load(tmp_path / name).tensor([8 + 3])[0])
    assert shares["dog"] > 0.9


def test_what_became_of_the_classes_is_told_and_known_ones_stay_known(qtbot, studio, learned, tmp_path):
    path = learned("pets", ["cat", "eel"])
    fill(tmp_path / "pets", ["dog"])
    session = opened(qtbot, studio, path)
    message = session.workspace.messages
    qtbot.waitUntil(lambda: not message.isHidden())
    assert "New classes: dog." in message.text()
    assert session.snapshot.data_set.class_names == ("cat", "dog", "eel")
    for name in ("cat", "eel"):
        shares = answer(qtbot, session, tmp_path / "pets" / name / "2.png")[1]
        assert max(shares, key=shares.get) == name and shares["dog"] < 0.1
    way = next(button for button in message.findChildren(QAbstractButton) if button.text() == "Keep the old classes")
    way.click()
    qtbot.waitUntil(lambda: session.state.data_set.class_names == ("cat", "eel"), timeout=20_000)
    assert len(session.state.data_set) == 16
    studio.files["images"].save(path)
    assert read(path).experiment.data.classes == ("cat", "eel")


def test_a_class_that_is_gone_is_told(qtbot, studio, learned, tmp_path):
    path = learned("pets", ["cat", "dog", "eel"])
    shutil.rmtree(tmp_path / "pets" / "cat")
    session = opened(qtbot, studio, path)
    qtbot.waitUntil(lambda: not session.workspace.messages.isHidden())
    assert "Classes that are gone: cat." in session.workspace.messages.text()
    shares = answer(qtbot, session, tmp_path / "pets" / "eel" / "2.png")[1]
    assert list(shares) == ["dog", "eel"] and max(shares, key=shares.get) == "eel"


@pytest.mark.parametrize("gained", [True, False])
def test_a_set_that_lost_or_gained_classes_keeps_what_fits_of_the_run(qtbot, studio, learned, tmp_path, gained):
    """The loss curve, the steps and the weights of the classes that are still there go on."""
    path = learned("pets", ["cat", "eel"] if gained else ["cat", "dog", "eel"])
    before = read(path).runs[0]
    epochs = before.capture.history.records[:, 0]
    assert len(epochs) > 1
    if gained:
        fill(tmp_path / "pets", ["dog"])
    else:
        shutil.rmtree(tmp_path / "pets" / "dog")
    session = opened(qtbot, studio, path)
    message = session.workspace.messages
    qtbot.waitUntil(lambda: not message.isHidden())
    assert "the loss curve" in message.text() and "optimizer" in message.text()
    qtbot.waitUntil(lambda: session.snapshot.spec.output_shape == ((3,) if gained else (2,)), timeout=20_000)
    assert session.snapshot.progress.step == before.step
    curves = session.snapshot.curves
    assert np.array_equal(curves.epoch[: len(epochs)], epochs)
    kept = session.capture()[0].capture
    weights = before.theta.size - (18 if gained else 27)
    assert np.array_equal(kept.theta[:weights], before.theta[:weights]), "the hidden layer is what it was"


def test_black_above_white_is_refused():
    with pytest.raises((DataError, ValueError), match="white"):
        ImagesData(black=9.0, white=4.0)


def test_a_run_that_learned_a_part_of_its_pictures_goes_on_with_that_part(qtbot, studio, tmp_path):
    folder, path = fill(tmp_path / "pets", ["cat", "eel"]), tmp_path / "part.atelier"
    words = ["--data", str(folder), "--points", "10", "--layers", "dense8", "--epochs", "3", "--save", str(path)]
    assert main(["train", *words]) == 0
    session = opened(qtbot, studio, path)
    assert len(session.state.data_set) == session.state.experiment.data.count == 10
    assert session.capture()[0].capture.step == read(path).step > 0
