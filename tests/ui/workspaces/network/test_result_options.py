"""What the card of the decision boundary shows on request: rings, points alone, one point's answer, what changed."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton

from playground.data.points import PointSet
from playground.engine.spec import DenseSpec
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.commands import Pause
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.network_diagram import NetworkDiagram
from playground.ui.views.maps.confusion_layout import confusion_layout
from playground.ui.views.plane.answered_points import UNCERTAIN, PointRings
from playground.ui.views.plane.decision_change import Moment
from tests.ui.painted_texts import noted_texts
from tests.ui.unfolding import control
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, make

LEFT = Qt.MouseButton.LeftButton
NAMES = tuple("ABCDEF")


def clusters(classes: int, count: int = 240) -> PointsData:
    """Clusters around a circle that overlap, one a class."""
    rng = np.random.default_rng(classes)
    label = np.arange(count) % classes
    angle = label * 2 * np.pi / classes
    x = np.stack([np.cos(angle), np.sin(angle)], axis=1) * 1.2 + rng.normal(0, 0.8, (count, 2))
    points = PointSet(np.clip(x, -3, 3), label, rng.random(count), NAMES[:classes], DRAWN)
    return PointsData(DRAWN, drawn=points)


def rings(bench: NetworkBench) -> list[np.ndarray]:
    """The points that are ringed, ring by ring."""
    return [shape.x for shape in bench.workspace.decision.view._picture.over if isinstance(shape, PointRings)]


def option(bench: NetworkBench, name: str) -> QAbstractButton:
    """One of those that unfold in the header of the card."""
    return control(bench.workspace.decision.options.more, f"decision.more.{name}")


def _middle(diagram: NetworkDiagram) -> QPoint:
    """The middle of the first hidden neuron."""
    x, y = diagram.columns[1].corners[0] + diagram.columns[1].tile / 2
    return QPoint(int(x), int(y))


def answered(snapshot: NetworkSnapshot, bench: NetworkBench) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and answers of the network itself for all points."""
    run = bench.loop._runs.members[0].trainer.run
    output = run.network.predict(snapshot.experiment.data.samples().x)
    return run.targets.decision(output), run.targets.decode(output)


@pytest.mark.parametrize("classes", range(2, 7))
def test_rings_are_around_the_points_that_the_network_itself_gets_wrong(qtbot, classes):
    bench = make(qtbot, data=clusters(classes))
    bench.train()
    boxes = option(bench, "wrong"), option(bench, "uncertain")
    assert not bench.attention.focus.sample_answers, "what is not shown is not asked for"
    for box in boxes:
        box.click()
    snapshot = bench.frame()
    points: PointSet = snapshot.data_set
    probability, answer = answered(snapshot, bench)
    wrong, uncertain = rings(bench)
    assert np.array_equal(wrong, points.x[answer != points.label]) and len(wrong)
    assert np.array_equal(uncertain, points.x[probability.max(axis=1) < UNCERTAIN])
    bench.workspace.decision.options.test_points.click()
    bench.frame()
    assert np.array_equal(rings(bench)[0], points.x[(answer != points.label) & (points.rank < 0.7)])
    for box in boxes:
        box.click()
    bench.frame()
    assert not rings(bench) and not bench.attention.focus.sample_answers


def test_the_ringed_points_are_shown_alone_and_nothing_of_the_data_changes(qtbot):
    bench = make(qtbot, data=clusters(3))
    bench.train()
    view, before = bench.workspace.decision.view, bench.state.experiment
    wrong, alone = option(bench, "wrong"), option(bench, "alone")
    assert not alone.isEnabled()
    wrong.click()
    alone.click()
    snapshot = bench.frame()
    _, answer = answered(snapshot, bench)
    assert np.array_equal(view.shown_points.x, snapshot.data_set.x[answer != snapshot.data_set.label])
    assert len(rings(bench)[0]) == len(view.shown_points)
    bench.train(0.1)
    assert bench.state.experiment is before
    alone.click()
    assert view.shown_points is snapshot.data_set


def test_points_that_are_selected_stay_so_while_others_are_hidden(qtbot):
    bench = make(qtbot, data=clusters(2))
    bench.train()
    view = bench.workspace.decision.view
    bench.workspace.select_all()
    selected = view._picture.selection
    option(bench, "wrong").click()
    option(bench, "alone").click()
    bench.frame()
    assert len(selected) == 240 and view._picture.selection is selected


def test_an_edit_of_the_points_has_rings_of_the_new_ones_only(qtbot):
    bench = make(qtbot, data=clusters(2))
    bench.train()
    option(bench, "wrong").click()
    bench.frame()
    bench.state.edit_data(source="moons", drawn=None)
    assert not rings(bench) or bench.workspace.decision.view._marked.points is not bench.snapshot.data_set
    snapshot = bench.frame()
    _, answer = answered(snapshot, bench)
    assert np.array_equal(rings(bench)[0], snapshot.data_set.x[answer != snapshot.data_set.label])


def test_a_cell_of_the_confusion_matrix_rings_its_points(qtbot):
    bench = make(qtbot, data=clusters(3))
    bench.train()
    bench.send(Pause())  # While it learns, the matrix takes turns with the loss.
    qtbot.mouseClick(bench.workspace.layers.tabs.buttons["confusion"], LEFT)
    snapshot = bench.frame()
    points = snapshot.data_set
    _, answer = answered(snapshot, bench)
    is_wrong = (points.rank >= 0.7) & (points.label != answer)
    true, called = int(points.label[is_wrong][0]), int(answer[is_wrong][0])
    table = bench.workspace.layers.confusion.table
    place = confusion_layout(3, table.width(), table.height()).cell(true, called).center().toPoint()
    qtbot.mouseClick(table, LEFT, pos=place)
    bench.frame()
    meant = is_wrong & (points.label == true) & (answer == called)
    assert np.array_equal(rings(bench)[0], points.x[meant])
    qtbot.mouseClick(table, LEFT, pos=place)
    bench.frame()
    assert not rings(bench)
    qtbot.mouseClick(table, LEFT, pos=place)
    qtbot.mouseClick(bench.workspace.layers.tabs.buttons["weights"], LEFT)
    bench.frame()
    assert not rings(bench), "whoever leaves the table leaves no rings that nothing takes away"


def said(bench: NetworkBench) -> str:
    with noted_texts() as notes:
        bench.workspace.decision.view.grab()
    return next((each.text for each in notes.painted if " = " in each.text), "")


def test_the_pointer_at_a_point_reads_its_class_its_set_its_probability_and_its_loss(qtbot):
    bench = make(qtbot, data=clusters(2))
    bench.train()
    view = bench.workspace.decision.view
    points = bench.snapshot.data_set
    place = view.plane_map().pixel(*points.x[5].tolist()).toPoint()
    qtbot.mouseMove(view, QPoint(1, 1))
    qtbot.mouseMove(view, place)
    assert bench.attention.focus.sample_answers
    snapshot = bench.frame()
    probability, _ = answered(snapshot, bench)
    near = np.square(points.x - np.array(view._hover)).sum(axis=1).argmin()
    name, part = NAMES[points.label[near]], "test" if points.rank[near] >= 0.7 else "training"
    chance = float(probability[near, points.label[near]])
    found = said(bench)
    assert found.startswith(f"{part} · P({name}) = {chance:.2f} · E = ")
    # Cross-entropy: E = −ln P of the true class.
    told = float(found.partition("E = ")[2].partition(" ")[0].replace("e−", "e-"))
    assert told == pytest.approx(-np.log(max(chance, 1e-12)), rel=0.06, abs=0.002)


def test_elsewhere_the_pointer_reads_the_class_that_wins_there(qtbot):
    bench = make(qtbot, data=PointsData("moons", count=40))
    bench.train()
    view = bench.workspace.decision.view
    qtbot.mouseMove(view, QPoint(1, 1))
    qtbot.mouseMove(view, view.plane_map().pixel(-2.9, -2.9).toPoint())
    bench.frame()
    assert said(bench).startswith("P(")


def ground(bench: NetworkBench) -> QImage:
    image = bench.workspace.decision.view._picture.background
    assert image is not None
    return image.convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("classes", [2, 4])
def test_the_change_since_a_moment_is_none_at_first_and_is_seen_later(qtbot, classes):
    bench = make(qtbot, data=clusters(classes))
    bench.train(0.02)
    change, from_now, view = option(bench, "change"), option(bench, "from_now"), bench.workspace.decision.view
    assert not from_now.isEnabled()
    change.click()
    middle, still = THEME.colours.diverging[1], ground(bench)
    shades = {still.pixelColor(x, y).lightness() for x in range(still.width()) for y in range(still.height())}
    assert shades <= set(range(middle.lightness() - 2, middle.lightness() + 3)), "nothing has changed yet"
    bench.train()
    assert ground(bench) != still
    kept = view._moment
    assert bench.state.edit_model(bench.model.with_inserted(1, DenseSpec(3, "relu"))) == ""
    bench.train(0.05)
    assert view._moment is kept, "another layer leaves the moment"
    qtbot.mouseClick(from_now, LEFT)
    assert view._moment is not kept and view._moment.epoch > kept.epoch
    change.click()
    assert ground(bench) != still


def test_another_document_is_not_compared_with_the_one_before(qtbot):
    bench = make(qtbot, data=clusters(2))
    bench.train(0.05)
    option(bench, "change").click()
    diagram = bench.workspace.model.diagram
    qtbot.mouseClick(diagram, LEFT, pos=_middle(diagram))
    assert diagram.enlarged_unit is not None
    kept = bench.workspace.decision.view._moment
    bench.state.reset(Experiment(clusters(2), bench.model))
    bench.frame()
    assert bench.workspace.decision.view._moment is not kept
    qtbot.mouseMove(diagram, QPoint(1, 1))
    assert diagram.enlarged_unit is None


def test_other_classes_begin_another_comparison(qtbot):
    bench = make(qtbot, data=clusters(2))
    bench.train(0.05)
    option(bench, "change").click()
    bench.state.edit(Experiment(clusters(4), bench.model))
    bench.frame()
    bench.frame()
    assert bench.workspace.decision.view._moment.decision.shape[2] == 4


def test_a_reset_begins_another_comparison(qtbot):
    bench = make(qtbot)
    bench.train(0.1)
    option(bench, "change").click()
    view = bench.workspace.decision.view
    assert view._moment.epoch > 0
    qtbot.mouseClick(bench.workspace.transport.reset, LEFT)
    bench.frame()
    assert view._moment.epoch == 0


def test_a_finer_map_is_compared_cell_by_cell():
    ramp = np.tile((np.arange(10) + 0.5) / 10, (10, 1)).astype(np.float32)
    moment = Moment.of(0.0, np.stack([1 - ramp, ramp], axis=2), (ramp - 0.5)[:, :, None])
    fine = moment.decision_on(20)
    assert fine.shape == (20, 20, 2) and np.allclose(fine[5, 1:19, 1], ((np.arange(20) + 0.5) / 20)[1:19], atol=1e-6)
    assert moment.decision_on(10) is moment.decision_on(10)
