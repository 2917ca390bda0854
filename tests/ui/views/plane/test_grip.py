"""What can be grabbed on the plane takes the whole gesture; what it does not hold goes on to the brush."""

import pytest
from PySide6.QtCore import QPoint, Qt

from playground.ui.views.plane.grip import Pointer
from playground.ui.views.plane.plane_view import PlaneView

LEFT = Qt.MouseButton.LeftButton


class Handle:
    """Holds what is pressed within half a unit of the origin."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def holds(self, pointer: Pointer) -> bool:
        return max(abs(pointer.x1), abs(pointer.x2)) < 0.5

    def drag(self, pointer: Pointer) -> None:
        self.told.append(f"drag {pointer.x1:.0f}")

    def release(self, pointer: Pointer) -> None:
        self.told.append("release")

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.SizeAllCursor if self.holds(pointer) else None


@pytest.fixture
def view(qtbot) -> PlaneView:
    view = PlaneView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.show()
    view.set_brush(None, Qt.CursorShape.CrossCursor)
    return view


def pixel(view: PlaneView, x1: float, x2: float) -> QPoint:
    return view.plane_map().pixel(x1, x2).toPoint()


def drag(qtbot, view: PlaneView, start: tuple[float, float], end: tuple[float, float]) -> None:
    qtbot.mousePress(view, LEFT, pos=pixel(view, *start))
    qtbot.mouseMove(view, pixel(view, *end))
    qtbot.mouseRelease(view, LEFT, pos=pixel(view, *end))


def test_a_gesture_ends_when_the_plane_is_hidden(qtbot, view):
    handle, told = Handle(), []
    view.set_grip(handle)
    view.dragged.connect(lambda _: told.append("dragged"))
    view.released.connect(lambda _: told.append("released"))
    for place in ((0, 0), (2, 0)):
        qtbot.mousePress(view, LEFT, pos=pixel(view, *place))
        view.hide()
        view.show()
        qtbot.mouseMove(view, pixel(view, 1, 1))
    assert handle.told == ["release"] and told == ["released"]


def test_a_grip_takes_the_whole_gesture_and_only_what_it_holds(qtbot, view):
    handle, painted = Handle(), []
    view.set_grip(handle)
    for signal in (view.pressed, view.dragged, view.released):
        signal.connect(painted.append)
    drag(qtbot, view, (0, 0), (2, 0))
    assert handle.told == ["drag 2", "release"] and painted == []
    drag(qtbot, view, (2, 0), (0, 0))
    assert handle.told == ["drag 2", "release"] and len(painted) == 3
    view.set_grip(None)
    drag(qtbot, view, (0, 0), (2, 0))
    assert len(painted) == 6


def test_the_cursor_says_where_something_can_be_grabbed(qtbot, view):
    view.set_grip(Handle())
    qtbot.mouseMove(view, pixel(view, 0, 0))
    assert view.cursor().shape() == Qt.CursorShape.SizeAllCursor
    qtbot.mouseMove(view, pixel(view, 2, 2))
    assert view.cursor().shape() == Qt.CursorShape.CrossCursor
