"""Where three pictures lie beside one another, each below its title, and what of them is seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF

from playground.engine.receptive_field import Field
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.picture_places import INPUT, MAP, POOLED

GAP, LINE = 14, 17


@dataclass(frozen=True)
class Title:
    """What a picture is called where there is room, and where there is little; its size."""

    name: str
    short: str
    size: str

    @property
    def line(self) -> str:
        """All of it."""
        return f"{self.name} · {self.size}"


@dataclass(frozen=True)
class PicturesLayout:
    """size: of the whole; aspect: height per width of each picture; part: what is seen, in shares."""

    size: QSize
    aspect: float
    titles: Sequence[Title]
    part: QRectF

    @cached_property
    def column(self) -> float:
        """The width that each picture may have."""
        return (self.size.width() - 2 * THEME.px(GAP)) / 3

    @cached_property
    def is_one_line(self) -> bool:
        """Whether each title has room in a line."""
        metrics = QFontMetricsF(THEME.font())
        return all(metrics.horizontalAdvance(title.line) <= self.column for title in self.titles)

    @cached_property
    def top(self) -> int:
        """Where the pictures begin, below their titles."""
        return THEME.px(LINE) * (1 if self.is_one_line else 2) + 4

    @property
    def most_height(self) -> int:
        """What pictures of the whole width need."""
        return self.top + round(self.column * self.aspect) + 4

    def rect(self, picture: int) -> QRectF:
        """Where a picture is painted."""
        high = self.size.height() - self.top - 2
        width, height = min(self.column, high / self.aspect), min(high, self.column * self.aspect)
        left = round(picture * (self.column + THEME.px(GAP)))
        return QRectF(left, self.top, max(round(width), 1), max(round(height), 1))

    def picture_at(self, place: QPointF) -> int | None:
        """The picture under a point."""
        return next((k for k in (INPUT, MAP, POOLED) if self.rect(k).contains(place)), None)

    def share(self, place: QPointF) -> QPointF:
        """Where a point is in its picture, in shares of all of it."""
        area = self.rect(self.picture_at(place) or INPUT)
        across, down = (place.x() - area.left()) / area.width(), (place.y() - area.top()) / area.height()
        return QPointF(self.part.left() + across * self.part.width(), self.part.top() + down * self.part.height())

    def field_rect(self, picture: int, field: Field, shape: Sequence[int]) -> QRectF:
        """Where some places of a picture (rows, columns) lie."""
        area, (rows, columns) = self.rect(picture), shape
        across, down = area.width() / self.part.width(), area.height() / self.part.height()
        return QRectF(
            area.left() + (field.left / columns - self.part.left()) * across,
            area.top() + (field.top / rows - self.part.top()) * down,
            (field.right - field.left) / columns * across,
            (field.bottom - field.top) / rows * down,
        )
