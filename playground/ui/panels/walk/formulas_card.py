"""The card with the formulas of a walk, section by section, and the button that takes the step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from playground.training.walk import Walk
from playground.training.walk_cursor import WalkCursor
from playground.training.walk_equations import Line, lines
from playground.training.walk_table import Section
from playground.ui.look.theme import THEME
from playground.ui.views.walk.section_view import SectionView, Standing
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words import formatting

ABOVE, WIDTH = 40, 540


class FormulasCard(Card):
    """`apply`: the very step that is shown shall be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Formulas"), parent=parent)
        self.apply = Button(
            self.tr("Apply the update"),
            "check",
            small=True,
            tooltip=self.tr("Take this very step with the network; Back, in the Run menu, takes it back"),
        )
        self._walk: Walk | None = None
        self._lines: list[tuple[Line, ...]] = []
        self.views: list[SectionView] = []
        self._reached = 0
        self._scroll = ScrollColumn()
        self.add_control(self.apply)
        self.add(self._scroll, 1)
        set_names("walk", formulas=self, apply=self.apply)

    def show_walk(self, walk: Walk | None, sections: Sequence[Section], cursor: WalkCursor) -> None:
        """Shows what is behind, what is at work and what is to come."""
        self.apply.setEnabled(walk is not None)
        self._scroll.setVisible(walk is not None)
        self.set_subtitle("" if walk is None else self._told(walk))
        if len(sections) != len(self.views):
            self._make_views(len(sections))
        if walk is not None and walk is not self._walk:
            self._walk, self._lines = walk, [lines(walk, section) for section in sections]
        for place, (view, section) in enumerate(zip(self.views, sections, strict=True)):
            order = (place > cursor.section) - (place < cursor.section)
            standing = {-1: Standing.FINISHED, 0: Standing.CURRENT, 1: Standing.COMING}[order]
            view.show_section(section, self._lines[place], standing, cursor.rows)

    def reach(self, section: int) -> None:
        """Scrolls to a section and a little of the one before, also where the card is shown somewhere else later."""
        self._reached = section
        if section < len(self.views):
            self._scroll.verticalScrollBar().setValue(self.views[section].y() - THEME.px(ABOVE))

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(WIDTH), super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self, lambda: self.reach(self._reached))

    def _make_views(self, count: int) -> None:
        for view in self.views:
            view.setParent(None)
            view.deleteLater()
        self.views = [SectionView() for _ in range(count)]
        for view in self.views:
            self._scroll.add(view)

    def _told(self, walk: Walk) -> str:
        before, after = (formatting.decimal(value, 4) for value in (walk.error, walk.error_after))
        count = len(walk.start.x)
        if count == 1:
            return self.tr("E of this sample {0}, after the update {1}").format(before, after)
        text = self.tr("{0} samples: E = {1}, after the update {2}", None, count)
        return text.format(formatting.integer(count), before, after)
