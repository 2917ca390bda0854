"""Lines from the numbers of the window to the output that is pointed at, where these can be told apart."""

import pytest

from playground.ui.look.theme import THEME
from playground.ui.views.convolution.window_lines import window_lines
from tests.ui.workspaces.convolution.convolution_bench import spot


def test_pointing_at_an_output_draws_its_nine_lines(bench):
    made = bench("drawing")
    view = made.view
    before = view.grab().toImage()
    assert window_lines(view.scene, view.layout_) == []
    made.point(spot("y", 3, 6))
    lines = window_lines(view.scene, view.layout_)
    assert [line.factor for line in lines] == [-1, 0, 1, -2, 0, 2, -1, 0, 1]  # Sobel x
    table = view.scene.table(spot("x", 0, 0).table)
    for (row, column), line in zip([(r, c) for r in (2, 3, 4) for c in (5, 6, 7)], lines, strict=True):
        assert view.layout_.cell_rect(table, (row, column)).adjusted(-1, -1, 1, 1).contains(line.start)
    goal = view.layout_.cell_rect(view.scene.table(spot("y", 0, 0).table), (3, 6))
    assert len({(line.end.x(), line.end.y()) for line in lines}) == 9
    assert all(goal.adjusted(-1, -1, 1, 1).contains(line.end) for line in lines)
    strongest = lines[5]
    ratio = before.devicePixelRatio()
    place = ((strongest.end * 0.9 + strongest.start * 0.1) * ratio).toPoint()  # among the empty outputs
    now = view.grab().toImage()
    reds = [now.pixelColor(place.x(), place.y() + dy).red() for dy in range(-6, 7)]
    assert min(reds) < THEME.colours.panel.red() - 60


@pytest.mark.parametrize("example", ["rgb", "maps"])
def test_of_several_channels_there_is_no_tangle(bench, example):
    made = bench(example)
    made.point(spot("y", 1, 1))
    assert made.view.scene.current == spot("y", 1, 1) and window_lines(made.view.scene, made.view.layout_) == []


def test_none_where_an_input_is_pointed_at_or_the_kernel_slides(bench):
    made = bench()
    made.steps(2)
    assert window_lines(made.view.scene, made.view.layout_) == []
    made.point(spot("x", 2, 2))
    assert window_lines(made.view.scene, made.view.layout_) == []
    made.point(spot("y", 2, 2))
    assert len(window_lines(made.view.scene, made.view.layout_)) == 9
