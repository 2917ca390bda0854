"""The guide and the glossary, read from the pages that are shipped with the program."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from playground.data.assets import PAGES
from playground.data.paths import open_text
from playground.ui.look.theme import THEME

MARGIN, BAR = 20, 8
BEFORE_HEADING, AFTER_BLOCK, IN_CELL = 14, 8, 5
NOT_IN_LINKS = re.compile(r"[^\w\- ]")


class HelpPages(QTextBrowser):
    """Shows a page in Markdown; links lead within it, to the pages beside it, and where they are asked for outside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ""
        # Not within a change of size, which may come in the midst of making a page.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._show)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # Pages wrap; tables are a pixel wider than the page at times.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Help"))
        self.anchorClicked.connect(self._follow)
        self._is_stale = False
        THEME.changed.connect(self._dress)

    def show_page(self, name: str, heading: str = "") -> None:
        """Shows a page, from a heading on if one is named as links name them."""
        self._page = name
        self._show()
        self.verticalScrollBar().setValue(0)
        if heading:
            self._go_to(heading)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures are no wider than the page."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture, room = QImage(str(PAGES / QUrl(name).path())), self.viewport().width() - 2 * THEME.px(MARGIN) - BAR
        if picture.isNull() or picture.width() <= room:
            return picture
        return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._fitting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()

    def _dress(self) -> None:
        """Making a page takes long: one that nobody sees is made anew when it is shown again."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._show()

    def _show(self) -> None:
        if not self._page:
            return
        self._is_stale = False
        place = self.verticalScrollBar().value()
        with open_text(PAGES / self._page, encoding="utf-8") as file:
            page = file.read()
        document = self.document()
        document.clear()
        document.setDefaultFont(THEME.font(13))
        document.setDocumentMargin(THEME.px(MARGIN))
        document.setMarkdown(page)
        _space(document)
        # Whoever is shown for the first time shows its cursor, which making the page has left somewhere in it.
        self.setTextCursor(QTextCursor(document))
        self.verticalScrollBar().setValue(place)

    def _follow(self, link: QUrl) -> None:
        if link.isRelative():
            self.show_page(link.path() or self._page, link.fragment())
        else:
            QDesktopServices.openUrl(link)

    def _go_to(self, heading: str) -> None:
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel() and _link_of(block.text()) == heading:
                self.moveCursor(QTextCursor.MoveOperation.End)
                self.setTextCursor(QTextCursor(block))
                return


def _space(document: QTextDocument) -> None:
    """Gives headings, paragraphs and cells the room that Markdown leaves to whoever shows it."""
    for block in _blocks(document):
        cursor, spacing = QTextCursor(block), QTextBlockFormat()
        if not cursor.currentTable():
            spacing.setTopMargin(THEME.px(BEFORE_HEADING) if block.blockFormat().headingLevel() > 1 else 0)
            spacing.setBottomMargin(THEME.px(AFTER_BLOCK))
            cursor.mergeBlockFormat(spacing)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format()
            look.setBorder(0)
            look.setCellPadding(THEME.px(IN_CELL))
            frame.setFormat(look)


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def _link_of(heading: str) -> str:
    """What a link calls a heading: Points from text → points-from-text"""
    return NOT_IN_LINKS.sub("", heading.strip().lower()).replace(" ", "-")
