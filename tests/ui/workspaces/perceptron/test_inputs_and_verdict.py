"""Is it separable, in which inputs, and what a tested point and a rule that goes round tell."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton

from playground.data.points import PointSet
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN
from playground.ui.look.theme import THEME
from playground.ui.panels.points.separability_panel import SeparabilityPanel
from playground.ui.views.diagram.neuron_view import NeuronView
from playground.ui.views.plane.plane_marks import Diamond, Polygon, Segment
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.views.plane.separator_view import SeparatorView
from playground.ui.views.plane.small_plane import SHARE, SmallPlane
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.message_bar import MessageBar
from tests.ui.workspaces.perceptron.perceptron_bench import PerceptronBench

LEFT = Qt.MouseButton.LeftButton
# The corners of a square, each diagonal of one class: weights come back after a few updates.
CORNERS = PointSet.empty().added([(1, 1), (-1, -1), (1, -1), (-1, 1)], [1, 1, 0, 0])


def learn(made: PerceptronBench, steps: int) -> None:
    for _ in range(steps):
        made.workspace.step()
    made.show()


def put(made: PerceptronBench, *theta: float) -> None:
    made.workspace.weights_edited.emit(np.array(theta, np.float32), "typed")
    made.show()


def hulls(made: PerceptronBench) -> list[Polygon]:
    return [shape for shape in made.part(SeparatorView).picture.under() if isinstance(shape, Polygon)]


def offer(made: PerceptronBench) -> QPushButton:
    return made.workspace.findChild(QPushButton, "separability.offer")


def test_the_updates_stand_beside_their_bound(bench):
    made = bench()
    learn(made, 3)
    bound = int(made.snapshot.separability.bound)
    assert f"<b>3</b> updates so far, of at most {bound:,}" in made.texts()
    made.state.edit_data(source="xor")
    made.show()
    assert "<b>3</b> updates so far\n" in made.texts() + "\n"


def test_overlapping_hulls_are_drawn_where_no_line_separates_unless_the_user_wants_it_otherwise(qtbot, bench):
    made = bench()
    box = made.button("hulls")
    assert not box.isChecked() and hulls(made) == []
    made.state.edit_data(source="xor")
    made.show()
    assert box.isChecked()
    overlap, positive, negative = hulls(made)
    assert len(overlap.corners) > 2 and overlap.fill is not None
    assert (positive.outline, negative.outline) == (THEME.colours.positive, THEME.colours.negative)
    made.state.edit_data(source="separable")
    made.show()
    assert not box.isChecked()
    qtbot.mouseClick(box, LEFT)
    assert len(hulls(made)) == 3
    made.show()
    assert box.isChecked()


def test_a_point_is_tested_dragged_and_taken_away_and_belongs_to_nothing(qtbot, bench):
    made = bench()
    put(made, 3.0, 4.0, -5.0)
    points, undo = made.state.data_set, made.state.undo_name
    qtbot.mouseClick(made.button("Test a point"), LEFT)
    plane, view = made.part(PlaneView), made.part(SeparatorView)
    qtbot.mouseClick(plane, LEFT, pos=made.pixel(2.0, 1.0))
    shapes = view.picture.over()
    (diamond,) = [shape for shape in shapes if isinstance(shape, Diamond)]
    (way,) = [shape for shape in shapes if isinstance(shape, Segment)]
    assert diamond.centre == pytest.approx((2.0, 1.0), abs=0.01)
    # ⟨w, x⟩ + b = 6 + 4 − 5 = 5 at the distance 5 / ‖w‖ = 1, straight against w.
    assert way.end == pytest.approx((1.4, 0.2), abs=0.02)
    assert "positive, 1.0" in made.texts().replace("0.99", "1.00") and "from the line" in made.texts()
    start = made.pixel(2.0, 1.0)
    qtbot.mousePress(plane, LEFT, pos=start)
    qtbot.mouseMove(plane, made.pixel(-1.0, -1.0))
    qtbot.mouseRelease(plane, LEFT, pos=made.pixel(-1.0, -1.0))
    assert view.picture.tested == pytest.approx((-1.0, -1.0), abs=0.01)
    assert "negative, 2.4" in made.texts() or "negative, 2.39" in made.texts()
    learn(made, 1)
    assert view.picture.tested is not None
    assert made.state.data_set is points and made.state.undo_name == undo
    assert made.workspace.has_selection
    made.workspace.delete_selection()
    assert view.picture.tested is None and not made.workspace.has_selection
    assert "from the line" not in made.texts()
    assert made.state.data_set is points


def test_escape_ends_the_test_and_the_brush_is_back(qtbot, bench):
    made = bench()
    plane = made.part(PlaneView)
    qtbot.mouseClick(made.button("Test a point"), LEFT)
    qtbot.mouseClick(plane, LEFT, pos=made.pixel(2.0, 1.0))
    assert len(made.state.data_set) == 60
    qtbot.keyClick(plane, Qt.Key.Key_Escape)
    assert made.part(SeparatorView).picture.tested is None and not made.button("Test a point").isChecked()
    qtbot.mouseClick(plane, LEFT, pos=made.pixel(2.0, 1.0))
    assert len(made.state.data_set) == 61


@pytest.mark.parametrize("width", [1300, 1204, 1100, 900])
def test_the_plane_stays_where_it_is_while_a_point_is_put_and_dragged(qtbot, bench, width):
    made = bench()
    made.workspace.resize(width, 695)
    put(made, -0.56, 1.41, 3.0)
    plane = made.part(PlaneView)
    qtbot.mouseClick(made.button("Test a point"), LEFT)
    qtbot.wait(20)
    places = {(plane.pos().toTuple(), plane.size().toTuple())}
    for place in [(0.0, 0.0), (1.0, 1.0), (-1.5, -1.25), (-2.9, -2.9)]:
        qtbot.mouseClick(plane, LEFT, pos=made.pixel(*place))
        qtbot.wait(20)
        places.add((plane.pos().toTuple(), plane.size().toTuple()))
    assert len(places) == 1


@pytest.mark.parametrize("tool", ["paint", "select"])
def test_a_tool_that_is_taken_ends_the_test(qtbot, bench, tool):
    made = bench()
    qtbot.mouseClick(made.button("Test a point"), LEFT)
    qtbot.mouseClick(made.workspace.findChild(QAbstractButton, f"draw.tool.{tool}"), LEFT)
    assert not made.button("Test a point").isChecked()


def test_the_keyboard_tests_a_point(qtbot, bench):
    made = bench()
    plane = made.part(PlaneView)
    qtbot.mouseClick(made.button("Test a point"), LEFT)
    plane.setFocus()
    qtbot.keyClick(plane, Qt.Key.Key_Right)
    qtbot.keyClick(plane, Qt.Key.Key_Return)
    assert made.part(SeparatorView).picture.tested is not None
    assert len(made.state.data_set) == 60


def test_the_rule_that_repeats_offers_a_network_with_the_same_points(qtbot, bench):
    made = bench(source=DRAWN, drawn=CORNERS)
    learn(made, 60)
    bar = made.part(MessageBar)
    assert made.snapshot.cycle.kind == "repeats"
    assert bar.isVisible() and f"every {made.snapshot.cycle.updates} updates" in bar.text()
    with qtbot.waitSignal(made.workspace.model_requested) as told:
        qtbot.mouseClick(made.button("Add a hidden layer"), LEFT)
    (document,) = told.args
    assert document.workspace == "network"
    assert document.experiment.data.resolve() is CORNERS
    model = document.experiment.model
    assert isinstance(model, Architecture) and [layer.width for layer in model.hidden] == [2]
    network = model.network(document.experiment.data, document.experiment.training.loss)
    assert network.input_shape == (2,) and network.layers[-1].width == 1


def test_it_says_once_that_the_rule_goes_round_and_takes_it_back_with_its_reason(bench):
    made = bench(source=DRAWN, drawn=CORNERS)
    learn(made, 60)
    bar = made.part(MessageBar)
    bar.close_message()
    learn(made, 5)
    assert not bar.isVisible()
    made.workspace.reset()
    made.show()
    learn(made, 60)
    assert bar.isVisible()
    made.state.edit_data(source="separable", drawn=None)
    made.show()
    assert not bar.isVisible()


def test_the_rule_that_wanders_says_how_long(bench):
    made = bench(source="xor")
    while made.snapshot.cycle is None:
        learn(made, 200)
    assert made.part(MessageBar).isVisible()
    assert made.snapshot.cycle.kind in ("wanders", "repeats")


def test_the_circle_becomes_separable_in_the_squares_by_one_click(qtbot, bench):
    made = bench(source="circle")
    assert "Not linearly separable" in made.texts()
    assert offer(made).text() == "Try x₁², x₂²"
    qtbot.mouseClick(offer(made), LEFT)
    made.show()
    assert made.state.experiment.model.inputs == ("x1^2", "x2^2")
    assert "✓ Linearly separable" in made.texts() and not offer(made).isVisible()
    plane = made.part(PlaneView)
    assert plane._picture.frame.names == ("x₁²", "x₂²")
    assert made.part(NeuronView)._inputs == ("x₁²", "x₂²")
    span = made.part(SeparatorView).picture.span
    shown = span.places(made.snapshot.x)
    assert np.abs(shown).max() < 3 and np.allclose(plane._picture.points.x, shown, atol=1e-5)
    while made.snapshot.has_work:
        learn(made, 1)
    assert not made.snapshot.misclassified.any()
    assert "·x₁²" in made.texts()
    made.state.undo()
    made.show()
    assert plane._picture.frame.names == ("x₁", "x₂")


def test_the_offer_is_only_made_where_it_holds(bench):
    made = bench()
    assert not offer(made).isVisible()
    mixed = PointSet.empty().added([(1, 1), (1, 1)], [1, 0])
    made.state.edit_data(source=DRAWN, drawn=mixed)
    made.show()
    assert "Not linearly separable" in made.texts() and not offer(made).isVisible()
    made.state.edit_data(source="xor", drawn=None)
    made.show()
    assert offer(made).text() == "Try x₁, x₁x₂"


def test_beside_the_line_the_curve_among_the_points_is_seen_in_a_corner(qtbot, bench):
    made = bench(source="circle")
    qtbot.mouseClick(offer(made), LEFT)
    while made.snapshot.has_work:
        learn(made, 1)
    plane = made.part(PlaneView)
    (small,) = [shape for shape in plane._picture.over if isinstance(shape, SmallPlane)]
    box = small.box(plane.plane_map(), SHARE * plane.plane_map().side)
    covered = plane.plane_map().pixels(small.places)
    assert not any(box.contains(QPointF(x, y)) for x, y in covered.tolist())
    picture = plane.grab().toImage()
    middle, corner = box.center(), box.topLeft() + QPointF(4, 4)
    inside, outside = (picture.pixelColor(place.toPoint()) for place in (middle + QPointF(2, 5), corner))
    assert inside.blue() > inside.red() and outside.red() > outside.blue()
    qtbot.mouseClick(made.button("Points"), LEFT)
    assert not any(isinstance(shape, SmallPlane) for shape in plane._picture.over)


def test_inputs_are_chosen_and_two_alike_change_places(bench):
    made = bench(source="circle")
    first, second = (made.workspace.findChild(Combo, f"inputs.{name}") for name in ("first", "second"))
    second.setCurrentIndex(second.findData("sin x2"))
    assert made.state.experiment.model.inputs == ("x1", "sin x2")
    first.setCurrentIndex(first.findData("sin x2"))
    assert made.state.experiment.model.inputs == ("sin x2", "x1")
    assert (first.key(), second.key()) == ("sin x2", "x1")
    made.state.undo()
    assert (first.key(), second.key()) == ("x1", "sin x2")


def test_on_the_plane_of_the_points_the_separator_is_a_curve_and_one_paints(qtbot, bench):
    made = bench(source="circle")
    qtbot.mouseClick(offer(made), LEFT)
    learn(made, 40)
    plane, view = made.part(PlaneView), made.part(SeparatorView)
    qtbot.mouseClick(plane, LEFT, pos=made.pixel(2.0, -2.0))
    assert len(made.state.data_set) == 60
    assert "Points are painted on their own plane" in made.part(MessageBar).text()
    qtbot.mouseClick(made.button("Show the plane of the points"), LEFT)
    assert view.is_curved and plane._picture.frame.names == ("x₁", "x₂")
    assert plane._picture.points is made.state.data_set
    assert plane._picture.background is not None
    inside, outside = (plane.grab().toImage().pixelColor(made.pixel(*place)) for place in ((0.02, 0.3), (2.9, -2.8)))
    assert inside.blue() > inside.red() and outside.red() > outside.blue()
    qtbot.mouseMove(plane, made.pixel(1.0, 2.0))
    assert made.part(NeuronView)._tested == pytest.approx((1.0, 4.0), abs=0.1)
    qtbot.mouseClick(plane, LEFT, pos=made.pixel(2.5, -2.5))
    assert len(made.state.data_set) == 61
    qtbot.mouseClick(made.button("Test a point"), LEFT)
    qtbot.mouseClick(plane, LEFT, pos=made.pixel(1.0, 2.0))
    assert view.picture.tested == pytest.approx((1.0, 2.0), abs=0.02)
    qtbot.mouseClick(made.button("Inputs"), LEFT)
    assert view.picture.span.values(view.picture.tested) == pytest.approx((1.0, 4.0), abs=0.1)


def test_every_layer_can_be_shown_of_other_inputs_in_both_themes(qtbot, bench):
    made = bench(source="circle")
    made.state.edit_model(type(made.state.experiment.model)(rule="averaged", beside=True, inputs=("x1^2", "x1x2")))
    learn(made, 9)
    for name in ("history of lines", "mistakes", "hulls"):
        qtbot.mouseClick(made.button(name), LEFT)
    try:
        for mode in ("dark", "light"):
            THEME.set_mode(mode)
            for plane in ("Points", "Inputs"):
                qtbot.mouseClick(made.button(plane), LEFT)
                assert not made.workspace.grab().isNull()
    finally:
        THEME.set_mode("light")


def test_the_panel_asks_for_the_inputs_it_offers(qtbot, bench):
    made = bench(source="circle")
    with qtbot.waitSignal(made.part(SeparabilityPanel).inputs_wanted) as told:
        qtbot.mouseClick(offer(made), LEFT)
    assert told.args == [("x1^2", "x2^2")]
