"""The network as a picture: every neuron with its own response map, every weight by its sign and size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.spec import NetworkSpec
from playground.training.architecture import Architecture
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.bias_marks import bias_at, paint_biases
from playground.ui.views.diagram.bundle_chips import BundleChips
from playground.ui.views.diagram.course import Course
from playground.ui.views.diagram.diagram_bundle import View
from playground.ui.views.diagram.diagram_card import paint_frame, paint_hover
from playground.ui.views.diagram.diagram_hover import Bias, Bundle, Hovered, Neuron, neuron_of
from playground.ui.views.diagram.diagram_layout import Column
from playground.ui.views.diagram.diagram_picture import DiagramPicture, unit_counts
from playground.ui.views.diagram.diagram_tiles import grid_for
from playground.ui.views.diagram.dropout import ColumnDropout, label_room, layer_of, of_neurons, paint_dropouts
from playground.ui.views.diagram.locks import paint_locks

EDGE_SECONDS = 0.0015
"""Edges are redrawn for so long a frame; where that does not do for all gaps, they take turns."""
TURN_MILLISECONDS = 40
"""Longer than from one frame to the next, as frames bring a turn with them."""
FADED = 0.14


class DiagramView(QWidget):
    """Renders snapshots of a network of dense layers with dropout, and what is pointed at. `arranged` says that the
    columns have moved, `enlarged_changed` that another neuron is to be seen large."""

    arranged = Signal()
    enlarged_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: DiagramPicture | None = None
        self._view = View()
        self._all_at_once = False
        self._chips = BundleChips(self)
        self._chips.toggled.connect(self.toggle)
        self._dropouts: dict[int, ColumnDropout] = {}
        self._spec: NetworkSpec | None = None
        self._hovered: Hovered = None
        self._pinned: Neuron | None = None
        self._course = Course()
        self._turn = QTimer(self, singleShot=True, interval=TURN_MILLISECONDS)
        self._turn.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Diagram of the network"))
        THEME.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        return QSize(600, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 100)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Where the columns lie, the inputs first."""
        return self._picture.columns if self._picture else ()

    @property
    def picture(self) -> DiagramPicture | None:
        """What is painted, once there was a frame."""
        return self._picture

    @property
    def view(self) -> View:
        """How it is looked at."""
        return self._view

    @property
    def wider(self) -> list[float]:
        """How much wider than the others each column is."""
        return self._picture.wider if self._picture else []

    @property
    def hovered(self) -> Hovered:
        """The neuron, the edge or the bias under the pointer, or where the arrow keys have led."""
        return self._hovered

    @property
    def enlarged(self) -> Neuron | None:
        """The neuron to be seen large: the one under the pointer, or else the one that was clicked."""
        return neuron_of(self._hovered) or self._pinned

    @property
    def enlarged_unit(self) -> tuple[int, int] | None:
        """The same as (layer, unit), as a focus has it."""
        neuron = self.enlarged
        return None if neuron is None or self._spec is None else (layer_of(self._spec, neuron.column), neuron.unit)

    @property
    def neuron_grid(self) -> int:
        """The side, in cells, of the response maps that would suit the tiles."""
        side = max((column.tile for column in self.columns), default=40)
        units = self._picture.units if self._picture else ()
        seen = sum(min(count, self.most_units) for count in units)
        return grid_for(seen, side, sum(units) - seen)

    @property
    def most_units(self) -> int:
        """Of how many units of a column at most the maps are seen."""
        return max((column.units for column in self.columns), default=1)

    def toggle(self, index: int) -> None:
        """Opens a bundle, or folds a column that was opened."""
        self.look(View(self._view.zoom, self._view.opened ^ {index}))

    def look(self, view: View, arranges: bool = True) -> None:
        """Looks at the network in another way; not yet where another size follows."""
        self._view = view
        if arranges and self._picture is not None and self._picture.view != view:
            self._arrange(self._picture.snapshot)

    def at(self, place: QPointF) -> Hovered:
        """What is at a place."""
        picture, x, y = self._picture, place.x(), place.y()
        return None if picture is None else bias_at(picture, x, y) or picture.at(x, y)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        self._course.add(snapshot)
        enlarged, self._spec = self.enlarged_unit, snapshot.spec
        snapshot, self._dropouts = of_neurons(snapshot)
        picture, units = self._picture, unit_counts(snapshot)
        if picture is not None and len(picture.units) != len(units):
            self._view = View(self._view.zoom)
        if picture is None or picture.units != units or picture.size != self._size() or picture.view != self._view:
            self._arrange(snapshot)
        else:
            picture.show(snapshot)
            self.update()
        if self.enlarged_unit != enlarged:
            self.enlarged_changed.emit()

    def forget(self) -> None:
        """Another network comes: nothing of how the weights of this one went, no neuron of it is kept in sight."""
        self._course.forget()
        self._pinned = None
        self.enlarged_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._picture is not None:
            self._arrange(self._picture.snapshot)

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._picture
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        if picture is None:
            return
        seen = QRectF(event.rect())
        self._draw_edges(picture, seen)
        picture.paint_edges(painter, 1.0 if self._hovered is None or isinstance(self._hovered, Bundle) else FADED)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        picture.paint_some(painter, neuron_of(self._hovered) or self._hovered)
        picture.paint_tiles(painter, seen)
        paint_dropouts(painter, picture, self._dropouts)
        paint_biases(painter, picture, self._hovered, seen)
        assert isinstance(picture.snapshot.experiment.model, Architecture)
        paint_locks(painter, picture, picture.snapshot.experiment.model)
        for neuron in {self._pinned, self._hovered}:
            if isinstance(neuron, Neuron):
                paint_frame(painter, picture, neuron)
        if self._shows_card:
            visible = self.visibleRegion().boundingRect()
            room = QRectF(self.rect() if visible.isEmpty() else visible)
            paint_hover(painter, picture, self._hovered, self._dropouts, self._course, room)

    @property
    def _shows_card(self) -> bool:
        """Whether there is room for words about what is pointed at."""
        return True

    def _size(self) -> tuple[int, int, float]:
        return self.width(), self.height() - label_room(self._dropouts), self.devicePixelRatioF()

    def _arrange(self, snapshot: NetworkSnapshot) -> None:
        """Lays the diagram out anew for another network, another size or another screen."""
        before = self._picture
        self._picture = DiagramPicture(snapshot, *self._size(), self._view)
        pinned = self._pinned
        is_same = before is not None and before.units == self._picture.units
        if pinned is not None and not (is_same and pinned.unit < self.columns[pinned.column].units):
            self._pinned = None
        self._hover(None)
        self._chips.show_columns(self._picture)
        self._dress()
        self.arranged.emit()

    def _dress(self) -> None:
        if self._picture is not None:
            self._picture.show(self._picture.snapshot)
            self._all_at_once = True
            self.update()

    def _draw_edges(self, picture: DiagramPicture, seen: QRectF) -> None:
        """Draws what has changed of the edges that are seen: for a moment of each frame, or all where they are new or
        the diagram is painted for a picture of it."""
        on_screen = QRectF(self.visibleRegion().boundingRect()).contains(seen)
        if picture.draw_edges(seen, EDGE_SECONDS if on_screen and not self._all_at_once else None):
            self._turn.start()
        self._all_at_once = False

    def _hover(self, hovered: Hovered) -> None:
        if hovered == self._hovered:
            return
        enlarged, self._hovered = self.enlarged, hovered
        shape = Qt.CursorShape.ArrowCursor
        if hovered is not None:
            shape = Qt.CursorShape.SizeVerCursor if isinstance(hovered, Bias) else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        if self.enlarged != enlarged:
            self.enlarged_changed.emit()
        self.update()
