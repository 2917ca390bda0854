"""How gradients flow back through the layers: the norm of ∇W over the epochs, and how its values are spread."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from playground.training.diagnosis import Finding
from playground.training.layer_state import BINS as STEPS
from playground.training.layer_state import LayerState
from playground.training.snapshot import Curves, NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis, draw_curve, stretches, thinned
from playground.ui.views.curves.layer_health import (
    answer_lines,
    distributions,
    paint_share,
    paint_words,
    share_bar,
    share_lines,
)
from playground.ui.views.curves.layer_rows import (
    Row,
    bar_at,
    paint_bars,
    paint_label,
    paint_scale,
)
from playground.ui.views.curves.layer_table import LayerTable
from playground.ui.views.curves.loss_range import quantile
from playground.ui.views.hover_card import Reading
from playground.ui.words import formatting
from playground.ui.words.findings import layer_text
from playground.ui.words.powers import power_text

translate = QCoreApplication.translate

DECADES = (-8, 1)
BINS = 36
SHARE = 0.52
SCALE = 38
"""The width of the numbers of an axis, at the usual size of text: 10,000 is the widest."""
INVITATION = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


class GradientFlowView(LayerTable):
    """Renders the gradients of a snapshot, one row a layer; all rows share their axes, so that they compare."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(SHARE, parent)
        self._finding: Finding | None = None
        self.setAccessibleName(self.tr("Gradient flow"))
        self.setAccessibleDescription(
            self.tr("For every layer the norms of ∇W and W over the epochs, histograms of ∇W and h, and what is wrong.")
        )

    def show_finding(self, finding: Finding | None) -> None:
        """Says what is wrong beside the layer that it is about."""
        if finding != self._finding:
            self._finding = finding
            self.update()

    def paint_rows(self, painter: QPainter, snapshot: NetworkSnapshot) -> None:
        names, places = self.layers(snapshot)
        weights = [pair[0] for pair in snapshot.gradients if pair is not None]
        curves = recorded(snapshot.curves)
        low, high = norm_range(np.append(curves.gradient_norms.ravel(), curves.weight_norms.ravel()))
        for k, (name, place) in enumerate(zip(names, places, strict=True)):
            norm = snapshot.gradient_norms[k]
            known = norm > 0 or len(curves.epoch) > 1
            paint_label(painter, place.label, name, "‖∇W‖", norm_text(norm) if known else formatting.NOTHING)
            self._paint_curve(painter, curves, place, k, (low, high))
            colour = QColor(THEME.colours.accent)
            colour.setAlphaF(0.55)
            gradient, answers = distributions(place)
            paint_bars(painter, gradient, magnitudes(weights[k]), [colour])
            if k < len(snapshot.layer_states):
                self._paint_state(painter, place, answers, snapshot.layer_states[k])
        self._paint_scales(painter, curves, places[-1], (low, high), snapshot.is_part)
        if len(curves.epoch) < 2:
            self._paint_invitation(painter, places)
        for k, place in enumerate(places):
            for words in self._words(snapshot, k):
                paint_words(painter, place, words)

    def _words(self, snapshot: NetworkSnapshot, layer: int) -> list[str]:
        """What is wrong with a layer, if anything is."""
        found = self._finding
        return [] if found is None or found.layer != layer else [layer_text(found, snapshot.spec)]

    def _paint_state(self, painter: QPainter, place: Row, answers: QRectF | None, state: LayerState) -> None:
        paint_share(painter, place, state)
        if answers is not None:
            colour = QColor(THEME.colours.muted)
            colour.setAlphaF(0.55)
            paint_bars(painter, answers, state.counts, [colour])

    def _paint_curve(
        self, painter: QPainter, curves: Curves, place: Row, layer: int, bounds: tuple[float, float]
    ) -> None:
        area, colours = place.first, THEME.colours
        base = round(area.bottom()) + 0.5
        painter.setPen(QPen(colours.line, THEME.stroke(1)))
        painter.drawLine(QLineF(area.left(), base, area.right(), base))
        y = Axis(*bounds, area.bottom() - 1, area.top() + 1, log=True)
        painter.setFont(THEME.font(10))
        painter.setPen(colours.muted)
        metrics = QFontMetricsF(painter.font())
        if has_scale(place):
            for value, top in ((bounds[1], area.top() - 3), (bounds[0], area.bottom() - metrics.height())):
                box = QRectF(area.left() - 2, top, THEME.px(SCALE), metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, power_text(value))
        left = area.left() + THEME.px(SCALE)
        if len(curves.epoch) < 2:
            return
        x = Axis(*epoch_range(curves.epoch), left, area.right())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = x.pixels(curves.epoch)
        for table, colour in ((curves.weight_norms, colours.muted), (curves.gradient_norms, colours.accent)):
            if not table.size:
                continue
            with np.errstate(invalid="ignore"):
                norms = table[:, layer]
                heights = y.pixels(np.where(norms > 0, np.clip(norms, *bounds), norms))
            for part in stretches(curves):
                draw_curve(painter, colour, *thinned(across[part], heights[part]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_invitation(self, painter: QPainter, places: list[Row]) -> None:
        """What to do while there is nothing to show."""
        painter.setFont(THEME.font(12))
        painter.setPen(THEME.colours.muted)
        area = places[0].first.united(places[-1].first).adjusted(THEME.px(SCALE), 0, 0, 0)
        text, how = self.tr("Train to see the gradients flow back"), INVITATION
        # Where it would be cut it says nothing: the card is too small for curves as well.
        if area.contains(QFontMetricsF(painter.font()).boundingRect(area, how, text)):
            painter.drawText(area, how, text)

    def _paint_scales(
        self, painter: QPainter, curves: Curves, last: Row, bounds: tuple[float, float], is_part: bool
    ) -> None:
        height = THEME.px(32)
        first = QRectF(last.first.left() + THEME.px(SCALE), last.first.bottom() + 4, 0, height)
        first.setRight(last.first.right())
        titles = [self.tr("epochs · ‖∇W‖ and, grey, ‖W‖"), self.tr("‖∇W‖, grey ‖W‖"), self.tr("epochs")]
        texts = []
        if len(curves.epoch) > 1:
            ends = epoch_range(curves.epoch)
            texts = [(share, formatting.integer(end)) for share, end in zip((0.0, 1.0), ends, strict=True)]
            if not has_scale(last):
                rows = self.tr("epochs · ‖∇W‖ and, grey, ‖W‖ from {0} to {1}")
                titles.insert(0, rows.format(*(power_text(bound) for bound in bounds)))
        paint_scale(painter, first, texts, *titles)
        gradient, answers = distributions(last)
        second = QRectF(gradient.left(), gradient.bottom() + 4, gradient.width(), height)
        span = DECADES[1] - DECADES[0]
        ticks = [((k - DECADES[0]) / span, power_text(10.0**k)) for k in (-8, -5, -2, 1)]
        title = self.tr("|∇W| of the first units") if is_part else self.tr("|∇W|, distribution")
        paint_scale(painter, second, ticks, title, "|∇W|")
        if answers is not None:
            third = QRectF(answers.left(), answers.bottom() + 4, answers.width(), height)
            paint_scale(painter, third, [], self.tr("answers h, least to greatest"), self.tr("answers h"), "h")

    def reading(self, snapshot: NetworkSnapshot, point: QPointF) -> Reading | None:
        """A layer's norm at a time, or how many values of ∇W are of a size; None elsewhere."""
        names, places = self.layers(snapshot)
        curves = recorded(snapshot.curves)
        weights = [pair[0] for pair in snapshot.gradients if pair is not None]
        for layer, place in enumerate(places):
            plot = place.first.adjusted(THEME.px(SCALE), -3, 0, 3)
            gradient, answers = distributions(place)
            bar = bar_at(gradient, point, BINS)
            state = snapshot.layer_states[layer] if layer < len(snapshot.layer_states) else None
            if state is not None and answers is not None and (found := bar_at(answers, point, STEPS)):
                return Reading(found[1], [names[layer], *answer_lines(state, found[0])])
            if state is not None and share_bar(place).united(place.label).contains(point):
                return Reading(share_bar(place), [names[layer], *share_lines(state), *self._words(snapshot, layer)])
            if plot.contains(point) and len(curves.epoch) > 1:
                x = Axis(*epoch_range(curves.epoch), plot.left(), plot.right())
                record = int(np.argmin(np.abs(curves.epoch - x.value(point.x()))))
                at = x.pixel(float(curves.epoch[record]))
                line = QLineF(round(at) + 0.5, plot.top(), round(at) + 0.5, plot.bottom())
                lines = [names[layer], *record_lines(curves, record, layer)]
                return Reading(QRectF(at - 2, plot.top(), 4, plot.height()), lines, line)
            if bar is not None:
                return Reading(bar[1], [names[layer], *bar_lines(weights[layer], bar[0])])
        return None


def recorded(curves: Curves) -> Curves:
    """The records since the network has the layers and the weights that it has now."""
    known = np.isfinite(curves.gradient_norms).any(axis=1)
    first = int(known.argmax()) if known.any() else len(known)
    columns = ("epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "gradient_norms", "weight_norms")
    return replace(curves, **{name: getattr(curves, name)[first:] for name in columns}) if first else curves


def record_lines(curves: Curves, record: int, layer: int) -> list[str]:
    """What a record says of a layer."""
    tables = [("∇W", curves.gradient_norms), ("W", curves.weight_norms)]
    return [
        translate("GradientFlowView", "epoch {0}").format(formatting.integer(float(curves.epoch[record]))),
        *(f"‖{name}‖ = " + formatting.significant(float(each[record, layer]), 3) for name, each in tables if each.size),
    ]


def bar_lines(gradient: np.ndarray, bar: int) -> list[str]:
    """What a bar of the histogram of a gradient says."""
    step = (DECADES[1] - DECADES[0]) / BINS
    low, high = (10 ** (DECADES[0] + (bar + k) * step) for k in (0, 1))
    return [
        translate("GradientFlowView", "|∇W| from {0} to {1}").format(norm_text(low), norm_text(high)),
        translate("GradientFlowView", "values: {0}").format(formatting.integer(int(magnitudes(gradient)[bar]))),
    ]


def norm_text(norm: float) -> str:
    """A norm in few letters: 0.21, 7.1e−4"""
    return formatting.significant(norm) if norm == 0 or norm >= 0.01 else formatting.scientific(norm)


def has_scale(place: Row) -> bool:
    """Whether a row is high enough for the numbers of its axis."""
    return place.first.height() >= 2 * QFontMetricsF(THEME.font(10)).height()


def epoch_range(epoch: np.ndarray) -> tuple[float, float]:
    """From the first record to the last one."""
    return float(epoch[0]), max(float(epoch[-1]), float(epoch[0]) + 1e-9)


def norm_range(norms: np.ndarray) -> tuple[float, float]:
    """Powers of ten around nearly all norms (records, layers) of gradients, two to twelve of them apart."""
    values = norms[np.isfinite(norms) & (norms > 0)]
    if not len(values):
        return 1e-4, 1.0
    low, high = math.floor(math.log10(quantile(values, 0.01))), math.ceil(math.log10(float(values.max())))
    return 10.0 ** max(low, high - 12), 10.0 ** max(high, low + 2)


def magnitudes(gradient: np.ndarray) -> np.ndarray:
    """How many values of a gradient lie in each of BINS equal steps of log10 |∇W|; zeros and beyond are at the ends."""
    size = np.abs(gradient.ravel())
    size = size[size > 0]
    scaled = (np.log10(size) - DECADES[0]) * (BINS / (DECADES[1] - DECADES[0]))
    return np.bincount(np.clip(scaled, 0, BINS - 1).astype(np.int64), minlength=BINS)
