"""The options of a drop-down list."""

from PySide6.QtWidgets import QStyleOptionViewItem

from playground.ui.look.theme import THEME
from playground.ui.views.regression.activation_icons import activation_icon
from playground.ui.widgets.labelled_combo import Combo


def test_a_line_between_options_is_lower_than_an_option(qtbot):
    combo = Combo([("a", "A")], "Letters", tooltip="")
    qtbot.addWidget(combo)
    combo.set_offers({"more": "More…"})
    heights = [
        combo.itemDelegate().sizeHint(QStyleOptionViewItem(), combo.model().index(row, 0)).height() for row in range(3)
    ]
    assert heights[1] < heights[0] == heights[2]


def test_a_list_keeps_what_paints_its_options_whatever_the_theme(qtbot):
    combo = Combo([("a", "A")], "Letters", tooltip="")
    qtbot.addWidget(combo)
    before, children = combo.itemDelegate(), len(combo.view().children())
    for mode in ("dark", "light", "dark", "light"):
        THEME.set_mode(mode)
    assert combo.itemDelegate() is before and len(combo.view().children()) == children


def test_an_open_list_has_room_for_pictures_beside_its_options(qtbot, qapp):
    THEME.install(qapp)
    combo = Combo([(name, name) for name in ("tanh", "sigmoid", "softplus")], "Activation", tooltip="")
    qtbot.addWidget(combo)
    THEME.dress(combo)
    for index in range(combo.count()):
        combo.setItemIcon(index, activation_icon(combo.itemText(index)))
    combo.setFixedWidth(combo.sizeHint().width())
    combo.show()
    combo.showPopup()
    assert combo.view().viewport().width() >= combo.view().sizeHintForColumn(0)
