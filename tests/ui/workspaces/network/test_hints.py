"""Hints on the diagram for somebody who is here for the first time: where they lie, and how they go."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from playground.ui.look.theme import THEME
from playground.ui.views.diagram.bundle_chips import BundleChip
from playground.ui.widgets.callout import Callout
from playground.ui.workspaces.network.diagram_hints import DiagramHints
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, make

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def pointer_elsewhere(qapp: QApplication) -> None:
    """Bubbles give way to what is pointed at, and the pointer is where another test has left it."""
    QCursor.setPos(0, 0)


def hinted(qtbot, size: tuple[int, int] = (1440, 860), **parts: object) -> NetworkBench:
    """A bench that shows its hints."""
    bench = make(qtbot, **parts)
    bench.workspace.resize(*size)
    bench.frame()
    bench.workspace.model.hints.offer()
    settle(qtbot, bench)
    return bench


def settle(qtbot, bench: NetworkBench) -> None:
    """Lets the layout settle, and the bubbles find their places."""
    QApplication.processEvents()
    bench.frame()
    due = bench.workspace.findChild(DiagramHints)._due
    qtbot.waitUntil(lambda: not due.isActive())
    bench.frame()


def bubbles(bench: NetworkBench) -> dict[str, Callout]:
    """The bubbles that are seen, by their names."""
    found = bench.workspace.findChildren(Callout)
    return {bubble.objectName().split(".")[1]: bubble for bubble in found if bubble.isVisible()}


def place(widget: QWidget, bench: NetworkBench) -> QRect:
    return QRect(widget.mapTo(bench.workspace, QPoint()), widget.size())


def point_at_tile(qtbot, bench: NetworkBench) -> QPoint:
    diagram = bench.workspace.model.diagram
    x, y = diagram.columns[1].corners[2] + diagram.columns[1].tile / 2
    qtbot.mouseMove(diagram, QPoint(int(x), int(y)))
    return QPoint(int(x), int(y))


def point_at_nothing(qtbot, bench: NetworkBench) -> None:
    for x in (2, 3):  # a pointer that is there already does not move
        qtbot.mouseMove(bench.workspace.model.diagram, QPoint(x, 2))
    settle(qtbot, bench)


def test_nobody_gets_hints_unasked(qtbot):
    assert not bubbles(make(qtbot))


def test_three_hints_say_what_there_is(qtbot):
    shown = bubbles(hinted(qtbot))
    assert list(shown) == ["tile", "line", "hand"]
    assert (
        "neuron" in shown["tile"].text()
        and "weight" in shown["line"].text()
        and "click" in shown["hand"].text().lower()
    )


@pytest.mark.parametrize(
    ("size", "units"), [((1440, 860), (6, 4)), ((1204, 695), ()), ((900, 620), (64,) * 8), ((780, 560), (6, 4))]
)
def test_they_cover_no_control_and_not_each_other(qtbot, size, units):
    bench = hinted(qtbot, size, units=units)
    card, shown = bench.workspace.model, list(bubbles(bench).values())
    if not card.isVisible():
        assert not shown
        return
    assert shown
    room = place(card.zoom, bench)
    controls = [*card.columns.headers.values(), card.columns.input, card.columns.output, card.zoom.buttons]
    controls += card.diagram.findChildren(BundleChip)
    for index, bubble in enumerate(shown):
        assert room.contains(place(bubble, bench))
        others = [*shown[:index], *(each for each in controls if each.isVisible())]
        assert not any(place(bubble, bench).intersects(place(other, bench)) for other in others)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_their_texts_are_whole_at_every_size_of_text(qtbot, mode):
    scale, before = THEME.chosen_scale, THEME.mode
    try:
        THEME.set_mode(mode)
        THEME.set_scale(1.5)
        bench = hinted(qtbot, (1800, 1000))
        assert bubbles(bench)
        for bubble in bubbles(bench).values():
            label = bubble.findChild(QLabel)
            assert label.height() >= label.heightForWidth(label.width())
    finally:
        THEME.set_scale(scale)
        THEME.set_mode(before)


def test_pointing_at_a_tile_is_using_its_hint(qtbot):
    bench = hinted(qtbot)
    at = point_at_tile(qtbot, bench)
    settle(qtbot, bench)
    assert not bubbles(bench), "they lie over what is said of the tile"
    point_at_nothing(qtbot, bench)
    assert list(bubbles(bench)) == ["line", "hand"]
    qtbot.mouseClick(bench.workspace.model.diagram, LEFT, pos=at)
    point_at_nothing(qtbot, bench)
    assert list(bubbles(bench)) == ["line"]


def test_pointing_at_a_line_is_using_its_hint(qtbot):
    bench = hinted(qtbot)
    diagram = bench.workspace.model.diagram
    second = diagram.columns[1]
    qtbot.mouseMove(diagram, QPoint(int(second.left) - 4, int(second.y[0])))
    settle(qtbot, bench)
    assert "line" not in bubbles(bench)


def test_the_cross_closes_one(qtbot):
    bench = hinted(qtbot)
    qtbot.mouseClick(bubbles(bench)["line"].close_button, LEFT)
    settle(qtbot, bench)
    assert list(bubbles(bench)) == ["tile", "hand"]
    assert bench.workspace.model.hints.used == ("line",)


def test_escape_closes_all_and_is_free_again(qtbot):
    bench = hinted(qtbot)
    bench.workspace.body.leave()
    settle(qtbot, bench)
    assert not bubbles(bench) and not bench.workspace.model.hints.pending
    assert not bench.workspace.body._escape.isEnabled()


def test_a_message_goes_before_the_hints(qtbot):
    bench = hinted(qtbot)
    bench.workspace.show_message("info", "Something")
    bench.workspace.body.leave()
    assert bubbles(bench) and not bench.workspace.messages.isVisible()


def test_they_are_no_part_of_a_picture_of_the_diagram(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    settle(qtbot, bench)
    before = card.figure.image()
    card.hints.offer()
    settle(qtbot, bench)
    assert bubbles(bench) and card.figure.image() == before


def test_a_screen_reader_reads_them(qtbot):
    bench = hinted(qtbot)
    for bubble in bubbles(bench).values():
        assert QAccessible.queryAccessibleInterface(bubble).text(QAccessible.Text.Name) == bubble.text()
        assert bubble.close_button.accessibleName()


def test_they_follow_their_things_when_the_diagram_is_zoomed(qtbot):
    bench = hinted(qtbot)
    card = bench.workspace.model
    card.zoom.zoom_to(2.0)
    settle(qtbot, bench)
    assert all(place(card.zoom, bench).contains(place(bubble, bench)) for bubble in bubbles(bench).values())


def test_hints_are_no_edit(qtbot):
    assert not hinted(qtbot).state.can_undo
