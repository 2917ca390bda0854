"""Drawing, opening, pasting and dropping pictures in the Images workspace."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from playground.data.image_sets import ImageSet, make_images
from playground.data.pictures import prepare
from playground.ui.panels.pictures.picture_reader import Opened
from playground.ui.words import formatting

RIGHT = Qt.MouseButton.RightButton


def paper_seven(size=(300, 400)) -> Image.Image:
    picture = Image.new("RGB", size, (228, 224, 215))
    ImageDraw.Draw(picture).line([(90, 90), (210, 90), (140, 300)], fill=(40, 40, 70), width=18, joint="curve")
    return picture


def drop(widget, mime: QMimeData) -> None:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(20, 200), copy, mime, left, none)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 200), copy, mime, left, none))


@pytest.fixture
def empty_pad(bench, qtbot):
    """A bench whose first picture has been cleared away."""
    qtbot.keyClick(bench.workspace.trial.pad, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bench.probe is None)
    return bench


def test_begins_with_a_picture_of_the_test_set_that_gives_way_to_a_drawing(bench, qtbot, draw):
    assert bench.probe is not None
    test = bench.state.data_set.split(0.8, 42)[1]
    assert any(np.array_equal(bench.probe, tensor) for tensor in bench.state.data_set.tensor(test))
    draw(bench.workspace.trial.pad)
    canvas = bench.workspace.trial.pad.canvas()
    assert canvas[20:60, :100].max() == 0


def test_a_drawing_becomes_what_the_network_sees_and_its_probabilities(empty_pad, qtbot, draw):
    bench = empty_pad
    draw(bench.workspace.trial.pad)
    qtbot.waitUntil(lambda: bench.probe is not None)
    assert bench.probe.shape == (8, 8, 1)
    assert bench.probe.max() > 0.5
    columns = bench.probe[..., 0].sum(axis=0)
    assert columns[3:5].sum() > 0.5 * columns.sum()
    bench.show()
    inspection = bench.look().trace
    assert inspection.decision.sum() == pytest.approx(1, abs=1e-5)
    best = bench.state.data_set.class_names[int(inspection.decision.argmax())]
    assert best in bench.workspace.trial.probabilities.accessibleDescription()


def test_the_eraser_and_the_right_button_take_ink_away(empty_pad, draw):
    pad, tools = empty_pad.workspace.trial.pad, empty_pad.workspace.trial.tools
    draw(pad)
    drawn = int(pad.canvas().sum())
    draw(pad, [(0.3, 0.5), (0.7, 0.5)], RIGHT)
    erased = int(pad.canvas().sum())
    assert 0 < erased < drawn
    tools.tool.buttons["eraser"].click()
    draw(pad, [(0.3, 0.8), (0.7, 0.8)])
    assert int(pad.canvas().sum()) < erased


def test_a_stroke_can_be_taken_back(empty_pad, qtbot, draw):
    pad = empty_pad.workspace.trial.pad
    draw(pad)
    before = pad.canvas()
    draw(pad, [(0.2, 0.3), (0.8, 0.3)])
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert np.array_equal(pad.canvas(), before)


def test_a_thicker_pen_leaves_more_ink(empty_pad, draw):
    pad, tools = empty_pad.workspace.trial.pad, empty_pad.workspace.trial.tools
    draw(pad)
    thin = int((pad.canvas() > 0).sum())
    tools.clear.click()
    tools.thickness.setValue(16)
    draw(pad)
    assert int((pad.canvas() > 0).sum()) > 1.4 * thin


def test_an_opened_picture_is_prepared_and_shown(bench, qtbot, tmp_path):
    path = tmp_path / "seven.png"
    paper_seven().save(path)
    old = bench.probe
    bench.workspace.open_file(path)
    qtbot.waitUntil(lambda: bench.probe is not old)
    assert bench.probe.max() == pytest.approx(1, abs=0.3)
    assert bench.probe[0].mean() > bench.probe[-1].mean()
    assert bench.workspace.trial.pad.has_picture


@pytest.mark.parametrize("kind", ["truncated", "text", "missing"])
def test_a_bad_picture_says_so_and_changes_nothing(bench, qtbot, tmp_path, kind):
    path = tmp_path / f"{kind}.jpg"
    if kind == "truncated":
        stream = io.BytesIO()
        paper_seven().save(stream, "JPEG")
        path.write_bytes(stream.getvalue()[: len(stream.getvalue()) // 2])
    elif kind == "text":
        path.write_text("not a picture")
    before, canvas = bench.state.experiment, bench.workspace.trial.pad.canvas()
    bench.workspace.open_file(path)
    qtbot.waitUntil(bench.workspace.messages.isVisible)
    assert path.name in bench.workspace.messages.text()
    assert bench.state.experiment == before
    assert np.array_equal(bench.workspace.trial.pad.canvas(), canvas)


def test_a_picture_that_arrives_after_the_set_has_changed_shape_is_prepared_for_the_new_one(bench, qtbot):
    trial, shapes = bench.workspace.trial, make_images("shapes", 40, 1)
    late = Opened(paper_seven(), prepare(paper_seven(), (8, 8, 1)), "seven.png")
    described = replace(bench.state.experiment.data, source="shapes", count=len(shapes), pictures=shapes)
    assert bench.state.edit(replace(bench.state.experiment, data=described)) == ""
    qtbot.waitUntil(lambda: not trial._pace.is_waiting)
    trial._reader.opened.emit(late)
    assert bench.probe.shape == (32, 32, 3) and trial.pad.has_picture
    assert np.array_equal(bench.probe, prepare(paper_seven(), (32, 32, 3), "photo").tensor)


def test_a_picture_is_dropped_when_another_document_is_opened_meanwhile(bench, qtbot, tmp_path):
    path = tmp_path / "seven.png"
    paper_seven().save(path)
    trial = bench.workspace.trial
    trial.open_file(path)
    assert trial._reader.busy
    bench.state.reset(bench.state.experiment)
    assert not trial._reader.busy


def test_a_picture_can_be_pasted(bench, qtbot):
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.fillRect(50, 20, 16, 80, Qt.GlobalColor.black)
    painter.end()
    QGuiApplication.clipboard().setImage(image)
    old = bench.probe
    bench.workspace.paste()
    qtbot.waitUntil(lambda: bench.probe is not old)
    assert bench.probe.sum() > 3


def test_a_cleared_clipboard_says_so(bench):
    QGuiApplication.clipboard().clear()
    bench.workspace.paste()
    assert "clipboard" in bench.workspace.messages.text()


def test_an_empty_clipboard_says_so(bench):
    QGuiApplication.clipboard().setText("no picture")
    bench.workspace.trial.paste()
    assert "clipboard" in bench.workspace.messages.text()


def test_a_file_can_be_dropped_anywhere(bench, qtbot, tmp_path):
    path = tmp_path / "seven.png"
    paper_seven().save(path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    old = bench.probe
    drop(bench.workspace, mime)
    qtbot.waitUntil(lambda: bench.probe is not old)


def test_a_sample_is_only_scaled_and_its_true_class_is_told(bench):
    bench.workspace.trial.show_sample(17)
    assert np.array_equal(bench.probe, bench.state.data_set.images[17] * np.float32(1 / 255))
    assert bench.state.data_set.class_names[int(bench.state.data_set.label[17])] in bench.workspace.trial.seen.caption()


def test_a_drawing_is_prepared_again_for_pictures_of_another_shape(empty_pad, qtbot, draw):
    bench = empty_pad
    draw(bench.workspace.trial.pad)
    qtbot.waitUntil(lambda: bench.probe is not None)
    shapes = make_images("shapes", 40, 1)
    data = bench.state.experiment.data
    described = replace(data, source="shapes", count=len(shapes), pictures=shapes)
    assert bench.state.edit(replace(bench.state.experiment, data=described)) == ""
    qtbot.waitUntil(lambda: bench.probe is not None and bench.probe.shape == (32, 32, 3))


def test_the_preparation_can_be_chosen(empty_pad, qtbot, draw):
    trial = empty_pad.workspace.trial
    draw(trial.pad, [(0.1, 0.1), (0.25, 0.25)])
    qtbot.waitUntil(lambda: empty_pad.probe is not None)
    centred, stages = empty_pad.probe, trial.seen.steps.width()
    choice = trial.seen.choice
    choice.setCurrentIndex(choice.findData("photo"))
    qtbot.waitUntil(lambda: empty_pad.probe[:4, :4].sum() > 0.9 * empty_pad.probe.sum())
    assert empty_pad.state.experiment.data.style == "photo"
    assert centred[:4, :4].sum() < 0.9 * centred.sum()
    # One stage takes half the room of two, without a gap before the input.
    qtbot.waitUntil(lambda: trial.seen.steps.width() * 2 == stages)


def test_without_pictures_one_can_still_draw(make_bench, qtbot, draw):
    nothing = ImageSet("nowhere.npz", np.empty((0, 8, 8, 1), np.uint8), np.empty(0, np.int64), tuple("0123456789"))
    bench = make_bench(nothing)
    qtbot.waitUntil(bench.workspace.messages.isVisible)
    bench.workspace.trial.next_sample()
    draw(bench.workspace.trial.pad)
    qtbot.waitUntil(lambda: bench.probe is not None)
    bench.show()
    assert bench.look().trace is not None


def test_a_class_under_the_pointer_says_what_softmax_made_its_share_of(bench):
    view, trace = bench.workspace.trial.probabilities, bench.show().trace
    exponentials = np.exp(trace.sums - trace.sums.max())
    np.testing.assert_allclose(exponentials / exponentials.sum(), trace.decision, atol=1e-5)
    row = view._row_height()
    name, share, before = view.reading_at(QPointF(9, 1.5 * row)).split("\n")
    assert name == bench.snapshot.data_set.class_names[1]
    assert share == f"y = {formatting.percent(float(trace.decision[1]), 1)}"
    assert before == f"before softmax a = {formatting.decimal(float(trace.sums[1]), 2)}"
    assert view.reading_at(QPointF(9, view.height() + 99)) == ""
