"""The projector mode: seen from the last row, and left without a trace."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from playground.ui.look.theme import THEME
from playground.ui.shell.main_window import MainWindow
from playground.ui.shell.window_memory import WindowMemory
from playground.ui.views.curves.chart import draw_curve
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_shapes import Line, Ring
from playground.ui.views.plane.point_markers import marker_radius


@pytest.fixture(autouse=True)
def theme(qapp):
    THEME.install(qapp)
    yield
    THEME.set_projector_size(1.5)
    THEME.set_projector(False)
    THEME.set_scale(1.0)


@pytest.fixture
def window(studio, qtbot) -> MainWindow:
    window = studio.window
    window.resize(1440, 900)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.show_workspace("network")
    settle()
    return window


def settle() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()


def press_the_key(window: MainWindow) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_P, keys)
    settle()


def test_a_key_makes_text_large_and_leaves_the_room_to_the_result(window):
    page = window.workspace("network")
    before = page.decision.width() * page.decision.height()
    press_the_key(window)
    assert window.menu_actions.projector.isChecked() and THEME.scale == 1.5
    assert page.body.columns.folded == ("data", "model")
    assert page.decision.width() * page.decision.height() > 1.4 * before
    assert page.decision.isVisible() and page.loss.isVisible()


def test_leaving_it_restores_what_was_before(window):
    page = window.workspace("network")
    THEME.set_scale(1.15)
    page.body.columns.splitter.setSizes([260, 500, 550])
    settle()
    before = page.body.columns.splitter.sizes(), page.body.columns.folded, THEME.scale, page.decision.geometry()
    press_the_key(window)
    press_the_key(window)
    assert not window.menu_actions.projector.isChecked()
    assert (page.body.columns.splitter.sizes(), page.body.columns.folded) == before[:2]
    assert (THEME.scale, page.decision.geometry()) == before[2:]


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_twice_as_large_is_chosen_in_the_menu_and_result_and_loss_stay_in_sight(window, size):
    page, actions = window.workspace("network"), window.menu_actions
    window.resize(*size)
    settle()
    assert actions.projector_15.isChecked() and not actions.projector_20.isChecked()
    actions.projector_20.trigger()
    settle()
    assert THEME.projector and THEME.scale == 2.0 and actions.projector_20.isChecked()
    sight = page.rect()
    for card in (page.decision, page.loss):
        place = card.rect().translated(card.mapTo(page, card.rect().topLeft()))
        assert card.isVisible() and sight.contains(place)
    assert page.decision.view.plane_map().side >= 300
    press_the_key(window)
    assert not THEME.projector and THEME.scale == 1.0
    press_the_key(window)
    assert THEME.scale == 2.0, "the key comes back to the size that was chosen"
    actions.projector_15.trigger()
    settle()
    assert THEME.scale == 1.5 and actions.projector_15.isChecked()


def test_text_grows_and_shrinks_in_it_as_well(window):
    press_the_key(window)
    window.menu_actions.larger.trigger()
    settle()
    assert THEME.scale == pytest.approx(1.15 * 1.5)
    press_the_key(window)
    assert THEME.scale == 1.15


def test_it_is_not_remembered_nor_is_its_text_size(window):
    press_the_key(window)
    settings = window._memory._settings
    window._memory.save(window, {})
    THEME.set_projector(False)
    WindowMemory(settings).restore_theme()
    assert not THEME.projector and THEME.scale == 1.0


def painted(paint) -> int:
    """How much ink that takes."""
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return sum(255 - QColor(image.pixel(x, y)).lightness() for x in range(200) for y in range(200))


def test_lines_and_marks_of_figures_follow(qapp):
    black, plane = QColor(Qt.GlobalColor.black), PlaneMap(0, 0, 200)
    paints = (
        lambda painter: Line((1, 0.5), 0, black).paint(painter, plane),
        lambda painter: Ring((0, 0), 20, black).paint(painter, plane),
        lambda painter: draw_curve(painter, black, *np.array([[10.0, 100, 190], [20, 90, 40]]), bold=True),
    )
    usual = [painted(paint) for paint in paints], marker_radius(200, 400)
    for size, more in ((1.5, 1.3), (2.0, 1.15)):
        THEME.set_projector_size(size)
        strong = [painted(paint) for paint in paints], marker_radius(200, 400)
        for before, after in zip(usual[0], strong[0], strict=True):
            assert after > more * before
        assert strong[1] > more * usual[1]
        usual = strong
