"""Columns whose tiles could not be read are bundles: a few tiles, a count, and ribbons in place of hair lines."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from playground.ui.views.diagram.diagram_bundle import READABLE, View, columns_of, frame_of, widths_to_open
from playground.ui.views.diagram.diagram_hover import Bundle, Neuron, Ribbon
from playground.ui.views.diagram.diagram_ribbons import RibbonPicture
from playground.ui.views.diagram.network_diagram import NetworkDiagram
from tests.ui.views.diagram.test_wide_layers import snapshot_of

LEFT = Qt.MouseButton.LeftButton
ORANGE, BLUE = QColor("#E08214"), QColor("#2F7FC1")
WHOLE = View()


def columns(units: tuple[int, ...], width: int = 640, height: int = 330, view: View = WHOLE):
    wider = widths_to_open(units, height - 24, view.opened)
    return columns_of([(count, count) for count in units], (width, height), 24, view, wider)


def shown(qtbot, words: str, width: int = 480, height: int = 360) -> NetworkDiagram:
    diagram = NetworkDiagram()
    qtbot.addWidget(diagram)
    diagram.resize(width, height)
    diagram.show()
    diagram.show_frame(snapshot_of(words))
    diagram.grab()
    return diagram


def point(diagram: NetworkDiagram, x: float, y: float, qtbot) -> object:
    qtbot.mouseMove(diagram, QPoint(int(x), int(y)))
    return diagram.hovered


@pytest.mark.parametrize("size", [(800, 340), (740, 250), (560, 420)])
def test_every_tile_of_eight_layers_of_64_can_be_read(size):
    for column in columns((2, *[64] * 8, 1), *size):
        assert column.tile >= READABLE
        assert column.corners.min() >= 0
        assert column.corners[:, 1].max() + column.tile <= size[1]


def test_what_can_be_read_is_no_bundle():
    assert not any(column.is_bundle for column in columns((2, 6, 16, 8, 1)))
    assert [column.is_bundle for column in columns((2, 64, 16, 200, 16, 1))] == [False, True, False, True, False, False]


def test_a_bundle_that_is_zoomed_in_on_opens_by_itself():
    units = (2, *[64] * 6, 1)
    assert columns(units, 640, 330)[1].is_bundle
    near = columns(units, 3 * 640, 3 * 330, View(3.0))
    assert not near[1].is_bundle and near[1].tile >= READABLE
    assert near[0].tile == 3 * columns(units, 640, 330)[0].tile


@pytest.mark.parametrize("height", [180, 250, 330, 700])
def test_an_open_column_shows_all_its_units_large_enough(height):
    units, opened = (2, *[64] * 8, 1), frozenset((4,))
    wider = widths_to_open(units, height - 24, opened)
    result = columns_of(
        [(count, count) for count in units], (800 + round(sum(wider)), height), 24, View(1.0, opened), wider
    )
    assert result[4].units == 64 and result[4].tile >= READABLE
    assert result[3].right < result[4].left and result[4].right < result[5].left
    assert result[4].corners[:, 1].max() + result[4].tile <= height - 24
    assert len({tuple(corner) for corner in result[4].corners.tolist()}) == 64


def test_ribbons_say_how_large_weights_are_and_of_which_sign():
    left, right = columns((2, 200, 200, 1))[1:3]
    ribbons = RibbonPicture(left, right, 60, 330, 1.0, 6.0)
    weight = np.full((64, 64), 0.5)
    weight[:16] = -0.25
    ribbons.draw(weight, 1.0, ORANGE, BLUE)
    column = ribbons.pixels[:, 30]
    blue, orange = ((column == colour.rgb()).sum() for colour in (BLUE, ORANGE))
    assert blue / orange == pytest.approx(0.5 * 48 / (0.25 * 16), rel=0.15)
    read = ribbons.reading(weight, 0, 0)
    assert (read.count, read.mean, read.positive) == (4096, pytest.approx(0.4375), 0.75)
    before = int((column != 0).sum())
    ribbons.draw(weight / 2, 1.0, ORANGE, BLUE)
    assert int((ribbons.pixels[:, 30] != 0).sum()) == pytest.approx(before / 2, abs=2)
    assert ribbons.shows(weight / 2, 1.0, ORANGE, BLUE) and not ribbons.shows(-weight, 1.0, ORANGE, BLUE)


def test_every_unit_beside_a_bundle_has_a_ribbon_of_its_own():
    left, right = columns((2, 4, 200, 1))[1:3]
    ribbons = RibbonPicture(left, right, 60, 330, 1.0, 6.0)
    weight = np.repeat(np.array([[1.0], [-1.0], [0.5], [0.0]]), 64, axis=1)
    assert ribbons.reading(weight, 1, 0).mean == 1.0 and ribbons.reading(weight, 1, 0).positive == 0.0
    hits = [ribbons.nearest(1, float(y), weight, 1.0) for y in left.y]
    assert hits == [(unit, 0) for unit in range(4)]
    assert ribbons.nearest(30, 2, weight, 1.0) is None


def test_pointing_at_tiles_bundles_and_ribbons(qtbot):
    diagram = shown(qtbot, "dense64:tanh dense64:tanh dense64:tanh")
    bundle, other = diagram.columns[1:3]
    x, y = bundle.corners[2] + bundle.tile / 2
    assert point(diagram, x, y, qtbot) == Neuron(1, 2)
    assert point(diagram, bundle.left + 2, y, qtbot) == Bundle(1)
    diagram.grab()
    assert point(diagram, (bundle.right + other.left) / 2, frame_of(bundle).center().y(), qtbot) == Ribbon(1, 0, 0)
    diagram.grab()
    assert point(diagram, bundle.right + 10, 2, qtbot) is None


def test_a_click_opens_a_bundle_and_its_button_folds_it_again(qtbot):
    diagram = shown(qtbot, "dense64:tanh dense64:tanh dense64:tanh")
    bundle = diagram.columns[1]
    assert diagram.most_units < 64
    qtbot.mouseClick(diagram, LEFT, pos=QPoint(int(bundle.left) + 2, int(bundle.y[0])))
    assert diagram.view.opened == {1} and diagram.columns[1].units == 64 and diagram.most_units == 64
    assert diagram.columns[2].is_bundle
    qtbot.mouseClick(chip(diagram, 1), LEFT)
    assert not diagram.view.opened and diagram.columns[1].is_bundle


def test_the_button_says_how_many_there_are_and_is_worked_by_keys(qtbot):
    layers = "dense64:tanh dense200:tanh dense64:tanh"
    narrow = shown(qtbot, layers, 260)
    assert [chip(narrow, k).text() for k in (1, 2, 3)] == ["64", "200", "64"]
    diagram = shown(qtbot, layers, 480)  # Whether "neurons" has room there depends on the font.
    assert [chip(diagram, k).text().split()[0] for k in (1, 2, 3)] == ["64", "200", "64"]
    assert chip(diagram, 1).accessibleName() == "Hidden 1: show its 64 neurons"
    qtbot.keyClick(chip(diagram, 2), Qt.Key.Key_Space)
    assert diagram.view.opened == {2}
    assert chip(diagram, 2).text() == "64 of 200"
    assert "fold" in chip(diagram, 2).accessibleName()
    qtbot.keyClick(chip(diagram, 2), Qt.Key.Key_Return)
    assert not diagram.view.opened


def test_another_number_of_layers_folds_everything(qtbot):
    diagram = shown(qtbot, "dense64:tanh dense64:tanh dense64:tanh")
    diagram.toggle(1)
    diagram.show_frame(snapshot_of("dense64:relu dense64:tanh dense64:tanh"))
    assert diagram.view.opened == {1}
    diagram.show_frame(snapshot_of("dense64:tanh dense64:tanh dense64:tanh dense64:tanh"))
    assert not diagram.view.opened and diagram.columns[1].is_bundle


def test_a_narrow_layer_has_no_button(qtbot):
    assert not shown(qtbot, "dense6:tanh")._chips.chips


def chip(diagram: NetworkDiagram, column: int):
    return diagram._chips.chips[column]
