"""What the diagram of a walk shows at every place of it: the numbers of the walk, as far as they are known there."""

import numpy as np
import pytest

from playground.training.walk import Walk, walk
from playground.training.walk_cursor import WalkCursor, rows_of
from playground.training.walk_scene import Scene, scene
from playground.training.walk_table import Part, sections
from tests.training.test_walk import step_of

NETWORKS = (
    ("dense3:tanh dense1:sigmoid", "binary-cross-entropy"),
    ("dense4:relu dropout0.5 dense3:tanh dropout0.25 dense3:softmax", "cross-entropy"),
    ("dense2:linear dense2:tanh", "squared-error"),
    ("dense3:elu dense1:linear", "huber"),
)


def places(parts) -> list[WalkCursor]:
    return [WalkCursor(place, row + 1) for place, part in enumerate(parts) for row in range(rows_of(part))]


def last_of(walked: Walk) -> Scene:
    parts = sections(walked)
    return scene(walked, parts, WalkCursor(len(parts) - 1, rows_of(parts[-1])), False)


@pytest.mark.parametrize(("words", "loss"), NETWORKS)
def test_at_the_end_everything_is_known_and_is_what_the_walk_says(words, loss):
    walked = walk(step_of(words, loss)[0])
    shown, learning = last_of(walked), [layer for layer in walked.layers if layer.weights is not None]
    np.testing.assert_array_equal(shown.columns[0].rows[0].values, walked.start.x[0])
    assert len(shown.columns) == len(learning) + 1
    for column, layer in zip(shown.columns[1:], learning, strict=True):
        rows = {row.symbol: row for row in column.rows}
        for symbol, values in (("a", layer.a), ("h", layer.h), ("δ", layer.delta)):
            np.testing.assert_array_equal(rows[symbol].values, values[0])
        assert all(row.known == column.units for row in column.rows)
        assert column.weights is layer.weights and column.gradients == column.after == column.units
    told = {row.symbol: row.values[0] for row in shown.loss}
    assert told["E"] == walked.error and told["E ←"] == walked.error_after
    targets = [told[symbol] for symbol in told if symbol.startswith("d")]
    np.testing.assert_array_equal(targets, walked.start.d[0])


@pytest.mark.parametrize(("words", "loss"), NETWORKS)
def test_nothing_is_shown_before_it_is_worked_out(words, loss):
    walked = walk(step_of(words, loss)[0])
    parts = sections(walked)
    known_before = -1
    for cursor in places(parts):
        shown = scene(walked, parts, cursor, True)
        rows = [row.known for column in shown.columns for row in column.rows]
        known = sum(rows) + sum(column.gradients + column.after for column in shown.columns)
        known += sum(row.known for row in shown.loss)
        assert known >= known_before
        known_before = known
        for row, quantity in _at_work(shown):
            assert row.known == min(cursor.rows, len(quantity)), row.symbol
            np.testing.assert_array_equal(row.values, quantity)
        behind = [column for column in shown.columns[1:] if shown.part is Part.FORWARD]
        assert all(column.gradients == 0 and column.after == 0 for column in behind)


def _at_work(shown: Scene):
    """The rows that the section works out, each with the numbers of its table."""
    if shown.at_work is None or shown.part not in (Part.FORWARD, Part.BACKWARD):
        return []
    quantities = {quantity.symbol: quantity.values[:, 0] for quantity in shown.section.quantities}
    new = [row for row in shown.columns[shown.at_work].rows if row.is_new]
    assert new
    number = str(shown.at_work).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
    return [(row, quantities[row.symbol + number]) for row in new]


def test_dropout_belongs_to_the_column_before_it():
    walked = walk(step_of("dense4:relu dropout0.5 dense1:sigmoid", "binary-cross-entropy")[0])
    parts = sections(walked)
    column = last_of(walked).columns[1]
    dropout = walked.layers[1]
    assert [row.symbol for row in column.rows] == ["a", "h", "h̃", "∇h", "δ"]
    np.testing.assert_array_equal(column.rows[2].values, dropout.h[0])
    np.testing.assert_array_equal(column.rows[3].values, dropout.source_gradient[0])
    np.testing.assert_array_equal(column.mask, dropout.mask[0])
    shown = scene(walked, parts, WalkCursor(1, 4), False)
    assert shown.at_work == 1 and [row.symbol for row in shown.columns[1].rows if row.is_new] == ["h̃"]


def test_of_a_mini_batch_h_is_the_mean_and_delta_the_sum_which_is_the_gradient_of_the_bias():
    walked = walk(step_of("dense3:tanh dense2:softmax", "cross-entropy", n=5)[0])
    shown = last_of(walked)
    assert shown.samples == 5
    for column, layer in zip(shown.columns[1:], walked.layers, strict=True):
        a, h, delta = column.rows
        assert (a.symbol, h.symbol, delta.symbol) == ("ā", "h̄", "Σδ")
        np.testing.assert_allclose(a.values, layer.a.mean(axis=0))
        np.testing.assert_allclose(h.values, layer.h.mean(axis=0))
        np.testing.assert_allclose(delta.values, layer.weights.bias_gradient)


def test_which_edges_one_unit_has_to_do_with():
    walked = walk(step_of("dense3:tanh dense2:tanh dense1:linear", "squared-error")[0])
    parts = sections(walked)  # forward 1 2 3, loss, backward 3 2 1, update

    def edges(section: int, rows: int, by_neuron: bool = True):
        shown = scene(walked, parts, WalkCursor(section, rows), by_neuron)
        return [shown.edges_at_work(gap) for gap in range(3)]

    assert edges(0, 2) == [(None, 1), None, None]
    assert edges(0, 2, by_neuron=False) == [None, None, None]
    assert edges(5, 1) == [None, (None, 0), (0, None)]
    assert edges(5, 3) == [None, (2, None), None], "the third row is ∇h of the layer before"
    assert edges(7, 2) == [(None, 1), (None, 1), None]
