"""Of a layer too wide to be seen the diagram draws the first neurons only, however it is opened."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_trainer import NetworkTrainer
from playground.training.snapshot import NetworkSnapshot, Progress, Status
from playground.ui.session.attention import MOST_WEIGHTS, Attention
from playground.ui.views.curves.gradient_flow_view import GradientFlowView
from playground.ui.views.curves.weights_view import WeightsView
from playground.ui.views.diagram.diagram_bundle import BUNDLE_TILES, MOST_UNITS, View
from playground.ui.views.diagram.diagram_picture import DiagramPicture
from playground.ui.views.diagram.network_diagram import NetworkDiagram


def snapshot_of(words: str) -> NetworkSnapshot:
    trainer = NetworkTrainer(Experiment(PointsData("xor", count=60), Architecture(parse_layers(words))))
    trainer.run.train(1)
    focus = Focus(decision_grid=20, neuron_grid=12, most_units=MOST_UNITS, most_weights=MOST_WEIGHTS)
    return trainer.snapshot(focus, Progress(Status.TRAINING, 1, 0.0, 0.0, 0.0, 0.0), {})


@pytest.mark.parametrize("words", ["dense512:tanh dense512:tanh dense512:tanh", "dense600:relu dense65:relu dense99"])
def test_what_is_drawn_is_bounded_also_when_everything_is_opened(qtbot, words):
    snapshot = snapshot_of(words)
    for opened in (frozenset(), frozenset((1, 2, 3))):
        picture = DiagramPicture(snapshot, 640, 400, 1.0, View(opened=opened))
        assert max(column.units for column in picture.columns) <= MOST_UNITS
        for index, (column, units) in enumerate(zip(picture.columns, picture.units, strict=True)):
            assert column.is_bundle == (units > MOST_UNITS and index not in opened)
            assert column.units <= BUNDLE_TILES or column.units == min(units, MOST_UNITS)
        for gap in range(len(picture.gaps)):
            whole = snapshot.parameters[gap][0]
            shown = picture.weight(gap)
            assert shown.shape == (picture.columns[gap].units, picture.columns[gap + 1].units)
            assert np.array_equal(shown, whole[: shown.shape[0], : shown.shape[1]])


def test_of_weights_that_are_not_there_none_are_drawn(qtbot):
    snapshot = snapshot_of(" ".join(["dense1024:tanh"] * 8))
    columns = DiagramPicture(snapshot, 900, 400, 1.0, View(opened=frozenset(range(1, 9)))).columns
    assert [column.units for column in columns[1:-1]] == [
        len(pair[1][:MOST_UNITS]) for pair in snapshot.parameters[:-1]
    ]
    assert 0 < min(column.units for column in columns[1:-1]) < MOST_UNITS


def test_the_diagram_and_the_tables_paint_a_wide_network(qtbot):
    snapshot = snapshot_of("dense512:tanh dropout0.5 dense512:tanh")
    for view in (NetworkDiagram(), GradientFlowView(), WeightsView()):
        qtbot.addWidget(view)
        view.resize(640, 400)
        view.show_frame(snapshot)
        assert not view.grab().isNull()
    flow = GradientFlowView()
    qtbot.addWidget(flow)
    flow.resize(640, 400)
    assert flow.reading(snapshot, QPointF(-1, -1)) is None


def test_the_window_looks_at_a_part_of_large_networks(qapp):
    assert Attention().focus.most_weights == MOST_WEIGHTS
