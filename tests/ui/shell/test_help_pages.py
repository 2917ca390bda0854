"""The guide and the glossary in the window."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from playground.data.assets import PAGES
from playground.ui.look.theme import THEME
from playground.ui.shell.help_pages import HelpPages
from playground.ui.shell.help_windows import GuideWindow
from playground.ui.shell.window_place import LIKELY_FRAME


@pytest.fixture
def pages(qtbot):
    made = HelpPages()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


def test_both_pages_are_shown(qtbot):
    window = GuideWindow(None)
    qtbot.addWidget(window)
    for page, word in (("guide", "Gradient flow"), ("glossary", "backpropagation")):
        window.show_page(page)
        assert word in window.pages.toPlainText()
        assert window.tabs.current() == page


def test_links_lead_to_headings_and_to_other_pages(pages):
    pages.show_page("guide.md")
    pages.anchorClicked.emit(QUrl("#sets-of-pictures"))
    assert pages.textCursor().block().text() == "Sets of pictures"
    pages.anchorClicked.emit(QUrl("doubt.md"))
    assert "doubt" in pages.toPlainText()[:200].lower()


@pytest.mark.parametrize("name", ["guide.md", "glossary.md"])
def test_every_link_within_the_help_leads_somewhere(pages, name):
    for target in re.findall(r"\]\(([^)]+)\)", (PAGES / name).read_text(encoding="utf-8")):
        page, _, heading = target.partition("#")
        assert not page or (PAGES / page).is_file(), target
        if heading:
            pages.show_page(page or name, heading)
            assert pages.textCursor().block().blockFormat().headingLevel(), target


def test_pictures_are_no_wider_than_the_page(pages):
    pages.show_page("guide.md")
    picture = pages.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/network-light.png"))
    assert 0 < picture.width() <= pages.viewport().width()


def test_every_row_of_the_glossary_has_a_term_and_a_sentence():
    lines = [line for line in (PAGES / "glossary.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    assert len(rows) > 40
    assert all(len(row) == 4 and row[0].strip() and row[1].strip() for row in rows)


def test_a_page_is_there_once_whatever_its_size_was(qtbot, pages):
    pages.show_page("glossary.md")
    pages.resize(900, 700)
    qtbot.waitUntil(lambda: not pages._fitting.isActive())
    assert pages.toPlainText().count("Glossary") == 1


def test_a_page_that_nobody_sees_takes_a_new_text_size_when_it_is_shown_again(qtbot, pages):
    pages.show_page("guide.md")
    margin = pages.document().documentMargin()
    pages.hide()
    THEME.set_scale(2.0)
    try:
        assert pages.document().documentMargin() == margin
        pages.show()
        qtbot.waitUntil(lambda: pages.document().documentMargin() == 2 * margin)
    finally:
        THEME.set_scale(1.0)


@pytest.mark.parametrize("page", ["guide", "glossary"])
def test_a_page_that_is_shown_for_the_first_time_begins_at_its_top(qtbot, page):
    work = QWidget()
    qtbot.addWidget(work)
    window = GuideWindow(work)
    window.show_page(page)
    window.show()
    qtbot.waitUntil(lambda: not window.pages._fitting.isActive())
    assert window.pages.verticalScrollBar().value() == 0
    assert window.pages.verticalScrollBar().maximum() > 0


def test_help_beside_a_small_window_in_the_corner_keeps_its_title_bar_on_the_screen(qtbot):
    work = QWidget()
    qtbot.addWidget(work)
    work.setGeometry(0, 0, 300, 200)
    work.show()
    window = GuideWindow(work)
    window.show()
    free = window.screen().availableGeometry().marginsRemoved(LIKELY_FRAME)
    assert free.contains(window.geometry())
