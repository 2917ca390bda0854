"""The card with the network as it is at one place of a walk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from playground.training.walk import Walk
from playground.training.walk_check import Checked
from playground.training.walk_scene import Scene
from playground.ui.views.walk.walk_diagram import WalkDiagram
from playground.ui.views.walk.walk_picture import Told
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting
from playground.ui.words.feature_text import feature_text


class NetworkCard(Card):
    """The diagram, and what of its numbers is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Network"), parent=parent)
        self.diagram = WalkDiagram()
        self.figure = FigureMenu(self.diagram, "walk")
        self.numbers = CheckBox(
            self.tr("numbers"), tooltip=self.tr("Write the numbers into units and onto weights"), checked=True
        )
        self.gradients = CheckBox(
            self.tr("gradients"), tooltip=self.tr("Write ∂E/∂w and ∂E/∂b as soon as they are known"), checked=True
        )
        self.nothing = QLabel(self.tr("There is nothing to walk through: no samples, or too many to follow."))
        self.nothing.setWordWrap(True)
        self.add_control(self.numbers)
        self.add_control(self.gradients)
        self.add(self.nothing)
        self.add(self.diagram, 1)
        set_names("walk", network=self, diagram=self.diagram, numbers=self.numbers, gradients=self.gradients)
        self.numbers.clicked.connect(self._show)
        self.gradients.clicked.connect(self._show)

    def show_walk(self, walk: Walk, scene: Scene, inputs: Sequence[str]) -> None:
        """Shows a place of a walk; inputs: what they are."""
        sizes = " – ".join(str(column.units) for column in scene.columns)
        if scene.samples == 1:
            count = walk.start.theta.size
            text = self.tr("{0} · {1} parameters", None, count).format(sizes, formatting.integer(count))
        else:
            text = self.tr("{0} · h and a are means over {1} samples, δ their sum", None, scene.samples)
            text = text.format(sizes, formatting.integer(scene.samples))
        self.set_subtitle(text)
        self.diagram.show_scene(scene, Told(walk.start.loss, tuple(feature_text(name) for name in inputs)))

    def show_differences(self, rows: Sequence[Checked]) -> None:
        """Tells beside ∂E/∂θ what a central difference says."""
        self.diagram.differences = {row.symbol: row.difference for row in rows}

    def show_nothing(self, is_nothing: bool) -> None:
        """Says why there is no walk, or does not."""
        self.nothing.setVisible(is_nothing)
        self.diagram.setVisible(not is_nothing)
        if is_nothing:
            self.set_subtitle("")

    def _show(self) -> None:
        self.gradients.setEnabled(self.numbers.isChecked())
        self.diagram.set_shown(numbers=self.numbers.isChecked(), gradients=self.gradients.isChecked())
