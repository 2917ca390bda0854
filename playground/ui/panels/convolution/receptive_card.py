"""The card of receptive fields: a stack of convolutions and poolings to build, and what a unit of it sees."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.engine.layer_spec import LayerSpec
from playground.training.experiment import Experiment
from playground.ui.panels.convolution.convolution_card import ConvolutionCard
from playground.ui.panels.convolution.stack_editor import StackEditor
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.field_scene import Unit
from playground.ui.views.convolution.field_view import FieldView
from playground.ui.views.convolution.field_words import field_words
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names


class ReceptiveFieldCard(ConvolutionCard):
    """The stack is edited below its picture; any unit in it can be chosen."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(state, "", parent)
        self.set_title(self.tr("Receptive field"))
        self.view = FieldView()
        self.figure = FigureMenu(self.view, "field")
        self.stack = StackEditor()
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_names("receptive", card=self, view=self.view, stack=self.stack, said=self.said)
        self.add(self.view, 1)
        self.add(self.said)
        self.add(self.stack)
        self.view.chosen_unit.connect(self._say)
        self.stack.edited.connect(self._take)
        self.show_experiment(state.experiment)

    def show_experiment(self, experiment: Experiment) -> None:
        self.stack.show_stack(self.model.stack)
        self.view.show_stack(self.model.stack)
        self._say(self.view.unit)

    def _take(self, stack: tuple[LayerSpec, ...]) -> None:
        self.edit(lambda model: {"stack": stack}, self.tr("stack of layers"))

    def _say(self, unit: Unit) -> None:
        self.said.setText(field_words(self.view.scene, unit))
