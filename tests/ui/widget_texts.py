"""What of Qt's own widgets is too small for its text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTextEdit,
    QWidget,
)

from playground.ui.widgets.elided_label import ElidedLabel


def too_small(widget: QWidget) -> Iterator[str]:
    """Whatever text of a widget, or of what can be chosen in it, has no room."""
    for kind, check in CHECKS.items():
        if isinstance(widget, kind):
            yield from check(widget)


def _check_label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or isinstance(label, ElidedLabel) or not label.pixmap().isNull():
        return
    if label.textFormat() is Qt.TextFormat.RichText or "</" in text:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(label.font())
        document.setHtml(text)
        document.setTextWidth(1 if label.wordWrap() else -1)
        wanted, text = QSize(round(document.idealWidth()), 0), document.toPlainText()
    elif label.wordWrap():
        wanted = QSize(max((label.fontMetrics().horizontalAdvance(word) for word in text.split()), default=0), 0)
    else:
        wanted = label.fontMetrics().size(0, text)
        wanted.setHeight(label.fontMetrics().tightBoundingRect(text).height() + 2)
    if label.wordWrap():
        wanted.setHeight(label.heightForWidth(label.width()))
    yield from _too_small(label.size(), wanted, text)


def _check_button(button: QAbstractButton) -> Iterator[str]:
    if not button.text() or not isinstance(button, (QPushButton, QCheckBox, QRadioButton)):
        return
    option = QStyleOptionButton()
    button.initStyleOption(option)
    element = {
        QPushButton: QStyle.SubElement.SE_PushButtonContents,
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
    }[next(kind for kind in (QPushButton, QCheckBox, QRadioButton) if isinstance(button, kind))]
    room = button.style().subElementRect(element, option, button)
    wanted = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, button.text())
    if not button.icon().isNull():
        wanted += QSize(button.iconSize().width() + (4 if button.text() else 0), 0)
    yield from _too_small(room.size(), QSize(wanted.width(), min(wanted.height(), room.height())), button.text())
    if button.height() < button.fontMetrics().height():
        yield f"“{button.text()}” is {button.height()} high"


def _check_combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(control, option, part, combo)
    for k in range(combo.count()):
        text = combo.itemText(k)
        if text and combo.itemData(k) != "everywhere":
            yield from _too_small(room.size(), QSize(combo.fontMetrics().horizontalAdvance(text), 0), text)


def _check_edit(edit: QLineEdit) -> Iterator[str]:
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    room = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, edit)
    text = edit.displayText() or edit.placeholderText()
    yield from _too_small(room.size(), QSize(edit.fontMetrics().horizontalAdvance(text), 0), text)


def _check_pages(pages: QTextEdit) -> Iterator[str]:
    wide = pages.document().size().width()
    if wide > pages.viewport().width() + 1:
        yield f"text {wide:.0f} wide where {pages.viewport().width()} is seen"


def _too_small(room: QSize, wanted: QSize, text: str) -> Iterator[str]:
    if room.width() < wanted.width() or room.height() < wanted.height():
        yield f"“{text}” needs {wanted.width()} × {wanted.height()}, has {room.width()} × {room.height()}"


CHECKS = {
    QLabel: _check_label,
    QAbstractButton: _check_button,
    QComboBox: _check_combo,
    QLineEdit: _check_edit,
    QTextEdit: _check_pages,
}
