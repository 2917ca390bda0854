"""A hyperparameter without a control of its own gets one from its row."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.engine.limits import Choices, Range
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.experiment import Experiment
from playground.training.hyperparameters import Anything, Hyperparameter, Renewal, chosen
from playground.training.settings import TrainingSettings
from playground.ui.panels.training.more_settings import MoreSettings
from playground.ui.panels.training.perceptron_transport import PerceptronTransport
from playground.ui.panels.training.transport_panel import TransportPanel
from playground.ui.session.state import ExperimentState
from tests.ui.unfolding import control, unfolded


@dataclass(frozen=True)
class LargerSettings(TrainingSettings):
    clipping: float = chosen(5.0, Hyperparameter("gradient clipping", Range(0, 50, above=True), Renewal.NOTHING))
    delay: int = chosen(10, Hyperparameter("delay", Range(1, 1000, whole=True), Renewal.NOTHING, models=("network",)))
    sampling: str = chosen("shuffled", Hyperparameter("sampling", Choices(("shuffled", "in order")), Renewal.BATCHES))
    averaging: bool = chosen(False, Hyperparameter("averaging", Anything(), Renewal.NOTHING))
    warm_up: str | None = chosen(
        None, Hyperparameter("warm-up", Choices(("linear", "cosine"), optional=True), Renewal.NOTHING)
    )
    note: str = chosen("", Hyperparameter("note", Anything(), Renewal.NOTHING))


def make(qtbot, panel: type, model, settings: TrainingSettings) -> tuple[ExperimentState, QWidget]:
    state = ExperimentState(Experiment(model=model, training=settings))
    transport = panel(state)
    qtbot.addWidget(transport)
    transport.resize(1400, 60)
    transport.show()
    return state, transport


def shown(more: MoreSettings) -> list[str]:
    """The settings that are found below it."""
    names = (part.objectName() for part in more.unfolded.findChildren(QWidget) if not part.isHidden())
    fields = (name.removeprefix("transport.more.") for name in names if name.startswith("transport.more."))
    return [field for field in fields if "." not in field]


def setting(more: MoreSettings, name: str) -> QWidget:
    return next(part for part in more.unfolded.findChildren(QWidget, f"transport.more.{name}") if not part.isHidden())


def type_text(qtbot, edit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_without_such_a_setting_there_is_nothing_to_unfold(qtbot):
    _, transport = make(qtbot, PerceptronTransport, PerceptronModel(), TrainingSettings())
    assert not transport.more.isVisible()


def test_every_such_setting_has_the_control_that_its_row_asks_for(qtbot):
    state, transport = make(qtbot, TransportPanel, Architecture(), LargerSettings())
    more = transport.more
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert more.unfolded.isVisible()
    assert shown(more)[-5:] == ["clipping", "delay", "sampling", "averaging", "warm_up"]
    assert setting(more, "delay").edit.text() == "10"
    type_text(qtbot, setting(more, "clipping").edit, "0.5")
    type_text(qtbot, setting(more, "delay").edit, "25")
    qtbot.keyClick(setting(more, "sampling").combo, Qt.Key.Key_Down)
    qtbot.keyClick(setting(more, "warm_up").combo, Qt.Key.Key_Down)
    setting(more, "averaging").click()
    found = state.experiment.training
    assert (found.clipping, found.delay, found.sampling, found.averaging) == (0.5, 25, "in order", True)
    assert isinstance(found.delay, int) and found.warm_up == "linear"
    state.undo()
    assert not setting(more, "averaging").isChecked()
    assert (
        not qtbot.keyClick(setting(more, "warm_up").combo, Qt.Key.Key_Up) and state.experiment.training.warm_up is None
    )


def test_what_is_not_allowed_is_marked_and_says_what_is(qtbot):
    state, transport = make(qtbot, TransportPanel, Architecture(), LargerSettings())
    clipping = control(transport.more, "transport.more.clipping").edit
    type_text(qtbot, clipping, "0")
    assert clipping.is_marked and "a number above 0 and at most 50" in clipping.toolTip()
    assert state.experiment.training.clipping == 5.0


def test_the_perceptron_is_asked_for_what_it_heeds(qtbot):
    _, transport = make(qtbot, PerceptronTransport, PerceptronModel(), LargerSettings())
    assert transport.more.isVisible()
    unfolded(transport.more)
    assert shown(transport.more) == ["clipping", "sampling", "averaging", "warm_up"]


def test_controls_have_names_and_follow_the_settings_of_another_document(qtbot):
    state, transport = make(qtbot, TransportPanel, Architecture(), LargerSettings(clipping=2.0))
    assert control(transport.more, "transport.more.clipping.value").text() == "2"
    state.reset(Experiment(model=Architecture()))
    assert "clipping" not in shown(transport.more)
    state.reset(Experiment(model=Architecture(), training=LargerSettings(clipping=3.0)))
    assert transport.more.isVisible() and setting(transport.more, "clipping").edit.text() == "3"


def test_gradients_are_clipped_on_request_and_no_longer_where_the_field_is_emptied(qtbot):
    state, transport = make(qtbot, TransportPanel, Architecture(), TrainingSettings())
    edit = control(transport.more, "transport.more.clip.value")
    assert edit.text() == "" and edit.placeholderText() == "none"
    type_text(qtbot, edit, "0.5")
    assert state.experiment.training.clip == 0.5 and edit.text() == "0.5"
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert state.experiment.training.clip is None and not edit.is_marked
    state.undo()
    assert edit.text() == "0.5"
