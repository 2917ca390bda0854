"""How an own set is read: recognised, told, and changed where it was meant otherwise."""

import numpy as np
import pytest
from PySide6.QtWidgets import QAbstractButton

from playground.data.image_sets import make_images


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
    reading.white.entered.emit(30.0)
    qtbot.waitUntil(lambda: bench.state.data_set.images.max() == 128, timeout=20_000)
    assert bench.state.experiment.data.white == 30.0
    reading.unfolded.close()


def test_black_above_white_is_told_and_changes_nothing(bench, opened, tmp_path, digits):
    opened(saved(tmp_path / "sixteen.npz", digits.images[..., 0] // 16, digits.label))
    before = bench.state.experiment
    bench.workspace.data.reading.black.entered.emit(99.0)
    assert bench.state.experiment == before and "white" in bench.workspace.messages.text()


def test_pictures_that_lie_on_their_side_are_put_upright(bench, qtbot, opened, tmp_path):
    strokes = make_images("strokes", 300, 3)
    data = opened(saved(tmp_path / "emnist.npz", strokes.images[..., 0].swapaxes(1, 2), strokes.label))
    assert data.turn == "none" and data.pictures.seems_transposed
    action(bench, "Put them upright").click()
    qtbot.waitUntil(lambda: bench.state.experiment.data.turn == "transposed", timeout=20_000)
    np.testing.assert_array_equal(bench.state.data_set.images, strokes.images)
    assert bench.workspace.data.reading.turn.key() == "transposed"


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
