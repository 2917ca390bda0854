"""Segmented controls, tab strips, drop-down lists, steppers, palettes and picture grids."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QImage, QPainter
from PySide6.QtWidgets import QLineEdit

from playground.ui.look.theme import THEME
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.class_marker import paint_marker
from playground.ui.widgets.class_palette import ClassPalette
from playground.ui.widgets.labelled_combo import Combo, LabelledCombo
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.widgets.stepper import Stepper
from playground.ui.widgets.tab_strip import TabStrip
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid

LEFT = Qt.MouseButton.LeftButton
CHOICES = [
    Choice("paint", "Paint", "Paint points", "paint"),
    Choice("erase", "Erase", "Erase points", "erase"),
    Choice("move", "Move", "Move points", "move"),
]


def show_active(qtbot, widget):
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def record(signal):
    values = []
    signal.connect(lambda *args: values.append(args[0] if len(args) == 1 else args))
    return values


@pytest.mark.parametrize("kind", [SegmentedControl, TabStrip])
def test_one_choice_at_a_time(qtbot, kind):
    row = kind(CHOICES, "Tool")
    qtbot.addWidget(row)
    row.show()
    changed = record(row.changed)
    assert row.current() == "paint"
    qtbot.mouseClick(row.buttons["move"], LEFT)
    qtbot.mouseClick(row.buttons["move"], LEFT)
    assert row.current() == "move" and changed == ["move"]
    row.set_current("erase")
    assert row.current() == "erase" and changed == ["move"]
    row.set_current("move")
    qtbot.mouseClick(row.buttons["erase"], LEFT)
    assert changed == ["move", "erase"]


def test_arrow_keys_go_from_choice_to_choice(qtbot):
    row = SegmentedControl(CHOICES, "Tool")
    qtbot.addWidget(row)
    show_active(qtbot, row)
    changed = record(row.changed)
    row.buttons["paint"].setFocus()
    qtbot.keyClick(row.buttons["paint"], Qt.Key.Key_Right)
    assert row.current() == "erase" and changed == ["erase"]


def test_drop_down_emits_keys_for_what_the_user_does_only(qtbot):
    combo = LabelledCombo("Optimizer", [("sgd", "SGD"), ("adam", "Adam")], tooltip="How θ is changed")
    qtbot.addWidget(combo)
    combo.show()
    chosen = record(combo.chosen)
    combo.set_key("adam")
    assert combo.key() == "adam" and chosen == []
    combo.combo.setFocus()
    qtbot.keyClick(combo.combo, Qt.Key.Key_Up)
    assert chosen == ["sgd"]
    with pytest.raises(ValueError, match="lbfgs"):
        combo.set_key("lbfgs")


def test_new_options_keep_the_choice_where_it_still_exists(qtbot):
    combo = LabelledCombo("Loss", [("a", "A"), ("b", "B")], tooltip="What is made small")
    qtbot.addWidget(combo)
    chosen = record(combo.chosen)
    combo.set_key("b")
    combo.set_options([("b", "Bee"), ("c", "C")])
    assert combo.key() == "b"
    combo.set_options([("c", "C")])
    assert combo.key() == "c" and chosen == []


def test_stepper_counts_within_its_limits(qtbot):
    stepper = Stepper(2, 1, 3, "Neurons", tooltip="How many neurons the layer has")
    qtbot.addWidget(stepper)
    stepper.show()
    changed = record(stepper.changed)
    less, more = stepper._less, stepper._more
    for _ in range(3):
        qtbot.mouseClick(more, LEFT)
    assert changed == [3] and not more.isEnabled() and less.isEnabled()
    stepper.edit.setFocus()
    stepper.edit.selectAll()
    qtbot.keyClicks(stepper.edit, "99")
    qtbot.keyClick(stepper.edit, Qt.Key.Key_Return)
    assert stepper.value() == 3 and changed == [3]
    qtbot.keyClick(stepper.edit, Qt.Key.Key_Down)
    assert stepper.value() == 2 and changed == [3, 2]


def test_palette(qtbot):
    palette = ClassPalette(2, maximum=3)
    qtbot.addWidget(palette)
    palette.show()
    picked, added = record(palette.current_changed), []
    palette.add_requested.connect(lambda: added.append(palette.count()))
    qtbot.mouseClick(palette._swatches[1], LEFT)
    assert palette.current() == 1 and picked == [1]
    qtbot.mouseClick(palette._add, LEFT)
    assert added == [2]
    palette.set_classes(["a", "b", "c"])
    assert palette.count() == 3 and palette._add.isHidden()
    palette.set_current(2)
    palette.set_classes(["a", "b"])
    assert palette.current() == 1 and picked == [1]


@pytest.mark.parametrize("label", range(6))
def test_a_swatch_is_the_marker_of_its_class(qtbot, label):
    palette = ClassPalette(6)
    qtbot.addWidget(palette)
    palette.show()
    swatch = palette._swatches[label]
    palette.set_current((label + 1) % 6)
    image = swatch.grab().toImage()
    expected = QImage(image.size(), image.format())
    expected.fill(THEME.colours.panel)
    painter = QPainter(expected)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_marker(painter, label, QPointF(swatch.width() / 2, swatch.height() / 2), (swatch.height() / 2 - 3) * 0.8)
    painter.end()
    middle = QPoint(image.width() // 2, image.height() // 2)
    coloured = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if expected.pixelColor(x, y) == THEME.colours.classes[label]
    ]
    assert len(coloured) > 40 and all(image.pixelColor(*place) == expected.pixelColor(*place) for place in coloured)
    assert image.pixelColor(middle) == expected.pixelColor(middle)


def test_a_list_that_was_chosen_from_looks_as_before(qtbot):
    labelled = LabelledCombo("Loss", [("a", "A"), ("b", "B")], tooltip="What is made small")
    qtbot.addWidget(labelled)
    labelled.show()
    combo = labelled.combo
    combo.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    QCursor.setPos(combo.mapToGlobal(QPoint(0, combo.height() + 200)))
    combo.showPopup()
    combo.hidePopup()
    qtbot.waitUntil(lambda: not combo.underMouse())


def test_what_is_offered_below_the_options_is_asked_for_and_takes_no_room(qtbot):
    combo = Combo([("a", "A"), ("b", "B")], "Letter", tooltip="Which one")
    qtbot.addWidget(combo)
    combo.show()
    before, chosen, asked = combo.sizeHint(), record(combo.chosen), record(combo.asked)
    combo.set_offers({"both": "Both of them, whatever the others say"})
    assert abs(combo.sizeHint().width() - before.width()) <= 2 and combo.count() == 4
    combo.showPopup()
    combo.setCurrentIndex(3)
    assert (chosen, asked, combo.key()) == ([], ["both"], "a")
    combo.hidePopup()
    combo.set_options([("c", "C")])
    assert combo.count() == 3 and combo.key() == "c"
    combo.set_offers({})
    assert combo.count() == 1


def grid_of(qtbot, exclusive):
    grid = ThumbnailGrid("Data sets", columns=2, exclusive=exclusive)
    qtbot.addWidget(grid)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    for name in ("circle", "xor", "blobs"):
        grid.add(name, name, tooltip=f"The {name} set", picture=picture)
    grid.resize(120, 200)
    grid.show()
    return grid


def test_one_picture_is_picked_and_can_be_picked_again(qtbot):
    grid = grid_of(qtbot, exclusive=True)
    picked = record(grid.picked)
    assert grid.checked() == ()
    for name in ("xor", "xor", "blobs"):
        qtbot.mouseClick(grid.tile(name), LEFT)
    assert picked == ["xor", "xor", "blobs"]
    assert grid.checked() == ("blobs",)
    grid.set_checked()
    assert grid.checked() == ()


def test_several_pictures_can_be_toggled(qtbot):
    grid = grid_of(qtbot, exclusive=False)
    toggled = record(grid.toggled)
    grid.set_checked("circle")
    assert toggled == []
    qtbot.mouseClick(grid.tile("xor"), LEFT)
    qtbot.mouseClick(grid.tile("circle"), LEFT)
    assert toggled == [("xor", True), ("circle", False)]
    assert grid.checked() == ("xor",)
    grid.clear()
    assert grid.keys() == ()


def test_a_painted_picture_is_painted(qtbot):
    grid = grid_of(qtbot, exclusive=True)
    areas = []
    grid.set_picture("xor", lambda painter, area: areas.append(area))
    grid.grab()
    assert areas and areas[0].width() == areas[0].height() > 20


def test_pictures_are_square_and_stay_in_columns(qtbot):
    grid = grid_of(qtbot, exclusive=True)
    first, second, third = (grid.tile(name) for name in ("circle", "xor", "blobs"))
    assert first.y() == second.y() < third.y()
    assert first.x() == third.x() < second.x()
    assert first.height() > first.width()


def test_a_click_leaves_the_keyboard_where_it_was(qtbot):
    grid = grid_of(qtbot, exclusive=True)
    field = QLineEdit(grid)
    field.show()
    show_active(qtbot, grid)
    field.setFocus()
    qtbot.mouseClick(grid.tile("xor"), LEFT, pos=QPoint(5, 30))
    assert field.hasFocus()


def test_a_grid_has_fewer_columns_where_captions_would_be_cut(qtbot):
    grid = ThumbnailGrid("Point set")
    qtbot.addWidget(grid)
    captions = ("Separable", "XOR", "Circle", "Drawn", "a file with a very long name.csv")
    tiles = [grid.add(caption, caption, tooltip=caption) for caption in captions]
    grid.show()
    for width, columns in ((400, 4), (200, 2), (400, 4)):
        grid.resize(width, 400)
        QCoreApplication.processEvents()
        assert len({tile.x() for tile in tiles}) == columns
        assert all(tile.width() >= tile.caption_width() for tile in tiles[:-1])


def test_changes_of_theme_leave_nothing_behind_in_a_list(qtbot, qapp):
    THEME.install(qapp)
    combo = Combo([("a", "A"), ("b", "B")], "Letter", tooltip="One of them")
    qtbot.addWidget(combo)
    THEME.dress(combo)
    combo.show()

    def parts() -> int:
        THEME.set_scale(1.5)
        THEME.set_scale(1.0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(combo.findChildren(QObject))

    assert parts() == parts() == parts()
