"""Starts the application, and keeps it alive through errors and interrupts."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from playground.data.paths import kind_of
from playground.ui.look.theme import THEME
from playground.ui.session.parting import end_process
from playground.ui.shell.error_reporter import ErrorReporter
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio
from playground.ui.shell.window_memory import NoSettings, Settings
from playground.ui.shell.window_place import fit_on_screen

NAME = "atelier"
STYLE = "Fusion"
SETTINGS_FILES = (f"{NAME}/{NAME}.conf", f"{NAME}/{NAME}.conf.lock", f"{NAME}.conf")
"""What Qt reads of settings and beside them, within the folders for them; systems without such files have none."""

log = logging.getLogger(__name__)


def make_application() -> QApplication:
    """The application with its name and its appearance."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setStyle(STYLE)
    else:  # setStyle would return a QStyle, whose class takes 10 ms to make.
        app = QApplication([*sys.argv[:1], "-style", STYLE])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("Atelier")
    app.setOrganizationName(NAME)
    app.setDesktopFileName(NAME)
    THEME.install(app)
    return app


def settings() -> Settings:
    """Where Qt keeps what the window remembers; nowhere while a pipe lies in the place of its files, for which Qt would
    wait."""
    for folder in QStandardPaths.standardLocations(QStandardPaths.StandardLocation.GenericConfigLocation):
        for name in SETTINGS_FILES:
            if os.path.exists(path := Path(folder) / name) and kind_of(path) == "other":
                log.warning("%s is not an ordinary file: what the window remembers is neither read nor kept", path)
                return NoSettings()
    return QSettings()


def run(path: str | None = None, workspace: str | None = None) -> int:
    """Opens the window, with a document or a workspace, and returns its exit status when it is closed; in a
    process that is prepared (session/process.py)."""
    app = make_application()
    own_folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    studio = Studio(settings(), Recovery(Path(own_folder)))
    sys.excepthook = ErrorReporter(studio)
    try:
        start(studio, workspace)
        if path is not None:
            QTimer.singleShot(0, studio, lambda: studio.try_open(Path(path), workspace))
        _let_interrupts_in(app)
        # The session is about to end, and may not wait until the window is closed.
        app.commitDataRequest.connect(lambda _: studio.keep_now())
        status = app.exec()
    finally:
        studio.finish()
    return end_process(status)


def start(studio: Studio, workspace: str | None) -> None:
    """Shows the window, with a workspace, within the screen."""
    fit_on_screen(studio.window)
    studio.window.offer_hints()
    studio.show(workspace)
    # By then the system has framed it.
    QTimer.singleShot(0, studio.window, lambda: fit_on_screen(studio.window))


def _let_interrupts_in(app: QApplication) -> None:
    """Ctrl+C in the terminal closes the window, and so does whoever asks the program to end, as when the user logs out;
    Qt's loop hands control to Python a few times a second for it.

    Not at once: Python may hear of it in the middle of painting.
    """
    # A terminal that is closed sends the last one, where there is such a thing.
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, lambda *_: QTimer.singleShot(0, QApplication.closeAllWindows))
    heartbeat = QTimer(app, interval=250)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
