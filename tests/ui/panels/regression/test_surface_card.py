"""The error surface: the point is dragged, put and moved by keys, and the line follows; what is shown is as chosen."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.ui.look.theme import THEME
from playground.ui.views.regression.surface_contents import arrows, free_cross, note
from playground.ui.views.regression.surface_scene import scene_of
from tests.ui.panels.regression.line_page import XY, line_bench, put, values

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot):
    bench = line_bench()
    qtbot.addWidget(bench.workspace)
    put(bench, 0.0, -1.0)
    return bench


@pytest.fixture
def view(bench):
    return bench.workspace.surface.view


def pixel(view, a: float, b: float) -> QPoint:
    return view.plane().pixel(a, b).toPoint()


def theta(bench) -> list[float]:
    return bench.look().theta.tolist()


def grabbed(view) -> QImage:
    return view.grab().toImage()


def test_dragging_the_point_takes_the_line_along_and_is_undone_at_once(bench, view):
    QTest.mousePress(view, LEFT, pos=pixel(view, 0, -1))
    assert theta(bench) == pytest.approx([0, -1])  # gripped as it is
    for a, b in ((0.2, -0.8), (0.5, -0.3), (1.0, 0.5)):
        QTest.mouseMove(view, pixel(view, a, b))
        unit = 1 / view.plane().scale
        assert theta(bench) == pytest.approx([a, b], abs=2 * unit)
    QTest.mouseRelease(view, LEFT, pos=pixel(view, 1, 0.5))
    bench.show()
    assert view.picture.theta == pytest.approx(theta(bench))
    assert bench.workspace.line.line.text().count("color") == 2
    bench.state.undo()
    assert theta(bench) == pytest.approx([0, -1])
    bench.state.redo()
    assert theta(bench) == pytest.approx([1, 0.5], abs=2 / view.plane().scale)


def test_two_drags_are_two_steps(bench, view):
    for a in (0.5, 1.0):
        here = view.plane().pixel(*view.picture.theta).toPoint()
        QTest.mousePress(view, LEFT, pos=here)
        QTest.mouseMove(view, pixel(view, a, -1))
        QTest.mouseRelease(view, LEFT, pos=pixel(view, a, -1))
        bench.show()
    bench.state.undo()
    assert theta(bench)[0] == pytest.approx(0.5, abs=0.03)
    bench.state.undo()
    assert theta(bench)[0] == pytest.approx(0, abs=0.03)


def test_the_point_is_let_go_of_when_the_surface_is_hidden(bench, view):
    QTest.mousePress(view, LEFT, pos=pixel(view, 0, -1))
    QTest.mouseMove(view, pixel(view, 0.5, 0))
    before = theta(bench)
    view.hide()
    view.show()
    QTest.mouseMove(view, pixel(view, 1, 1))
    assert theta(bench) == before


def test_a_click_puts_the_point_there(bench, view):
    QTest.mouseClick(view, LEFT, pos=pixel(view, 1, 1))
    assert theta(bench) == pytest.approx([1, 1], abs=2 / view.plane().scale)
    bench.state.undo()
    assert theta(bench) == pytest.approx([0, -1])


def test_nothing_moves_under_the_point_that_is_held_and_it_stays_on_the_surface(bench, view):
    before = view.plane()
    QTest.mousePress(view, LEFT, pos=pixel(view, 0, -1))
    QTest.mouseMove(view, QPoint(view.width() + 300, -200))
    bench.show()
    assert view.plane() == before
    a, b = theta(bench)
    assert (a, b) == pytest.approx(before.extent.nearest(a, b))
    QTest.mouseRelease(view, LEFT, pos=QPoint(view.width() + 300, -200))
    bench.show()
    assert view.plane() == before


def test_arrow_keys_move_the_point(bench, view):
    view.setFocus()
    extent = view.plane().extent
    step = min(extent.across, extent.upwards) / 50
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyPress(view, Qt.Key.Key_Up)
    QTest.keyPress(view, Qt.Key.Key_Up)
    QTest.keyRelease(view, Qt.Key.Key_Up)
    assert theta(bench) == pytest.approx([step, -1 + 2 * step])
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert theta(bench) == pytest.approx([step - step / 10, -1 + 2 * step])
    for expected in ([step, -1 + 2 * step], [step, -1], [0, -1]):
        bench.state.undo()
        bench.show()
        assert theta(bench) == pytest.approx(expected)


@pytest.mark.parametrize("loss", ["squared-error", "absolute-error", "huber"])
def test_the_reading_is_the_loss_of_the_engine(qtbot, loss):
    bench = line_bench(loss=loss)
    qtbot.addWidget(bench.workspace)
    view = bench.workspace.surface.view
    for a, b in ((0.5, 0.25), (-1.0, 1.5)):
        put(bench, a, b)
        assert view.picture.loss_at(a, b) == pytest.approx(bench.snapshot.scores.train_loss, rel=1e-5)
    text = view.picture.reading(-1.0, 1.5)
    assert text.startswith("a = −1.00   b = 1.50   E = ")
    corner = QRect(view.width() - 120, 12, 100, 20)
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    before = grabbed(view).copy(corner)
    QTest.mouseMove(view, QPoint(1, 1))
    QTest.mouseMove(view, pixel(view, -1, 1))
    assert grabbed(view).copy(corner) != before
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert grabbed(view).copy(corner) == before


@pytest.mark.parametrize("loss", ["squared-error", "absolute-error", "huber"])
def test_the_colours_are_those_of_the_loss(qtbot, loss):
    bench = line_bench(loss=loss)
    qtbot.addWidget(bench.workspace)
    view = bench.workspace.surface.view
    qtbot.waitUntil(lambda: view.picture.is_complete)
    field = view.picture._field
    x, y = np.array(XY[:4], float).T
    error = field.a[None, :, None] * x + field.b[:, None, None] - y
    size = np.abs(error)
    of_one = {
        "squared-error": error**2,
        "absolute-error": size,
        "huber": np.where(size <= 1, error**2 / 2, size - 0.5),
    }
    np.testing.assert_allclose(field.values(), of_one[loss].mean(axis=2), atol=1e-9)


@pytest.mark.parametrize("box", ["path", "gradients", "contours"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_box_hides_what_it_names(bench, view, box, mode):
    bench.train(0.02)
    THEME.set_mode(mode)
    try:
        shown = grabbed(view)
        check = getattr(bench.workspace.surface, box)
        check.click()
        assert not getattr(view.options, box) and grabbed(view) != shown
        check.click()
        assert grabbed(view) == shown
    finally:
        THEME.set_mode("system")


def test_the_gradients_are_those_of_the_next_step_at_one_scale(bench, view):
    full, batch = arrows(view.picture.scene, view.picture.theta)
    assert full.factor == batch.factor
    # At a = 0, b = −1 the residuals are −1, −1, −2, −2: ∂E/∂a = 2·mean(1, 0, −2, −4), ∂E/∂b = 2·mean(−1, −1, −2, −2).
    assert full.gradient == pytest.approx([-2.5, -3.0])
    index = bench.snapshot.batch.index
    residual = -1 - np.array(XY)[index, 1]
    assert batch.gradient == pytest.approx([2 * np.mean(residual * np.array(XY)[index, 0]), 2 * np.mean(residual)])
    before = theta(bench)
    bench.workspace.step_requested.emit()
    assert theta(bench) == pytest.approx(np.array(before) - 0.1 * batch.gradient, rel=1e-5)


def test_a_batch_of_all_points_has_one_arrow(qtbot):
    bench = line_bench(batch_size=10)
    qtbot.addWidget(bench.workspace)
    picture = bench.workspace.surface.view.picture
    assert len(arrows(picture.scene, picture.theta)) == 1


def test_the_path_begins_at_the_start_and_ends_at_the_point(bench, view):
    bench.train(0.02)
    path = view.picture.scene.path
    assert len(path) > 2 and path[-1] == pytest.approx(bench.snapshot.theta)


def test_a_learning_rate_too_large_is_seen_to_leave_the_valley(qtbot):
    bench = line_bench(learning_rate=1.5, batch_size=10)
    qtbot.addWidget(bench.workspace)
    view = bench.workspace.surface.view
    sizes, signs = [], []
    for _ in range(12):
        bench.workspace.step_requested.emit()
        bench.show()
        sizes.append(view.plane().extent.upwards)
        signs.append(math.copysign(1, bench.snapshot.theta[0] - 0.4))
    assert sizes == sorted(sizes) and len(set(sizes)) > 2  # it grows, in steps
    assert signs[:6] in ([1, -1] * 3, [-1, 1] * 3)  # across the valley and back
    assert not view.plane().extent.holds(*view.picture.theta)
    assert view.picture.beyond().startswith("out of sight: E = ")
    grabbed(view)
    bench.workspace.restart_requested.emit()
    bench.state.edit_training(learning_rate=0.05)
    bench.show()
    assert view.plane().extent.upwards < sizes[-1]


def test_while_it_converges_nothing_moves(bench, view):
    before = view.plane()
    for _ in range(30):
        bench.workspace.step_requested.emit()
        bench.show()
        assert view.plane() == before


@pytest.mark.parametrize(("xy", "words"), [([(1, 0), (1, 2)], "same x"), ([], "No training points")])
def test_without_a_single_optimum_it_says_so(qtbot, xy, words):
    bench = line_bench(values(xy, tests=0))
    qtbot.addWidget(bench.workspace)
    view = bench.workspace.surface.view
    assert words in note(view.picture.scene)
    assert not grabbed(view).isNull()


def test_frames_of_a_network_are_left_out(bench, view):
    scene = view.picture.scene
    bench.state.edit_model(Architecture((DenseSpec(3, "tanh"),)))
    bench.show()
    assert scene_of(bench.snapshot) is None and view.picture.scene is scene


def test_many_points_are_worked_out_a_piece_at_a_time(qtbot):
    rng = np.random.default_rng(3)
    bench = line_bench(values(rng.uniform(-3, 3, (10_000, 2)), tests=0), loss="absolute-error")
    qtbot.addWidget(bench.workspace)
    picture = bench.workspace.surface.view.picture
    assert picture._field.has_picture and not picture.is_complete
    qtbot.waitUntil(lambda: picture.is_complete)
    assert not grabbed(bench.workspace.surface.view).isNull()


def test_the_name_of_the_closed_form_gives_way_to_the_arrows_and_stays_where_none_is(bench, view):
    plane, scene = view.plane(), view.picture.scene
    put(bench, 0.4, -0.5)
    free = free_cross(scene, 0, [], plane)
    assert free.place == 0
    point = plane.theta(free.label(plane).center() + QPoint(0, 60))
    (full, *_) = arrows(replace(scene, full=np.array([0.0, -9.0]), batch_size=99), point)
    moved = free_cross(scene, 0, [full], plane)
    assert moved.place != 0 and free_cross(scene, moved.place, [], plane).place == moved.place


def test_a_figure_that_can_be_enlarged_has_the_same_colours(bench, view, tmp_path):
    bench.workspace.surface.figure.save(tmp_path / "surface.svg")
    drawn = QImage(view.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    QSvgRenderer(str(tmp_path / "surface.svg")).render(painter)
    painter.end()
    shown = grabbed(view)
    for a, b in ((-1.5, -1.5), (1.5, -1.0), (-1.0, 1.5)):
        place = pixel(view, a, b)
        one, other = drawn.pixelColor(place), shown.pixelColor(place)
        assert max(abs(one.red() - other.red()), abs(one.green() - other.green())) < 12
