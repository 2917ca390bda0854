"""Threads that share parts: every part is done once, errors are told, and nobody waits for hands that are busy."""

import contextlib
import gc
import signal
import threading
import weakref

import numpy as np
import pytest

from playground.engine.hands import Hands


@pytest.fixture
def hands():
    made = Hands(4)
    yield made
    made.dismiss()


@pytest.mark.parametrize("count", [1, 2, 4, 9])
@pytest.mark.parametrize("parts", [0, 1, 2, 50])
def test_every_part_is_done_once(hands: Hands, parts: int, count: int) -> None:
    done: list[tuple[int, int]] = []
    hands.share(lambda hand, part: done.append((hand, part)), parts, count)
    assert sorted(part for _, part in done) == list(range(parts))
    assert {hand for hand, _ in done} <= set(range(min(count, hands.count)))


def test_hands_work_at_the_same_time(hands: Hands) -> None:
    meeting = threading.Barrier(3, timeout=10)
    hands.share(lambda hand, part: meeting.wait(), 3, 3)


def test_alone_it_is_the_caller_who_works(hands: Hands) -> None:
    threads = []
    hands.share(lambda hand, part: threads.append(threading.current_thread()), 3, 1)
    assert set(threads) == {threading.current_thread()}


@pytest.mark.parametrize("count", [1, 3])
def test_an_error_is_raised_once_all_have_stopped_and_no_further_part_is_begun(hands: Hands, count: int) -> None:
    begun = []

    def work(hand: int, part: int) -> None:
        begun.append(part)
        if part == 5:
            raise ZeroDivisionError("part 5")

    with pytest.raises(ZeroDivisionError, match="part 5"):
        hands.share(work, 1000, count)
    assert len(begun) < 1000
    before = len(begun)
    hands.share(lambda hand, part: None, 4, count)  # the hands are there as before
    assert len(begun) == before


def test_an_error_of_a_helper_is_told_too(hands: Hands) -> None:
    meeting = threading.Barrier(2, timeout=10)

    def work(hand: int, part: int) -> None:
        meeting.wait()
        if hand == 1:
            raise ZeroDivisionError("a helper's")

    with pytest.raises(ZeroDivisionError, match="a helper's"):
        hands.share(work, 2, 2)


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="nothing interrupts who waits for a lock")
def test_who_is_interrupted_while_a_helper_works_waits_for_it(hands: Hands) -> None:
    meeting, never, ended = threading.Barrier(2, timeout=10), threading.Event(), []

    def work(hand: int, part: int) -> None:
        meeting.wait()
        if hand == 1:
            never.wait(0.1)  # until the caller has nothing left to do
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            never.wait(0.1)
            ended.append(part)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            hands.share(work, 2, 2)
        assert ended
    finally:
        signal.signal(signal.SIGINT, before)


def test_where_a_helper_cannot_come_the_others_are_waited_for(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended, start = threading.Event(), [], threading.Thread.start

    def start_one(thread: threading.Thread) -> None:
        if begun.is_set():
            raise RuntimeError("can't start new thread")
        start(thread)
        begun.wait(10)

    def work(hand: int, part: int) -> None:
        begun.set()
        threading.Event().wait(0.2)
        ended.append(part)

    monkeypatch.setattr(threading.Thread, "start", start_one)
    with pytest.raises(RuntimeError, match="new thread"):
        hands.share(work, 50, 4)
    assert ended == [0]


def test_what_was_worked_at_is_let_go_after_an_error_without_the_garbage_collector(hands: Hands) -> None:
    class Buffers:
        """What takes memory."""

    buffers = Buffers()
    seen = weakref.ref(buffers)

    def work(hand: int, part: int, buffers: object = buffers) -> None:
        raise ZeroDivisionError

    gc.disable()
    try:
        with contextlib.suppress(ZeroDivisionError):
            hands.share(work, 4, 4)
        del work, buffers
        hands.dismiss()
        assert seen() is None
    finally:
        gc.enable()


def test_hands_that_are_busy_elsewhere_are_not_waited_for() -> None:
    hands, arrived, leave = Hands(2), threading.Barrier(3, timeout=10), threading.Event()

    def hold(hand: int, part: int) -> None:
        arrived.wait()
        leave.wait(10)

    other = threading.Thread(target=lambda: hands.share(hold, 2, 2))
    other.start()
    try:
        arrived.wait()  # the only helper is in the other's hands now
        done: list[int] = []
        hands.share(lambda hand, part: done.append(hand), 10, 2)
        assert done == [0] * 10
    finally:
        leave.set()
        other.join()
        hands.dismiss()


def test_helpers_treat_overflows_as_the_caller_does(hands: Hands) -> None:
    meeting, huge = threading.Barrier(2, timeout=10), np.full(3, 1e38, np.float32)

    def work(hand: int, part: int) -> None:
        meeting.wait()
        np.multiply(huge, huge)

    with np.errstate(all="ignore"):
        hands.share(work, 2, 2)
    with np.errstate(all="raise"), pytest.raises(FloatingPointError):
        hands.share(work, 2, 2)


def test_threads_end_when_they_are_dismissed_and_come_again() -> None:
    hands, before = Hands(3), set(threading.enumerate())
    for _ in range(2):
        meeting = threading.Barrier(3, timeout=10)
        hands.share(lambda hand, part, meeting=meeting: meeting.wait(), 3, 3)
        assert set(threading.enumerate()) - before
        hands.dismiss()
        assert not set(threading.enumerate()) - before
