"""How an own set is read: recognised, told, and changed where it was meant otherwise."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QAbstractButton

from playground.data.image_sets import make_images
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.labelled_number import LabelledNumber
from tests.ui.unfolding import control


def saved(path, images, label):
    np.savez(path, x=images, y=label)
    return path


@pytest.fixture
def opened(bench, qtbot):
    """Opens a file in the workspace and waits until its pictures are there."""

    def open_set(path):
        bench.workspace.open_file(path)
        qtbot.waitUntil(lambda: bench.state.experiment.data.source == str(path), timeout=20_000)
        return bench.state.experiment.data

    return open_set


def action(bench, text):
    buttons = bench.workspace.messages.findChildren(QAbstractButton)
    return next(button for button in buttons if button.text() == text)


def test_the_range_of_values_is_recognised_told_and_changed(bench, qtbot, opened, tmp_path, digits):
    path = saved(tmp_path / "sixteen.npz", digits.images[..., 0] // 16, digits.label)
    data = opened(path)
    assert (data.white, int(data.pictures.images.max())) == (15.0, 255)
    assert "15" in bench.workspace.messages.text()
    action(bench, "Change…").click()
    reading = bench.workspace.data.reading
    assert reading.unfolded.isVisible()
    reading.unfolded.findChild(LabelledNumber, "data.reading.white").entered.emit(30.0)
    qtbot.waitUntil(lambda: bench.state.data_set.images.max() == 128, timeout=20_000)
    assert bench.state.experiment.data.white == 30.0
    reading.unfolded.close()


def test_black_above_white_is_told_and_changes_nothing(bench, opened, tmp_path, digits):
    opened(saved(tmp_path / "sixteen.npz", digits.images[..., 0] // 16, digits.label))
    before = bench.state.experiment
    control(bench.workspace.data.reading, "data.reading.black").entered.emit(99.0)
    assert bench.state.experiment == before and "white" in bench.workspace.messages.text()


def test_pictures_that_lie_on_their_side_are_put_upright(bench, qtbot, opened, tmp_path):
    strokes = make_images("strokes", 300, 3)
    data = opened(saved(tmp_path / "emnist.npz", strokes.images[..., 0].swapaxes(1, 2), strokes.label))
    assert data.turn == "none" and data.pictures.seems_transposed
    action(bench, "Put them upright").click()
    qtbot.waitUntil(lambda: bench.state.experiment.data.turn == "transposed", timeout=20_000)
    np.testing.assert_array_equal(bench.state.data_set.images, strokes.images)
    assert control(bench.workspace.data.reading, "data.reading.turn").key() == "transposed"


def test_a_split_of_its_own_is_kept_and_the_share_rests(bench, opened, tmp_path, digits):
    images = digits.images[..., 0]
    np.savez(
        tmp_path / "keras.npz",
        x_train=images[:150],
        y_train=digits.label[:150],
        x_test=images[150:],
        y_test=digits.label[150:],
    )
    opened(tmp_path / "keras.npz")
    assert not bench.workspace.data.share.isEnabled()
    samples = bench.state.experiment.data.samples()
    assert (len(samples.train), len(samples.test)) == (150, len(digits) - 150)


def test_the_way_of_preparing_a_made_set_stays_with_another_number(bench, qtbot):
    bench.workspace.loading.prepare(style="photo")
    assert bench.state.experiment.data.style == "photo"
    bench.workspace.loading.load("digits", 60)
    qtbot.waitUntil(lambda: len(bench.state.data_set) == 60, timeout=20_000)
    assert bench.state.experiment.data.style == "photo"


def test_classes_that_were_kept_do_not_bind_another_set(bench, qtbot, opened, tmp_path, digits):
    opened(saved(tmp_path / "own.npz", digits.images[..., 0], digits.label))
    bench.workspace.loading.prepare(classes=("0", "1"))
    qtbot.waitUntil(lambda: bench.state.data_set.classes == 2, timeout=20_000)
    bench.workspace.loading.load("digits", 80)
    qtbot.waitUntil(lambda: bench.state.experiment.data.source == "digits", timeout=20_000)
    assert len(bench.state.data_set) == 80 and bench.state.data_set.classes == 10


def test_what_is_chosen_while_a_set_is_being_read_counts(bench, qtbot, tmp_path, digits):
    path = saved(tmp_path / "own.npz", digits.images[..., 0], digits.label)
    bench.workspace.open_file(path)
    assert bench.workspace.loading.busy
    bench.workspace.loading.prepare(turn="half")
    qtbot.waitUntil(lambda: bench.state.experiment.data.source == str(path), timeout=20_000)
    assert bench.state.experiment.data.turn == "half"
    np.testing.assert_array_equal(bench.state.data_set.images, digits.images[:, ::-1, ::-1])


def inked(path, images, label):
    for number, (image, digit) in enumerate(zip(images, label, strict=True)):
        (path / str(digit)).mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(path / str(digit) / f"{number}.png")
    return path


def test_ink_on_paper_is_noticed_told_and_can_be_taken_otherwise(bench, qtbot, opened, tmp_path):
    strokes = make_images("strokes", 60, 3)
    data = opened(inked(tmp_path / "paper", 255 - strokes.images[..., 0], strokes.label))
    assert data.style == "digit" and "look like ink on paper" in bench.workspace.messages.text()
    assert np.median(data.pictures.images) == 0
    action(bench, "Change…").click()
    reading = bench.workspace.data.reading
    style = reading.unfolded.findChild(LabelledCombo, "data.reading.style")
    assert reading.unfolded.isVisible() and style.key() == "digit"
    style.chosen.emit("photo")
    qtbot.waitUntil(lambda: np.median(bench.state.data_set.images) == 255, timeout=20_000)
    reading.unfolded.close()


def test_a_folder_of_photos_says_so_too(bench, opened, tmp_path):
    shades = np.random.default_rng(0).integers(0, 255, (8, 40, 40)).astype(np.uint8)
    assert opened(inked(tmp_path / "noise", shades, np.arange(8) % 2)).style == "photo"
    assert bench.workspace.messages.text() == "Each picture is taken as a photo."


def test_arrays_are_prepared_as_digits_where_that_is_chosen(bench, qtbot, opened, tmp_path):
    """Small digits in a corner, which are moved to the middle and enlarged."""
    strokes = make_images("strokes", 60, 3)
    cornered = np.zeros((60, 40, 40), np.uint8)
    cornered[:, 1:15, 1:15] = strokes.images[:, ::2, ::2, 0]
    data = opened(saved(tmp_path / "set.npz", cornered, strokes.label))
    assert control(bench.workspace.data.reading, "data.reading.style").key() == "photo" == data.style
    np.testing.assert_array_equal(data.pictures.images[..., 0], cornered)
    bench.workspace.data.reading.chosen.emit("style", "digit")
    qtbot.waitUntil(lambda: bench.state.data_set.images[:, 20:].any(), timeout=20_000)
    assert bench.state.experiment.data.style == "digit"


def test_a_folder_that_is_gone_is_told_with_what_can_be_opened(bench, qtbot, tmp_path):
    bench.workspace.loading.load(str(tmp_path / "gone"), None)
    qtbot.waitUntil(lambda: "gone is not there" in bench.workspace.messages.text(), timeout=20_000)
    text = bench.workspace.messages.text()
    assert "subfolder of pictures per class" in text and "NPZ" in text and "moons" not in text
