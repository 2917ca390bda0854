"""The confusion matrix of a few classes as a table."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.ui.look.theme import THEME
from playground.ui.views.maps.confusion_layout import confusion_layout
from playground.ui.views.maps.confusion_table import ConfusionTable
from tests.ui.painted_texts import noted_texts

LEFT = Qt.MouseButton.LeftButton
PERCENT = "\u00a0%"


def shown(qtbot, counts: np.ndarray, size: tuple[int, int] = (600, 170)) -> ConfusionTable:
    table = ConfusionTable()
    qtbot.addWidget(table)
    table.resize(*size)
    table.show()
    table.show_counts(counts, tuple("ABCDEF")[: len(counts)], "nothing")
    return table


def texts(table: ConfusionTable) -> list[str]:
    with noted_texts() as notes:
        table.grab()
    assert not [painted.text for painted in notes.painted if painted.is_cut]
    return [painted.text for painted in notes.painted]


@pytest.mark.parametrize("classes", range(2, 7))
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_counts_shares_and_scores_are_written(qtbot, classes, scale):
    counts = np.diag(np.arange(10, 10 + classes)) + np.eye(classes, k=1, dtype=int)
    THEME.set_scale(scale)
    try:
        table = shown(qtbot, counts, (round(600 * scale), round(170 * scale)))
        found = texts(table)
    finally:
        THEME.set_scale(1.0)
    for k in range(classes):
        assert str(10 + k) in found
    assert found.count("0") == classes**2 - classes - (classes - 1)
    # Of class A 10 of 11 are found, and all that are called A are A: F1 = 20 / 21.
    assert {"91" + PERCENT, "0.91", "1.00", "0.95", "precision", "recall", "F1"} <= set(found)


def test_where_there_is_nothing_to_count_it_says_why(qtbot):
    assert texts(shown(qtbot, np.zeros((2, 2), np.int64))) == ["nothing"]


def test_a_click_picks_a_cell_and_frees_it(qtbot):
    table = shown(qtbot, np.array([[8, 2], [1, 9]]))
    picks: list[object] = []
    table.picked.connect(picks.append)
    place = confusion_layout(2, table.width(), table.height()).cell(0, 1).center().toPoint()
    qtbot.mouseClick(table, LEFT, pos=place)
    assert table.picked_cell == (0, 1)
    assert table.accessibleDescription() == "2 of class A are called B (20.0\u00a0% of 10)"
    qtbot.mouseClick(table, LEFT, pos=place)
    assert picks == [(0, 1), None]


def test_keys_go_from_cell_to_cell(qtbot):
    table = shown(qtbot, np.array([[8, 2], [1, 9]]))
    table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(table, key)
    assert table.picked_cell == (1, 1)
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.picked_cell is None


def test_other_classes_free_the_cell_that_was_picked(qtbot):
    table = shown(qtbot, np.array([[8, 2], [1, 9]]))
    table.pick((1, 1))
    table.show_counts(np.eye(3, dtype=np.int64), ("A", "B", "C"), "nothing")
    assert table.picked_cell is None
    assert "recall" in texts(table)
