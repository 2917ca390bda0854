"""How a layer's units do, in its row of the gradient flow: their answers, the share without gradient, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from playground.training.layer_state import BINS, LayerState
from playground.ui.look.theme import THEME
from playground.ui.views.curves.layer_rows import Row
from playground.ui.words import formatting

translate = QCoreApplication.translate

TWO_PLOTS = 190
"""The least width for the answers beside the gradient."""
BETWEEN = 18
BAR = 4


def distributions(place: Row) -> tuple[QRectF, QRectF | None]:
    """Where the gradient's distribution lies, and where that of the answers, if there is room for both."""
    area = place.second
    if area.width() < THEME.px(TWO_PLOTS):
        return area, None
    width = (area.width() - THEME.px(BETWEEN)) / 2
    first = QRectF(area.left(), area.top(), width, area.height())
    return first, first.translated(width + THEME.px(BETWEEN), 0)


def share_bar(place: Row) -> QRectF:
    """Where a bar tells how many of a layer's units let nothing flow back."""
    label, height = place.label, THEME.px(BAR)
    return QRectF(label.left(), label.bottom() + 1 - height / 2, label.width() - THEME.px(12), height)


def paint_share(painter: QPainter, place: Row, state: LayerState) -> None:
    """The units without gradient, strong, over all answers that are at an end of their range, pale."""
    bar, colours = share_bar(place), THEME.colours
    pale = QColor(colours.warning_text)
    pale.setAlphaF(0.3)
    painter.fillRect(bar, colours.line)
    for share, colour in ((state.ends, pale), (state.silent, QColor(colours.warning_text))):
        painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), colour)


def share_lines(state: LayerState) -> list[str]:
    """What the bar says."""
    return [
        translate("LayerHealth", "units without gradient for every sample: {0}").format(
            formatting.percent(state.silent)
        ),
        translate("LayerHealth", "answers at an end of their range: {0}").format(formatting.percent(state.ends)),
    ]


def answer_lines(state: LayerState, bar: int) -> list[str]:
    """What a bar of the distribution of answers says."""
    step = (state.high - state.low) / BINS
    low, high = (formatting.significant(state.low + (bar + k) * step) for k in (0, 1))
    return [
        translate("LayerHealth", "h from {0} to {1}").format(low, high),
        translate("LayerHealth", "values: {0}").format(formatting.integer(int(state.counts[bar]))),
    ]


def paint_words(painter: QPainter, place: Row, text: str) -> None:
    """What is wrong with a layer, below its plots; where the row is low beside its curve."""
    painter.setFont(THEME.font(11))
    metrics = QFontMetricsF(painter.font())
    is_low = place.first.height() < 2 * metrics.height()
    left = place.second.left() if is_low else place.first.left()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.second.right() - left - 12)
    box = QRectF(left, 0, metrics.horizontalAdvance(shown) + 12, metrics.height() + 2)
    box.moveBottom(place.first.bottom() + 1)
    painter.fillRect(box, THEME.colours.warning_soft)
    painter.setPen(THEME.colours.warning_text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
