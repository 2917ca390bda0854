"""What every test relies on: no screen, no thread left behind, no garbage collection inside a worker."""

import gc
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from playground.engine.hands import HANDS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("atelier", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("atelier")


@pytest.fixture(scope="session", autouse=True)
def qthreads_are_measured() -> None:
    """Have coverage, where it measures, follow what runs in a QThread: Python tells it of its own threads only.

    From Python 3.14 on coverage sees every thread, and leaves no trace function to hand on.
    """
    trace = threading.gettrace()
    if trace is None:
        return
    from PySide6.QtCore import QThread

    start = QThread.start

    def start_traced(thread: QThread, *arguments: object) -> None:
        run = thread.run

        def traced() -> None:
            sys.settrace(trace)
            run()

        thread.run = traced
        start(thread, *arguments)

    QThread.start = start_traced


@pytest.fixture(scope="module", autouse=True)
def only_new_objects_are_collected() -> Iterator[None]:
    """Have what was there before a file's tests passed over by the garbage collector, which the window calls again and
    again: all the suite's other objects would make every test of the window slower."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def unmeasured() -> dict[str, str]:
    """An environment for programs that coverage cannot measure, as they cannot write or are killed."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


@pytest.fixture
def closed_folder() -> Iterator[Callable[[], Path]]:
    """Makes a folder with a `file` in it that this process may neither search nor write, until the test ends.

    Root is made somebody else for so long: import what the test needs before.
    """
    as_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def close() -> Path:
            (folder / "file").touch()
            folder.chmod(0)
            if as_root:
                os.seteuid(65534)
            return folder

        yield close
        if as_root:
            os.seteuid(0)
        folder.chmod(0o700)


@pytest.fixture(autouse=True)
def no_thread_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test that leaves a Python thread, or in tests of the window a QThread, running."""
    before = set(threading.enumerate())
    uses_qt = bool({"qtbot", "qapp"} & set(request.fixturenames))
    if uses_qt:
        gc.disable()  # a collection in a worker would destroy Qt objects in the wrong thread
    yield
    left = []
    if uses_qt:
        from playground.ui.session.parting import wait_for_busy

        wait_for_busy()
        left += _stop_running_qthreads()
    # A worker that was still parting would have had them come again.
    HANDS.dismiss()
    left += [thread.name for thread in set(threading.enumerate()) - before if _is_left(thread)]
    if uses_qt:
        _delete_closed_widgets()
        gc.enable()
        gc.collect()
    if left:
        pytest.fail(f"left running: {', '.join(left)}")


def _is_left(thread: threading.Thread) -> bool:
    # A dummy stands for a thread that Python did not start, a QThread for instance, and outlives it.
    return thread.is_alive() and not isinstance(thread, threading._DummyThread)


def _delete_closed_widgets() -> None:
    """Delete what pytest-qt closed and only marked: thousands of widgets make every later test slower."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _stop_running_qthreads() -> list[str]:
    import shiboken6
    from PySide6.QtCore import QThread

    current = QThread.currentThread()
    threads = [item for item in gc.get_objects() if issubclass(type(item), QThread) and item is not current]
    running = [thread for thread in threads if shiboken6.isValid(thread) and thread.isRunning()]
    for thread in running:
        thread.requestInterruption()
        thread.quit()
        thread.wait(2000)
    return [f"{type(thread).__name__} {thread.objectName()}".rstrip() for thread in running]
