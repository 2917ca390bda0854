"""When the next frame is asked for, with a clock that is turned by hand."""

from playground.ui.session.frame_pace import FramePace


def test_frames_are_counted_from_the_last_wish() -> None:
    pace = FramePace(0.03)
    pace.asked(10.0)
    assert round(pace.left(10.0, True), 9) == 0.03
    assert round(pace.left(10.02, True), 9) == 0.01
    assert pace.left(10.5, True) < 0  # a worker in a long step is asked again at once


def test_an_edit_is_seen_sooner_once() -> None:
    pace = FramePace(0.03)
    pace.asked(10.0)
    pace.edited()
    assert round(pace.left(10.0, True), 9) == 0.01
    pace.asked(10.02)
    assert round(pace.left(10.02, True), 9) == 0.03


def test_a_hidden_workspace_asks_once_a_second_whatever_happens() -> None:
    pace = FramePace(0.03)
    pace.asked(10.0)
    assert round(pace.left(10.0, False), 9) == 1.0
    pace.edited()
    assert round(pace.left(10.0, False), 9) == 1.0
