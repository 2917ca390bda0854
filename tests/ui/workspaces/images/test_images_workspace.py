"""Training, data and messages in the Images workspace."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QLineEdit

from playground.data.image_sets import USUAL_COUNT, ImageSet, make_images
from playground.engine.words import parse_layers
from playground.training.commands import Pause, Play, Step
from playground.training.focus import Probe
from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from playground.ui.panels.pictures.confusion_panel import caption
from playground.ui.views.maps.magnifier import SIDE
from playground.ui.widgets.elided_label import ElidedLabel
from tests.data.set_files import cifar, idx, npy, packed, picture, written

LEFT = Qt.MouseButton.LeftButton


def train(bench, steps: int) -> None:
    for _ in range(steps):
        bench.send(Step())
    bench.show()


def test_shows_scores_sizes_and_mistakes(bench):
    train(bench, 3)
    assert "160 train · 40 test" in bench.workspace.data._sizes.text()
    assert bench.workspace.status_texts()[:2] == ["Seed 42", "train 160 · test 40"]
    confusion = bench.look().confusion
    assert confusion.counts.sum() == 40
    index, answer = confusion.mistakes[0]
    grid = bench.workspace.confusion.mistakes
    true = bench.state.data_set.class_names[int(bench.state.data_set.label[index])]
    assert grid._captions[0] == f"{true} → {answer}"


def test_a_mistake_that_is_clicked_is_tried(bench, qtbot):
    train(bench, 1)
    index, _ = bench.look().confusion.mistakes[1]
    grid = bench.workspace.confusion.mistakes
    qtbot.mouseClick(grid, LEFT, pos=grid._tiling().rect(1).center().toPoint())
    assert np.array_equal(bench.probe, bench.state.data_set.tensor([index])[0])


def test_a_picture_of_the_set_is_tried_with_the_keyboard(bench, qtbot):
    grid = bench.workspace.data.grid
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    index = bench.workspace.data._samples[1]
    assert np.array_equal(bench.probe, bench.state.data_set.tensor([index])[0])
    assert bench.state.data_set.label[index] == 1


def test_the_matrix_tells_what_a_cell_counts(bench):
    train(bench, 1)
    view, counts = bench.workspace.confusion.matrix, bench.look().confusion.counts
    tiling, origin = view._tiling()
    cell = view.cell_at(tiling.rect(23).center() + origin)
    assert cell == (2, 3)
    assert view.cell_text(2, 3).startswith(f"“2” taken for “3”: {counts[2, 3]} of {counts[2].sum()}")
    assert "recognised" in view.cell_text(4, 4)


def test_the_training_share_can_be_changed(bench):
    share = bench.workspace.data.share
    share.edit.setFocus()
    share.slider.setValue(share.slider.minimum())
    assert bench.state.experiment.data.train_share == pytest.approx(0.1)
    bench.state.undo()
    assert bench.state.experiment.data.train_share == pytest.approx(0.8)
    assert share.value() == pytest.approx(0.8)


def test_another_set_is_loaded_beside_the_window_and_keeps_the_layers(bench, qtbot):
    workspace = bench.workspace
    workspace.loading.load("shapes", 60)
    assert workspace.data.progress.isVisible()
    qtbot.waitUntil(lambda: bench.state.experiment.data.source == "shapes", timeout=20_000)
    assert not workspace.data.progress.isVisible()
    assert bench.state.data_set.shape == (32, 32, 3)
    assert bench.look().spec.input_shape == (32, 32, 3)
    bench.show()
    assert workspace.data.source.key() == "shapes"
    bench.state.undo()
    assert workspace.data.source.key() == "digits"
    assert len(bench.state.data_set) == 200


def test_a_made_set_has_its_usual_count_after_one_that_is_what_it_is(bench, qtbot):
    data, asked = bench.workspace.data, []
    data.load_requested.disconnect()
    data.load_requested.connect(lambda source, count: asked.append((source, count)))
    data.source.chosen.emit("shapes")
    shapes = make_images("shapes", 700, 1)
    described = replace(bench.state.experiment.data, source="shapes", count=700, pictures=shapes)
    assert bench.state.edit(replace(bench.state.experiment, data=described)) == ""
    data.source.chosen.emit("strokes")
    data.source.chosen.emit("digits")
    assert asked == [("shapes", USUAL_COUNT), ("strokes", 700), ("digits", None)]


@pytest.mark.parametrize(("typed", "count"), [("90", 90), ("200,000", 200_000), ("1e9", 200_000), ("1", 2)])
def test_every_number_of_pictures_that_is_allowed_can_be_typed(bench, qtbot, typed, count):
    data, asked = bench.workspace.data, []
    data.load_requested.disconnect()
    data.load_requested.connect(lambda source, number: asked.append((source, number)))
    shapes = make_images("shapes", 60, 1)
    described = replace(bench.state.experiment.data, source="shapes", count=60, pictures=shapes)
    assert bench.state.edit(replace(bench.state.experiment, data=described)) == ""
    data.count.edit.setFocus()
    data.count.edit.selectAll()
    qtbot.keyClicks(data.count.edit, typed)
    qtbot.keyClick(data.count.edit, Qt.Key.Key_Return)
    assert asked == [("shapes", count)]


def test_loading_can_be_cancelled(bench, qtbot):
    workspace, before = bench.workspace, bench.state.data_set
    workspace.data.load_requested.emit("strokes", 50_000)
    qtbot.waitUntil(lambda: (workspace.data.progress.progress() or 0) > 0, timeout=20_000)
    workspace.data.progress.cancelled.emit()
    assert not workspace.data.progress.isVisible()
    assert bench.state.data_set is before
    assert workspace.data.source.key() == "digits"


def test_the_last_set_asked_for_wins(bench, qtbot):
    bench.workspace.loading.load("strokes", 50_000)
    bench.workspace.loading.load("digits", 120)
    qtbot.waitUntil(lambda: len(bench.state.data_set) == 120, timeout=20_000)
    assert bench.state.experiment.data.count == 120


def without_pictures(experiment):
    """As a document comes."""
    described = experiment.data.without_samples((8, 8, 1), tuple("0123456789"))
    return replace(experiment, data=described)


def test_a_set_chosen_before_the_first_one_is_there_wins(bench, qtbot, draw):
    bench.state.reset(without_pictures(bench.state.experiment))
    assert bench.workspace.loading.busy
    bench.workspace.loading.load("shapes", 60)
    bench.state.edit_training(learning_rate=0.02)
    qtbot.waitUntil(lambda: len(bench.state.data_set) > 0, timeout=20_000)
    assert bench.state.experiment.data.source == "shapes"


def test_a_set_that_cannot_be_read_leaves_the_way_to_the_first_one(bench, qtbot, tmp_path):
    bench.state.reset(without_pictures(bench.state.experiment))
    bench.workspace.loading.load(str(tmp_path / "nowhere.npz"), None)
    qtbot.waitUntil(lambda: len(bench.state.data_set) > 0, timeout=20_000)
    assert bench.state.experiment.data.source == "digits"


def test_a_set_is_what_was_asked_for_whatever_changes_meanwhile(bench, qtbot):
    asked = bench.state.experiment.data
    bench.workspace.loading.load("shapes", 60)
    bench.state.edit_data(seed=asked.seed + 1, train_share=0.5)
    qtbot.waitUntil(lambda: bench.state.experiment.data.source == "shapes", timeout=20_000)
    taken = bench.state.experiment.data
    assert (taken.seed, taken.train_share) == (asked.seed, asked.train_share)
    assert np.array_equal(bench.state.data_set.images, make_images("shapes", 60, taken.seed).images)


def test_a_set_is_dropped_when_another_document_is_opened_meanwhile(bench):
    workspace, before = bench.workspace, bench.state.experiment
    workspace.loading.load("shapes", 60)
    bench.state.reset(before)
    assert not workspace.loading.busy and not workspace.data.progress.isVisible()
    assert workspace.data.source.key() == "digits"


@pytest.mark.parametrize("content", [b"PK\x03\x04 truncated", b"\x00\x00\x08\x03\x00\x00"])
def test_a_bad_set_says_so_and_changes_nothing(bench, qtbot, tmp_path, content):
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    before, data = bench.state.experiment, bench.state.data_set
    bench.workspace.open_file(path)
    qtbot.waitUntil(bench.workspace.messages.isVisible)
    assert "bad.npz" in bench.workspace.messages.text()
    assert bench.state.experiment == before and bench.state.data_set is data
    assert bench.workspace.data.source.key() == "digits"


def test_a_set_of_ones_own_is_opened_and_named(bench, qtbot, tmp_path):
    path = tmp_path / "mine.npz"
    rng = np.random.default_rng(0)
    np.savez(path, x=rng.integers(0, 255, (60, 9, 9), np.uint8), y=np.arange(60) % 3)
    bench.workspace.open_file(path)
    qtbot.waitUntil(lambda: len(bench.state.data_set) == 60)
    assert bench.state.data_set.classes == 3
    assert bench.workspace.data.source.currentText() == "mine.npz"
    bench.show()


@pytest.mark.parametrize("name", ["mine.data", "classes.zip", "x.npy", "data_batch_1.bin"])
def test_a_set_is_told_by_its_content(bench, qtbot, tmp_path, name):
    images = np.random.default_rng(0).integers(0, 255, (60, 9, 9)).astype(np.uint8)
    labels = (np.arange(60) % 3).astype(np.uint8)
    files = {
        "mine.data": idx(images),
        "labels.data": idx(labels),
        "x.npy": npy(images),
        "y.npy": npy(labels),
        "data_batch_1.bin": cifar(np.zeros((60, 32, 32, 3)), labels),
    }
    written(tmp_path, files)
    packed(tmp_path / "classes.zip", {f"{label}/{place}.png": picture() for place, label in enumerate(labels)})
    bench.workspace.open_file(tmp_path / name)
    qtbot.waitUntil(lambda: len(bench.state.data_set) == 60)
    assert bench.workspace.data.source.currentText() == name


def test_a_picture_is_tried_whatever_it_is_called(bench, tmp_path):
    before = bench.state.data_set
    bench.workspace.open_file(written(tmp_path, {"digits.idx.gz.npz.zip": picture()}) / "digits.idx.gz.npz.zip")
    assert bench.state.data_set is before and not bench.workspace.loading.busy


def test_a_set_that_does_not_fit_comes_with_a_network_that_does(make_bench, qtbot):
    shapes = make_images("shapes", 60, 1)
    bench = make_bench(shapes, layers="conv4x3:relu pool4 pool4 pool2")
    bench.workspace.loading.load("digits", 100)
    qtbot.waitUntil(bench.workspace.messages.isVisible, timeout=20_000)
    assert "pool" in bench.workspace.messages.text()
    assert bench.state.data_set is shapes
    offer = bench.workspace.messages.findChildren(QAbstractButton)
    next(button for button in offer if "small network" in button.text()).click()
    assert bench.state.data_set.shape == (8, 8, 1)
    assert bench.look().spec.input_shape == (8, 8, 1)


def test_what_a_document_names_is_loaded_and_cannot_be_undone(make_bench, qtbot):
    nothing = ImageSet("digits", np.empty((0, 8, 8, 1), np.uint8), np.empty(0, np.int64), tuple("0123456789"))
    bench = make_bench(nothing)
    qtbot.waitUntil(lambda: len(bench.state.data_set) == 10, timeout=20_000)
    assert not bench.state.can_undo
    assert bench.probe is not None


def test_divergence_offers_two_ways_out(make_bench, digits, qtbot):
    bench = make_bench(digits, layers="dense16")
    model = replace(bench.state.experiment.model, output_activation="linear")
    training = replace(
        bench.state.experiment.training, loss="squared-error", optimizer="sgd", learning_rate=0.001, seed=42
    )
    assert bench.state.edit(replace(bench.state.experiment, model=model, training=training)) == ""
    train(bench, 2)
    bench.state.edit_training(learning_rate=100.0)
    bench.send(Play())
    while bench.look().divergence is None:
        bench.loop.train(0.01)
    bench.show()
    message = bench.workspace.messages
    assert message.isVisible() and "γ = 100" in message.text()
    ways = [button for button in message.findChildren(QAbstractButton) if button.text().startswith("Go back")]
    assert len(ways) == 2
    ways[1].click()
    bench.show()
    assert bench.state.experiment.training.learning_rate == pytest.approx(10)
    assert bench.look().divergence is None
    assert not message.isVisible()


def test_frames_are_drawn_while_training_in_both_themes(bench, qtbot):
    bench.send(Play())
    bench.loop.train(0.02)
    for mode in ("dark", "light"):
        THEME.set_mode(mode)
        bench.show()
        assert not bench.workspace.grab().isNull()
    assert bench.look().progress.status is Status.TRAINING
    bench.send(Pause())


def test_fits_a_small_window(bench):
    train(bench, 1)
    size = bench.workspace.minimumSizeHint()
    assert size.width() <= 560 and size.height() <= 400


def test_every_control_says_what_it_does(bench):
    for kind in (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit):
        for control in bench.workspace.findChildren(kind):
            if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert control.accessibleName() or getattr(control, "text", str)(), control
                assert control.toolTip(), (control, control.accessibleName())


def test_pointing_at_a_unit_frames_what_it_sees(bench, qtbot):
    bench.show()
    view = bench.workspace.maps.view
    row = view._rows[0]
    place = row.origin + row.place.tiling.rect(2).center()
    qtbot.mouseMove(view, QPoint(3, 3))
    qtbot.mouseMove(view, place.toPoint())
    unit = view.unit_at(place)
    assert (unit.layer, unit.channel) == (0, 2)
    value = bench.look().trace.activations[0][unit.row, unit.column, 2]
    assert f"{value:.3f}" in view.describe(unit)
    field = bench.workspace.trial.seen.prepared._field
    assert (field.bottom - field.top, field.right - field.left) == (3, 3)
    qtbot.mouseClick(view, LEFT, pos=place.toPoint())
    assert view.pinned() == unit
    train(bench, 2)
    assert bench.workspace.maps._readout.text() == view.describe(unit)
    bench.state.edit_model(replace(bench.state.experiment.model, hidden=parse_layers("dense8:relu"), keys=(9,)))
    bench.show()
    assert view.pinned() is None


def test_a_cleared_pad_leaves_nothing_to_point_at(bench, qtbot):
    bench.show()
    view = bench.workspace.maps.view
    row = view._rows[0]
    qtbot.mouseClick(view, LEFT, pos=(row.origin + row.place.tiling.rect(1).center()).toPoint())
    assert view.pinned() is not None
    qtbot.keyClick(bench.workspace.trial.pad, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bench.probe is None)
    bench.show()
    assert view.pinned() is None
    assert bench.workspace.trial.seen.prepared._field is None
    assert bench.workspace.maps._hint.isVisible()


def test_the_tab_key_goes_from_the_strip_to_the_editor_and_on(bench, qtbot):
    model = bench.workspace.model
    model.strip.boxes[2].click()
    qtbot.waitUntil(model.editor.control("stride").isVisible)
    widget, seen = model.strip.boxes[-1], []
    while len(seen) < 6:
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            seen.append(widget)
    assert [control.accessibleName() for control in seen[:3]] == ["Kind", "Size", "Stride"]
    assert seen[3:6] == [model.editor._left, model.editor._right, model.editor._remove]


def test_cancelled_pictures_of_a_document_can_still_be_had(make_bench, qtbot):
    nothing = ImageSet("strokes", np.empty((0, 28, 28, 1), np.uint8), np.empty(0, np.int64), tuple("0123456789"))
    bench = make_bench(nothing)
    bench.workspace.data.progress.cancelled.emit()
    message = bench.workspace.messages
    assert message.isVisible() and not bench.workspace.loading.busy
    next(button for button in message.findChildren(QAbstractButton) if button.text() == "Load them").click()
    qtbot.waitUntil(lambda: len(bench.state.data_set) == 10, timeout=20_000)


def rest(bench) -> None:
    """Lets the worker finish what the network at rest is asked, as shown by the frames."""
    for _ in range(200):
        bench.show()
        if bench.loop.waiting_time() != 0.0:
            break
        bench.loop.train(0.05)
    bench.show()


def test_what_nothing_fits_is_not_called_digits(bench, tmp_path, qtbot):
    """A block and two posts with a bar between them: marks that nobody would call digits."""
    bench.train(1.0)
    bench.send(Pause())
    picture = np.full((200, 400), 255, np.uint8)
    picture[90:130, 60:100] = picture[60:140, 300:310] = picture[60:140, 340:350] = picture[135:140, 300:350] = 0
    Image.fromarray(picture).save(tmp_path / "marks.png")
    trial = bench.workspace.trial
    bench.workspace.open_file(tmp_path / "marks.png")
    qtbot.waitUntil(lambda: "several" in trial.seen.caption(), timeout=20_000)
    rest(bench)
    assert trial.doubt.is_doubted and "several marks" in trial.seen.caption()
    trial.show_sample(int(bench.state.data_set.split(0.8, 42)[0][3]))
    rest(bench)
    assert "several" not in trial.seen.caption()


def test_a_word_tells_whether_anything_known_fits(bench):
    doubt, probabilities = bench.workspace.trial.doubt, bench.workspace.trial.probabilities
    bench.train(1.0)
    bench.send(Pause())
    index = int(bench.state.data_set.split(0.8, 42)[0][3])
    bench.workspace.trial.show_sample(index)
    rest(bench)
    assert doubt.word() == "familiar" == doubt.accessibleDescription()
    bench.attention.look(probe=Probe(np.indices((8, 8)).sum(axis=0)[..., None] % 2))
    rest(bench)
    assert doubt.word() == "nothing fits" and doubt.is_doubted
    assert "times the usual distance" in doubt.toolTip()
    assert probabilities.accessibleDescription()
    for _ in range(20):
        bench.train(0.1)
        assert doubt.word() != "", "while it learns the word of a moment ago stays"


def test_how_many_are_right_has_room_even_where_all_are(bench):
    """In a column as wide as in a window of 1440 × 900."""
    page = bench.workspace
    page.resize(1364, 780)
    page.show()
    scores = replace(bench.snapshot.scores, test_accuracy=1.0)
    page.confusion.show_texts(replace(bench.snapshot, scores=scores))
    QApplication.processEvents()
    subtitle = page.confusion.findChild(ElidedLabel)
    assert subtitle.text() == "100.0\u00a0% right" and subtitle.shown_text() == subtitle.text()


def test_what_is_measured_on_a_part_is_said_to_be(bench):
    """Also in a column as wide as in a window of 1440 × 900."""
    page = bench.workspace
    page.resize(1364, 780)
    page.show()
    of_all = page.confusion.toolTip(), page.loss.numbers[1].toolTip()
    part = replace(bench.snapshot.scores, train_measured=512, test_measured=512, test_accuracy=1.0)
    page.show_texts(replace(bench.snapshot, scores=part, train_count=1280, test_count=1600))
    QApplication.processEvents()
    subtitle = page.confusion.findChild(ElidedLabel)
    assert subtitle.text() == "100.0\u00a0% of 512" and subtitle.shown_text() == subtitle.text()
    assert "512 of 1,600 test pictures" in page.confusion.toolTip()
    for number in page.loss.numbers:
        assert "512 of 1,280 training samples" in number.toolTip()
        assert "512 of 1,600 test samples" in number.toolTip()
    page.show_texts(bench.snapshot)
    assert (page.confusion.toolTip(), page.loss.numbers[1].toolTip()) == of_all


def test_captions_of_mistakes_name_both_classes():
    assert caption("4", "9") == "4 → 9"
    assert caption("cat", "wild dog") == "cat\n→ wild dog"


def test_a_map_and_a_kernel_are_enlarged_under_the_pointer(bench, qtbot):
    page = bench.workspace
    page.resize(1364, 780)
    page.show()
    bench.show()
    row = page.maps.view._rows[0]
    over = {page.maps.view: row.place.tiling.rect(1).translated(row.origin).center(), page.kernels.view: QPointF(9, 9)}
    for view, place in over.items():
        qtbot.mouseMove(view, QPoint(1, 1))
        qtbot.mouseMove(view, place.toPoint())
        glass = view.magnifier
        assert glass.isVisible() and glass.width() > SIDE
        tile = QRect(view.mapToGlobal(QPoint(0, 0)), view.size())
        assert not glass.geometry().contains(view.mapToGlobal(place.toPoint())) and tile.isValid()
        assert glass._image.width() <= 28 and glass.grab().toImage().pixelColor(3, 3) == THEME.colours.panel
        bench.send(Step())
        bench.show()
        assert glass.isVisible(), "it goes on while the network learns"
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
        assert not glass.isVisible()
    qtbot.mouseMove(page.kernels.view, QPoint(9, 9))
    assert page.kernels.view.magnifier._lines == (page.kernels.view.text_at(QPointF(9, 9)),)
    page.hide()
    assert not page.kernels.view.magnifier.isVisible()


def test_a_network_without_its_pictures_says_why_it_does_not_train(bench):
    bench.state.reset(without_pictures(bench.state.experiment))
    bench.show()
    bench.workspace.toggle_play()
    bench.show()
    assert not bench.workspace.transport.playing and not bench.loop.playing
    assert "no pictures to train on" in bench.workspace.complaint
