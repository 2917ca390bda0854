"""Numbers, sizes and choices of a convolution changed in the window, also while it slides; each edit is one step."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest

from playground.training.snapshot import Status
from tests.ui.workspaces.convolution.convolution_bench import LEFT, RIGHT, spot


def test_a_number_is_clicked_and_typed(bench):
    made = bench()
    made.steps(1)
    made.type(spot("w", 0, 1), "2.5")
    assert made.state.experiment.model.kernels.weight[0, 1, 0, 0] == 2.5
    assert made.shown("y")[0] == [6.5, None, None]
    assert made.state.undo_name == "w[0,1] changed"
    made.type(spot("x", 0, 0), "-4")
    made.type(spot("b", 0, 0), "10")
    assert made.shown("y")[0][0] == 6.5 - 5 + 10
    assert made.part("tables.example").current() == "own"
    for expected in (1.5, 6.5, 4):
        made.state.undo()
        made.show()
        assert made.shown("y")[0][0] == expected
    made.state.redo()
    made.show()
    assert made.shown("y")[0][0] == 6.5


def test_what_is_no_number_is_refused_in_words(bench):
    made = bench()
    before = made.state.experiment
    made.type(spot("w", 0, 0), "two")
    assert made.field.isVisible() and made.field.is_marked
    assert "“two” cannot be used here: a number from −1,000,000 to 1,000,000" in made.field.toolTip()
    QTest.keyClick(made.field, Qt.Key.Key_Escape)
    assert not made.field.isVisible() and made.state.experiment is before


def test_arrow_keys_lead_from_number_to_number(bench):
    made = bench()
    QTest.mouseClick(made.view, LEFT, pos=made.pixel(spot("w", 0, 0)))
    QTest.keyClicks(made.field, "5")
    QTest.keyClick(made.field, Qt.Key.Key_Down)
    assert made.view.cursor_ == spot("w", 1, 0) and made.view.hasFocus()
    QTest.keyClicks(made.view, "-")
    QTest.keyClicks(made.field, "6")
    QTest.keyClick(made.field, Qt.Key.Key_Right)
    assert made.state.experiment.model.kernels.weight[:2, :2, 0, 0].tolist() == [[5, 0], [-6, 1]]
    assert made.view.cursor_ == spot("w", 1, 1)
    QTest.keyClick(made.view, Qt.Key.Key_PageUp)
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 2
    QTest.keyClick(made.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 1.9
    QTest.keyClick(made.view, Qt.Key.Key_PageDown)
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 1.8  # by tenths among numbers that are not whole


def test_tab_goes_through_the_numbers_of_a_table(bench):
    made = bench()
    QTest.mouseClick(made.view, LEFT, pos=made.pixel(spot("w", 0, 1)))
    for text in ("2", "3", "4"):
        QTest.keyClicks(made.field, text)
        QTest.keyClick(made.field, Qt.Key.Key_Tab)
    assert made.state.experiment.model.kernels.weight[..., 0, 0].tolist() == [[1, 2, 3], [4, 1, 0], [1, 0, 1]]
    assert made.field.spot == spot("w", 1, 1) and made.field.hasFocus()
    QTest.keyClick(made.field, Qt.Key.Key_Backtab)
    assert made.field.spot == spot("w", 1, 0)
    QTest.keyClicks(made.field, "no")
    QTest.keyClick(made.field, Qt.Key.Key_Tab)
    assert made.field.spot == spot("w", 1, 0) and made.field.is_marked
    QTest.keyClick(made.field, Qt.Key.Key_Escape)
    QTest.mouseClick(made.view, LEFT, pos=made.pixel(spot("w", 2, 2)))
    QTest.keyClick(made.field, Qt.Key.Key_Tab)
    assert not made.field.isVisible() and not made.view.hasFocus()  # the way out of the tables


def test_arrow_keys_reach_every_table_and_tell_the_sum_there(bench):
    made = bench()
    made.view.setFocus()
    seen = set()
    for _ in range(14):
        QTest.keyClick(made.view, Qt.Key.Key_Right)
        seen.add(made.view.cursor_.table.symbol)
    assert seen == {"x", "w", "b", "y"}
    assert made.view.cursor_.table.symbol == "y"
    assert made.view.accessibleDescription().startswith("Feature map y")
    assert made.sum in made.view.accessibleDescription()


def test_a_number_is_dragged_as_one_step(bench):
    made = bench()
    start = made.pixel(spot("w", 1, 1))
    QTest.mousePress(made.view, LEFT, pos=start)
    for up in (8, 16, 24):
        QTest.mouseMove(made.view, start - QPoint(0, up))
        QGuiApplication.processEvents()
    assert made.shown("w")[1][1] == 4  # at once, before the run has heard of it
    QTest.mouseRelease(made.view, LEFT, pos=start - QPoint(0, 24))
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 4
    assert not made.field.isVisible()
    made.state.undo()
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 1
    assert not made.state.can_undo


def test_a_number_that_is_hidden_while_it_is_dragged_is_let_go(bench):
    made = bench()
    start = made.pixel(spot("w", 1, 1))
    QTest.mousePress(made.view, LEFT, pos=start)
    QTest.mouseMove(made.view, start - QPoint(0, 16))
    QGuiApplication.processEvents()
    made.workspace.hide()
    made.workspace.show()
    QTest.mouseMove(made.view, start - QPoint(0, 48))
    QGuiApplication.processEvents()
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 3
    made.state.edit_training(pace=1.0)
    made.state.undo()
    assert made.state.undo_name == "w[1,1] changed"


def test_the_wheel_turns_the_number_that_the_keyboard_is_at(bench):
    made = bench()
    place = made.pixel(spot("w", 1, 1))
    turn(made, place)
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 1
    QTest.mouseClick(made.view, LEFT, pos=place)
    turn(made, place)
    assert made.field.text() == "2"
    QTest.keyClick(made.field, Qt.Key.Key_Return)
    turn(made, place)
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 3
    made.state.undo()
    assert made.state.experiment.model.kernels.weight[1, 1, 0, 0] == 1


def turn(made, place: QPoint) -> None:
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(place), QPointF(made.view.mapToGlobal(place)), QPoint(), QPoint(0, 120), *none, False)
    QGuiApplication.sendEvent(made.view, event)


def test_drawing_and_erasing_with_the_mouse(bench):
    made = bench("slide")
    made.click("tables.example.drawing")
    assert made.part("map.tool").current() == "draw"
    QTest.mousePress(made.view, LEFT, pos=made.pixel(spot("x", 13, 0)))
    QTest.mouseMove(made.view, made.pixel(spot("x", 13, 4)))
    QGuiApplication.processEvents()
    QTest.mouseRelease(made.view, LEFT, pos=made.pixel(spot("x", 13, 4)))
    assert made.shown("x")[13][:6] == [1, 1, 1, 1, 1, 0]
    assert made.state.undo_name == "drawing on the input"
    QTest.mousePress(made.view, RIGHT, pos=made.pixel(spot("x", 13, 2)))
    QTest.mouseRelease(made.view, RIGHT, pos=made.pixel(spot("x", 13, 2)))
    assert made.shown("x")[13][:6] == [1, 1, 0, 1, 1, 0]
    made.state.undo()
    made.state.undo()
    made.show()
    assert made.shown("x")[13][:6] == [0] * 6
    assert made.part("tables.example").current() == "drawing"


def test_the_map_follows_the_pen_until_it_is_slid_over(bench):
    made = bench()
    made.click("tables.example.drawing")
    before = made.shown("y")
    assert before[2][2] is not None
    QTest.mouseClick(made.view, LEFT, pos=made.pixel(spot("x", 12, 3)))
    assert made.shown("y") != before and None not in made.shown("y")[13]
    made.steps(1)
    assert made.shown("y")[0][:2] == [0, None]
    made.workspace.reset()
    made.show()
    assert None not in made.shown("y")[0]
    made.click("map.tool.numbers")
    assert made.shown("y")[0][0] is None


def test_pointing_at_an_output_shows_its_window_and_its_products(bench):
    made = bench("drawing")
    made.steps(3)
    here = made.sum
    made.point(spot("y", 7, 9))
    laid = made.view.scene.laid[spot("x", 0, 0).table]
    assert laid.rows.tolist() == [6, 7, 8] and laid.columns.tolist() == [8, 9, 10]
    assert made.sum.startswith("y[7,9] = ") and made.sum.count("·") == 9
    made.point(spot("x", 0, 0))
    assert {each.place for each in made.view.scene.reached} == {(0, 0), (0, 1), (1, 0), (1, 1)}
    QGuiApplication.sendEvent(made.view, QEvent(QEvent.Type.Leave))
    assert made.sum == here and not made.view.scene.reached


@pytest.mark.parametrize(("example", "where"), [("slide", spot("y", 2, 2)), ("maps", spot("y", 0, 0, 2))])
def test_a_number_that_is_pointed_at_may_go_and_come_back(bench, example, where):
    made = bench(example)
    made.point(where)
    pointed = made.sum
    assert made.view.scene.current == where
    made.choose("operation", "max-pool")
    made.choose("stride", "7")
    assert made.shown("y") == [[None]] and made.view.scene.current is None
    assert made.sum == "Slide or step, or point at an output: its sum is written out here"
    made.state.undo()
    made.state.undo()
    assert made.view.scene.current == where and made.sum == pointed


def test_sizes_channels_and_kernels(bench):
    made = bench()
    made.click("map.rows.more")
    made.click("map.columns.less")
    made.click("map.channels.more")
    made.click("map.kernels.more")
    assert made.state.experiment.data.input_shape == (6, 4, 2)
    assert made.state.experiment.model.kernels.weight.shape == (3, 3, 2, 2)
    assert [table.name.symbol for table in made.view.scene.tables()].count("y") == 2
    assert "(6 − 3 + 2·0) / 1 + 1 = 4, (4 − 3 + 2·0) / 1 + 1 = 2" in made.facts()
    for _ in range(4):
        made.state.undo()
    assert made.state.experiment.data.input_shape == (5, 5, 1) and not made.state.can_undo


def test_a_number_that_is_gone_is_not_edited(bench):
    made = bench()
    QTest.mouseClick(made.view, LEFT, pos=made.pixel(spot("x", 4, 4)))
    QTest.keyClicks(made.field, "3")
    made.workspace.one.edits.set_size(3, 3, 1)
    made.show()
    assert not made.field.isVisible() and made.view.cursor_ is None
    assert made.state.experiment.data.resolve().values.max() == 1
    QTest.mousePress(made.view, LEFT, pos=made.pixel(spot("x", 2, 2)))
    made.workspace.one.edits.set_size(2, 2, 1)
    assert made.state.experiment.data.input_shape == (3, 3, 1)  # the kernel would not fit
    made.choose("size", "2")
    made.workspace.one.edits.set_size(2, 2, 1)
    QTest.mouseMove(made.view, QPoint(5, 5))
    QGuiApplication.processEvents()
    QTest.mouseRelease(made.view, LEFT, pos=QPoint(5, 5))
    assert made.state.experiment.data.input_shape == (2, 2, 1) and not made.field.isVisible()


def test_a_window_that_does_not_fit_is_refused_in_words(bench):
    made = bench()
    made.choose("size", "7")
    assert made.part("transport.size.list").currentData() == "3"
    assert "a window of 7 places does not fit" in made.workspace.complaint
    made.choose("padding", "1")
    made.choose("size", "7")
    assert made.part("transport.size.list").currentData() == "7" and not made.workspace.complaint


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("stride", "2", "(5 − 3 + 2·0) / 2 + 1 = 2"),
        ("padding", "2", "(5 − 3 + 2·2) / 1 + 1 = 7"),
        ("padding", "same", "(5 − 3 + 2·1) / 1 + 1 = 5"),
        ("dilation", "2", "(5 − 5 + 2·0) / 1 + 1 = 1"),
        ("size", "2", "(5 − 2 + 2·0) / 1 + 1 = 4"),
    ],
)
def test_how_the_kernel_is_laid(bench, name, key, told):
    made = bench()
    made.choose(name, key)
    assert told in made.facts()
    made.state.undo()
    made.show()
    assert "= 3</b>" in made.facts()


def test_a_kernel_with_a_name(bench):
    made = bench()
    assert made.part("transport.kernel.list").currentData() == "cross"
    made.choose("kernel", "sobel-x")
    assert made.state.experiment.model.kernels.weight[1, :, 0, 0].tolist() == [-2, 0, 2]
    made.type(spot("w", 0, 0), "5")
    assert made.part("transport.kernel.list").currentData() == "own"


def test_edits_while_it_slides(bench):
    made = bench("drawing")
    made.click("transport.train")
    made.loop.train(0.3)
    before = made.show().place
    made.type(spot("b", 0, 0), "100")
    for _ in range(1000):  # at four numbers a second, and a millisecond from one look at the clock to the next
        made.loop.train(0.3)
    assert made.show().place > before and made.snapshot.progress.status is Status.TRAINING
    assert made.shown("y")[0][0] == 100


def test_an_example_keeps_what_stands_beside_it(bench):
    made = bench()
    made.state.edit(made.state.experiment)
    table = made.state.experiment.model.table
    made.click("tables.example.rgb")
    assert made.state.experiment.data.source == "rgb" and made.state.experiment.model.table is table
    made.state.undo()
    assert made.state.experiment.data.source == "slide"
