"""The confusion matrix without a network behind it."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from playground.data.image_sets import ImageSet
from playground.training.snapshot import Confusion
from playground.ui.views.maps.confusion_view import ConfusionView


def shown(qtbot, counts, names, pictures=10) -> ConfusionView:
    view = ConfusionView()
    qtbot.addWidget(view)
    view.resize(220, 220)
    data = ImageSet("some", np.zeros((pictures, 2, 2, 1), np.uint8), np.zeros(pictures, np.int64), names)
    view.show_frame(SimpleNamespace(confusion=Confusion(np.asarray(counts), ()), data_set=data))
    view.show()
    return view


def test_right_answers_are_blue_and_mistakes_orange(qtbot):
    view = shown(qtbot, [[9, 1], [0, 10]], ("a", "b"))
    tiling, origin = view._tiling()
    image = view.grab().toImage()
    right, wrong = (image.pixelColor((tiling.rect(i).center() + origin).toPoint()) for i in (0, 1))
    assert right.blue() > right.red()
    assert wrong.red() > wrong.blue()


def test_words_tell_count_share_and_classes(qtbot):
    view = shown(qtbot, [[9, 1], [0, 10]], ("cat", "dog"))
    assert view.cell_text(0, 1) == "“cat” taken for “dog”: 1 of 10 (10.0\u00a0%)"
    assert view.cell_text(1, 1) == "“dog” recognised: 10 of 10 (100.0\u00a0%)"


@pytest.mark.parametrize(("classes", "pictures"), [(2, 0), (2, 10), (100, 10)])
def test_paints_without_test_pictures_and_with_many_classes(qtbot, classes, pictures):
    view = shown(qtbot, np.zeros((classes, classes), int), tuple(f"class {c}" for c in range(classes)), pictures)
    assert not view.grab().isNull()
    view = shown(qtbot, np.eye(classes, dtype=int), tuple(f"class {c}" for c in range(classes)))
    assert not view.grab().isNull()


def test_long_names_stand_upright_below_the_columns(qtbot):
    digits, words = (
        shown(qtbot, np.eye(3, dtype=int), names) for names in (tuple("012"), ("circle", "square", "star"))
    )
    below = [view.height() - view._tiling()[0].size[1] for view in (digits, words)]
    assert below[0] < 40 <= below[1]
    assert not words.grab().isNull()


LONG = ("Very long name of the first kind", "Very long name of the second kind")


def test_a_label_that_has_no_room_says_the_whole_name(qtbot):
    view = shown(qtbot, [[9, 1], [0, 10]], LONG)
    tiling, origin = view._tiling()
    pitch = tiling.width + tiling.gap
    for k, name in enumerate(LONG):
        assert view._name_at(QPointF(3, (k + 0.5) * pitch)) == name
        assert view._name_at(QPointF(origin.x() + (k + 0.5) * pitch, tiling.size[1] + 9)) == name
    assert view._name_at(QPointF(3, tiling.size[1] + 9)) == ""


def test_a_cell_tells_its_count_and_both_classes(qtbot):
    view = shown(qtbot, [[9, 1], [0, 10]], LONG)
    percent = "10.0\u00a0%"
    assert view.cell_text(0, 1) == f"“{LONG[0]}” taken for “{LONG[1]}”: 1 of 10 ({percent})"
