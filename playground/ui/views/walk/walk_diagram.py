"""The network at a place of a walk: every unit and every weight with the numbers that are known there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.walk_scene import Scene
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hover import Edge, Hovered, Neuron
from playground.ui.views.hover_card import paint_card
from playground.ui.views.kept_picture import KeptPicture
from playground.ui.views.walk.edge_labels import EdgeLabel
from playground.ui.views.walk.walk_edges import WalkEdges, curve
from playground.ui.views.walk.walk_flow import paint_flow
from playground.ui.views.walk.walk_motion import WalkMotion
from playground.ui.views.walk.walk_picture import Shown, Told, WalkPicture
from playground.ui.views.walk.walk_words import edge_lines, flow, loss_lines, unit_lines
from playground.ui.words.refusals import sentence

BACK, ON = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp), (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
KEYS = dict.fromkeys(BACK, -1) | dict.fromkeys(ON, 1)
"""The arrows, and what a remote control for slides sends."""


class WalkDiagram(QWidget):
    """Shows scenes. `unit_chosen` carries the column and the unit that was clicked, `weight_chosen` the column that the
    weight leads to, the unit that it comes from and the one it leads to; `stepped` how many stops to go on."""

    unit_chosen = Signal(int, int)
    weight_chosen = Signal(int, int, int)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._told = Told("", ())
        self._shown = Shown()
        self._hovered: Hovered = None
        self._edges = WalkEdges()
        self._kept = KeptPicture()
        self._labels: list[tuple[int, EdgeLabel]] = []
        self._motion = WalkMotion(self)
        self._version = 0
        self.picture: WalkPicture | None = None
        self.differences: dict[str, float] = {}
        """Central differences, by the symbol of the weight or the bias that was moved."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Diagram of the walk"))
        THEME.changed.connect(self._arrange)

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(640), THEME.px(380))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(300), THEME.px(190))

    @property
    def hovered(self) -> Hovered:
        """The unit or the edge under the pointer."""
        return self._hovered

    @property
    def labels(self) -> list[tuple[int, EdgeLabel]]:
        """The labels that are shown, each with the gap between columns that it is in."""
        return self._labels

    def show_scene(self, scene: Scene, told: Told) -> None:
        """Shows a place of a walk."""
        before, self._scene, self._told = self._scene, scene, told
        self.setAccessibleDescription(f"{sentence(scene.section.title)}: {' · '.join(filter(None, flow(scene)))}")
        self._arrange()
        if before is not None and self.picture is not None and self.isVisible() and not scene.is_where(before):
            self._motion.run(self.picture)

    def set_shown(self, **changes: bool) -> None:
        """Shows or hides numbers, gradients."""
        self._shown = replace(self._shown, **changes)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        self._motion.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        self._hover(None if self.picture is None else self.picture.at(place.x(), place.y(), self._labels))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.picture is None:
            super().mousePressEvent(event)
            return
        match self._hovered:
            case Neuron(column, unit):
                self.unit_chosen.emit(column, unit)
            case Edge(gap, source, target):
                self.weight_chosen.emit(gap + 1, source, target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        picture, painter = self.picture, QPainter(self)
        if picture is None:
            return
        self._kept.paint(painter, self.rect(), (self._version, self._hovered), self._draw)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(THEME.colours.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._motion.paint(painter)
        self._paint_card(painter, picture)

    def _arrange(self) -> None:
        """Lays out what is shown."""
        if self._scene is None or self.width() <= 0 or self.height() <= 0:
            return
        size = self.width(), self.height(), self.devicePixelRatioF()
        self.picture = WalkPicture(self._scene, self._told, self._shown, size, self._edges)
        self._version += 1
        self._hovered = None
        self._labels = self.picture.labels(None)
        if self.underMouse():
            place = self.mapFromGlobal(self.cursor().pos())
            self._hover(self.picture.at(place.x(), place.y(), self._labels))
        self.update()

    def _draw(self, painter: QPainter) -> None:
        assert self.picture is not None
        self.picture.paint(painter, self._hovered, self._labels)
        paint_flow(painter, self.picture)

    def _hover(self, hovered: Hovered) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            self._labels = [] if self.picture is None else self.picture.labels(hovered)
            self.setCursor(Qt.CursorShape.ArrowCursor if hovered is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _paint_card(self, painter: QPainter, picture: WalkPicture) -> None:
        """All that is known of what is under the pointer."""
        scene, room = picture.scene, QRectF(self.rect())
        match self._hovered:
            case Neuron(column, unit):
                frame = picture.frame_of(Neuron(column, unit))
                is_loss = column == len(scene.columns)
                lines = (
                    loss_lines(scene)
                    if is_loss
                    else unit_lines(scene, column, unit, picture.told.inputs, self.differences)
                )
                if frame is not None:
                    paint_card(painter, frame, room, lines)
            case Edge(gap, source, target):
                left, right = picture.columns[gap], picture.columns[gap + 1]
                ends = left.index(source), right.index(target)
                if ends[0] is not None and ends[1] is not None:
                    middle = curve(left, right, ends[0], ends[1], picture.top).pointAtPercent(0.5)
                    place = QRectF(middle.x() - 4, middle.y() - 4, 8, 8)
                    paint_card(
                        painter,
                        place,
                        room,
                        edge_lines(scene, gap + 1, source, target, picture.told.inputs, self.differences),
                    )
