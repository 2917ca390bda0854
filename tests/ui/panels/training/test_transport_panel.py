"""The transport bar edits the training settings and follows them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from playground.engine.limits import Choices
from playground.engine.optimizers import OPTIMIZERS
from playground.training.architecture import Architecture
from playground.training.commands import Configure, Step, WantFrame
from playground.training.experiment import Experiment
from playground.training.hyperparameters import rows
from playground.training.loop import TrainingLoop
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from playground.ui.panels.training.transport_panel import TransportPanel
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.stepper import Stepper
from tests.frames import first
from tests.ui.unfolding import control


def make(qtbot, **options: bool) -> tuple[ExperimentState, TransportPanel]:
    state = ExperimentState(Experiment(model=Architecture()))
    panel = TransportPanel(state, **options)
    qtbot.addWidget(panel)
    panel.resize(2400, 60)
    panel.show()
    return state, panel


def choose(qtbot, combo, key: str) -> None:
    """Picks an option with the keyboard."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    while combo.key() != key:
        qtbot.keyClick(combo, Qt.Key.Key_Down)


def test_a_typed_learning_rate(qtbot):
    state, panel = make(qtbot)
    panel.rate.edit.setFocus()
    panel.rate.edit.selectAll()
    qtbot.keyClicks(panel.rate.edit, "0.0123")
    qtbot.keyClick(panel.rate.edit, Qt.Key.Key_Return)
    assert state.experiment.training.learning_rate == 0.0123


def test_dragging_the_learning_rate_is_one_step_of_undo(qtbot):
    state, panel = make(qtbot)
    slider = panel.rate.slider
    middle = slider.rect().center()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    rates = []
    for x in (10, 20, 30):
        qtbot.mouseMove(slider, middle + type(middle)(x, 0))
        rates.append(state.experiment.training.learning_rate)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert rates == sorted(rates) and rates[0] < rates[-1]
    state.undo()
    assert state.experiment.training.learning_rate == TrainingSettings().learning_rate
    assert panel.rate.value() == TrainingSettings().learning_rate


def test_every_choice_edits_its_setting(qtbot):
    state, panel = make(qtbot)
    choose(qtbot, panel.optimizer.combo, "adam")
    choose(qtbot, panel.batch.combo, "64")
    choose(qtbot, panel.loss.combo, "huber")
    choose(qtbot, panel.regularisation.kind.combo, "l2")
    training = state.experiment.training
    assert (training.optimizer, training.batch_size, training.loss) == ("adam", 64, "huber")
    assert (training.l1, training.l2) == (0.0, 0.001)


def test_a_schedule_and_its_period_are_chosen_below_a_button(qtbot):
    state, panel = make(qtbot)
    menu = panel.schedule
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton)
    schedule = menu.unfolded.findChild(LabelledCombo, "transport.schedule.kind")
    period = menu.unfolded.findChild(Stepper, "transport.schedule.period")
    assert menu.unfolded.isVisible() and not period.isEnabled()
    choose(qtbot, schedule.combo, "step")
    period.edit.setFocus()
    period.edit.selectAll()
    qtbot.keyClicks(period.edit, "20")
    qtbot.keyClick(period.edit, Qt.Key.Key_Return)
    assert (state.experiment.training.schedule, state.experiment.training.period) == ("step", 20)
    qtbot.keyClick(period.edit, Qt.Key.Key_Escape)
    assert not menu.unfolded.isVisible()
    state.undo()
    assert period.value() == 100 and schedule.key() == "step"
    state.undo()
    assert schedule.key() == "constant" and not period.isEnabled()


def test_what_is_first_unfolded_later_shows_the_settings_of_then(qtbot):
    state, panel = make(qtbot)
    state.edit_training(schedule="step", period=20, clip=2.0, stop_epoch=30)
    state.edit_training(schedule="cosine", period=50, clip=None, stop_epoch=40)
    state.undo()
    state.redo()
    state.undo()
    assert panel.findChild(QWidget, "transport.schedule.kind") is None
    assert control(panel.schedule, "transport.schedule.kind").key() == "step"
    period = control(panel.schedule, "transport.schedule.period")
    assert period.value() == 20 and period.isEnabled()
    assert panel.findChild(QWidget, "transport.stop") is None
    assert control(panel.more, "transport.more.clip.value").text() == "2"
    assert control(panel.more, "transport.stop.epoch.value").text() == "30"
    state.redo()
    assert control(panel.schedule, "transport.schedule.kind").key() == "cosine"
    assert control(panel.more, "transport.stop.epoch.value").text() == "40"


def test_under_a_schedule_the_rate_of_the_moment_is_shown(qtbot):
    state, panel = make(qtbot)
    assert panel.rate.label() == "Learning rate"
    state.edit_training(learning_rate=0.04, schedule="step", period=3)
    assert panel.rate.label() == "γ 0.040 of"
    loop = TrainingLoop(lambda: 0.0)
    loop.handle(Configure(state.experiment))
    steps_an_epoch = -(-350 // state.experiment.training.batch_size)
    for _ in range(3 * steps_an_epoch):
        loop.handle(Step())
    loop.handle(WantFrame())
    panel.show_texts(first(loop.frame()))
    assert panel.rate.label() == "γ 0.020 of" and panel.rate.value() == 0.04
    state.edit_training(schedule="constant")
    assert panel.rate.label() == "Learning rate"


def test_the_strength_of_the_regularisation_can_be_typed(qtbot):
    state, panel = make(qtbot)
    edit = panel.regularisation.edit
    assert not edit.isVisible()
    choose(qtbot, panel.regularisation.kind.combo, "l1")
    symbol = next(label for label in panel.regularisation.findChildren(QLabel) if label.text() == "λ")
    assert symbol.isVisible() and symbol.buddy() is edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "0.05")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (state.experiment.training.l1, state.experiment.training.l2) == (0.05, 0.0)


def test_settings_from_elsewhere_are_shown(qtbot):
    state, panel = make(qtbot)
    state.edit_training(optimizer="rmsprop", batch_size=37, loss="squared-error", l1=0.2, l2=0.2)
    assert (panel.optimizer.key(), panel.batch.key(), panel.loss.key()) == ("rmsprop", "37", "squared-error")
    assert panel.regularisation.kind.key() == "both"


def test_buttons_carry_wishes(qtbot):
    _, panel = make(qtbot)
    with qtbot.waitSignal(panel.play_requested, check_params_cb=lambda playing: playing):
        qtbot.mouseClick(panel.train, Qt.MouseButton.LeftButton)
    assert panel.train.text() == "Pause"
    with qtbot.waitSignal(panel.play_requested, check_params_cb=lambda playing: not playing):
        qtbot.mouseClick(panel.train, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.step_requested):
        qtbot.mouseClick(panel.step, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.restart_requested):
        qtbot.mouseClick(panel.reset, Qt.MouseButton.LeftButton)


def test_a_narrow_bar_keeps_every_control_inside(qtbot):
    _, panel = make(qtbot, epoch_progress=True)
    panel.resize(900, 120)
    assert panel.step.text() == "" and panel.step.accessibleName()
    assert panel.loss in panel.folded and panel.more.unfolded.isAncestorOf(panel.loss)
    for each in (panel.train, panel.epoch, panel.speed, panel.more, panel.chip):
        corner = each.mapTo(panel, each.rect().bottomRight())
        assert 0 <= corner.x() <= panel.width()


@pytest.mark.parametrize(
    ("status", "epochs_per_second", "number"), [("training", 2, ""), ("training", 0.1, "40"), ("paused", 2, "40")]
)
def test_a_number_of_the_epoch_s_progress_is_told_where_it_can_be_read(qtbot, status, epochs_per_second, number):
    state, panel = make(qtbot, epoch_progress=True)
    loop = TrainingLoop(lambda: 0.0)
    loop.handle(Configure(state.experiment))
    loop.handle(WantFrame())
    snapshot = first(loop.frame())
    progress = replace(snapshot.progress, status=Status(status), epoch=3.4, epochs_per_second=epochs_per_second)
    snapshot = replace(snapshot, progress=progress)
    panel.show_frame(snapshot)
    panel.show_texts(snapshot)
    assert panel.progress.progress() == pytest.approx(0.4)
    assert panel.progress._percent.text().startswith(number) and bool(panel.progress._percent.text()) == bool(number)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_moves_when_train_becomes_pause(qtbot, qapp, scale):
    THEME.install(qapp)
    THEME.set_scale(scale)
    _, panel = make(qtbot)
    THEME.dress(panel)
    qapp.processEvents()
    before = panel.train.sizeHint(), panel.step.x()
    panel.toggle_play()
    panel.layout().activate()
    assert panel.train.text() == "Pause"
    after = panel.train.sizeHint(), panel.step.x()
    THEME.set_scale(1.0)
    assert after == before


@pytest.mark.parametrize(("typed", "rate"), [("50", 50.0), ("1e-7", 1e-7), ("1000", 100.0), ("-1", 0.03), ("0", 0.03)])
def test_every_learning_rate_that_is_allowed_can_be_typed_wherever_the_slider_ends(qtbot, typed, rate):
    state, panel = make(qtbot)
    edit = panel.rate.edit
    assert "a number above 0 and at most 100" in edit.toolTip()
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert state.experiment.training.learning_rate == rate
    assert edit.is_marked == (rate == 0.03)


def test_a_learning_rate_beyond_the_slider_is_shown(qtbot):
    state, panel = make(qtbot)
    assert state.edit_training(learning_rate=80.0) == ""
    assert panel.rate.edit.text() == "80" and panel.rate.slider.value() == panel.rate.slider.maximum()


def test_a_choice_that_has_no_name_in_the_window_is_shown_as_it_is(qtbot, monkeypatch):
    allowed = Choices((*OPTIMIZERS, "lion"))
    row = replace(rows(TrainingSettings)["optimizer"], allowed=allowed)
    monkeypatch.setitem(rows(TrainingSettings), "optimizer", row)
    _, panel = make(qtbot)
    combo = panel.optimizer.combo
    assert [combo.itemText(place) for place in (0, 1, combo.count() - 1)] == ["SGD", "SGD + momentum", "lion"]


def test_the_speed_goes_from_one_step_now_and_then_to_as_fast_as_it_goes(qtbot):
    state, panel = make(qtbot)
    assert panel.speed.edit.text() == "max"
    qtbot.keyClick(panel.speed.slider, Qt.Key.Key_Home)
    assert state.experiment.training.pace == 0.1 and panel.speed.edit.text() == "10\u00a0s"
    for text, pace in (("20", 20), ("2 s", 0.5)):
        panel.speed.edit.setFocus()
        panel.speed.edit.selectAll()
        qtbot.keyClicks(panel.speed.edit, text)
        qtbot.keyClick(panel.speed.edit, Qt.Key.Key_Return)
        assert state.experiment.training.pace == pace
    qtbot.keyClick(panel.speed.slider, Qt.Key.Key_End)
    assert state.experiment.training.pace == 0


def test_holding_step_is_slow_motion_and_says_so(qtbot):
    state, panel = make(qtbot)
    loop = TrainingLoop(lambda: 0.0)
    loop.handle(Configure(state.experiment))
    panel.step_requested.connect(lambda: loop.handle(Step()))

    def show() -> None:
        loop.handle(WantFrame())
        panel.show_texts(first(loop.frame()))

    panel.step_requested.connect(show)
    qtbot.mousePress(panel.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.chip.text().startswith("Slow motion · step "))
    qtbot.mouseRelease(panel.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.chip.text() == "Paused")
