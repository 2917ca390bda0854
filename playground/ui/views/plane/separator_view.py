"""The perceptron on the plane: its half-planes, the separator, the normal vector and the last sample."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from playground.data.features import expand
from playground.data.points import PointSet
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.plane.feature_curve import curve_shapes, field_image, score_field, small_plane
from playground.ui.views.plane.plane_frame import WHOLE, Said
from playground.ui.views.plane.plane_span import PlaneSpan
from playground.ui.views.plane.point_markers import marker_radius
from playground.ui.views.plane.separator_geometry import Line, Place, pair
from playground.ui.views.plane.separator_grips import SeparatorGrips
from playground.ui.views.plane.separator_picture import SeparatorPicture
from playground.ui.views.plane.separator_plane import SeparatorPlane
from playground.ui.words import formatting
from playground.ui.words.feature_text import feature_text

LAYERS = ("normal", "last", "history", "mistakes", "hulls")
PLAIN = ("x1", "x2")


class SeparatorView(QWidget):
    """Draws one snapshot over the points; `shown` says which of LAYERS are drawn besides the separator.

    Of other inputs than x₁, x₂ it shows the plane of these or, as the user likes, that of the points, where the
    separator is a curve. `hovered` carries what the neuron gets to see at the pointer, `tested` that of the point that
    is tried, or None. `weights_edited` carries θ while the separator is dragged, and what that is called; `let_go`
    follows at the end. `closed`: a click where nothing can be painted.
    """

    hovered = Signal(object)
    tested = Signal(object)
    weights_edited = Signal(object, str)
    let_go = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plane = SeparatorPlane()
        self.shown = {"normal", "last"}
        self.picture = SeparatorPicture(self.shown)
        self.grips = SeparatorGrips(self.plane, self.picture)
        self.inputs = PLAIN
        self.is_of_points = False
        self._points: PointSet | None = None
        self._is_test: np.ndarray | None = None
        self._share = 1.0
        self._written: PerceptronSnapshot | None = None
        self._tried: tuple[Place | None, Place] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plane)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        self._connect()

    @property
    def is_curved(self) -> bool:
        """Whether the plane of the points is shown, and the separator is not straight there."""
        return self.is_of_points and self.inputs != PLAIN

    def show_points(self, points: PointSet, train_share: float, inputs: tuple[str, str] = PLAIN) -> None:
        """Show these points at once, in these inputs; those of the test set paler."""
        if points is self._points and train_share == self._share and inputs == self.inputs:
            return
        if inputs != self.inputs:
            self.set_testing(self.grips.is_testing, keep=False)
        self._points, self._share, self.inputs = points, train_share, inputs
        is_test = np.zeros(len(points), dtype=bool)
        is_test[points.split(train_share)[1]] = True
        self._is_test = is_test if is_test.any() else None
        self._lay_out()

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show the perceptron of a snapshot; what belongs to other points than those shown is left out."""
        if snapshot.model.inputs == self.inputs:
            self.picture.snapshot = snapshot
            self._draw()

    def show_texts(self) -> None:
        """Let the readout speak for the last snapshot; call it seldom enough for the numbers to be read."""
        self._written = self.picture.snapshot

    def set_shown(self, layer: str, shown: bool) -> None:
        """Show or hide one of LAYERS."""
        (self.shown.add if shown else self.shown.discard)(layer)
        self._draw()

    def set_of_points(self, of_points: bool) -> None:
        """Show the plane of the points, or that of the inputs."""
        self.is_of_points = of_points
        self._lay_out()

    def set_testing(self, testing: bool, keep: bool = True) -> None:
        """Whether a click tests a point rather than paint one; keep: the point that is tested by now."""
        self.grips.is_testing = testing
        if not (testing and keep) and self._tried is not None:
            self._tried = None
            self.tested.emit(None)
        self._dress()
        self._draw()

    def _connect(self) -> None:
        self.plane.set_readout(self._readout)
        self.plane.hovered.connect(lambda place: self.hovered.emit(None if place is None else self._values(place)))
        self.grips.changed.connect(self._dress)
        self.grips.dragged.connect(self._drag)
        self.grips.released.connect(self.let_go)
        self.grips.tested.connect(self._test)
        self.grips.closed.connect(self.closed)
        THEME.changed.connect(self._draw)

    def _lay_out(self) -> None:
        """Lay the plane out anew: which points lie where, and what the axes are."""
        points = self._points
        if points is None:
            return
        plain = self.inputs == PLAIN or self.is_of_points
        values = points.x if plain else expand(points.x, self.inputs)
        span = self.picture.span = WHOLE if plain else PlaneSpan.around(values)
        across, upwards = map(feature_text, PLAIN if plain else self.inputs)
        self.plane.set_axes(across, upwards, span)
        places = points if plain else _moved(points, span.places(values))
        self.plane.set_points(places, self._is_test)
        self.plane.set_selectable(plain)
        self.grips.is_fixed, self.grips.is_closed = self.is_curved, not plain
        self.picture.radius = marker_radius(len(points), self.plane.plane_map().side)
        self._dress()
        self._draw()

    def _draw(self) -> None:
        snapshot, picture = self.picture.snapshot, self.picture
        if snapshot is None or snapshot.model.inputs != self.inputs:
            self.plane.set_background(None)
            self.plane.set_shapes()
            return
        picture.is_current = snapshot.data_set is self._points
        picture.tested = self._tried_place()
        if self.is_curved:
            field = score_field(self.inputs, picture.weight, snapshot.model_bias)
            self.plane.set_background(field_image(field))
            self.plane.set_shapes(*curve_shapes(picture, self.inputs, field))
        else:
            self.plane.set_background(None)
            small = [] if self.inputs == PLAIN else [small_plane(picture, self.inputs)]
            self.plane.set_shapes([*picture.under()], [*small, *picture.over()])
        self._ring_mistakes(snapshot)

    def _ring_mistakes(self, snapshot: PerceptronSnapshot) -> None:
        wrong = np.zeros((0, 2))
        if "mistakes" in self.shown and self.picture.is_current:
            which = snapshot.misclassified
            plain = self.is_of_points or self.inputs == PLAIN
            wrong = snapshot.data_set.x[which] if plain else self.picture.span.places(snapshot.x[which])
        self.plane.set_mistakes(wrong)

    def _dress(self) -> None:
        self.plane.set_gripped(self.grips.cursor)

    def _drag(self, line: Line, turns: bool) -> None:
        weight, bias = self.picture.span.weights_of(*line)
        name = self.tr("normal vector dragged") if turns else self.tr("separator dragged")
        self.weights_edited.emit(np.array([*weight, bias], np.float32), name)

    def _test(self, place: Place) -> None:
        values = self._values(place)
        self._tried = (place if self.is_of_points or self.inputs == PLAIN else None), values
        self._draw()
        self.tested.emit(values)

    def _tried_place(self) -> Place | None:
        """Where the tested point lies on the plane that is shown; None where that is not known."""
        if self._tried is None:
            return None
        place, values = self._tried
        if self.is_curved:
            return place
        return pair(self.picture.span.places(values)[0])

    def _values(self, place: Place) -> Place:
        """What the neuron gets to see of a place."""
        if self.is_curved:
            return pair(expand(np.array([place]), self.inputs)[0])
        return self.picture.span.values(place)

    def _readout(self, x1: float, x2: float) -> Said:
        if self._written is None or self._written.model.inputs != self.inputs:
            return Said()
        written = self._written
        score = float(np.dot(written.model_weight, self._values((x1, x2))) + written.model_bias)
        return Said(f"⟨w, x⟩ + b = {formatting.signed(score)}")


def _moved(points: PointSet, places: np.ndarray) -> PointSet:
    return PointSet(np.clip(places, -3, 3), points.label, points.rank, points.class_names)
