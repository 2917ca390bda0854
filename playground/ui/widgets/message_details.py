"""The details of a message, as text that can be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names

HEIGHT = 110


class MessageDetails(QWidget):
    """Shows what a message has no room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Details"))
        self._text.setFixedHeight(HEIGHT)
        copy = Button(self.tr("Copy details"), "copy", small=True, tooltip=self.tr("Copy the details as text"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        set_names("message", details=self._text, copy=copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_text(self, text: str) -> None:
        self._text.setPlainText(text)
