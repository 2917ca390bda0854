"""Nothing is cut, covered or scrolled to the side, in any size of the window and of its text; and what is, is found."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from playground.data.points import PointSet
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.ui.look.theme import THEME
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio
from playground.ui.views.plane.separator_grips import SeparatorGrips
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.workspaces.kinds import WORKSPACES
from tests.ui.fitting import misfits
from tests.ui.painted_texts import TextNotes, noted_texts
from tests.ui.unfolding import control

WINDOWS = ((1920, 1080), (1440, 900), (1280, 720), (1024, 768), (911, 512))
SIZES = dict.fromkeys((1.0, 1.25, 1.5), WINDOWS)
"""In which windows everything fits, at each size of the text."""
WALKED = (1.0, (911, 512)), (1.0, (1440, 900)), (1.25, (1024, 768)), (1.5, (1280, 720)), (1.5, (911, 512))
SENTENCE = "Training diverged at step 12,345 with the learning rate γ = 0.03: the loss is no longer a finite number."
WAYS_OUT = ("Go back to the last good weights", "Go back and divide the learning rate by ten")


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[None]:
    QCursor.setPos(0, 0)  # Over nothing that would tell what is under it.
    THEME.install(qapp)
    THEME.set_mode("light")
    THEME.set_scale(1.0)
    yield
    THEME.set_mode("light")
    THEME.set_scale(1.0)


@pytest.fixture
def notes() -> Iterator[TextNotes]:
    with noted_texts() as notes:
        yield notes


@pytest.fixture
def opened(qtbot, studio: Studio) -> Callable[..., Session]:
    """Shows a workspace, trained for a few steps, with the answers to all that it asks."""

    def show(name: str, steps: int = 3) -> Session:
        studio.show(name)
        session = studio.sessions[name]

        def is_there() -> bool:
            snapshot = session.snapshot
            if session.workspace.busy or snapshot is None or snapshot.data_set is not session.state.data_set:
                return False
            answers = snapshot.answers
            return all(each in answers and answers[each].complete for each in session.attention.focus.questions)

        qtbot.waitUntil(is_there, timeout=60_000)
        for _ in range(steps):
            before = session.snapshot
            session.workspace.step()
            qtbot.waitUntil(lambda before=before: session.snapshot is not before)
        qtbot.waitUntil(is_there, timeout=60_000)
        return session

    return show


@pytest.mark.parametrize("name", WORKSPACES)
def test_a_workspace_fits(studio: Studio, opened: Callable[..., Session], notes: TextNotes, name: str):
    _fits_everywhere(studio, opened(name).workspace, notes)


@pytest.mark.parametrize("layers", [1, 3])
def test_a_network_on_values_fits(qtbot, studio: Studio, opened: Callable[..., Session], notes: TextNotes, layers: int):
    session = opened("regression")
    model = session.workspace.model
    qtbot.mouseClick(model.kind.buttons["hidden"], Qt.MouseButton.LeftButton)
    session.state.edit_model(Architecture((DenseSpec(12, "tanh"),) * layers))
    qtbot.waitUntil(lambda: len(session.snapshot.spec.layers) == 1 + layers)
    _fits_everywhere(studio, session.workspace, notes)


@pytest.mark.parametrize("tab", ["layer", "space"])
def test_the_answers_fit_in_every_tab(
    qtbot, studio: Studio, opened: Callable[..., Session], notes: TextNotes, tab: str
):
    session = opened("network")
    session.state.edit_data(source="rings")
    card = session.workspace.decision
    qtbot.mouseClick(card.tabs.buttons[tab], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.snapshot.spec.output_shape == (3,) and (tab == "space" or card.said.text() != ""))
    for scale, size in _sizes(studio.window):
        assert misfits(studio.window, notes) == [], (scale, size)


def _fits_everywhere(studio: Studio, page: Any, notes: TextNotes) -> None:
    for scale, size in _sizes(studio.window):
        assert misfits(studio.window, notes) == [], (scale, size)
        page.show_message("error", SENTENCE, [(text, lambda: None) for text in WAYS_OUT], "line\n" * 9)
        _settle()
        assert misfits(page.messages, notes) == [], (scale, size)
        page.messages.close_message()
        columns = page.body.columns
        for folded in columns.folded:
            columns.toggle(folded)
            _settle()
            assert misfits(studio.window, notes) == [], (scale, size, folded)
            columns.close_drawer()


@pytest.mark.parametrize("hidden", [(6, 4), (64,) * 8])
def test_a_walk_fits(qtbot, studio: Studio, opened: Callable[..., Session], notes: TextNotes, hidden: tuple[int, ...]):
    session = opened("network", steps=1)
    session.state.edit_model(Architecture(tuple(DenseSpec(units, "tanh") for units in hidden)))
    session.workspace.walk_through()
    walk = session.workspace.walk
    qtbot.waitUntil(lambda: session.snapshot.walk is not None and len(walk.formulas.views) == 2 * len(hidden) + 4)
    places = (0, len(hidden), len(hidden) + 1, len(hidden) + 3, len(walk.formulas.views) - 1)
    for number, (scale, size) in enumerate(WALKED):
        THEME.set_scale(scale)
        studio.window.resize(*size)
        walk.bar.by_neuron.setChecked(number % 2 == 1)
        walk.bar.chosen.emit(places[number % len(places)])
        _settle()
        assert misfits(session.workspace, notes) == [], (scale, size)


def test_the_perceptron_fits_with_all_it_has(qtbot, studio: Studio, opened: Callable[..., Session], notes: TextNotes):
    session = opened("perceptron")
    state = session.state
    state.edit_data(source="circle")
    model = PerceptronModel(rule="pocket", beside=True, inputs=("sin x1", "sin x2"))
    state.edit_model(model)
    session.step()
    qtbot.waitUntil(lambda: session.snapshot.experiment.model == model and session.snapshot.updates > 0)
    session.workspace.findChild(QPushButton, "separator.test").setChecked(True)
    session.workspace.findChild(SeparatorGrips).tested.emit((-2.8, -1.1))
    for scale, size in ((1.0, (1024, 768)), (1.5, (1280, 720)), (1.5, (911, 512))):
        THEME.set_scale(scale)
        studio.window.resize(*size)
        _settle()
        assert misfits(studio.window, notes) == [], (scale, size)


def test_the_result_of_six_classes_fits_with_all_that_can_be_shown(
    qtbot, studio: Studio, opened: Callable[..., Session], notes: TextNotes
):
    session = opened("network", steps=0)
    page, state = session.workspace, session.state
    label = np.arange(120) % 6
    x = np.stack([np.cos(label), np.sin(label)], axis=1) * 2
    points = PointSet(x, label, (np.arange(120) % 10) / 10, tuple("ABCDEF"), "drawn")
    state.edit(replace(state.experiment, data=PointsData("drawn", drawn=points)))
    page.layers.tabs.buttons["confusion"].click()
    control(page.loss.more, "loss.more.accuracy").click()
    for name in ("wrong", "uncertain", "change"):
        control(page.decision.options.more, f"decision.more.{name}").click()
    qtbot.waitUntil(lambda: session.snapshot.data_set is points and session.snapshot.sample_answers is not None)
    for scale, size in _sizes(studio.window):
        assert misfits(studio.window, notes) == [], (scale, size)


@pytest.mark.parametrize("losses, epochs", [(1e7, 1e4), (3e-7, 1e6), (12345, 3)])
def test_large_and_small_numbers_fit(studio: Studio, opened, notes: TextNotes, losses: float, epochs: float):
    session = opened("network")
    snapshot = session.snapshot
    curves = snapshot.curves
    changes = {"epoch": curves.epoch * epochs, "gradient_norms": curves.gradient_norms * losses / 10}
    changes |= {name: getattr(curves, name) * losses for name in ("train_loss", "test_loss")}
    session.workspace.show_frame(replace(snapshot, curves=replace(curves, **changes)))
    studio.window.resize(1440, 900)
    _settle()
    assert misfits(studio.window, notes) == []


def test_settings_fit(studio: Studio, notes: TextNotes):
    studio.show("settings")
    _settle()
    for scale, size in _sizes(studio.window):
        assert misfits(studio.window, notes) == [], (scale, size)


def test_what_unfolds_and_the_windows_of_help_fit(studio: Studio, opened, notes: TextNotes):
    opened("network")
    actions = studio.window.menu_actions
    for scale in SIZES:
        THEME.set_scale(scale)
        _settle()
        for button in studio.window.findChildren(UnfoldingButton):
            if button.isVisible():
                button.unfold()
                _settle()
                assert misfits(button.unfolded, notes) == [], (scale, button.text())
                button.unfolded.hide()
        for action in (actions.guide, actions.glossary, actions.shortcuts, actions.about):
            action.trigger()
            _settle()
            (window,) = (each for each in studio.window._help.values() if each.isVisible())
            assert misfits(window, notes) == [], (scale, action.text())
            window.close()


@pytest.mark.parametrize("name", ["perceptron", "network"])
def test_both_themes_lay_out_alike(studio: Studio, opened, name: str):
    opened(name, steps=0)
    places = []
    for mode in ("dark", "light"):
        THEME.set_mode(mode)
        _settle()
        places.append(_places(studio.window))
    assert places[0] == places[1]


class Painted(QWidget):
    """Paints what a test wants."""

    def __init__(self, paint: Callable[[QPainter], None]) -> None:
        super().__init__()
        self.paint = paint
        self.setFixedSize(120, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint(QPainter(self))


def _shorten(painter: QPainter) -> None:
    text = QFontMetrics(painter.font()).elidedText("fully connected 12.4 M", Qt.TextElideMode.ElideRight, 80)
    painter.drawText(QPointF(0, 20), text)


WHOLE = {
    "label": lambda: QLabel("whole"),
    "wrapped": lambda: QLabel("a sentence that goes on for more than one line", wordWrap=True),
    "button": lambda: QPushButton("whole"),
    "box": lambda: QCheckBox("whole"),
    "list": lambda: Combo([("a", "sigmoid"), ("b", "leaky ReLU")], "Activation", tooltip="Activation"),
    "field": lambda: QLineEdit("whole"),
    "painted": lambda: Painted(lambda painter: painter.drawText(QRectF(0, 0, 120, 40), "whole")),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_what_is_whole_is_not_complained_of(qtbot, notes: TextNotes, kind: str):
    assert misfits(_window(qtbot, WHOLE[kind]()), notes) == []


@pytest.mark.parametrize("kind", WHOLE)
def test_a_text_that_is_cut_is_found(qtbot, notes: TextNotes, kind: str):
    part = WHOLE[kind]()
    window = _window(qtbot, part)
    if kind == "wrapped":
        part.setFixedHeight(12)
    else:
        part.setFixedWidth(24)
    _settle()
    found = misfits(window, notes)
    assert found and any(word in found[0] for word in ("whole", "sentence", "sigmoid", "leaky"))


@pytest.mark.parametrize(
    "paint, complaint",
    [
        (_shorten, "is shortened to"),
        (lambda painter: painter.drawText(QRectF(0, 0, 50, 40), "a long word"), "is cut by"),
        (lambda painter: painter.drawText(QPointF(80, 20), "a long word"), "is cut by"),
        (lambda painter: painter.drawText(QRectF(0, 30, 120, 40), "low"), "is cut by"),
        (lambda painter: [painter.drawText(QPointF(x, 20), f"{x},000") for x in (1, 20)], "runs into"),
    ],
)
def test_what_is_painted_is_seen(qtbot, notes: TextNotes, paint: Callable[[QPainter], None], complaint: str):
    found = misfits(_window(qtbot, Painted(paint)), notes)
    assert found and all(complaint in each for each in found)


def test_widgets_over_each_other_beyond_their_parent_and_scrolled_to_the_side_are_found(qtbot, notes: TextNotes):
    window = _window(qtbot, QLabel("first"))
    over, beyond, area = QLabel("second", window), QLabel("third", window), QScrollArea(window)
    area.setWidget(QWidget())
    area.widget().resize(300, 10)
    over.setGeometry(window.layout().itemAt(0).geometry())
    beyond.setGeometry(window.width() - 10, 60, 80, 20)
    area.setGeometry(0, 90, 100, 40)
    for each in (over, beyond, area):
        each.show()
    _settle()
    found = "\n".join(misfits(window, notes))
    assert "lies over" in found and "beyond" in found and "to the side" in found


def _window(qtbot, part: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(part)
    column.addStretch(1)
    window.resize(200, 200)
    window.show()
    _settle()
    return window


def _sizes(window: QWidget) -> Iterator[tuple[float, tuple[int, int]]]:
    """Gives a window every size in turn."""
    for scale, sizes in SIZES.items():
        THEME.set_scale(scale)
        for size in sizes:
            window.resize(*size)
            _settle()
            assert window.size() == QSize(*size)
            yield scale, size


def _settle() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()


def _places(window: QWidget) -> list[tuple[str, tuple[int, int, int, int]]]:
    parts = [each for each in window.findChildren(QWidget) if each.isVisible()]
    return [(each.objectName(), each.geometry().getRect()) for each in parts]
