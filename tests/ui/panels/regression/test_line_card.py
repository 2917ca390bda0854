"""The card of the line: its numbers by hand, weights typed, drawn or those of the closed form, the next step."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout

from playground.ui.look.theme import THEME
from playground.ui.panels.regression.line_card import formula
from tests.ui.panels.regression.line_page import XY, line_bench, put, values

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot):
    bench = line_bench()
    qtbot.addWidget(bench.workspace)
    put(bench, 0.0, -1.0)
    return bench


@pytest.fixture
def card(bench):
    return bench.workspace.line


def plain(label) -> str:
    text = re.sub(r"</p>", "\n", label.text()).replace("&nbsp;", " ")
    return re.sub(r"<[^>]+>", "", text)


def typed(edit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def table(card) -> dict[str, str]:
    return {"a": card.table.a.text(), "b": card.table.b.text()} | {k: v.text() for k, v in card.table.values.items()}


def theta(bench) -> list[float]:
    return bench.look().theta.tolist()


def test_the_numbers_of_now_and_of_the_closed_form(card):
    # Now y is −1: E = (1 + 1 + 4 + 4) / 4 of training, 0 of the test point (−2, −1).
    # The closed form says 0.4·x + 0.3, of E = 0.05, and at −2 it is −0.5: (−0.5 + 1)² = 0.25.
    assert table(card) == {
        "a": "0.00",
        "b": "−1.00",
        "best_a": "0.40",
        "best_b": "0.30",
        "train": "2.500",
        "best_train": "0.050",
        "test": "0",
        "best_test": "0.250",
    }
    assert plain(card.line) == "f(x) = 0.00·x − 1.00"


def test_other_losses_are_those_of_the_same_lines(qtbot):
    bench = line_bench(loss="absolute-error")
    qtbot.addWidget(bench.workspace)
    put(bench, 0.0, -1.0)
    shown = table(bench.workspace.line)
    # |−1|, |−1|, |−2|, |−2| now; 0.1, 0.3, 0.3, 0.1 at least squares, whose name it has as it is not the optimum here.
    assert (shown["train"], shown["best_train"]) == ("1.500", "0.200")
    assert bench.workspace.line.table.best.text() == "least squares"


def test_the_formula_has_each_sign_and_its_colour():
    colours = THEME.colours
    blue, orange = ((c if colours.dark else c.darker(125)).name() for c in (colours.positive, colours.negative))
    assert f"{blue}'>0.85" in formula(0.85, -0.27) and f"− <span style='color: {orange}'>0.27" in formula(0.85, -0.27)
    assert f"{orange}'>−0.85" in formula(-0.85, 0.27) and f"+ <span style='color: {blue}'>0.27" in formula(-0.85, 0.27)
    assert "1.23e6" in formula(1.23e6, 0)


def test_go_there_puts_the_closed_form_and_is_undone(bench, card):
    QTest.mouseClick(card.table.go, LEFT)
    bench.show()
    assert theta(bench) == pytest.approx([0.4, 0.3])
    assert table(card)["train"] == "0.050"
    full = bench.snapshot.batch.full
    assert full == pytest.approx([0, 0], abs=1e-6)
    bench.state.undo()
    assert theta(bench) == pytest.approx([0, -1])


def test_a_and_b_can_be_typed_each_undone_by_itself(bench, card):
    typed(card.table.a, "-1.3")
    bench.show()
    typed(card.table.b, "-2,2")
    bench.show()
    assert theta(bench) == pytest.approx([-1.3, -2.2])
    assert bench.workspace.surface.view.picture.theta == pytest.approx((-1.3, -2.2))
    bench.state.undo()
    assert theta(bench) == pytest.approx([-1.3, -1])
    bench.state.undo()
    assert theta(bench) == pytest.approx([0, -1])


def test_nonsense_is_marked_and_changes_nothing(bench, card):
    for nonsense in ("abc", "1e9", "nan"):
        typed(card.table.a, nonsense)
        assert card.table.a.is_marked
        QTest.keyClick(card.table.a, Qt.Key.Key_Escape)
    assert theta(bench) == pytest.approx([0, -1])


def test_a_random_start_is_another_one_every_time(bench, card):
    starts = []
    for _ in range(3):
        QTest.mouseClick(card.table.shuffle, LEFT)
        bench.show()
        starts.append(tuple(theta(bench)))
    assert len(set(starts)) == 3 and np.abs(starts).max() <= 3
    bench.state.undo()
    assert tuple(theta(bench)) == starts[1]


def test_the_next_step_written_out_is_what_the_step_does(bench, card):
    # The batch's own numbers, worked out from its points: f(x) − y = −1 − y.
    index = bench.snapshot.batch.index
    x, y = np.array(XY)[index].T
    loss, by_a, by_b = np.mean((-1 - y) ** 2), 2 * np.mean((-1 - y) * x), 2 * np.mean(-1 - y)
    after = -0.1 * by_a, -1 - 0.1 * by_b
    assert "this mini-batch of 2" in plain(card.step.title)

    def said(value: float) -> str:
        return f"{value + 0.0:.3f}".replace("-", "−")

    factor = f"({said(by_a)})" if by_a < 0 else said(by_a)
    lines = [" ".join(line.split()) for line in plain(card.step.text).splitlines()]
    assert lines == [
        f"E = ½ Σ (a·x + b − y)² = {said(loss)}",
        "a ← a − γ ∂E/∂a",
        f"= 0.000 − 0.10·{factor} = {said(after[0])}",
        "b ← b − γ ∂E/∂b",
        f"= −1.000 − 0.10·({said(by_b)}) = {said(after[1])}",
    ]
    bench.workspace.step_requested.emit()
    assert theta(bench) == pytest.approx(after, rel=1e-5)


@pytest.mark.parametrize(
    ("size", "loss", "title", "rule"),
    [
        (1, "squared-error", "this single point", "E = (a·x + b − y)² ="),
        (4, "absolute-error", "all 4 points", "E = ¼ Σ |a·x + b − y| ="),
        (99, "huber", "all 4 points", "E = ¼ Σ H(a·x + b − y) ="),
        (3, "squared-error", "this mini-batch of 3", "E = 1/3 Σ (a·x + b − y)² ="),
    ],
)
def test_batches_and_losses_have_their_signs(qtbot, size, loss, title, rule):
    bench = line_bench(batch_size=size, loss=loss)
    qtbot.addWidget(bench.workspace)
    card = bench.workspace.line
    assert title in plain(card.step.title)
    assert plain(card.step.text).startswith(rule)


@pytest.mark.parametrize(
    ("training", "words"),
    [
        ({"optimizer": "momentum"}, "SGD + momentum adds 0.9 of its last velocity"),
        ({"optimizer": "adam"}, "Adam divides by the usual size"),
        ({"l2": 0.1}, "The penalty pulls a towards 0"),
        ({"optimizer": "sgd", "clip": 1.0}, "∇E is clipped"),
    ],
)
def test_where_a_step_is_more_than_the_gradient_it_says_so_and_promises_nothing(qtbot, training, words):
    bench = line_bench(**training)
    qtbot.addWidget(bench.workspace)
    text = plain(bench.workspace.line.step.text)
    assert words in text and "∂E/∂a = " in text and "←" not in text


def test_numbers_that_run_away_stay_short(qtbot):
    bench = line_bench(learning_rate=50.0)
    qtbot.addWidget(bench.workspace)
    for _ in range(5):
        bench.workspace.step_requested.emit()
    bench.show()
    assert abs(bench.snapshot.theta).max() > 1e6
    assert all(len(line) < 80 for line in plain(bench.workspace.line.step.text).splitlines())
    assert all(len(text) < 12 for text in table(bench.workspace.line).values())


@pytest.mark.parametrize(
    ("xy", "tests", "words"),
    [([(1, 0), (1, 2)], 0, "the same x"), ([(1, 0)], 0, "two training points"), ([(1, 0), (0, 0)], 2, "two training")],
)
def test_without_a_single_optimum_there_is_no_way_there(qtbot, xy, tests, words):
    bench = line_bench(values(xy, tests))
    qtbot.addWidget(bench.workspace)
    part = bench.workspace.line.table
    assert words in part.reason.text() and part.reason.isVisible() and not part.go.isEnabled()
    assert part.values["best_a"].text() == "–"


def test_that_e_is_the_mean_is_said_where_it_is_written(card):
    assert "the course writes the sum" in card.step.text.toolTip()


def test_in_a_narrow_card_the_step_comes_below(card):
    assert card._sides.direction() is QBoxLayout.Direction.LeftToRight
    card.setParent(None)
    card.resize(card.minimumSizeHint().width(), 420)
    card.show()
    QCoreApplication.processEvents()
    assert card.step.geometry().top() > card.table.geometry().bottom()
    card.close()
