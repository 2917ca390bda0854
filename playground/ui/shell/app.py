"""Starts the application, and keeps it alive through errors and interrupts."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from playground.ui.look.theme import THEME
from playground.ui.session.parting import end_process
from playground.ui.session.process import prepare_process
from playground.ui.shell.error_reporter import ErrorReporter
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio


def make_application() -> QApplication:
    """The application with its name and its appearance."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("atelier")
    app.setApplicationDisplayName("Atelier")
    app.setOrganizationName("atelier")
    THEME.install(app)
    return app


def run(path: str | None = None, workspace: str | None = None) -> int:
    """Opens the window, with a document or a workspace, and returns its exit status when it is closed."""
    prepare_process()
    app = make_application()
    own_folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    studio = Studio(QSettings(), Recovery(Path(own_folder)))
    sys.excepthook = ErrorReporter(studio)
    try:
        studio.show(workspace)
        if path is not None:
            QTimer.singleShot(0, studio, lambda: studio.try_open(Path(path), workspace))
        _let_interrupts_in(app)
        status = app.exec()
    finally:
        studio.finish()
    return end_process(status)


def _let_interrupts_in(app: QApplication) -> None:
    """Ctrl+C in the terminal closes the window; Qt's loop hands control to Python a few times a second for it.

    Not at once: Python may hear of it in the middle of painting.
    """
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, QApplication.closeAllWindows))
    heartbeat = QTimer(app, interval=250)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
