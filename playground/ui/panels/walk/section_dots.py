"""A dot for every section of a walk; the one at work is filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.walk_table import Part, Section
from playground.ui.look.theme import THEME
from playground.ui.words.refusals import sentence

DOT, PITCH, GAP = 24, 28, 10
SMALLEST = 0.4
"""By how much dots are made smaller, at most, where there is little room."""
UNBOUNDED = 1_000_000
CENTRE = Qt.AlignmentFlag.AlignCenter


class SectionDots(QWidget):
    """The parts by name and their layers by number; a click goes there: `chosen` carries the place."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._place = 0
        self._room = UNBOUNDED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Sections of the walk"))

    def show_sections(self, sections: Sequence[Section], place: int) -> None:
        """Shows the sections, of which one is at work."""
        if len(sections) != len(self._sections):
            self.updateGeometry()
        self._sections, self._place = tuple(sections), place
        if sections:
            self.setAccessibleDescription(sentence(sections[place].title))
            self.setToolTip(sentence(sections[place].title))
        self.update()

    def set_room(self, width: int) -> None:
        """Keeps within a width: first without the names of the parts, then with smaller dots."""
        if width != self._room:
            self._room = width
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._right()), THEME.px(DOT + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def centres(self) -> list[QPointF]:
        """The middle of each dot."""
        return self._centres(*self._scale())

    def _scale(self) -> tuple[bool, float]:
        """Whether the parts have their names, and how large the dots are."""
        ways = ((True, 1.0), *((False, 1 - 0.1 * step) for step in range(round(10 * (1 - SMALLEST)) + 1)))
        return next((way for way in ways if self._right(way) <= self._room), ways[-1])

    def _right(self, way: tuple[bool, float] | None = None) -> float:
        named, scale = way or self._scale()
        centres = self._centres(named, scale)
        return centres[-1].x() + scale * THEME.px(DOT) / 2 + 2 if centres else 0.0

    def _centres(self, named: bool, scale: float) -> list[QPointF]:
        x, y, before, found = 0.0, THEME.px(DOT + 6) / 2, None, []
        dot, pitch = scale * THEME.px(DOT), scale * THEME.px(PITCH)
        for section in self._sections:
            if section.part is not before:
                name = self._width(section.part) + THEME.px(6) if named else 0
                x += (THEME.px(GAP) if before else 0) + name + dot / 2
                before = section.part
            else:
                x += pitch - dot / 2
            found.append(QPointF(x, y))
            x += dot / 2
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, centre in enumerate(self.centres()):
            if abs(event.position().x() - centre.x()) <= self._scale()[1] * THEME.px(DOT) / 2:
                self.chosen.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), THEME.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        named, scale = self._scale()
        radius, before = scale * THEME.px(DOT) / 2 - 1, None
        for place, (section, centre) in enumerate(zip(self._sections, self.centres(), strict=True)):
            is_now, is_past = place == self._place, place < self._place
            if section.part is not before:
                before = section.part
                width = self._width(section.part)
                is_at_work = section.part is self._sections[self._place].part
                painter.setFont(THEME.font(12, 600))
                painter.setPen(colours.accent if is_at_work else colours.text if is_past else colours.muted)
                if named:
                    area = QRectF(centre.x() - THEME.px(DOT / 2 + 6) - width, 0, width + 1, self.height())
                    painter.drawText(area, CENTRE, self._name(section.part))
            painter.setPen(QPen(colours.accent if is_now or is_past else colours.line, THEME.stroke(1.2)))
            painter.setBrush(colours.accent if is_now else colours.accent_soft if is_past else colours.panel)
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(colours.on_accent if is_now else colours.accent if is_past else colours.muted)
            area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            painter.setFont(THEME.font(12 * max(scale, 0.7), 600))
            painter.drawText(area, CENTRE, section.mark)

    def _width(self, part: Part) -> int:
        return QFontMetrics(THEME.font(12, 600)).horizontalAdvance(self._name(part))

    def _name(self, part: Part) -> str:
        names = {
            Part.FORWARD: self.tr("Forward"),
            Part.LOSS: self.tr("Loss"),
            Part.BACKWARD: self.tr("Backward"),
            Part.UPDATE: self.tr("Update"),
        }
        return names[part]
