"""The network and its training step as code, to be read and copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from playground.export.course_code import course_code
from playground.export.pytorch import pytorch_code
from playground.training.experiment import Experiment
from playground.ui.look.theme import THEME
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl

LANGUAGES: dict[str, Callable[[Experiment], str]] = {"pytorch": pytorch_code, "course": course_code}


class CodePanel(QWidget):
    """Follows every edit while it is seen."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.language = SegmentedControl(
            [
                Choice("pytorch", self.tr("PyTorch"), self.tr("The same network and training step in PyTorch")),
                Choice("course", self.tr("Course"), self.tr("The same in the words of the course's own engine")),
            ],
            self.tr("Language"),
        )
        self.copy = Button(self.tr("Copy"), small=True, tooltip=self.tr("Copy the code to the clipboard"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("Code"))
        set_names("code", language=self.language, copy=self.copy, text=self.text)
        self._arrange()
        self.language.changed.connect(self._show)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        state.changed.connect(self._follow)
        THEME.changed.connect(self._dress)
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        self._show()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.language)
        row.addStretch(1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.text, 1)

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(THEME.px(12))
        self.text.setFont(font)

    def _follow(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """Writes the code anew where it has changed: who reads it keeps the place."""
        code = LANGUAGES[self.language.current()](self._state.experiment)
        if code != self.text.toPlainText():
            place = self.text.verticalScrollBar().value()
            self.text.setPlainText(code)
            self.text.verticalScrollBar().setValue(place)
