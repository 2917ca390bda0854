"""A label that can be read while what it says changes all the time."""

from playground.ui.widgets.calm_label import CalmLabel


def test_the_first_and_the_last_text_are_shown_and_few_between(qtbot):
    label, shown = CalmLabel(), []
    qtbot.addWidget(label)
    label.changed.connect(lambda: shown.append(label.text()))
    for number in range(50):
        label.show_text(str(number))
    assert shown == ["0"]
    qtbot.waitUntil(lambda: shown == ["0", "49"])


def test_the_same_text_again_is_no_change(qtbot):
    label, shown = CalmLabel("one"), []
    qtbot.addWidget(label)
    label.changed.connect(lambda: shown.append(label.text()))
    label.show_text("one")
    label.show_text("two")
    qtbot.waitUntil(lambda: shown == ["two"])
