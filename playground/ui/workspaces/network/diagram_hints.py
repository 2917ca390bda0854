"""The first hints on the diagram: what a tile is, what a line is, what to do with both."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QMarginsF, QObject, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent

from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hover import Bias, Edge, Hovered, Neuron, edge_path
from playground.ui.views.diagram.diagram_picture import DiagramPicture
from playground.ui.widgets.callout import Arrows, Callout
from playground.ui.widgets.free_place import free_place, nearest_on
from playground.ui.widgets.hints import Hints
from playground.ui.widgets.names import set_names
from playground.ui.workspaces.network.diagram_zoom import DiagramZoom

SHARE = 0.6
"""Of the diagram's width a bubble takes at most."""
MARGIN = 2
REACH = 150
"""A bubble that has no place nearer waits, unless it is the only one."""
FREE = 16
"""From a bubble to its thing at least."""
FEW, ALONG, LINE = 40, (0.2, 0.35, 0.5, 0.65, 0.8), 8
"""So many lines between two columns are seen as such; where along them, and how thick, bubbles hide them."""
Kind = QEvent.Type


class DiagramHints(QObject):
    """Bubbles over the diagram, each gone once somebody has done what it tells of. They are no part of pictures of the
    diagram; where there is no room for all, the others wait until those before them are gone."""

    def __init__(self, zoom: DiagramZoom) -> None:
        super().__init__(zoom)
        self._zoom, self._diagram = zoom, zoom.columns.diagram
        self.hints = Hints(("tile", "line", "hand"), zoom)
        self._arrows = Arrows(zoom)
        self.callouts = {
            "tile": Callout(self.tr("A neuron: its answer h, all over the plane"), zoom),
            "line": Callout(self.tr("A weight w: the colour is its sign, the width its size"), zoom),
            "hand": Callout(
                self.tr("Point at either for its numbers. Click a weight to change it, a neuron to see it large"), zoom
            ),
        }
        for name, callout in self.callouts.items():
            set_names(f"hint.{name}", bubble=callout, close=callout.close_button)
            callout.closed.connect(lambda name=name: self.hints.use(name))
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.place)
        for moved in (self.hints.changed, self._diagram.arranged, zoom.moved, THEME.changed):
            moved.connect(self._plan)
        self.hints.changed.connect(self._watch)
        self._watches = self._is_read = False

    def place(self) -> None:
        """Puts every bubble that is to be shown where there is room, beside what it is about."""
        picture, shown = self._diagram.picture, dict[str, QRectF]()
        is_quiet = picture is None or self._is_read or not self.hints.pending
        targets = {} if picture is None or is_quiet else self._targets(picture)
        seen, kept = self._zoom.seen, self._zoom.controls()
        kept += [_around(target) for target in targets.values()]
        hides = self._hidden_by_bubbles(picture) if picture is not None and targets else []
        ways = []
        for name, target in targets.items():
            size = self.callouts[name].wanted_size(round(SHARE * seen.width()))
            room = seen.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            place = free_place(size, room, target.center(), [*kept, *shown.values()], hides)
            if place is None:
                continue
            start = nearest_on(place, target.center())
            way = QLineF(start, nearest_on(target, start))
            if not shown or way.length() <= THEME.px(REACH):
                shown[name] = place
                ways.append((way.p1(), way.p2()))
        self._arrows.setGeometry(seen.toRect())
        self._arrows.show_ways(ways)
        self._arrows.raise_()
        for name, callout in self.callouts.items():
            if name in shown:
                callout.show_at(shown[name])
            else:
                callout.hide()
        self.hints.show_seen(any(callout.isVisible() for callout in self.callouts.values()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears what is pointed at, which is what the hints ask for."""
        if isinstance(event, QMouseEvent) and event.type() in (Kind.MouseMove, Kind.MouseButtonPress):
            place = self._diagram.at(event.position())
            self._use(place, event.type() == Kind.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton)
            self._give_way(place)
        elif isinstance(event, QKeyEvent) and event.type() == Kind.KeyRelease:
            self._use(self._diagram.hovered, event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter))
            self._give_way(self._diagram.hovered)
        elif event.type() in (Kind.Leave, Kind.FocusOut):
            self._give_way(None)
        return False

    def _give_way(self, place: Hovered) -> None:
        """Bubbles do not hide the card of what is pointed at: they are away for as long."""
        is_read = isinstance(place, Neuron | Edge | Bias)
        if is_read != self._is_read:
            self._is_read = is_read
            self._plan()

    def _use(self, place: Hovered, acts: bool) -> None:
        if isinstance(place, Neuron):
            self.hints.use("tile")
        elif isinstance(place, Edge):
            self.hints.use("line")
        if acts and isinstance(place, Neuron | Edge | Bias):
            self.hints.use("hand")

    def _plan(self) -> None:
        """Places them soon, once for all that has moved."""
        if self.hints.pending or self.hints.is_seen:
            self._due.start()

    def _watch(self) -> None:
        """Listens to the diagram only while there is a hint."""
        if bool(self.hints.pending) != self._watches:
            self._watches = not self._watches
            (self._diagram.installEventFilter if self._watches else self._diagram.removeEventFilter)(self)

    def _targets(self, picture: DiagramPicture) -> dict[str, QRectF]:
        """What the pending hints point at, of what is seen; none for a hint of which nothing is seen."""
        tiles = [rect for rect in self._tiles(picture) if self._zoom.seen.contains(rect)]
        found = {"line": self._line(picture)}
        if tiles:
            inset = QMarginsF(2, 2, 2, 2)
            found["tile"], found["hand"] = tiles[0].marginsRemoved(inset), tiles[-1].marginsRemoved(inset)
        return {name: place for name in self.hints.pending if (place := found.get(name)) is not None}

    def _tiles(self, picture: DiagramPicture) -> list[QRectF]:
        """The tiles in the place of the bubbles: those of hidden layers first, the outputs last."""
        order = [*range(1, len(picture.columns) - 1), 0, len(picture.columns) - 1]
        return [
            picture.frame(Neuron(index, unit)).translated(self._zoom.origin)
            for index in order
            for unit in range(picture.columns[index].units)
        ]

    def _line(self, picture: DiagramPicture) -> QRectF | None:
        """The middle of the widest line where there are fewest, of those that are seen whole."""
        found: list[tuple[int, QRectF]] = []
        for gap, (left, right) in enumerate(pairwise(picture.columns)):
            if left.is_bundle or right.is_bundle:
                continue
            weight = abs(picture.weight(gap))
            source, target = divmod(int(weight.argmax()), weight.shape[1])
            middle = edge_path(left, right, source, target).pointAtPercent(0.5) + self._zoom.origin
            if self._zoom.seen.contains(middle):
                found.append((weight.size, QRectF(middle, QSizeF(0, 0))))
        return min(found, key=lambda each: each[0])[1] if found else None

    def _hidden_by_bubbles(self, picture: DiagramPicture) -> list[QRectF]:
        """What bubbles had better not hide: tiles, and lines where there are few."""
        tiles = [rect for rect in self._tiles(picture) if rect.intersects(self._zoom.seen)]
        lines = []
        for left, right in pairwise(picture.columns):
            if left.is_bundle or right.is_bundle or left.units * right.units > FEW:
                continue
            for source, target in np.ndindex(left.units, right.units):
                path = edge_path(left, right, source, target)
                for share in ALONG:
                    place = path.pointAtPercent(share) + self._zoom.origin
                    lines.append(QRectF(place.x() - LINE / 2, place.y() - LINE / 2, LINE, LINE))
        return tiles + lines


def _around(target: QRectF) -> QRectF:
    """What is left free around a thing, so that an arrow is seen."""
    return target.adjusted(-FREE, -FREE, FREE, FREE)
