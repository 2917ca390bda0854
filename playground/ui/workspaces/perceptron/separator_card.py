"""The card of the separator: the plane, what to draw on it, and what is said of a point there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.look.theme import THEME
from playground.ui.panels.perceptron.neuron_comparison import NeuronComparison
from playground.ui.views.plane.separator_view import PLAIN, SeparatorView
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.workspaces.perceptron.separator_reading import SeparatorReading

NARROW = 480
"""The width of the card below which the sum gets the room of a word."""
LOWEST = 280
"""The height of the card, at the usual size of text, from which on there is room for the sum."""


class SeparatorCard(Card):
    """Holds the view, its checkboxes, and the line on which a new point is tested.

    `beside_wanted`: a logistic neuron is to learn beside, or no more.
    """

    beside_wanted = Signal(bool)

    def __init__(self, view: SeparatorView, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Separator"), "⟨w, x⟩ + b = 0", parent)
        self._view = view
        self._inputs = PLAIN
        self._layers: dict[str, CheckBox] = {}
        self._hulls_chosen = False
        self._add_layers()
        self._beside = CheckBox(
            self.tr("logistic neuron"),
            tooltip=self.tr("A second neuron learns the same samples, down the gradient of its loss"),
        )
        self._test = Button(
            self.tr("Test a point"), small=True, tooltip=self.tr("Click anywhere to try a point without a class (Esc)")
        )
        self._test.setCheckable(True)
        self._plane = self._plane_choice()
        self._comparison, self._reading = NeuronComparison(), SeparatorReading()
        set_names("separator", card=self, plane=view.plane, equation=self._reading, beside=self._beside)
        set_names("separator", test=self._test, shown_plane=self._plane)
        for control in (self._beside, self._plane):
            self.add_control(control)
        below = QHBoxLayout()
        below.addWidget(self._reading, 1)
        below.addWidget(self._test, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.add(view, 1000)
        self.add(self._comparison)
        self.add(below)
        self.add_stretch()
        self._connect()
        self._say_hint()

    @property
    def has_tested(self) -> bool:
        """Whether a point is being tested."""
        return self._test.isChecked()

    def stop_testing(self) -> None:
        """Take the tested point away."""
        self._test.setChecked(False)

    def show_plane_of_points(self) -> None:
        """Show where the points themselves lie, and where they are painted."""
        self._plane.set_current("points")
        self._choose_plane("points")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reserve()

    def show_inputs(self, inputs: tuple[str, str], beside: bool) -> None:
        """Which inputs the neuron has, and whether one learns beside it."""
        self._beside.setChecked(beside)
        if inputs != self._inputs:
            self._inputs = inputs
            self._plane.set_current("inputs")
            self._view.set_of_points(False)
            self._plane.setVisible(inputs != PLAIN)
            self._say_hint()

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Write the sums anew with the weights of a snapshot."""
        self._reading.show_frame(snapshot)
        self._comparison.show_frame(snapshot)
        self._reserve()
        if not self._hulls_chosen:  # They tell why there is no separator.
            self._layers["hulls"].setChecked(len(snapshot.overlap) > 0)

    def _connect(self) -> None:
        view = self._view
        self._beside.clicked.connect(self.beside_wanted)
        self._test.toggled.connect(self._set_testing)
        self._plane.changed.connect(self._choose_plane)
        self._layers["hulls"].clicked.connect(self._choose_hulls)
        view.hovered.connect(self._reading.show_hovered)
        view.tested.connect(self._reading.show_tested)
        view.grips.left.connect(self.stop_testing)
        THEME.changed.connect(self._reserve)

    def _add_layers(self) -> None:
        for layer, text, tooltip in (
            (
                "normal",
                self.tr("normal vector w"),
                self.tr("w points straight to the positive side; drag its tip, or the line"),
            ),
            ("last", self.tr("last update"), self.tr("The last sample, the separator before it, and how w moved")),
            ("history", self.tr("history of lines"), self.tr("The separators of the last 40 updates")),
            ("mistakes", self.tr("mistakes"), self.tr("A ring around every point on the wrong side")),
            ("hulls", self.tr("hulls"), self.tr("The convex hulls of both classes, and where they overlap")),
        ):
            box = CheckBox(text, checked=layer in self._view.shown, tooltip=tooltip)
            box.setObjectName(f"separator.{layer}")
            box.toggled.connect(lambda shown, layer=layer: self._view.set_shown(layer, shown))
            self._layers[layer] = box
            self.add_control(box)

    def _plane_choice(self) -> SegmentedControl:
        choices = [
            Choice(
                "inputs", self.tr("Inputs"), self.tr("The plane of the neuron's inputs, where the separator is a line")
            ),
            Choice("points", self.tr("Points"), self.tr("The plane of the points, where it is a curve; paint there")),
        ]
        control = SegmentedControl(choices, self.tr("Plane"))
        control.hide()
        return control

    def _choose_plane(self, key: str) -> None:
        self._view.set_of_points(key == "points")
        self._say_hint()

    def _choose_hulls(self) -> None:
        self._hulls_chosen = True

    def _set_testing(self, testing: bool) -> None:
        self._view.set_testing(testing)
        self._reading.set_testing(testing)
        self._say_hint()
        self._reserve()

    def _say_hint(self) -> None:
        if self._test.isChecked():
            self._reading.show_hint(self.tr("Click to test a point there"))
        elif self._inputs != PLAIN and self._plane.current() == "inputs":
            self._reading.show_hint(self.tr("To paint, choose Points"))
        else:
            self._reading.show_hint(self.tr("Point at the plane to test a new x"))

    def _reserve(self) -> None:
        """The plane comes first: it tells the sum at the pointer, too."""
        text = self.tr("Test a point")
        is_narrow = self.width() < THEME.px(NARROW)
        self._test.set_face("" if is_narrow else text, "eye" if is_narrow else "", name=text)
        gap = self.body.spacing()
        room = self.height() - self.height_around() - self._view.plane.minimumSizeHint().height() - gap
        button = self._test.sizeHint().height()
        self._test.setVisible(room >= button)
        room -= max(self._reading.height(), button)
        self._reading.setVisible(room >= 0 and self.height() >= THEME.px(LOWEST))
        self._comparison.set_room(room >= self._comparison.sizeHint().height() + gap)
