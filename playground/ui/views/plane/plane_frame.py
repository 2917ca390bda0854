"""What surrounds the plane and floats above it: axes, corners, brush, hint, the value under the pointer."""

from collections.abc import Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.kept_picture import KeptPicture
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.plane_span import PlaneSpan
from playground.ui.widgets.class_marker import paint_marker

CORNER = 8.0
TICK_LENGTH = 4.0
_CENTRE = Qt.AlignmentFlag.AlignCenter
MARKER = 5.5
WHOLE = PlaneSpan()


@dataclass(frozen=True)
class Brush:
    """What the pointer looks like on the plane: a circle of `radius` pixels in a colour, or dashed without one.

    fill: of the inside, where it is another one.
    """

    radius: float
    colour: QColor | None = None
    fill: QColor | None = None


def axis_margins(span: PlaneSpan = WHOLE, name: str = "") -> tuple[float, float]:
    """Room for the labels at the left of the plane, its axis's name among them, and below it, in pixels."""
    return max(THEME.px(20), _widest(span, name, THEME.scale) + 8), THEME.px(19)


@lru_cache(maxsize=16)
def _widest(span: PlaneSpan, name: str, scale: float) -> float:
    """How wide the labels at the left are at this size of all texts; it is asked for several times a frame."""
    metrics = QFontMetricsF(THEME.font(11))
    texts = [] if span == WHOLE else [name, *(text for _, text in span.ticks(1))]
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)


class PlaneFrame:
    """Corners and axes: they stay while what they surround changes."""

    def __init__(self) -> None:
        self._picture = KeptPicture()
        self.names = "x₁", "x₂"
        """What the axes are called."""
        self.span = WHOLE

    @property
    def margins(self) -> tuple[float, float]:
        """Room at the left of the plane and below it, in pixels."""
        return axis_margins(self.span, self.names[1])

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        """Paint them where the plane lies."""
        left, below = self.margins
        area = plane.rect.adjusted(-left, -1, 16, below).toAlignedRect()
        key = plane, self.names, self.span
        self._picture.paint(painter, area, key, partial(_paint_frame, plane=plane, names=self.names, span=self.span))


def _paint_frame(painter: QPainter, plane: PlaneMap, names: tuple[str, str], span: PlaneSpan) -> None:
    paint_corners(painter, plane)
    _paint_axes(painter, plane, names, span)
    _paint_names(painter, plane, names, span)


def _paint_axes(painter: QPainter, plane: PlaneMap, names: tuple[str, str], span: PlaneSpan) -> None:
    """Ticks and numbers below the plane and at its left."""
    rect = plane.rect
    painter.setFont(THEME.font(11))
    left, below = axis_margins(span, names[1])
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    named = max(2 * line, metrics.horizontalAdvance(names[0]) + 1.5 * line)
    for tick, text in span.ticks(0):
        place = plane.pixel(tick, 0)
        painter.setPen(QPen(THEME.colours.faint, THEME.stroke(1)))
        painter.drawLine(QPointF(place.x(), rect.bottom()), QPointF(place.x(), rect.bottom() + TICK_LENGTH))
        # Where the plane is small, a number gives way to the name of its axis.
        if place.x() < rect.right() - named:
            painter.setPen(THEME.colours.muted)
            box = QRectF(place.x() - 20, rect.bottom() + 4, 40, below - 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    for tick, text in span.ticks(1):
        place = plane.pixel(0, tick)
        painter.setPen(QPen(THEME.colours.faint, THEME.stroke(1)))
        painter.drawLine(QPointF(rect.left() - TICK_LENGTH, place.y()), QPointF(rect.left(), place.y()))
        if place.y() >= rect.top() + 2 * line:
            painter.setPen(THEME.colours.muted)
            box = QRectF(rect.left() - left, place.y() - below / 2, left - 6, below)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_names(painter: QPainter, plane: PlaneMap, names: tuple[str, str], span: PlaneSpan) -> None:
    """What the axes are called, at their ends."""
    rect, metrics = plane.rect, QFontMetricsF(painter.font())
    left, below = axis_margins(span, names[1])
    painter.setPen(THEME.colours.muted)
    wide = max(30.0, metrics.horizontalAdvance(names[0]) + 4)
    painter.drawText(QRectF(rect.right() - wide, rect.bottom() + 4, wide, below - 4), _CENTRE, names[0])
    wide = max(left - 4, metrics.horizontalAdvance(names[1]))
    painter.drawText(QRectF(rect.left() - left, rect.top() + 2, wide, below), Qt.AlignmentFlag.AlignRight, names[1])


def paint_corners(painter: QPainter, plane: PlaneMap) -> None:
    """Round the corners by painting the card's colour over them: a clip would leave them jagged."""
    rect = plane.rect
    line = _translucent(THEME.colours.text, 0.10)
    for corner, angle in (
        (rect.topRight(), 0),
        (rect.topLeft(), 90),
        (rect.bottomLeft(), 180),
        (rect.bottomRight(), 270),
    ):
        inwards = QPointF(-CORNER if angle in (0, 270) else CORNER, CORNER if angle in (0, 90) else -CORNER)
        circle = QRectF(corner + inwards * 2, corner).normalized()
        outside = QPainterPath(corner)
        outside.arcTo(circle, angle, 90)
        outside.closeSubpath()
        painter.fillPath(outside, THEME.colours.panel)
        painter.setPen(QPen(line, THEME.stroke(1)))
        painter.drawArc(circle, angle * 16, 90 * 16)
    # The straight parts apart from the arcs: one round rectangle of this size takes twenty times as long.
    for x in (rect.left(), rect.right()):
        painter.fillRect(QRectF(x - 0.5, rect.top() + CORNER, 1, rect.height() - 2 * CORNER), line)
    for y in (rect.top(), rect.bottom()):
        painter.fillRect(QRectF(rect.left() + CORNER, y - 0.5, rect.width() - 2 * CORNER, 1), line)


def paint_focus(painter: QPainter, plane: PlaneMap) -> None:
    """The sign that the keyboard acts on the plane."""
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(plane.rect, CORNER, CORNER)


def paint_hint(painter: QPainter, plane: PlaneMap, text: str) -> None:
    """The invitation on an empty plane."""
    painter.setFont(THEME.font(15, 500))
    metrics = QFontMetricsF(painter.font())
    box = metrics.boundingRect(plane.rect.adjusted(24, 0, -24, 0), int(_WRAP), text).adjusted(-16, -11, 16, 11)
    painter.setPen(QPen(THEME.colours.faint, THEME.stroke(1.2), Qt.PenStyle.DashLine))
    painter.setBrush(_translucent(THEME.colours.panel, 0.94))
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(THEME.colours.text)
    painter.drawText(box, int(_WRAP), text)


def paint_brush(painter: QPainter, brush: Brush, centre: QPointF) -> None:
    """The circle that the brush covers, a second line around it so that it is seen on any colour."""
    radius = max(brush.radius, 4.0)
    if brush.colour is not None:
        painter.setBrush(_translucent(brush.colour, 0.18) if brush.fill is None else _translucent(brush.fill, 0.6))
    painter.setPen(QPen(_translucent(THEME.colours.panel, 0.8), THEME.stroke(3)))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ink = brush.colour or THEME.colours.text
    painter.setPen(QPen(ink, THEME.stroke(1.4), Qt.PenStyle.SolidLine if brush.colour else Qt.PenStyle.DashLine))
    painter.drawEllipse(centre, radius, radius)


def paint_marquee(painter: QPainter, outline: QPolygonF) -> None:
    """What is being drawn around points."""
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.2), Qt.PenStyle.DashLine))
    painter.setBrush(_translucent(THEME.colours.accent, 0.12))
    painter.drawPolygon(outline)


@dataclass(frozen=True)
class Said:
    """What is said of a place beside its coordinates; of a class beside its marker."""

    text: str = ""
    label: int | None = None


def paint_readout(
    painter: QPainter,
    plane: PlaneMap,
    x: tuple[float, float],
    extra: Said,
    span: PlaneSpan = WHOLE,
    taken: Sequence[QRectF] = (),
) -> None:
    """The value under the pointer, in the upper right corner; in another when the pointer or other words are there."""
    first, second = span.values(x)
    place, gap = f"({first:.2f}, {second:.2f})".replace("-", "\u2212"), THEME.px(12)
    painter.setFont(THEME.font(12, 500))
    metrics = QFontMetricsF(painter.font())
    marker = 0 if extra.label is None else 2 * MARKER + 6
    said = gap + marker + metrics.horizontalAdvance(extra.text) if extra.text else 0
    size = QSizeF(metrics.horizontalAdvance(place) + said + 18, metrics.height() + 8)
    box = readout_box(plane.rect, size, plane.pixel(*x), taken)
    # Where the plane is smaller than what is said, it stays in sight.
    box.moveLeft(max(min(box.left(), painter.window().right() - box.width()), 0.0))
    painter.setPen(QPen(THEME.colours.line, THEME.stroke(1)))
    painter.setBrush(_translucent(THEME.colours.panel, 0.92))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(THEME.colours.text)
    inside = box.adjusted(9, 0, -9, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, place)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, extra.text)
    if extra.label is not None:
        centre = QPointF(inside.left() + metrics.horizontalAdvance(place) + gap + MARKER, box.center().y())
        paint_marker(painter, extra.label, centre, MARKER)


def readout_box(plane: QRectF, size: QSizeF, pointer: QPointF, taken: Sequence[QRectF]) -> QRectF:
    """The first corner that neither the pointer is near nor other words have taken, or else only the former."""
    inside = plane.adjusted(8, 8, -8, -8)
    tops, lefts = (inside.top(), inside.bottom() - size.height()), (inside.right() - size.width(), inside.left())
    corners = [QRectF(QPointF(left, top), size) for top in tops for left in lefts]

    def in_the_way(box: QRectF) -> tuple[bool, bool]:
        return box.adjusted(-40, -40, 40, 40).contains(pointer), any(box.intersects(other) for other in taken)

    return min(corners, key=in_the_way)


_WRAP = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


def _translucent(colour: QColor, alpha: float) -> QColor:
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result
