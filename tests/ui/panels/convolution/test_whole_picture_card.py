"""A kernel on a whole picture: presets, a weight that is dragged, zoom, readings, files and undo."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QImage

from playground.data.filters import make_filter
from playground.engine import course
from playground.training.convolution_examples import edited, example
from playground.ui.panels.convolution.whole_picture_card import WholePictureCard
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.picture_places import INPUT, MAP, POOLED
from playground.ui.views.convolution.picture_zoom import WHOLE

STEP = np.zeros((12, 20), np.uint8)
STEP[:, 10:] = 255


@pytest.fixture
def card(qtbot):
    shown = WholePictureCard(ExperimentState(example("slide")))
    qtbot.addWidget(shown)
    shown.resize(820, 420)
    shown.show()
    shown.grab()
    return shown


@pytest.fixture
def stepped(qtbot, card, tmp_path):
    """With a picture from a file: dark at the left, bright at the right."""
    Image.fromarray(STEP).save(tmp_path / "step.png")
    card.open_file(tmp_path / "step.png")
    qtbot.waitUntil(lambda: card.photos.photo.name == "step.png")
    card.grab()
    return card


def titles(card):
    return [title.line.replace("\u00a0", " ") for title in card.view.titles]


def choose(combo, key):
    combo.combo.setCurrentIndex(combo.combo.findData(key))


def pixel(card, picture, across, down):
    """A point of the view, in shares of one of its pictures."""
    area = card.view.picture_rect(picture)
    return QPoint(round(area.left() + across * area.width()), round(area.top() + down * area.height()))


def colour(card, picture, across, down):
    return card.view.grab().toImage().pixelColor(pixel(card, picture, across, down))


def test_three_pictures_with_their_sizes(card):
    assert titles(card) == [
        "Input · 256 × 256",
        "After convolution · 254 × 254",
        "After ReLU + max-pool 2 · 127 × 127",
    ]


def test_a_preset_is_the_experiments_kernel_and_one_step_of_undo(card):
    choose(card.controls.preset, "sobel-x")
    assert np.array_equal(card.model.kernels.weight[..., 0, 0], make_filter("sobel-x"))
    assert card.tables.kernel.look.numbers.tolist() == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    choose(card.controls.preset, "random")
    assert card.controls.preset.key() == "own"
    card._state.undo()
    card._state.undo()
    assert card.controls.preset.key() == "cross" and not card._state.can_undo


def test_a_large_weight_is_typed_and_stepped_there_too(qtbot, card):
    table = card.tables.kernel
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=table.cell_rect(1, 1).center().toPoint())
    table.edit.field.selectAll()
    qtbot.keyClicks(table.edit.field, "5000")
    qtbot.keyClick(table.edit.field, Qt.Key.Key_Return)
    assert card.model.kernels.weight[1, 1, 0, 0] == 5000
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=table.cell_rect(1, 1).center().toPoint())
    qtbot.keyClick(table.edit.field, Qt.Key.Key_Up)
    assert card.model.kernels.weight[1, 1, 0, 0] == 5000.1


def test_an_edge_is_seen_by_its_sign(stepped):
    choose(stepped.controls.preset, "sobel-x")
    middle, flat = colour(stepped, MAP, 0.5, 0.5), colour(stepped, MAP, 0.1, 0.5)
    assert middle.blue() > middle.red() + 60 and abs(flat.blue() - flat.red()) < 6
    assert colour(stepped, POOLED, 0.5, 0.5).lightness() > 200 > colour(stepped, POOLED, 0.1, 0.5).lightness()


def test_the_pictures_follow_a_weight_that_is_dragged(qtbot, stepped):
    choose(stepped.controls.preset, "identity")
    before = stepped.view.work.answer().a.copy()
    table = stepped.tables.kernel
    place = table.cell_rect(1, 1).center().toPoint()
    qtbot.mousePress(table, Qt.MouseButton.LeftButton, pos=place)
    for up in (10, 20, 40):
        qtbot.mouseMove(table, place - QPoint(0, up))
        stepped.view.grab()
    assert stepped.model.kernels.weight[1, 1, 0, 0] == 2
    np.testing.assert_allclose(stepped.view.work.answer().a, 2 * before, rtol=1e-6)
    qtbot.mouseRelease(table, Qt.MouseButton.LeftButton, pos=place - QPoint(0, 40))
    stepped._state.undo()
    assert stepped.model.kernels.weight[1, 1, 0, 0] == 1


def test_the_pointer_reads_the_window_and_its_result(qtbot, stepped):
    choose(stepped.controls.preset, "sobel-x")
    stepped.grab()
    qtbot.mouseMove(stepped.view, pixel(stepped, MAP, 8.5 / 18, 4.5 / 10))
    assert stepped.tables.window_table.look.numbers.tolist() == [[0, 0, 1]] * 3
    assert stepped.said.text() == "a[4, 8] = 4.00 · h[4, 8] = 4.00 · pooled 4.00"
    qtbot.mouseMove(stepped.view, pixel(stepped, INPUT, 4.5 / 20, 4.5 / 12))
    assert stepped.said.text() == "a[3, 3] = 0.00 · h[3, 3] = 0.00 · pooled 0.00"


def test_a_click_enlarges_and_another_shows_all(qtbot, card):
    qtbot.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=pixel(card, INPUT, 0.5, 0.5))
    assert card.view.part.width() == 1 / 8
    qtbot.mousePress(card.view, Qt.MouseButton.LeftButton, pos=pixel(card, INPUT, 0.5, 0.5))
    qtbot.mouseMove(card.view, pixel(card, INPUT, 0.25, 0.5))
    qtbot.mouseRelease(card.view, Qt.MouseButton.LeftButton, pos=pixel(card, INPUT, 0.25, 0.5))
    assert card.view.part.left() > 0.46
    qtbot.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=pixel(card, MAP, 0.5, 0.5))
    assert card.view.part == WHOLE
    qtbot.keyClick(card.view, Qt.Key.Key_Plus)
    assert card.view.part.width() < 1
    qtbot.keyClick(card.view, Qt.Key.Key_Escape)
    assert card.view.part == WHOLE


def test_colours_are_convolved_each_or_together(card):
    card.colour.buttons["colour"].click()
    assert card.view.work.answer().a.shape == (254, 254, 3) and card.model.picture.is_coloured
    card._state.edit(edited(example("rgb"), picture=card.model.picture))
    answer = card.view.work.answer()
    assert answer.a.shape == (256, 256, 1)
    kernels = card.model.kernels
    layer = course.Convolution(kernels.weight, kernels.bias, activation="relu", pads=(1, 1))
    np.testing.assert_allclose(answer.h, layer.forward(card.view.work.x[None])[0], atol=1e-5)


def test_activation_and_pooling_can_be_chosen(card):
    choose(card.controls.activation, "tanh")
    choose(card.controls.pooling, "average-pool")
    choose(card.controls.side, "4")
    assert titles(card)[2] == "After tanh + average-pool 4 · 63 × 63"
    choose(card.controls.pooling, "none")
    assert titles(card)[2] == "After tanh · 254 × 254" and not card.controls.side.isVisible()


def test_a_picture_is_dropped_pasted_and_undone(qtbot, stepped, tmp_path):
    assert titles(stepped)[0] == "Input · 12 × 20" and stepped.tried().name == "step.png"
    mime = QMimeData()
    mime.setImageData(QImage(30, 30, QImage.Format.Format_RGB32))
    stepped.take(mime)
    qtbot.waitUntil(lambda: titles(stepped)[0] == "Input · 30 × 30")
    stepped._state.undo()
    assert titles(stepped)[0] == "Input · 12 × 20"
    stepped._state.undo()
    assert titles(stepped)[0] == "Input · 256 × 256" and stepped.tried() is None
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "nothing.png"))])
    with qtbot.waitSignal(stepped.failed) as failed:
        stepped.take(mime)
    assert "nothing.png" in failed.args[0] and not stepped.note.isVisible()


def test_what_a_document_keeps_of_it_comes_back(qtbot, stepped):
    kept = stepped.tried()
    other = WholePictureCard(ExperimentState(example("slide")))
    qtbot.addWidget(other)
    other.show_tried(kept)
    assert titles(other)[0] == "Input · 12 × 20" and np.array_equal(other.photos.photo.pixels[..., 0], STEP)


def test_a_large_picture_is_reduced(card, qtbot, tmp_path):
    Image.new("L", (1500, 900), 128).save(tmp_path / "large.png")
    card.open_file(tmp_path / "large.png")
    qtbot.waitUntil(lambda: card.photos.photo.name == "large.png")
    assert titles(card)[0] == "Input · 600 × 1,000"
    assert "reduced to 600 × 1,000" in card.said.text().replace("\u00a0", " ")


def test_what_takes_long_is_coarse_first_and_then_exact(qtbot, card):
    rng = np.random.default_rng(0)
    kernels = card.model.kernels.with_kernel(0, rng.normal(size=(7, 7)))
    card._state.edit(edited(card._state.experiment, kernels=kernels, padding=3))
    pixels = rng.integers(0, 256, (900, 900, 1)).astype(np.uint8)
    card.photos.put(type(card.photos.photo)(pixels, "noise", (900, 900)))
    coarse = card.view.work.answer().a.copy()
    step = card.view.work.step
    assert step > 1
    card.view.grab()
    qtbot.waitUntil(lambda: not card.view.work.is_coarse)
    np.testing.assert_array_equal(card.view.work.answer().a[::step, ::step], coarse)


def test_what_is_hidden_costs_nothing(card):
    card.hide()
    choose(card.controls.preset, "blur")
    QCoreApplication.processEvents()
    assert card.view.work._answer is None
    card.show()
    card.grab()
    assert card.view.work._answer is not None


def test_a_picture_that_is_too_small_is_refused_in_words(qtbot, card, tmp_path):
    Image.new("L", (2, 4), 128).save(tmp_path / "tiny.png")
    card.open_file(tmp_path / "tiny.png")
    qtbot.waitUntil(lambda: card.photos.photo.name == "tiny.png")
    card.grab()
    assert card.note.isVisible() and "too small" in card.note.text()
    card._state.undo()
    card.grab()
    assert titles(card)[0] == "Input · 256 × 256" and not card.note.isVisible()


def test_the_keys_read_too(qtbot, stepped):
    qtbot.keyClick(stepped.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert stepped.said.text().startswith("a[5, 9] = ")
    qtbot.keyClick(stepped.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert stepped.said.text().startswith("a[4, 9] = ")


def test_what_is_said_of_a_picture_is_gone_when_the_kernel_fits_it_again(qtbot, card, tmp_path):
    Image.fromarray(STEP[:4]).save(tmp_path / "low.png")
    card.open_file(tmp_path / "low.png")
    qtbot.waitUntil(lambda: card.photos.photo.name == "low.png")
    state = card._state
    state.edit(edited(state.experiment, kernels=card.model.kernels.with_size(5)))
    assert card.note.isVisible() and "only 4 × 20" in card.note.text()
    state.edit(edited(state.experiment, kernels=card.model.kernels.with_size(3)))
    assert not card.note.isVisible()
