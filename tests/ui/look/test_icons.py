"""Icons are drawn once for what is shown, and not kept for all that ever was."""

import gc

from PySide6.QtGui import QColor, QIcon

from playground.ui.look.icons import icon


def test_an_icon_is_drawn_once(qapp):
    assert icon("play", QColor("red"), 17) is icon("play", QColor("red"), 17)


def test_icons_of_colours_that_have_gone_are_not_kept(qapp):
    for shade in range(600):
        icon("play", QColor(shade // 256, shade % 256, 7), 8)
    assert sum(isinstance(each, QIcon) for each in gc.get_objects()) < 500
