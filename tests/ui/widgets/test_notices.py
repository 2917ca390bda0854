"""What tells the user something: message bar, readout, chip, progress, status strip, hint."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.elided_label import ElidedLabel
from playground.ui.widgets.empty_hint import EmptyHint
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.widgets.progress_strip import ProgressStrip
from playground.ui.widgets.readout import Readout
from playground.ui.widgets.state_chip import StateChip
from playground.ui.widgets.status_strip import StatusStrip
from playground.ui.words import formatting
from tests.ui.painted_texts import noted_texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def holder(qtbot):
    widget = QWidget()
    widget.resize(800, 300)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def bar(holder):
    bar = MessageBar(holder)
    bar.resize(780, 200)
    return bar


def button(bar, text):
    return next(b for b in bar.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_message_is_hidden_until_there_is_one(bar):
    assert not bar.isVisible()
    bar.show_message("error", "digits.csv is empty")
    assert bar.isVisible() and bar.text() == bar.accessibleName() == "digits.csv is empty"


def test_a_way_out_closes_the_message_and_acts(qtbot, bar):
    calls = []
    bar.show_message("error", "Training diverged", [("Go back", lambda: calls.append(bar.isVisible()))])
    qtbot.mouseClick(button(bar, "Go back"), LEFT)
    assert calls == [False]


def test_an_action_may_show_the_next_message(qtbot, bar):
    bar.show_message("error", "First", [("Retry", lambda: bar.show_message("warning", "Second"))])
    qtbot.mouseClick(button(bar, "Retry"), LEFT)
    assert bar.isVisible() and bar.text() == "Second"
    assert not [b for b in bar.findChildren(QPushButton) if b.text() == "Retry" and b.isVisible()]


def test_details_unfold_and_can_be_copied(qtbot, bar):
    bar.show_message("error", "Something failed", details="line 1\nline 2")
    assert bar.findChild(QWidget, "message.details") is None
    qtbot.mouseClick(button(bar, "Details"), LEFT)
    details = bar.findChild(QPlainTextEdit, "message.details")
    assert details.isVisible() and details.toPlainText() == "line 1\nline 2"
    qtbot.mouseClick(button(bar, "Copy details"), LEFT)
    assert QGuiApplication.clipboard().text() == "line 1\nline 2"
    bar.show_message("info", "No details here")
    assert not details.isVisible() and not bar._unfold.isVisible()
    bar.show_message("error", "Something else failed", details="line 3")
    assert not details.isVisible()
    qtbot.mouseClick(button(bar, "Details"), LEFT)
    assert details.isVisible() and details.toPlainText() == "line 3"


def test_the_cross_closes_it_once(qtbot, bar):
    closed = []
    bar.closed.connect(lambda: closed.append(1))
    bar.show_message("info", "Hello")
    qtbot.mouseClick(bar._close, LEFT)
    bar.close_message()
    assert closed == [1]


def test_readout_is_slow_enough_to_be_read_but_ends_right(qtbot):
    readout = Readout("Epoch", tooltip="How often every training point was used")
    qtbot.addWidget(readout)
    shown = []
    for number in range(100):
        readout.set_text(str(number))
        shown.append(readout.text())
    assert set(shown) == {"0"}
    qtbot.waitUntil(lambda: readout.text() == "99")


def test_readout_keeps_its_width(qtbot):
    readout = Readout("Epoch", tooltip="Epochs", widest="999,999")
    qtbot.addWidget(readout)
    readout.ensurePolished()
    before = readout.sizeHint().width()
    readout.set_text("1")
    assert readout.sizeHint().width() == before


def test_chip_says_its_state_in_words(qtbot):
    chip = StateChip(tooltip="What the run is doing")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set_state("training", "Training · 1,912 epochs/s")
    assert chip.accessibleName() == "Training · 1,912 epochs/s"
    assert chip.sizeHint().width() > narrow
    for state in ("paused", "diverged", "warning"):
        chip.set_state(state, state)
        assert chip.state() == state and not chip.grab().isNull()


def test_progress_is_clamped_and_can_be_cancelled(qtbot, holder):
    strip = ProgressStrip("Making strokes", tooltip="How many are made")
    strip.setParent(holder)
    strip.show()
    strip.set_progress(1.7)
    assert strip.progress() == 1
    strip.set_progress(None)
    assert strip.progress() is None
    with qtbot.waitSignal(strip.cancelled):
        qtbot.mouseClick(strip._cancel, LEFT)


def test_the_bar_moves_ahead_of_the_number(qtbot, holder):
    strip = ProgressStrip("Epoch", tooltip="How far the epoch is")
    strip.setParent(holder)
    strip.set_progress(0.25)
    text = strip._percent.text()
    strip.move_bar(0.75)
    assert strip.progress() == 0.75 and strip._percent.text() == text == formatting.percent(0.25)


def test_unknown_progress_moves_only_while_it_is_seen(qtbot, holder):
    strip = ProgressStrip("Reading", tooltip="Reading the file")
    strip.setParent(holder)
    strip.set_progress(None)
    assert not strip._bar._timer.isActive()
    strip.show()
    assert strip._bar._timer.isActive()
    strip.set_progress(0.5)
    assert not strip._bar._timer.isActive()


def test_status_strip_flashes_and_comes_back(qtbot):
    strip = StatusStrip("What this is")
    qtbot.addWidget(strip)
    strip._timer.setInterval(1)
    strip.set_texts("Seed 42", "train 350")
    strip.set_document("untitled · saved")
    strip.flash("Figure copied")
    assert strip.shown() == ("Figure copied",)
    qtbot.waitUntil(lambda: strip.shown() == ("Seed 42", "train 350"))
    assert "untitled" in strip.accessibleName()


def test_status_strip_shows_whole_facts_or_none(qtbot):
    strip = StatusStrip("What this is")
    qtbot.addWidget(strip)
    strip.set_texts("Seed 42", "2 of 2 processors")
    with noted_texts() as notes:
        for width in (400, 150):
            strip.resize(width, strip.sizeHint().height())
            notes.clear()
            strip.grab()
            drawn = [each.text for each in notes.painted]
            assert drawn == ["Seed 42", "2 of 2 processors"][: 2 if width == 400 else 1]


def test_hint_lies_over_its_parent_and_lets_the_mouse_through(qtbot, holder):
    hint = EmptyHint("Click or drag here to paint points", holder, "paint")
    hint.show()
    holder.resize(500, 400)
    assert hint.size() == holder.size()
    assert holder.childAt(100, 100) is None


def test_button_takes_another_face(qtbot):
    train = Button("Train", "play", kind="primary", tooltip="Train (Space)")
    qtbot.addWidget(train)
    before = train.icon().cacheKey()
    train.set_face("Pause", "pause", "Pause (Space)")
    assert train.text() == train.accessibleName() == "Pause"
    assert train.toolTip() == "Pause (Space)" and train.icon().cacheKey() != before


def test_card_shows_its_head_when_there_is_something_in_it(qtbot):
    card = Card()
    qtbot.addWidget(card)
    card.show()
    assert not card._header.isVisible()
    card.set_title("Model")
    card.set_subtitle("2 – 6 – 1")
    assert card._header.isVisible() and card.title() == "Model"


def test_a_long_subtitle_gives_way_part_by_part_and_stays_readable(qtbot):
    card = Card("Model", "2 – 6 – 4 – 1 · 51 parameters · none of them is frozen")
    qtbot.addWidget(card)
    subtitle = card.findChild(ElidedLabel)
    card.resize(160, 80)
    card.show()
    card.grab()
    assert subtitle.shown_text() == "2 – 6 – 4 – 1" and subtitle.toolTip() == subtitle.text()
    card.resize(90, 80)
    card.grab()
    assert subtitle.shown_text() == "" and subtitle.toolTip() == subtitle.text()
    card.resize(600, 80)
    card.grab()
    assert subtitle.shown_text() == subtitle.text() and subtitle.toolTip() == ""


def test_where_a_message_is_too_narrow_its_ways_out_are_below_it(qtbot, bar):
    bar.show_message("error", "Training diverged: the loss is no number", [("Go back", list), ("Divide by ten", list)])
    offers = [bar.findChild(Button, f"message.action.{number}") for number in (0, 1)]
    wide = bar.wanted_width()
    for width, is_below in ((wide, False), (wide - 120, True), (wide, False)):
        bar.resize(width, bar.heightForWidth(width))
        bar.layout().activate()
        text = bar.findChild(QLabel, "message.text")
        places = [offer.mapTo(bar, QPoint()) for offer in offers]
        assert all((place.y() >= text.geometry().bottom()) == is_below for place in places)
        assert all(offer.width() >= offer.sizeHint().width() for offer in offers)


def test_a_button_without_an_icon_again_shows_none(qtbot):
    button = Button("Test", tooltip="")
    qtbot.addWidget(button)
    button.set_face("", "eye", name="Test")
    assert not button.icon().isNull()
    button.set_face("Test", "")
    assert button.icon().isNull()
