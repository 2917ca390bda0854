"""What of the diagram is under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from playground.late_dataclass import dataclass
from playground.ui.views.diagram.diagram_layout import Column


@dataclass(frozen=True)
class Neuron:
    """A unit of a column; column 0 holds the inputs."""

    column: int
    unit: int


@dataclass(frozen=True)
class Bias:
    """The bias of a unit of a column, which is not that of the inputs."""

    column: int
    unit: int


@dataclass(frozen=True)
class Edge:
    """The weight from a unit of `column` to one of the next."""

    column: int
    source: int
    target: int


@dataclass(frozen=True)
class Bundle:
    """A column of which a few tiles stand for all, beside its tiles."""

    column: int


@dataclass(frozen=True)
class Ribbon:
    """The weights from a unit of `column`, or all of it, to one of the next, or all; of a bundle it is unit 0."""

    column: int
    source: int
    target: int


Hovered = Neuron | Bias | Edge | Bundle | Ribbon | None


def neuron_of(hovered: Hovered) -> Neuron | None:
    """The neuron that is pointed at, itself or at its bias."""
    return Neuron(hovered.column, hovered.unit) if isinstance(hovered, Neuron | Bias) else None


def edge_path(left: Column, right: Column, source: int, target: int) -> QPainterPath:
    """The curve of one edge; the same S as in the picture of all edges."""
    start, end = QPointF(left.right, left.y[source]), QPointF(right.left, right.y[target])
    path = QPainterPath(start)
    third = (end.x() - start.x()) / 3
    path.cubicTo(QPointF(start.x() + third, start.y()), QPointF(end.x() - third, end.y()), end)
    return path
