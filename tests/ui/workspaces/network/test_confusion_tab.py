"""The tab with the confusion matrix in the workspace Network."""

import numpy as np
from PySide6.QtCore import Qt

from playground.training.chosen_data import PointsData
from playground.ui.views.maps.confusion_layout import confusion_layout
from playground.ui.views.plane.answered_points import AnsweredPoints
from tests.ui.workspaces.network.test_network_workspace import make

LEFT = Qt.MouseButton.LeftButton


def test_the_table_counts_what_the_network_answers_while_it_learns(qtbot):
    bench = make(qtbot, data=PointsData("rings", count=120, noise=0.3))
    assert not bench.attention.focus.sample_answers, "what nobody sees is not asked for"
    qtbot.mouseClick(bench.workspace.layers.tabs.buttons["confusion"], LEFT)
    page = bench.workspace.layers.confusion
    snapshot = bench.train()
    page.show_frame(snapshot)
    samples = snapshot.experiment.data.samples()
    for name, part, accuracy in (
        ("test", samples.test, snapshot.scores.test_accuracy),
        ("train", samples.train, snapshot.scores.train_accuracy),
    ):
        qtbot.mouseClick(page.sets.buttons[name], LEFT)
        counts = page.table._counts
        assert counts.shape == (3, 3) and counts.sum() == len(part)
        assert np.array_equal(counts.sum(axis=1), np.bincount(samples.wanted[part], minlength=3))
        assert np.trace(counts) / len(part) == accuracy
    bench.workspace.hide()
    assert not bench.attention.focus.sample_answers


def test_without_test_points_it_says_so(qtbot):
    bench = make(qtbot, data=PointsData("moons", count=40, train_share=1.0))
    qtbot.mouseClick(bench.workspace.layers.tabs.buttons["confusion"], LEFT)
    bench.frame()
    page = bench.workspace.layers.confusion
    assert page.table._counts.sum() == 0 and page.table._none.startswith("No test points")
    qtbot.mouseClick(page.sets.buttons["train"], LEFT)
    assert page.table._counts.sum() == 40


def test_a_cell_that_is_clicked_tells_which_points_it_means(qtbot):
    bench = make(qtbot, data=PointsData("moons", count=80, noise=0.4))
    qtbot.mouseClick(bench.workspace.layers.tabs.buttons["confusion"], LEFT)
    snapshot = bench.frame()
    page = bench.workspace.layers.confusion
    picked: list[object] = []
    page.picked.connect(picked.append)
    table = page.table
    place = confusion_layout(2, table.width(), table.height()).cell(0, 1).center().toPoint()
    qtbot.mouseClick(table, LEFT, pos=place)
    points, share = snapshot.data_set, snapshot.experiment.data.train_share
    among = AnsweredPoints(points, points.rank >= share, snapshot.sample_answers).among(picked[-1])
    assert among.sum() == table._counts[0, 1]
    assert (points.label[among] == 0).all() and (points.rank[among] >= share).all()
    qtbot.mouseClick(page.sets.buttons["train"], LEFT)
    assert picked[-1] is None, "the cell was one of the other set"


def test_values_are_not_confused_and_nothing_is_asked_for(qtbot):
    bench = make(qtbot)
    page = bench.workspace.layers.confusion
    qtbot.mouseClick(bench.workspace.layers.tabs.buttons["confusion"], LEFT)
    bench.frame()
    page.table.pick((1, 1))
    qtbot.mouseClick(bench.workspace.findChild(object, "data.problem.values"), LEFT)
    bench.frame()
    assert page.table._counts.size == 0 and page.table._none == "Only classes can be confused"
    assert bench.workspace.decision.view.rings.picked is None and not bench.attention.focus.sample_answers
    bench.state.undo()
    bench.frame()
    bench.frame()
    assert bench.attention.focus.sample_answers and page.table._counts.sum() == bench.snapshot.test_count
