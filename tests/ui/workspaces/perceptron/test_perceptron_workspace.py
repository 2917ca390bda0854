"""The Perceptron workspace, driven as a user would, with the real training loop behind it."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel

from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN
from playground.training.commands import Pause, Play, Step
from playground.ui.look.theme import THEME
from playground.ui.panels.points.draw_panel import DrawPanel
from playground.ui.panels.points.perceptron_step_panel import PerceptronStepPanel
from playground.ui.panels.points.point_data_panel import PointDataPanel
from playground.ui.panels.points.separability_panel import SeparabilityPanel
from playground.ui.panels.training.perceptron_transport import PerceptronTransport
from playground.ui.views.curves.mistakes_view import MistakesView
from playground.ui.views.diagram.neuron_view import NeuronView
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.separator_view import SeparatorView
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.widgets.state_chip import StateChip
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid
from playground.ui.words import formatting

LEFT = Qt.MouseButton.LeftButton


def test_from_mistake_to_mistake_until_every_point_is_on_its_side(qtbot, bench):
    made = bench()
    assert "Press Next mistake" in made.texts()
    step = made.button("Next mistake")
    updates = 0
    while step.isEnabled():
        qtbot.mouseClick(step, LEFT)
        made.show()
        updates += 1
        assert updates < 2000
    assert made.part(StateChip).text() == "Every point on its side"
    assert "mistake</b>" in made.texts()
    assert not made.button("Train").isEnabled()
    qtbot.mouseClick(made.button("Reset"), LEFT)
    made.show()
    assert made.part(StateChip).text() == "60 of 60 misclassified"
    assert step.isEnabled()


def test_there_is_nothing_to_do_while_every_point_is_on_its_side(qtbot, bench):
    made = bench(source=DRAWN, drawn=PointSet.empty())
    buttons = made.button("Next mistake"), made.button("Train")
    assert not any(button.isEnabled() for button in buttons)
    qtbot.mouseClick(made.part(PlaneView), LEFT, pos=made.pixel(1.5, 0.5))
    made.show()
    assert all(button.isEnabled() for button in buttons)
    made.loop.handle(Step())
    made.show()
    # The one point is on its side now, though no whole pass has shown it.
    assert made.part(StateChip).text() == "Every point on its side"
    assert not any(button.isEnabled() for button in buttons)


def test_numbers_belong_to_the_picture_when_it_rests_and_to_one_another_while_it_trains(bench):
    made = bench(source="xor")
    neuron, view = made.part(NeuronView), made.part(SeparatorView)
    made.loop.handle(Play())
    for _ in range(5):
        made.loop.train(0.0)
        made.show_frame()
    assert view._readout(1.0, 0.0).text == f"⟨w, x⟩ + b = {formatting.signed(neuron._written[0] + neuron._written[2])}"
    made.loop.handle(Pause())
    made.show_frame()
    w1, w2, b = (formatting.decimal(value) for value in neuron._values)
    assert neuron.accessibleDescription() == f"w₁ = {w1}, w₂ = {w2}, b = {b}"
    assert made.part(PerceptronStepPanel)._step is made.workspace._snapshot.visited


def test_xor_says_why_it_never_settles(qtbot, bench):
    made = bench(source="xor")
    for _ in range(300):
        made.loop.handle(Step())
    made.show()
    assert "Not linearly separable" in made.texts()
    assert "never stops" in made.texts()
    assert made.button("Train").isEnabled()


def test_the_verdict_has_margin_radius_and_bound(bench):
    made = bench()
    text = "\n".join(label.text() for label in made.part(SeparabilityPanel).findChildren(QLabel))
    assert "Linearly separable" in text and "Margin ρ = " in text and "Novikoff: at most" in text


def test_train_becomes_pause(qtbot, bench):
    made = bench(source="xor")
    with qtbot.waitSignal(made.workspace.play_requested) as told:
        qtbot.mouseClick(made.button("Train"), LEFT)
    assert told.args == [True]
    made.loop.train(0.0)
    made.show()
    assert made.part(StateChip).text().startswith("Training")
    with qtbot.waitSignal(made.workspace.play_requested) as told:
        made.workspace.toggle_play()
    assert told.args == [False]
    made.show()
    assert made.button("Train")


def test_painting_while_it_trains(qtbot, bench):
    made = bench()
    made.loop.handle(Play())
    made.loop.train(0.0)
    qtbot.mouseClick(made.part(PlaneView), LEFT, pos=made.pixel(2.5, 2.5))
    made.show()
    assert made.state.experiment.data.source == DRAWN
    assert len(made.state.data_set) == 61
    assert made.part(ThumbnailGrid).checked() == (DRAWN,)
    made.state.undo()
    assert made.part(ThumbnailGrid).checked() == ("separable",)


def test_drawn_points_come_back_when_their_thumbnail_is_picked(qtbot, bench):
    made = bench()
    qtbot.mouseClick(made.part(PlaneView), LEFT, pos=made.pixel(0, 0))
    drawn = made.state.data_set
    grid = made.part(ThumbnailGrid)
    qtbot.mouseClick(grid.tile("xor"), LEFT)
    assert made.state.experiment.data.source == "xor"
    qtbot.mouseClick(grid.tile(DRAWN), LEFT)
    assert made.state.data_set is drawn


def test_the_empty_plane_invites_and_two_painted_classes_are_learned(qtbot, bench):
    made = bench(source=DRAWN, drawn=PointSet.empty())
    plane = made.part(PlaneView)
    assert made.part(StateChip).text() == "No points"
    for key, place in (("1", (-1.5, 0)), ("2", (1.5, 0.5))):
        qtbot.keyClick(made.workspace, key)
        qtbot.mouseClick(plane, LEFT, pos=made.pixel(*place))
    assert sorted(made.state.data_set.label.tolist()) == [0, 1]
    for _ in range(20):
        made.loop.handle(Step())
    made.show()
    assert made.part(StateChip).text() == "Stopped: a pass without a mistake"


def test_keys_of_the_brush(qtbot, bench):
    made = bench()
    editor = made.workspace.editor
    qtbot.keyClick(made.workspace, "1")
    assert editor.label == 0
    qtbot.keyClick(made.workspace, "]")
    assert editor.brush == 12
    qtbot.keyClick(made.workspace, "[")
    qtbot.keyClick(made.workspace, "[")
    assert editor.brush == 4
    qtbot.mouseClick(made.button("Move"), LEFT)
    plane = made.part(PlaneView)
    qtbot.mousePress(plane, LEFT, pos=made.pixel(-2.95, -2.95))
    qtbot.mouseMove(plane, made.pixel(2.95, 2.95))
    qtbot.mouseRelease(plane, LEFT, pos=made.pixel(2.95, 2.95))
    assert editor.selected == 60
    made.workspace.delete_selection()
    assert len(made.state.data_set) == 0


def test_digits_typed_into_a_field_do_not_change_the_class(qtbot, bench):
    made = bench()
    edit = made.part(PerceptronTransport)._rate.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "1.5")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert made.workspace.editor.label == 1
    assert made.state.experiment.training.learning_rate == 1.5


def test_clear_and_undo(qtbot, bench):
    made = bench()
    qtbot.mouseClick(made.button("Clear"), LEFT)
    assert len(made.state.data_set) == 0
    assert not made.button("Clear").isEnabled()
    made.state.undo()
    assert len(made.state.data_set) == 60


def test_sliders_act_and_follow_undo(qtbot, bench):
    made = bench()
    sliders = made.part(PointDataPanel)._sliders
    qtbot.keyClick(sliders["count"].slider, Qt.Key.Key_PageUp)
    assert made.state.experiment.data.count == len(made.state.data_set) > 60
    qtbot.keyClick(sliders["train_share"].slider, Qt.Key.Key_Left)
    assert made.state.experiment.data.train_share == pytest.approx(0.95)
    made.state.undo()
    made.state.undo()
    assert sliders["count"].value() == 60 and sliders["train_share"].value() == 1.0
    before = made.state.data_set
    qtbot.mouseClick(made.button("Regenerate"), LEFT)
    assert made.state.data_set != before


def test_margin_or_noise_whichever_counts(bench):
    made = bench()
    sliders = made.part(PointDataPanel)._sliders
    assert sliders["margin"].isVisible() and not sliders["noise"].isVisible()
    made.state.edit_data(source="xor")
    assert sliders["noise"].isVisible() and not sliders["margin"].isVisible()
    made.state.edit_data(source=DRAWN, drawn=PointSet.empty())
    assert not sliders["count"].isEnabled() and sliders["train_share"].isEnabled()


def test_the_speed_is_the_pace(qtbot, bench):
    made = bench()
    transport = made.part(PerceptronTransport)
    assert made.state.experiment.training.pace == 0 and "max" in transport._pace.edit.text()
    qtbot.keyClick(transport._pace.slider, Qt.Key.Key_Home)
    assert made.state.experiment.training.pace == 0.1
    qtbot.keyClick(transport._pace.slider, Qt.Key.Key_End)
    assert made.state.experiment.training.pace == 0


def test_pointing_at_the_plane_tests_a_new_point(qtbot, bench):
    made = bench()
    for _ in range(5):
        made.loop.handle(Step())
    made.show()
    weight = made.workspace._snapshot.weight
    far = weight / np.hypot(*weight) * 2.5
    qtbot.mouseMove(made.part(PlaneView), made.pixel(*far))
    assert "positive" in made.texts()
    assert made.part(NeuronView)._tested == pytest.approx(tuple(far), abs=0.02)
    qtbot.mouseMove(made.part(PlaneView), made.pixel(*-far))
    assert "negative" in made.texts()


def test_every_layer_can_be_shown_in_both_themes(qtbot, bench):
    made = bench(source="xor", train_share=0.7)
    for _ in range(900):
        made.loop.handle(Step())
    for box in made.workspace.findChildren(QCheckBox):
        box.setChecked(True)
    made.show()
    try:
        for mode in ("dark", "light"):
            THEME.set_mode(mode)
            assert not made.workspace.grab().isNull()
    finally:
        THEME.set_mode("light")


def test_bars_of_many_passes(bench):
    made = bench(source="xor")
    for _ in range(2500):
        made.loop.handle(Step())
    made.show()
    view = made.part(MistakesView)
    assert len(view._counts) > 30
    assert not view.grab().isNull()


def test_a_dropped_file_is_read_beside_the_window(qtbot, bench, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("x1,x2,label\n0,0,a\n1,1,b\n-1,0.5,a\n")
    made = bench()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(made.workspace, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), *how)
    with qtbot.waitSignal(made.state.changed):
        QApplication.sendEvent(made.workspace, drop)
    assert len(made.state.data_set) == 3
    made.workspace.finish()


def test_points_are_dropped_when_another_document_is_opened_meanwhile(bench, tmp_path):
    made = bench()
    path = tmp_path / "mine.csv"
    path.write_text("x1,x2,label\n0,0,a\n1,1,b\n-1,0.5,a\n")
    made.workspace.open_file(path)
    reader = made.part(PointDataPanel)._reader
    assert reader.busy
    made.state.reset(made.state.experiment)
    assert not reader.busy
    made.workspace.finish()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("three.csv", "0,0,a\n1,1,b\n2,2,c\n", "at most 2"),
        ("broken.csv", "x1,x2,label\n0,here,a\n", "broken.csv"),
        ("empty.csv", "", "empty.csv"),
    ],
)
def test_a_bad_file_changes_nothing_and_is_named(qtbot, bench, tmp_path, name, content, said):
    made = bench()
    path = tmp_path / name
    path.write_text(content)
    before = made.state.experiment
    with qtbot.waitSignal(made.part(PointDataPanel).failed) as told:
        made.workspace.open_file(path)
    assert name in told.args[0] and said in told.args[0]
    assert made.part(MessageBar).isVisible()
    assert made.state.experiment is before
    good = tmp_path / "good.csv"
    good.write_text("0,0,a\n1,1,b\n")
    with qtbot.waitSignal(made.part(PointDataPanel).read):
        made.workspace.open_file(good)
    assert made.workspace.complaint == ""
    made.workspace.finish()


def test_every_control_has_a_tooltip_and_a_name(bench):
    made = bench()
    for button in made.workspace.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.toolTip() and button.accessibleName(), button
    assert made.part(DrawPanel).accessibleName() == "Draw"


def test_without_points_there_is_nothing_to_train(qtbot, bench):
    bench = bench()
    points = bench.state.data_set
    bench.state.edit_data(source=DRAWN, drawn=points.without(np.ones(len(points), bool)))
    bench.show()
    assert not bench.button("Train").isEnabled()
    assert not bench.button("Next mistake").isEnabled()


def test_where_there_is_no_separator_yet_no_point_lies_on_it(bench):
    made = bench()
    made.part(SeparatorView).hovered.emit((1.0, 2.0))
    assert "no separator yet" in made.texts() and "on the separator" not in made.texts()
    made.send(Step())
    made.show()
    made.part(SeparatorView).hovered.emit((1.0, 2.0))
    assert "no separator yet" not in made.texts()
