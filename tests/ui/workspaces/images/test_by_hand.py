"""A picture to try is cropped, turned and inverted by hand, and one of several digits is chosen."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps
from PySide6.QtCore import Qt

from playground.data.pictures import prepare

SHAPE = (8, 8, 1)


def seventeen() -> Image.Image:
    picture = Image.new("L", (500, 300), 255)
    draw = ImageDraw.Draw(picture)
    draw.line((120, 90, 120, 210), fill=0, width=14)
    draw.line((260, 60, 400, 60, 310, 240), fill=0, width=14, joint="curve")
    return picture


@pytest.fixture
def opened(bench, qtbot, tmp_path):
    """A bench with a picture of a 1 and a 7."""
    seventeen().save(tmp_path / "17.png")
    old = bench.probe
    bench.workspace.open_file(tmp_path / "17.png")
    qtbot.waitUntil(lambda: bench.probe is not old)
    return bench


def sees(bench, picture: Image.Image, **options: int) -> bool:
    return np.array_equal(bench.probe, prepare(picture, SHAPE, **options).tensor)


def test_several_digits_are_told_and_another_is_chosen_with_a_click(opened, draw):
    trial = opened.workspace.trial
    assert "several digits" in trial.seen.caption()
    assert sees(opened, seventeen(), which=1)
    before = trial.pad.canvas()
    draw(trial.pad, [(120 / 500, 0.5)])
    assert sees(opened, seventeen(), which=0)
    assert np.array_equal(trial.pad.canvas(), before)


def test_the_arrow_keys_choose_a_digit_too(opened, qtbot):
    pad = opened.workspace.trial.pad
    qtbot.keyClick(pad, Qt.Key.Key_Left)
    assert sees(opened, seventeen(), which=0)
    qtbot.keyClick(pad, Qt.Key.Key_Left)
    assert sees(opened, seventeen(), which=1)


def test_a_stroke_may_begin_on_another_digit(opened, qtbot, draw):
    pad = opened.workspace.trial.pad
    before, old = pad.canvas(), opened.probe
    draw(pad, [(120 / 500, 0.5), (0.3, 0.6), (0.35, 0.7)])
    assert not np.array_equal(pad.canvas(), before)
    qtbot.waitUntil(lambda: opened.probe is not old)


def test_digits_that_are_drawn_can_be_chosen(bench, qtbot, draw):
    trial = bench.workspace.trial
    draw(trial.pad, [(0.2, 0.2), (0.2, 0.8)])
    draw(trial.pad, [(0.5, 0.2), (0.9, 0.2), (0.6, 0.8)])
    qtbot.waitUntil(lambda: "several digits" in trial.seen.caption())
    seven = bench.probe
    draw(trial.pad, [(0.2, 0.5)])
    assert not np.array_equal(bench.probe, seven)
    assert (bench.probe[..., 0].sum(axis=0) > 0.5).sum() <= 4


def test_a_part_is_cropped_and_the_pen_is_back(opened, draw):
    trial = opened.workspace.trial
    trial.tools.tool.buttons["crop"].click()
    draw(trial.pad, [(0.05, 0.1), (0.2, 0.3), (0.4, 0.9)])
    assert "several digits" not in trial.seen.caption()
    assert trial.tools.tool.current() == "pen"
    columns = opened.probe[..., 0].sum(axis=0)
    assert (columns > 0.5).sum() <= 4


def test_a_slip_of_the_mouse_crops_nothing(opened, draw):
    trial = opened.workspace.trial
    before = trial.pad.canvas()
    trial.tools.tool.buttons["crop"].click()
    draw(trial.pad, [(0.5, 0.5), (0.51, 0.51)])
    draw(trial.pad, [(0.1, 0.01), (0.9, 0.1)])
    assert np.array_equal(trial.pad.canvas(), before)


def test_turned_and_inverted_it_stays_so_in_whatever_way_it_is_prepared(opened, qtbot):
    trial = opened.workspace.trial
    trial.hand.right.click()
    trial.hand.invert.click()
    wanted = ImageOps.invert(seventeen().transpose(Image.Transpose.ROTATE_270))
    assert sees(opened, wanted)
    choice = trial.seen.choice
    choice.setCurrentIndex(choice.findData("photo"))
    qtbot.waitUntil(lambda: np.array_equal(opened.probe, prepare(wanted, SHAPE, "photo").tensor))
    choice.setCurrentIndex(choice.findData("digit"))
    trial.hand.left.click()
    qtbot.waitUntil(lambda: sees(opened, ImageOps.invert(seventeen())))


def test_a_picture_is_shown_as_it_was(opened):
    trial = opened.workspace.trial
    assert not trial.hand.restore.isEnabled()
    before = trial.pad.canvas()
    trial.hand.right.click()
    trial.hand.restore.click()
    assert np.array_equal(trial.pad.canvas(), before)
    assert sees(opened, seventeen())
    assert not trial.hand.restore.isEnabled()


def test_a_drawing_and_a_picture_of_the_set_can_be_turned(bench, qtbot, draw):
    trial = bench.workspace.trial
    trial.show_sample(3)
    upright = trial.pad.canvas()
    trial.hand.right.click()
    assert np.array_equal(trial.pad.canvas(), np.rot90(upright, -1))
    trial.tools.clear.click()
    qtbot.waitUntil(lambda: bench.probe is None)
    assert not trial.hand.right.isEnabled()
    draw(trial.pad)
    qtbot.waitUntil(lambda: bench.probe is not None)
    drawn = trial.pad.canvas()
    trial.hand.left.click()
    assert np.array_equal(trial.pad.canvas(), np.rot90(drawn))
