"""The row of the Perceptron workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.engine.errors import Phrase
from playground.ui.workspaces.workspace_kind import WorkspaceKind

if TYPE_CHECKING:
    from playground.document.document import Document
    from playground.ui.session.attention import Attention
    from playground.ui.session.state import ExperimentState
    from playground.ui.workspaces.page import WorkspacePage

CLASSES = 2


def make_page(state: ExperimentState, attention: Attention) -> WorkspacePage:
    from playground.ui.workspaces.perceptron.workspace import PerceptronWorkspace

    return PerceptronWorkspace(state, attention)


def usual_document() -> Document:
    """Two clouds so close that the rule needs a few passes, learned at a pace that can be followed."""
    from playground.document.document import document_of
    from playground.training.architecture import PerceptronModel
    from playground.training.chosen_data import PointsData
    from playground.training.experiment import Experiment
    from playground.training.settings import TrainingSettings

    data = PointsData("separable", count=120, noise=0.0, margin=0.05, train_share=1.0, seed=17)
    experiment = Experiment(data, PerceptronModel(), TrainingSettings(learning_rate=1.0, pace=4.0))
    return document_of("perceptron", experiment, data.input_shape, data.resolve().class_names)


def objection(document: Document) -> Phrase | None:
    count = len(document.class_names)
    return Phrase("it has {count} classes; a perceptron tells two apart", count=count) if count > CLASSES else None


PERCEPTRON = WorkspaceKind(
    name="perceptron",
    title=Phrase("Perceptron"),
    tooltip=Phrase("One neuron learns to separate two classes by Rosenblatt's rule"),
    icon="perceptron",
    data="points",
    model="perceptron",
    make_page=make_page,
    usual_document=usual_document,
    takes=("points",),
    objection=objection,
    tour_seconds=2.0,
)
