"""The labelled slider with a typeable value."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from playground.ui.look.theme import THEME
from playground.ui.widgets.value_slider import LinearSlider, LogSlider

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def rate(qtbot):
    widget = LogSlider("Learning rate", 1e-5, 10, 0.03, tooltip="The learning rate γ")
    qtbot.addWidget(widget)
    widget.resize(240, 50)
    widget.show()
    return widget


def record(signal):
    values = []
    signal.connect(values.append)
    return values


def type_text(qtbot, edit, text):
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_acts_while_it_is_dragged(qtbot, rate):
    changed, committed = record(rate.value_changed), record(rate.value_committed)
    slider = rate.slider
    y = slider.height() // 2
    qtbot.mousePress(slider, LEFT, pos=QPoint(20, y))
    for x in (60, 100, 140):
        qtbot.mouseMove(slider, QPoint(x, y))
    assert len(changed) == 4
    assert changed == sorted(changed)
    assert committed == []
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(140, y))
    assert committed == [changed[-1]] == [rate.value()]


def test_the_handle_jumps_to_where_it_is_pressed(qtbot, rate):
    slider = rate.slider
    qtbot.mousePress(slider, LEFT, pos=QPoint(slider.width(), 5))
    assert rate.value() == 10
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(slider.width(), 5))
    qtbot.mouseClick(slider, Qt.MouseButton.RightButton, pos=QPoint(5, 5))
    assert rate.value() == 10


def test_an_exact_value_can_be_typed(qtbot, rate):
    changed, committed = record(rate.value_changed), record(rate.value_committed)
    type_text(qtbot, rate.edit, "0.0123")
    assert rate.value() == 0.0123
    assert rate.edit.text() == "0.0123"
    assert changed == committed == [0.0123]


def test_typed_values_are_clamped(qtbot, rate):
    type_text(qtbot, rate.edit, "5000")
    assert rate.value() == 10
    assert rate.edit.text() == "10"


@pytest.mark.parametrize("nonsense", ["fast", "0", "-1", "nan", "1e999"])
def test_nonsense_is_marked_and_changes_nothing(qtbot, rate, nonsense):
    changed = record(rate.value_changed)
    type_text(qtbot, rate.edit, nonsense)
    assert rate.edit.is_marked
    assert nonsense in rate.edit.toolTip() and "10" in rate.edit.toolTip()
    assert rate.value() == 0.03 and changed == []
    assert QToolTip.isVisible() and QToolTip.text() == rate.edit.toolTip()
    qtbot.keyClick(rate.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert not rate.edit.is_marked
    assert rate.edit.text() == "0.030"


def test_the_mark_goes_when_typing_goes_on(qtbot, rate):
    type_text(qtbot, rate.edit, "x")
    qtbot.keyClick(rate.edit, Qt.Key.Key_Backspace)
    assert not rate.edit.is_marked


def test_setting_a_value_does_not_emit_and_keeps_it_exact(rate):
    changed, committed = record(rate.value_changed), record(rate.value_committed)
    rate.set_value(0.012345)
    assert rate.value() == 0.012345
    assert changed == committed == []


def test_a_new_value_does_not_disturb_typing(qtbot, rate):
    rate.edit.setFocus()
    rate.edit.selectAll()
    qtbot.keyClicks(rate.edit, "0.5")
    rate.set_value(2.0)
    assert rate.edit.text() == "0.5"


def test_keys_change_and_commit(qtbot, rate):
    committed = record(rate.value_committed)
    rate.slider.setFocus()
    qtbot.keyClick(rate.slider, Qt.Key.Key_Right)
    assert committed == [rate.value()] and rate.value() > 0.03


def test_the_wheel_passes_by_unless_the_slider_has_the_focus(rate):
    rate.slider.clearFocus()
    turn = QWheelEvent(
        QPointF(50, 8),
        QPointF(50, 8),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(rate.slider, turn)
    assert rate.value() == 0.03


def test_steps_of_a_linear_slider(qtbot):
    slider = LinearSlider("Points", 10, 1000, 500, step=10, tooltip="How many points are made")
    qtbot.addWidget(slider)
    slider.show()
    slider.slider.setFocus()
    qtbot.keyClick(slider.slider, Qt.Key.Key_Left)
    assert slider.value() == 490
    assert slider.edit.text() == "490"
    type_text(qtbot, slider.edit, "333")
    assert slider.value() == 333


def test_names_for_a_screen_reader(rate):
    for part in (rate.slider, rate.edit):
        assert part.accessibleName() == "Learning rate"
        assert "γ" in part.accessibleDescription()
        assert part.toolTip()


def test_the_slider_with_the_focus_is_filled(qtbot):
    slider = LogSlider("Learning rate", 1e-5, 10, 0.03, tooltip="The learning rate γ")
    qtbot.addWidget(slider)
    with qtbot.waitActive(slider):
        slider.show()
        slider.activateWindow()
    middles = []
    for widget in (slider.edit, slider.slider):
        widget.setFocus()
        middle = QPoint(round(slider.slider._x()), slider.slider.height() // 2)
        middles.append(slider.slider.grab().toImage().pixelColor(middle))
    assert middles == [THEME.colours.panel, THEME.colours.accent]


def test_a_value_can_be_marked_and_says_what_it_means(qtbot, rate):
    plain = rate.slider.grab().toImage()
    rate.set_mark(1.0, "The largest γ that converges")
    assert rate.slider.mark == rate._scale.position(1.0)
    assert "The largest γ that converges" in rate.slider.toolTip() and "The learning rate γ" in rate.slider.toolTip()
    assert rate.slider.grab().toImage() != plain
    assert rate.value() == 0.03
    rate.set_mark(None)
    assert rate.slider.mark is None and rate.slider.toolTip() == "The learning rate γ"
    assert rate.slider.grab().toImage() == plain
