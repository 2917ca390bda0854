"""A kernel slides over a map: the course's numbers, forward and back, number by number and product by product."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from playground.training.chosen_convolution import INPUT_GRADIENT, KERNEL_GRADIENT
from playground.training.convolution_examples import edited, example
from playground.training.snapshot import Status
from playground.ui.views.convolution.number_table import TableName
from tests.ui.unfolding import control
from tests.ui.workspaces.convolution.convolution_bench import spot


def test_sliding_to_the_end_gives_the_numbers_of_the_course(bench):
    made = bench()
    assert made.shown("y") == [[None] * 3] * 3
    made.slide()
    assert made.shown("y") == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
    assert made.snapshot.progress.status is not Status.TRAINING
    assert "<b>(5 − 3 + 2·0) / 1 + 1 = 3</b>" in made.facts()
    assert "<b>9 / 9</b>" in made.facts() and "<b>81</b>" in made.facts()


def test_a_step_works_out_the_next_number_and_writes_its_sum(bench):
    made = bench()
    made.click("transport.step")
    assert made.shown("y")[0] == [4, None, None]
    made.steps(4)
    assert made.sum == "y[1,1] = 1·1 + 1·0 + 1·1 + 0·0 + 1·1 + 1·0 + 0·1 + 1·0 + 1·1 + bias 0 = 4"
    laid = made.view.scene.laid[spot("x", 0, 0).table]
    assert (laid.rows.tolist(), laid.columns.tolist()) == ([1, 2, 3], [1, 2, 3])
    assert made.view.scene.current == spot("y", 1, 1)


def test_three_channels_are_three_sums_with_padding_and_bias(bench):
    made = bench("rgb")
    made.steps(5)
    assert made.shown("y")[0] == [-25, 466, 466, 475, 653]
    assert made.table("x").ring == (1, 1)
    lines = made.sum.split("; ")
    assert len(lines) == 4 and lines[0].startswith("channel 1: ") and lines[0].endswith("= 317")
    assert lines[3] == "y[0,4] = 317 + 170 + 165 + bias 1 = 653"
    assert "<b>675</b>" in made.facts()
    made.steps(3)
    assert made.shown("y")[1] == [295, 787, 798, None, None]


def test_back_and_restart(bench):
    made = bench()
    made.steps(2)
    made.click("transport.back")
    assert made.shown("y")[0] == [4, None, None]
    made.click("transport.step")
    made.click("transport.reset")
    assert made.shown("y")[0] == [None, None, None] and made.view.scene.current is None
    assert not made.part("transport.back").isEnabled() or made.snapshot.place == 0


def test_product_by_product(bench):
    made = bench()
    for _ in range(3):
        made.workspace.fine_step()
    made.show()
    assert made.shown("y")[0] == [None, None, None]
    assert made.sum.endswith("… so far 2")
    assert made.view.scene.laid[spot("x", 0, 0).table].taken.sum() == 3
    for _ in range(6):
        made.workspace.fine_step()
    made.show()
    assert made.shown("y")[0] == [4, None, None] and made.sum.endswith("= 4")


def test_product_by_product_is_chosen_under_more(bench):
    made = bench()
    made.state.edit_model(replace(made.state.experiment.model, every_sample=True))
    box = control(made.workspace.transport.more, "transport.every_product")
    assert box.isChecked()
    made.state.undo()
    assert not box.isChecked()
    box.click()
    assert made.state.experiment.model.every_sample


def test_from_the_last_number_slide_begins_again(bench):
    made = bench()
    made.slide()
    assert made.snapshot.place == 9
    made.state.edit_training(pace=4.0)
    made.click("transport.train")
    assert made.snapshot.place < 9 and made.snapshot.progress.status is Status.TRAINING


def test_several_kernels_are_shown_as_they_are_at_work_and_chosen_by_hand(bench):
    made = bench("maps")
    assert made.part("tables.kernel").isVisible()
    made.steps(37)
    assert made.part("tables.kernel").current() == "1"
    assert made.table("w", 1, 1).values.tolist() == [[0, 0, 0], [1, 1, 1], [0, 0, 0]]
    assert made.sum.split("; ")[-1].startswith("y₂[0,0] = ")
    made.click("tables.kernel.2")
    assert made.table("w", 0, 2).values[:, 1].tolist() == [1, 1, 1]
    assert made.workspace.transport.filter == 2


def test_the_way_back_to_the_kernel(bench):
    made = bench()
    made.click("tables.way.kernel-gradient")
    assert made.state.experiment.model.way == KERNEL_GRADIENT
    made.steps(1)
    x = example("slide").data.resolve().values[..., 0]
    assert made.shown("∂E/∂w")[0][0] == x[:3, :3].sum()
    assert made.sum.startswith("∂E/∂w[0,0] = 1·1 + 1·1 + 1·1 + 0·1")
    made.type(spot("δ", 0, 0), "3")
    assert made.shown("∂E/∂w")[0][0] == x[:3, :3].sum() + 2 * x[0, 0]
    assert made.shown("∂E/∂b") == [[11]]
    made.state.undo()
    made.show()
    assert made.shown("δ")[0][0] == 1


def test_the_way_back_says_of_which_kernel_and_channel_a_weight_is(bench):
    made = bench("maps")
    made.click("tables.way.kernel-gradient")
    made.steps(2)
    assert made.sum.startswith("Kernel 1: ∂E/∂w₁[0,1] = ") and made.table("∂E/∂w", 1, 0).title == "Kernel 1: ∂E/∂w₂"
    assert "size of δ <b>(6 − 3 + 2·1) / 1 + 1 = 6</b>" in made.facts()


def test_the_way_back_to_the_input_with_the_turned_kernel(bench):
    experiment = example("slide")
    kernels = experiment.model.kernels.with_weight((0, 0, 0, 0), 7.0)
    made = bench(edited(experiment, kernels=kernels))
    made.click("tables.way.input-gradient")
    assert made.state.experiment.model.way == INPUT_GRADIENT
    assert made.shown("turned")[2][2] == 7
    made.steps(1)
    assert made.shown("∂E/∂x")[0][0] == 7
    assert made.sum.endswith("1·7 = 7")
    made.type(spot("turned", 2, 2), "9")
    assert made.state.experiment.model.kernels.weight[0, 0, 0, 0] == 9
    assert made.shown("∂E/∂x")[0][0] == 9


def test_the_zeros_around_delta_are_seen_where_the_turned_kernel_lies_on_them(bench):
    made = bench()
    made.click("tables.way.input-gradient")
    made.steps(1)
    assert made.table("δ").ring == (2, 2)
    laid = made.view.scene.laid[TableName("δ")]
    assert next(laid.cells())[0] == (-2, -2) and made.sum.count("·") == 9
    made.choose("padding", "1")
    assert made.table("δ").ring == (1, 1)
    made.choose("padding", "0")
    made.choose("stride", "2")  # zeros between the numbers of δ as well: only what is there is seen, and written
    made.steps(4)
    laid = made.view.scene.laid[TableName("δ")]
    assert made.table("δ").ring == (0, 0)
    assert made.sum == "∂E/∂x[0,4] = 1·1 = 1" and len(list(laid.cells())) == 1


@pytest.mark.parametrize(("operation", "told"), [("max-pool", "max (1, 3, 4, 6) = 6"), ("average-pool", "= 3.5")])
def test_pooling(bench, operation, told):
    made = bench("pooling")
    made.choose("operation", operation)
    made.steps(1)
    assert made.sum.endswith(told)
    assert not made.part("transport.padding.list").isEnabled()
    made.slide()
    assert made.shown("y") == ([[6, 5], [3, 9]] if operation == "max-pool" else [[3.5, 2], [1.5, 5.75]])
    assert "(4 − 2) / 2 + 1 = 2" in made.facts()


def test_many_products_are_told_as_sums_and_written_out_when_pointed_at(bench):
    made = bench("rgb")
    made.choose("padding", "3")
    made.choose("size", "7")
    made.steps(1)
    assert made.sum.startswith("y[0,0] = Σ of 147 products = ")
    assert made.workspace.one.sum.full.count("·") == 147


def test_an_activation_is_shown_and_written(bench):
    made = bench("drawing")
    made.steps(60)
    assert made.sum.endswith("+ bias 0 = 1 → ReLU(1) = 1")
    assert made.table("y").title.startswith("ReLU(a)")
    assert np.min(made.table("y").values) == 0


def test_the_room_of_the_sum_is_that_of_the_example(bench):
    made = bench()
    sum_view = made.workspace.one.sum
    low = sum_view.sizeHint().height()
    made.click("tables.example.rgb")
    high = sum_view.sizeHint().height()
    assert high > low
    made.steps(1)
    assert sum_view.sizeHint().height() == high  # nothing moves when the first sum is written
    made.click("tables.example.slide")
    assert sum_view.sizeHint().height() == low
    made.steps(1)
    assert sum_view.sizeHint().height() == low


def test_alone_the_tables_take_the_room_that_there_is(bench):
    made = bench()
    card = made.workspace.one
    usual = card.view.layout_.cell
    card.enlarge_requested.emit()
    QApplication.processEvents()
    assert card.is_enlarged and card.view.layout_.cell > 1.5 * usual
    bottom = card.sum.mapTo(made.workspace, card.sum.rect().bottomLeft()).y()
    assert bottom < made.workspace.height()
    card.enlarge_requested.emit()
    QApplication.processEvents()
    assert card.view.layout_.cell == usual


def test_the_settings_of_a_layer_come_into_sight(bench, qtbot):
    made = bench()
    made.workspace.resize(1440, 700)
    made.click("receptive.stack.layer1")
    settings, column = made.workspace.field.stack.settings, made.workspace.field.parentWidget().parentWidget()

    def bottom() -> int:
        return settings.mapTo(column, settings.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: settings.isVisible() and 0 < bottom() <= column.height())


@pytest.mark.parametrize("example", ["slide", "pooling", "rgb"])
def test_in_a_low_window_the_sum_is_seen_with_its_tables(bench, example):
    made = bench("edge")
    made.workspace.resize(1200, 600)
    made.click(f"tables.example.{example}")
    QApplication.processEvents()
    made.steps(1)
    card = made.workspace.one
    column = card.parentWidget().parentWidget()
    assert card.sum.mapTo(column, card.sum.rect().bottomLeft()).y() <= column.height()
