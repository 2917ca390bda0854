"""Answers whatever asks in a window of its own and waits: dialogs for files, and questions."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QWidget

LOOK_MILLISECONDS = 20
NAMES = (
    "a.atelier",
    "b.atelier",
    "Größe.atelier",
    "picture.png",
    "no suffix",
    "x" * 300,
    "gone/x.atelier",
    "\U0001f600.atelier",
)
PATIENCE = 4
"""After so many answers that a dialog did not take it is closed."""


class ModalAnswers:
    """Chooses at random, but nothing to be written outside of the folder `mine`."""

    def __init__(self, window: QWidget, mine: Path, files: list[Path], note: Callable[[str], None]) -> None:
        self._mine, self._files, self._note = mine, files, note
        self._rng, self._count = random.Random(0), 0
        self._timer = QTimer(window, interval=LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def seed(self, seed: str) -> None:
        """What is answered from now on."""
        self._rng, self._count = random.Random(f"{seed}/answers"), 0

    def stop(self) -> None:
        """Answers no more."""
        self._timer.stop()

    def _look(self) -> None:
        asking = QApplication.activeModalWidget()
        if isinstance(asking, QDialog):
            self._count += 1
            # After this slot has ended: a dialog may ask again within its answer, and the timer waits for its slot.
            if self._count > PATIENCE:
                QTimer.singleShot(0, asking, asking.reject)
            elif isinstance(asking, QFileDialog):
                self._answer_files(asking)
            elif isinstance(asking, QMessageBox):
                button = self._rng.choice(asking.buttons())
                self._note(f"answers {button.text()!r}")
                QTimer.singleShot(0, button, button.click)
            else:
                QTimer.singleShot(0, asking, asking.reject)

    def _answer_files(self, dialog: QFileDialog) -> None:
        if self._rng.random() < 0.15:
            self._note("answers: cancel")
            QTimer.singleShot(0, dialog, dialog.reject)
            return
        writes = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        path = self._mine / self._rng.choice(NAMES) if writes else self._rng.choice(self._files)
        self._note(f"answers {path.name[:40]!r}")
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setText(str(path))
        QTimer.singleShot(0, dialog, dialog.accept)
