"""The plane: where things lie, what the mouse reports, what is painted."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage

from playground.data.point_sets import make_points
from playground.data.points import PointSet
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_shapes import Curve, HalfPlane
from playground.ui.views.plane.plane_view import Brush, PlaneView
from playground.ui.widgets.figure_menu import FigureMenu

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot) -> PlaneView:
    view = PlaneView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.show()
    return view


def colour(view: PlaneView, x1: float, x2: float) -> QColor:
    place = view.plane_map().pixel(x1, x2).toPoint()
    return view.grab().toImage().pixelColor(place)


def test_the_map_and_back():
    plane = PlaneMap(20, 10, 600)
    assert plane.pixel(0, 0) == QPointF(320, 310)
    assert plane.pixel(-3, 3) == QPointF(20, 10)
    assert plane.plane(QPointF(620, 610)) == (3, -3)
    assert plane.pixels([(1, 1), (0, -3)]).tolist() == [[420, 210], [320, 610]]


def test_the_plane_is_a_square_inside_whatever_the_shape_of_the_widget(view):
    for width, height in ((400, 200), (200, 400), (300, 300)):
        view.resize(width, height)
        rect = view.plane_map().rect
        assert rect.width() == rect.height()
        assert rect.left() >= 0 and rect.right() <= view.width() and rect.bottom() <= view.height()


def test_a_background_fills_the_plane_with_its_upper_edge_up(view):
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(0)
    for column in range(2):
        image.setPixelColor(column, 1, QColor(255, 0, 0))
    view.set_background(image)
    assert colour(view, 0, -2.5).red() > 200
    assert colour(view, 0, 2.5).red() < 50


def test_a_marker_has_its_class_colour_and_test_points_are_paler(view):
    points = PointSet.empty().added([(-1, 0.05), (1, 0.05)], [0, 0])
    view.set_background(QImage(1, 1, QImage.Format.Format_RGB32))
    view.set_points(points, np.array([False, True]))
    full = THEME.colours.classes[0]
    # Above the middle, where the sign of the class is not.
    assert colour(view, -1, 0.1).name() == full.name()
    assert colour(view, 1, 0.1).name() != full.name()


def test_a_test_point_keeps_its_class_colour_on_the_region_of_another_class(view):
    """Where it is misclassified: blue points on orange ground are no grey ones."""
    view.set_points(PointSet.empty().added([(1, 0.05)], [1]), np.array([True]))
    shown = []
    for ground in (THEME.colours.diverging[0], THEME.colours.diverging[2]):
        image = QImage(1, 1, QImage.Format.Format_RGB32)
        image.fill(ground)
        view.set_background(image)
        shown.append(colour(view, 1.03, 0.12))
    assert shown[0] == shown[1] and shown[0].blue() > shown[0].red() + 40


def test_the_same_points_are_not_rendered_again(view):
    points = make_points("circle", 5000)
    view.set_points(points)
    view.grab()
    picture = view._picture.layer._picture.cacheKey()
    view.set_brush(Brush(10))
    view.grab()
    assert view._picture.layer._picture.cacheKey() == picture
    view.set_points(points.moved([0], (1, 1)))
    view.grab()
    assert view._picture.layer._picture.cacheKey() != picture


def test_shapes_lie_under_and_over_the_points(view):
    view.set_hint("")
    red, green = QColor("#ff0000"), QColor("#00ff00")
    view.set_shapes([HalfPlane((1, 0), 0, red)], [Curve(np.array([(-2, 1), (-2, -1)]), green, 6)])
    assert colour(view, 1.5, 1.5) == red
    assert colour(view, -2, 0) == green


def test_the_mouse_reports_without_a_threshold_and_only_what_began_inside(qtbot, view):
    told: list[tuple[str, float]] = []
    view.pressed.connect(lambda p: told.append(("press", round(p.x1, 1))))
    view.dragged.connect(lambda p: told.append(("drag", round(p.x1, 1))))
    view.released.connect(lambda p: told.append(("release", round(p.x1, 1))))
    place = view.plane_map().pixel(1, 1).toPoint()
    qtbot.mouseMove(view, place)
    qtbot.mousePress(view, LEFT, pos=place)
    qtbot.mouseMove(view, place + QPoint(1, 0))
    qtbot.mouseRelease(view, LEFT, pos=place + QPoint(1, 0))
    assert told == [("press", 1.0), ("drag", 1.0), ("release", 1.0)]
    told.clear()
    qtbot.mousePress(view, LEFT, pos=QPoint(3, view.height() - 3))
    qtbot.mouseMove(view, place)
    qtbot.mouseRelease(view, LEFT, pos=place)
    assert told == []


def test_the_right_button_does_not_paint(qtbot, view):
    with qtbot.assertNotEmitted(view.pressed):
        qtbot.mousePress(view, Qt.MouseButton.RightButton, pos=view.plane_map().pixel(0, 0).toPoint())


def test_the_value_under_the_pointer_is_asked_for(qtbot, view):
    asked = []
    view.set_readout(lambda x1, x2: asked.append((round(x1), round(x2))) or Said("here"))
    qtbot.mouseMove(view, view.plane_map().pixel(2, -1).toPoint())
    view.grab()
    assert asked[-1] == (2, -1)


def test_the_keyboard_moves_the_pointer_and_clicks(qtbot, view):
    qtbot.mouseMove(view, view.plane_map().pixel(0, 0).toPoint())
    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.released), qtbot.waitSignal(view.pressed) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    pointer = told.args[0]
    assert (pointer.x1, pointer.x2) == pytest.approx((1.0, 0.1), abs=0.02)


def test_an_svg_of_the_plane_holds_vectors(view, tmp_path):
    view.set_points(make_points("moons", 50))
    FigureMenu(view, "plane").save(tmp_path / "plane.svg")
    text = (tmp_path / "plane.svg").read_text()
    assert text.count("<path") + text.count("<ellipse") + text.count("<circle") > 50
    assert "<image" not in text


def test_a_copied_figure_shows_nothing_that_belongs_to_the_pointer(qtbot, view):
    view.set_brush(Brush(40))
    view.set_readout(lambda x1, x2: Said("here"))
    menu = FigureMenu(view, "plane")
    plain = menu.image()
    qtbot.mouseMove(view, view.plane_map().pixel(1, 1).toPoint())
    pointed = view.grab().toImage()
    assert menu.image() == plain
    view.leaveEvent(None)
    assert view.grab().toImage() != pointed


@pytest.mark.parametrize("count", [0, 3, 500, 10_000])
def test_any_number_of_points_is_painted_with_mistakes_and_selection(view, count):
    points = make_points("rings", count) if count else PointSet.empty()
    view.set_points(points, points.rank >= 0.7)
    view.set_mistakes(points.x[::2])
    view.set_selection(points.x[:1])
    view.set_marquee(np.array([(-1, -1), (1, -1), (1, 1)]))
    assert not view.grab().isNull()


def test_no_line_runs_through_the_hint_of_an_empty_plane(view):
    def middle() -> np.ndarray:
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        row = view.plane_map().pixel(0, 0).toPoint().y()
        return np.array([image.pixelColor(x, row).red() for x in range(170, 240)], int)

    plain = middle()
    view.set_shapes([], [Curve(np.array([(-0.2, -3), (0.2, 3)]), QColor(0, 0, 0), 6)])
    assert np.abs(middle() - plain).max() < 40
