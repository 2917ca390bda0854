"""The card of the error surface: E(a, b) of a line, with what of it is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.session.state import ExperimentState
from playground.ui.views.regression.surface_scene import scene_of
from playground.ui.views.regression.surface_view import SurfaceView
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names


class SurfaceCard(Card):
    """Shows the surface of the training points; `weights_edited` carries θ = (a, b) and a name while the point is
    dragged, `gesture_ended` follows when it is let go of."""

    weights_edited = Signal(object, str)
    gesture_ended = Signal()

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Error surface"), "E(a, b)", parent)
        self.view = SurfaceView()
        self.figure = FigureMenu(self.view, "error-surface")
        self.path = self._box("path", self.tr("path"), self.tr("Show the way that descent took, with a dot a step"))
        self.gradients = self._box(
            "gradients",
            self.tr("gradients"),
            self.tr(
                "Show −∇E over all training points and −∇E over the next mini-batch, at one scale: what lies between"
                " them is the noise of stochastic gradient descent"
            ),
        )
        self.contours = self._box("contours", self.tr("contours"), self.tr("Show lines of equal E with their values"))
        set_names(
            "surface",
            card=self,
            view=self.view,
            path=self.path,
            gradients=self.gradients,
            contours=self.contours,
        )
        self.add(self.view, 1)
        self.view.weights_edited.connect(self.weights_edited)
        self.view.gesture_ended.connect(self.gesture_ended)
        self.view.gesture_ended.connect(state.end_gesture)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame of a line; of a network nothing."""
        scene = scene_of(snapshot)
        if scene is not None:
            self.view.show_scene(scene)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """There is nothing to read that must not change with every frame."""

    def _box(self, option: str, text: str, tooltip: str) -> CheckBox:
        box = CheckBox(text, tooltip=tooltip, checked=True)
        box.toggled.connect(lambda on: self.view.set_options(**{option: on}))
        self.add_control(box)
        return box
