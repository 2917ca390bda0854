"""A window in a process of its own, for process_costs.py: lone_window.py {empty,atelier} {start,memory} SECONDS FOLDER.

It says "painted" when it was painted for the first time. For `memory` it lives on for some seconds, training if it is
ours, and says how many bytes of memory the process takes then. Settings are kept in the folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

SIZE = (1440, 900)


class FirstPainting(QObject):
    """Says when a window has been painted for the first time."""

    def __init__(self, window: QMainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QMainWindow) and event.type() == QEvent.Type.Show:
            watched.removeEventFilter(self)
            watched.windowHandle().installEventFilter(self)
        elif event.type() == QEvent.Type.Expose:
            watched.removeEventFilter(self)
            # All of the window is painted as the answer to this event: the timer's turn comes after that.
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print("painted", flush=True)
        self._then()


@dataclass(frozen=True)
class Lone:
    """A window, how it is shown, and how something is trained in it."""

    app: QApplication
    window: QMainWindow
    show: Callable[[], None]
    train: Callable[[], None]


def empty_window() -> Lone:
    """A window with nothing but a plot; there is nothing to train."""
    import pyqtgraph

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(pyqtgraph.PlotWidget())
    return Lone(app, window, window.show, lambda: None)


def our_window(settings: Path) -> Lone:
    """The window as the program opens it."""
    from PySide6.QtCore import QSettings

    from playground.ui.session.process import prepare_process

    prepare_process()
    from playground.ui.shell.app import make_application
    from playground.ui.shell.studio import Studio

    app = make_application()
    studio = Studio(QSettings(str(settings), QSettings.Format.IniFormat))
    return Lone(app, studio.window, lambda: studio.show("network"), lambda: studio.show_workspace("network").play(True))


def main() -> None:
    kind, purpose, seconds, folder = sys.argv[1], sys.argv[2], float(sys.argv[3]), Path(sys.argv[4])
    lone = empty_window() if kind == "empty" else our_window(folder / "settings.ini")

    def tell_memory() -> None:
        from memory import resident_bytes

        print(resident_bytes(), flush=True)
        os._exit(0)  # a worker in the middle of a step is not waited for

    def live() -> None:
        if purpose == "start":
            os._exit(0)
        lone.train()
        QTimer.singleShot(round(1000 * seconds), tell_memory)

    lone.window.resize(*SIZE)
    FirstPainting(lone.window, live)
    lone.show()
    lone.app.exec()


if __name__ == "__main__":
    main()
