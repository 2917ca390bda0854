"""Where the window lies: with its frame on a screen that is there, alone, and by its own name."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from playground.ui.shell.app import make_application, start
from playground.ui.shell.window_place import fit_on_screen, fitted
from playground.ui.workspaces.kinds import WORKSPACES

FRAME = QMargins(4, 37, 4, 4)
SMALLEST = QSize(640, 480)
LAPTOP, BESIDE = QRect(0, 0, 1366, 740), QRect(1366, 0, 1920, 1080)

STARTED_TWICE = """
import sys
from PySide6.QtCore import QPoint, QSettings, QSize
from playground.ui.shell.app import make_application
from playground.ui.shell.window_memory import WindowMemory
from playground.ui.shell.window_place import fit_on_screen
from PySide6.QtWidgets import QMainWindow

make_application()
memory = WindowMemory(QSettings(sys.argv[1], QSettings.Format.IniFormat))
window = QMainWindow()
window.setMinimumSize(640, 480)
memory.restore_place(window)
fit_on_screen(window)
print(*window.geometry().getRect())
window.setGeometry(*map(int, sys.argv[2:6]))
memory.save(window, {})
"""


@pytest.mark.parametrize("screen", [(1920, 1080), (1440, 900), (1366, 740), (1280, 720), (1024, 768), (911, 545)])
@pytest.mark.parametrize("wanted", [(0, 0, 1440, 900), (-3000, -500, 700, 500), (5000, 4000, 1200, 600)])
def test_the_whole_window_is_on_the_screen_with_its_frame(screen: tuple[int, int], wanted: tuple[int, int, int, int]):
    free = QRect(0, 24, screen[0], screen[1] - 24)
    place = fitted(QRect(*wanted), FRAME, [free], SMALLEST)
    assert free.contains(place.marginsAdded(FRAME))
    assert place.size() == QSize(*wanted[2:]).boundedTo(free.marginsRemoved(FRAME).size())


def test_a_window_that_fits_stays_where_it_is():
    wanted = QRect(1500, 200, 1000, 700)
    assert fitted(wanted, FRAME, [LAPTOP, BESIDE], SMALLEST) == wanted


def test_a_window_between_two_screens_goes_to_the_one_with_most_of_it():
    place = fitted(QRect(1200, 100, 1000, 700), FRAME, [LAPTOP, BESIDE], SMALLEST)
    assert BESIDE.contains(place.marginsAdded(FRAME))


def test_where_the_screen_is_too_small_the_title_bar_stays_in_sight():
    place = fitted(QRect(0, 0, 1440, 900), FRAME, [QRect(0, 0, 600, 400)], SMALLEST)
    assert (place.left(), place.top(), place.size()) == (4, 37, SMALLEST)


def test_a_full_screen_is_left_alone(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.showFullScreen()
    before = window.geometry()
    fit_on_screen(window)
    assert window.geometry() == before


def test_what_was_remembered_of_a_larger_screen_fits_the_one_that_is_there(tmp_path):
    large, small = (tmp_path / f"{name}.json" for name in ("large", "small"))
    for path, (width, height) in ((large, (2560, 1440)), (small, (1024, 600))):
        screen = {"name": path.stem, "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        path.write_text(
            json.dumps({"synchronousWindowSystemEvents": False, "windowFrameMargins": True, "screens": [screen]})
        )
    first = _start(large, tmp_path, (1200, 500, 1300, 900))
    assert first.size() == QSize(1440, 900)
    assert _start(large, tmp_path, (1200, 500, 1300, 900)) == QRect(1200, 500, 1300, 900)
    again = _start(small, tmp_path, (0, 0, 700, 500))
    assert QRect(0, 0, 1024, 600).contains(again.marginsAdded(FRAME))


def test_the_program_starts_within_the_screen(studio, qapp):
    studio.window.setGeometry(300, 300, 1440, 900)
    start(studio, "perceptron")
    qapp.processEvents()
    free, place = studio.window.screen().availableGeometry(), studio.window.frameGeometry()
    assert free.top() <= place.top() and place.bottom() <= free.bottom() and place.left() >= free.left()


def test_one_window_is_made_for_all_workspaces(studio, qapp):
    made: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                made.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    for name in (*WORKSPACES, "settings"):
        studio.show(name)
    qapp.removeEventFilter(watch)
    assert set(made) == {studio.window}


def test_docks_know_the_program_by_its_own_name(qapp):
    make_application()
    assert QGuiApplication.desktopFileName() == "atelier"
    assert QGuiApplication.applicationDisplayName() == "Atelier"


def _start(screens, folder, leave: tuple[int, int, int, int]) -> QRect:
    """Where the window is at a start on such screens; it is left at another place."""
    command = [sys.executable, "-c", STARTED_TWICE, str(folder / "settings.ini"), *map(str, leave)]
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return QRect(*map(int, done.stdout.split()))
