"""Pointing at hidden units, on their curves or in their rows; and the error against their number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from playground.training.chosen_values import ValuesData
from playground.training.trainer import make_trainer
from playground.ui.panels.regression.contributions_card import ContributionsCard
from playground.ui.panels.regression.error_against_units_card import ErrorAgainstUnitsCard
from playground.ui.panels.regression.hidden_units_card import HiddenUnitsCard
from playground.ui.views.regression.error_chart import ErrorChart, Series
from tests.ui.painted_texts import noted_texts
from tests.ui.panels.regression.fitted import SINE, experiment_of, frame, trained

# f(x) = 2·relu(x − 1) − 1·relu(−2x + 1)
TWO = np.array([1, -2, -1, 1, 2, -1, 0.0])


@pytest.fixture
def two():
    trainer = make_trainer(experiment_of("dense2:relu"))
    trainer.put_weights(TWO)
    return frame(trainer)


def shown(qtbot, card, snapshot):
    qtbot.addWidget(card)
    card.resize(480, 320)
    card.show()
    card.show_frame(snapshot)
    card.show_texts(snapshot)
    return card


def test_a_curve_is_pointed_at(qtbot, two):
    card = shown(qtbot, ContributionsCard(), two)
    x, y = card.view.axes()
    with qtbot.waitSignal(card.chosen_unit) as chosen:
        qtbot.mouseMove(card.view, QPoint(round(x.pixel(2.5)), round(y.pixel(3.0))))  # 2·(2.5 − 1)
    assert chosen.args == [0]
    with qtbot.waitSignal(card.chosen_unit) as chosen:
        qtbot.mouseMove(card.view, QPoint(round(x.pixel(-2.0)), round(y.pixel(-5.0))))  # −(4 + 1)
    assert chosen.args == [1]
    with qtbot.waitSignal(card.chosen_unit) as chosen:
        qtbot.mouseMove(card.view, QPoint(round(x.pixel(-2.0)), round(y.pixel(5.0))))
    assert chosen.args == [None]


def test_the_chosen_unit_is_told_and_drawn(qtbot, two):
    card = shown(qtbot, ContributionsCard(), two)
    plain = card.view.grab().toImage()
    assert card._said.text().startswith("Their sum and b = 0.00")
    card.set_unit(1)
    assert card._said.text() == "Unit 2 switches at x = 0.50"
    assert card.view.grab().toImage() != plain
    card.set_unit(None)
    assert card.view.grab().toImage() == plain


def test_single_curves_or_running_sums(qtbot, two):
    card = shown(qtbot, ContributionsCard(), two)
    card.set_unit(0)
    every = card.view.grab().toImage()
    qtbot.mouseClick(card.all_units, Qt.MouseButton.LeftButton)
    alone = card.view.grab().toImage()
    assert alone != every
    qtbot.mouseClick(card.all_units, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.sums, Qt.MouseButton.LeftButton)
    assert card.view.grab().toImage() not in (every, alone)
    # The last of the sums is the fit: where the fit is, and the first is not, the last unit is pointed at.
    x, y = card.view.axes()
    assert card.view.unit_at(QPointF(x.pixel(-2.0), y.pixel(-5.0))) == 1


@pytest.mark.parametrize("factor", [1, 20, 45, 100, 3e3, 1e4])
def test_contributions_of_any_size_are_told_at_the_axis(qtbot, factor):
    trainer = make_trainer(experiment_of("dense2:relu"))
    trainer.put_weights(TWO * factor)
    card = shown(qtbot, ContributionsCard(), frame(trainer))
    with noted_texts() as notes:
        card.view.grab()
    told = {each.text for each in notes.painted}
    assert len([text for text in told if text.startswith("−")]) >= 3 and "x" in told
    assert not [each for each in notes.painted if each.is_cut]


def test_a_row_is_pointed_at(qtbot, two):
    card = shown(qtbot, HiddenUnitsCard(), two)
    with qtbot.waitSignal(card.chosen_unit) as chosen:
        qtbot.mouseMove(card.table, card.table.row_rect(1).center().toPoint())
    assert chosen.args == [1]
    plain = card.table.grab().toImage()
    card.set_unit(1)
    assert card.table.grab().toImage() != plain
    with qtbot.waitSignal(card.chosen_unit) as chosen:
        qtbot.keyClick(card.table, Qt.Key.Key_Up)
    assert chosen.args == [0]


def test_rows_in_the_order_of_their_places(qtbot, two):
    card = shown(qtbot, HiddenUnitsCard(), two)
    assert card.table.row_rect(0).top() < card.table.row_rect(1).top()
    qtbot.mouseClick(card.sort, Qt.MouseButton.LeftButton)  # 0.5 comes before 1
    assert card.table.row_rect(1).top() < card.table.row_rect(0).top()


def test_a_hundred_rows_scroll_to_the_one_that_is_chosen(qtbot):
    card = shown(qtbot, HiddenUnitsCard(), frame(trained("dense100:tanh", 3)))
    assert card.area.verticalScrollBar().maximum() > 1000
    card.set_unit(99)
    assert card.area.verticalScrollBar().value() > 1000
    card.show_frame(frame(trained("dense4:tanh", 3)))
    assert card.table.height() < card.area.height()


def error(trainer, data=SINE) -> float:
    x = np.linspace(-3, 3, 401)
    return float(np.abs(trainer.run.network.predict(x[:, None].astype(np.float32))[:, 0] - data.truth(x)).max())


def chart_of(qtbot, *trainers):
    card = ErrorAgainstUnitsCard()
    card.show_experiment(trainers[0].experiment)
    for trainer in trainers:
        shown(qtbot, card, frame(trainer))
    return card


def test_every_network_leaves_a_dot(qtbot):
    trainers = [trained(f"dense{n}:tanh", 600) for n in (1, 3, 8)]
    card = chart_of(qtbot, *trainers)
    (series,) = card.chart._series
    assert series.name == "tanh" and list(series.errors) == [1, 3, 8]
    assert [series.errors[n] for n in (1, 3, 8)] == pytest.approx([error(each) for each in trainers], rel=1e-3)
    assert series.errors[8] < series.errors[1]
    assert f"{error(trainers[-1]):.2g}"[:4] in card.said.text()


def test_the_latest_error_stands_there(qtbot):
    trainer = trained("dense5:tanh", 5)
    card = chart_of(qtbot, trainer)
    trainer.run.train(800)
    card.show_texts(frame(trainer))
    assert card.chart._series[0].errors[5] == pytest.approx(error(trainer), rel=1e-3)


def test_before_the_first_step_there_is_no_dot(qtbot):
    card = chart_of(qtbot, make_trainer(experiment_of("dense5:tanh")))
    assert card.chart._series == () and "dot" in card.chart._hint and not card.clear.isEnabled()


def test_squares_do_not_gain(qtbot):
    few, many = trained("dense2:square", 1500), trained("dense30:square", 1500)
    card = chart_of(qtbot, few, many)
    (series,) = card.chart._series
    # A sum of squares of lines is a parabola, however many: no parabola is near a sine.
    assert series.is_square and min(series.errors.values()) > 1.0


def test_activations_and_depths_have_curves_of_their_own(qtbot):
    card = chart_of(qtbot, trained("dense5:tanh"), trained("dense5:relu"), trained("dense3:tanh dense2:tanh"))
    assert [each.name for each in card.chart._series] == ["tanh", "ReLU", "tanh – tanh"]
    assert list(card.chart._series[2].errors) == [5]


@pytest.mark.parametrize("end", [0.011, 0.1, 0.9])
def test_the_names_of_curves_that_end_together_stand_below_one_another(qtbot, end):
    chart = ErrorChart()
    qtbot.addWidget(chart)
    chart.resize(400, 160)
    names = ("tanh", "ReLU", "tanh – tanh", "square")
    chart.show_series(tuple(Series(name, {1: 0.5, 4: end * (1 + k / 1000)}) for k, name in enumerate(names)), None, "")
    places = sorted(chart.name_places(14))
    assert np.diff(places).min() >= 14 - 1e-6
    assert places[0] - 7 > 0 and places[-1] + 7 <= chart.axes()[1].start


def test_clear_and_other_points(qtbot):
    card = chart_of(qtbot, trained("dense5:tanh"))
    qtbot.mouseClick(card.clear, Qt.MouseButton.LeftButton)
    assert card.chart._series == ()
    card.show_texts(frame(trained("dense5:tanh")))
    assert card.chart._series
    for other in (replace(SINE, source="abs"), replace(SINE, noise=0.2), replace(SINE, outliers=0.1)):
        card.show_experiment(experiment_of("dense5:tanh", other))
        assert card.chart._series == ()
        card.show_texts(frame(trained("dense5:tanh", data=other)))
        assert card.chart._series


def test_points_of_ones_own_have_no_truth(qtbot):
    drawn = ValuesData().without_samples((1,), ())
    card = ErrorAgainstUnitsCard()
    card.show_experiment(experiment_of("dense5:tanh", drawn))
    shown(qtbot, card, frame(make_trainer(experiment_of("dense5:tanh", drawn))))
    assert "no true function" in card.chart._hint and card.said.isHidden()
