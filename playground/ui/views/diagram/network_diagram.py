"""The network as a picture: every neuron with its own response map, every weight by its sign and size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.architecture import Architecture
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.bundle_card import paint_bundle
from playground.ui.views.diagram.bundle_chips import BundleChips
from playground.ui.views.diagram.diagram_bundle import View
from playground.ui.views.diagram.diagram_hover import Bundle, Edge, Hovered, Neuron, Ribbon, edge_path
from playground.ui.views.diagram.diagram_layout import Column
from playground.ui.views.diagram.diagram_picture import DiagramPicture, unit_counts
from playground.ui.views.diagram.diagram_tiles import grid_for, scale_of
from playground.ui.views.diagram.dropout import ColumnDropout, label_room, of_neurons, paint_dropouts
from playground.ui.views.diagram.locks import is_frozen, paint_locks, word_of
from playground.ui.views.diagram.tile_frames import CORNER
from playground.ui.views.hover_card import paint_card
from playground.ui.words import formatting
from playground.ui.words.feature_text import feature_text

EDGE_SECONDS = 0.0015
"""Edges are redrawn for so long a frame; where that does not do for all gaps, they take turns."""
TURN_MILLISECONDS = 40
"""Longer than from one frame to the next, as frames bring a turn with them."""
FADED = 0.14


class NetworkDiagram(QWidget):
    """Renders snapshots of a network of dense layers with dropout. `arranged` says that the columns have moved,
    `lock_asked` that the neuron or the weight under the pointer is to be frozen, or freed."""

    arranged = Signal()
    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: DiagramPicture | None = None
        self._view = View()
        self._all_at_once = False
        self._chips = BundleChips(self)
        self._chips.toggled.connect(self.toggle)
        self._dropouts: dict[int, ColumnDropout] = {}
        self._hovered: Hovered = None
        self._turn = QTimer(self, singleShot=True, interval=TURN_MILLISECONDS)
        self._turn.timeout.connect(self.update)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Diagram of the network"))
        self.setAccessibleDescription(
            self.tr("Every neuron with its response h over the plane, every weight W by sign and size.")
        )
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
        """The neuron or the edge under the pointer."""
        return self._hovered

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
        return self._picture.at(place.x(), place.y()) if self._picture else None

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        snapshot, self._dropouts = of_neurons(snapshot)
        picture, units = self._picture, unit_counts(snapshot)
        if picture is not None and len(picture.units) != len(units):
            self._view = View(self._view.zoom)
        if picture is None or picture.units != units or picture.size != self._size() or picture.view != self._view:
            self._arrange(snapshot)
            return
        picture.show(snapshot)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._picture is not None:
            self._arrange(self._picture.snapshot)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._picture is not None:
            self._hover(self.at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)
        locks = event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.button() == Qt.MouseButton.LeftButton
        if locks and self._hovered is not None:
            self.lock_asked.emit()
        elif isinstance(self._hovered, Bundle) and event.button() == Qt.MouseButton.LeftButton:
            self.toggle(self._hovered.column)
        else:
            super().mousePressEvent(event)

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
        picture.paint_some(painter, self._hovered)
        picture.paint_tiles(painter, seen)
        paint_dropouts(painter, picture, self._dropouts)
        paint_locks(painter, picture, self._model(picture))
        self._paint_hover(painter, picture)

    def _size(self) -> tuple[int, int, float]:
        return self.width(), self.height() - label_room(self._dropouts), self.devicePixelRatioF()

    def _arrange(self, snapshot: NetworkSnapshot) -> None:
        """Lays the diagram out anew for another network, another size or another screen."""
        self._picture = DiagramPicture(snapshot, *self._size(), self._view)
        self._hovered = None
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
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def _paint_hover(self, painter: QPainter, picture: DiagramPicture) -> None:
        room = QRectF(self.visibleRegion().boundingRect())
        match self._hovered:
            case Neuron(index, unit) as neuron:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(THEME.colours.accent, THEME.stroke(2)))
                painter.drawRoundedRect(picture.frame(neuron), CORNER, CORNER)
                lines = self._neuron_lines(picture.snapshot, index, unit) + self._lock_lines(picture)
                paint_card(painter, picture.frame(neuron), room, lines, picture.map_of(neuron), unit)
            case Edge(index, source, target):
                left, right = picture.columns[index], picture.columns[index + 1]
                middle = edge_path(left, right, source, target).pointAtPercent(0.5)
                place = QRectF(middle.x() - 4, middle.y() - 4, 8, 8)
                weight = formatting.significant(float(picture.weight(index)[source, target]), 3)
                ends = [self._name(picture.snapshot, index, source), self._name(picture.snapshot, index + 1, target)]
                paint_card(painter, place, room, [f"w = {weight}", " → ".join(ends), *self._lock_lines(picture)])
            case Bundle() | Ribbon() as bundle:
                paint_bundle(painter, picture, bundle, room)

    def _lock_lines(self, picture: DiagramPicture) -> list[str]:
        """Whether training leaves what is under the pointer as it is, and how that is changed."""
        model = self._model(picture)
        word = word_of(model, self._hovered)
        if not word:
            return []
        if word in model.frozen:
            return [self.tr("frozen; Ctrl+click frees it")]
        return [self.tr("frozen") if is_frozen(model, word) else self.tr("Ctrl+click freezes it")]

    def _model(self, picture: DiagramPicture) -> Architecture:
        model = picture.snapshot.experiment.model
        assert isinstance(model, Architecture)
        return model

    def _neuron_lines(self, snapshot: NetworkSnapshot, column: int, unit: int) -> list[str]:
        name = self._name(snapshot, column, unit)
        lines = [name[:1].upper() + name[1:] if column else name]
        pair = snapshot.parameters[column - 1] if column else None
        if pair is not None:
            lines.append(self.tr("bias b = {0}").format(formatting.significant(float(pair[1][unit]), 3)))
        dropout = self._dropouts.get(column)
        if dropout is not None and dropout.off is not None and dropout.off[unit]:
            lines.append(self.tr("left out in the last step (dropout)"))
        if snapshot.response is not None and snapshot.response.layers and column < len(snapshot.spec.layers):
            maps = (snapshot.response.inputs, *snapshot.response.layers)[column]
            scale = formatting.significant(scale_of(maps, column, unit, snapshot), 2)
            lines.append(self.tr("colours from −{0} to {0}").format(scale))
        return lines

    def _name(self, snapshot: NetworkSnapshot, column: int, unit: int) -> str:
        outputs = snapshot.spec.output_shape[0]
        if column == 0:
            return feature_text(snapshot.experiment.data.inputs[unit])
        if column == len(snapshot.spec.layers):
            return self.tr("output {0}").format(snapshot.data_set.class_names[unit if outputs > 1 else -1])
        return self.tr("hidden {0}, neuron {1}").format(column, unit + 1)
