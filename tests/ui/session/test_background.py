"""Work beside the window: its result, its failures, its end."""

import threading
from functools import partial

import pytest

from playground.data.errors import DataError
from playground.data.preparation import AS_USUAL
from playground.ui.session.background import BackgroundLoader, image_set_work


@pytest.fixture
def loader(qapp):
    loader = BackgroundLoader()
    yield loader
    loader.finish()


def test_brings_the_result_and_the_progress_to_the_windows_thread(qtbot, loader):
    here, steps, threads = threading.get_ident(), [], []

    def work(progress):
        threads.append(threading.get_ident())
        progress(0.5)
        return "done"

    loader.progressed.connect(steps.append)
    loader.finished.connect(lambda _: threads.append(threading.get_ident()))
    with qtbot.waitSignal(loader.finished) as caught:
        loader.start(work)
    assert caught.args == ["done"]
    assert steps == [0.5]
    assert threads[0] != here and threads[1] == here
    assert not loader.busy


def test_a_bad_file_is_one_sentence_and_a_bug_has_details(qtbot, loader):
    def bad(progress):
        raise DataError("bad.npz holds no pictures.")

    def bug(progress):
        raise ZeroDivisionError("oops")

    with qtbot.waitSignal(loader.failed) as caught:
        loader.start(bad)
    assert caught.args == ["bad.npz holds no pictures.", ""]
    with qtbot.waitSignal(loader.failed) as caught:
        loader.start(bug)
    assert caught.args[0] == "oops" and "ZeroDivisionError" in caught.args[1]


def test_a_new_piece_of_work_replaces_the_old_one(qtbot, loader):
    results = []
    loader.finished.connect(results.append)

    def endless(progress):
        while True:
            progress(0.1)

    loader.start(endless)
    with qtbot.waitSignal(loader.finished):
        loader.start(lambda progress: 2)
    assert results == [2]


def test_of_many_pieces_of_work_in_a_row_hardly_any_begin(qtbot, loader):
    begun, results, asked = [], [], threading.Event()
    loader.finished.connect(results.append)

    def work(number, progress):
        begun.append(number)
        asked.wait()
        progress(0.1)
        return number

    with qtbot.waitSignal(loader.finished):
        for number in range(10):
            loader.start(partial(work, number))
        asked.set()
    assert results == [9]
    assert {9} <= set(begun) <= {0, 1, 9}  # a thread may be that late


def test_work_that_waits_can_be_cancelled(qtbot, loader):
    begun = []

    def endless(number, progress):
        begun.append(number)
        while True:
            progress(0.1)

    for number in range(4):
        loader.start(partial(endless, number))
    loader.cancel()
    assert not loader.busy
    with qtbot.waitSignal(loader.finished) as caught:
        loader.start(lambda progress: "the next")
    assert caught.args == ["the next"]
    assert set(begun) <= {0, 1}


def test_cancelled_work_says_nothing(qtbot, loader):
    def endless(progress):
        while True:
            progress(0.1)

    loader.start(endless)
    with qtbot.waitSignal(loader.cancelled):
        loader.cancel()
    assert not loader.busy


def test_points_are_no_pictures(qtbot, loader):
    with qtbot.waitSignal(loader.failed) as caught:
        loader.start(image_set_work("circle", 20, 1, AS_USUAL))
    assert "circle" in caught.args[0]
