"""What is done on the pad is undone in order with the edits: strokes, pictures, what is done to them by hand."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from playground.data.image_sets import make_images

LINE = [(0.2, 0.3), (0.8, 0.3)]


@pytest.fixture
def pad(bench):
    pad = bench.workspace.trial.pad
    pad.clear_by_hand()
    return pad


def test_strokes_and_edits_are_undone_in_their_order(bench, pad, draw):
    state = bench.state
    draw(pad)
    one = pad.canvas()
    state.edit_training(learning_rate=0.5)
    draw(pad, LINE)
    two = pad.canvas()
    assert state.undo_name == "stroke of the pen"
    state.undo()
    assert np.array_equal(pad.canvas(), one) and state.experiment.training.learning_rate == 0.5
    state.undo()
    assert np.array_equal(pad.canvas(), one) and state.experiment.training.learning_rate == 0.01
    state.undo()
    assert not pad.canvas().any()
    for _ in range(3):
        state.redo()
    assert np.array_equal(pad.canvas(), two)


def test_what_is_seen_follows(bench, pad, draw, qtbot):
    draw(pad)
    qtbot.waitUntil(lambda: bench.probe is not None)
    one = bench.probe
    draw(pad, LINE)
    qtbot.waitUntil(lambda: bench.probe is not None and not np.array_equal(bench.probe, one))
    bench.state.undo()
    assert np.array_equal(bench.probe, one)


def test_the_eraser_a_stroke_that_was_taken_back_and_a_cleared_pad_come_back(bench, pad, draw, qtbot):
    draw(pad)
    draw(pad, LINE, Qt.MouseButton.RightButton)
    erased = pad.canvas()
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    back = pad.canvas()
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.is_blank
    bench.state.undo()
    assert np.array_equal(pad.canvas(), back)
    bench.state.undo()
    assert np.array_equal(pad.canvas(), erased)
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert np.array_equal(pad.canvas(), back)


def test_clearing_an_empty_pad_is_no_step(bench, pad, qtbot):
    name = bench.state.undo_name
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    bench.state.undo()
    assert name == "pad cleared" and not bench.state.can_undo


def test_the_picture_of_the_set_that_a_stroke_drove_away_comes_back(bench, draw):
    pad, trial = bench.workspace.trial.pad, bench.workspace.trial
    seen = bench.probe
    draw(pad)
    bench.state.undo()
    assert np.array_equal(bench.probe, seen) and trial.sketch() is None


def test_a_picture_and_what_was_done_to_it_by_hand(bench, pad, draw, qtbot, tmp_path):
    draw(pad)
    drawn = pad.canvas()
    Image.fromarray(np.arange(60 * 90, dtype=np.uint32).reshape(60, 90).astype(np.uint8)).save(tmp_path / "one.png")
    bench.workspace.open_file(tmp_path / "one.png")
    qtbot.waitUntil(lambda: bench.state.undo_name == "one.png")
    opened = pad.canvas()
    hand = bench.workspace.trial.hand
    hand.left.click()
    turned = pad.canvas()
    hand.invert.click()
    for expected in (turned, opened, drawn):
        bench.state.undo()
        assert np.array_equal(pad.canvas(), expected)
    bench.state.redo()
    bench.state.redo()
    assert np.array_equal(pad.canvas(), turned)
    hand.right.click()
    assert np.array_equal(pad.canvas(), opened)


def test_a_drawing_comes_back_from_behind_pictures_of_the_set(bench, pad, draw):
    draw(pad)
    drawn = pad.canvas()
    for _ in range(3):
        bench.workspace.trial.next_sample()
    bench.state.undo()
    assert np.array_equal(pad.canvas(), drawn)


def test_a_picture_of_a_set_that_was_read_again_is_a_picture(bench, draw, qtbot):
    pad = bench.workspace.trial.pad
    bench.workspace.trial.next_sample()
    shown = pad.canvas()
    draw(pad)
    experiment = bench.state.experiment
    again = replace(experiment.data, pictures=make_images("digits", 200, 5))
    bench.state.supply(replace(experiment, data=again))
    bench.state.undo()
    assert np.array_equal(pad.canvas(), shown) and "true class" not in bench.workspace.trial.seen.caption()
