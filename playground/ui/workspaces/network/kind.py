"""The row of the Network workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.engine.errors import Phrase
from playground.ui.workspaces.workspace_kind import WorkspaceKind

if TYPE_CHECKING:
    from playground.document.document import Document
    from playground.training.architecture import Architecture
    from playground.ui.session.attention import Attention
    from playground.ui.session.state import ExperimentState
    from playground.ui.workspaces.page import WorkspacePage


GENTLE = 50.0
"""Steps a second: the boundary is seen bending for the seconds that it takes to separate the moons."""


def make_page(state: ExperimentState, attention: Attention) -> WorkspacePage:
    from playground.ui.workspaces.network.workspace import NetworkWorkspace

    return NetworkWorkspace(state, attention)


def usual_document() -> Document:
    """Two moons and a small network of two hidden layers."""
    from playground.document.document import document_of
    from playground.engine.spec import DenseSpec
    from playground.training.architecture import Architecture
    from playground.training.chosen_data import PointsData
    from playground.training.experiment import Experiment
    from playground.training.settings import TrainingSettings

    data = PointsData("moons", count=500, noise=0.05)
    hidden = (DenseSpec(6, "tanh"), DenseSpec(4, "tanh"))
    training = TrainingSettings(learning_rate=0.03, optimizer="momentum", pace=GENTLE)
    experiment = Experiment(data, Architecture(hidden), training)
    return document_of("network", experiment, data.input_shape, data.resolve().class_names)


def objection(document: Document) -> Phrase | None:
    """A network on points that a command made may have layers of which the diagram has no picture."""
    from playground.training.architecture import Architecture

    models = [run.experiment.model for run in document.runs]
    objections = (_objection(model) for model in models if isinstance(model, Architecture))
    return next((each for each in objections if each is not None), None)


def _objection(model: Architecture) -> Phrase | None:
    from playground.ui.words.layer_kinds import kind_of
    from playground.ui.words.layer_text import HIDDEN_ACTIVATIONS

    for number, layer in enumerate(model.hidden, start=1):
        what = str(layer)
        drops = [each.dropout_rate is not None for each in model.hidden[max(number - 2, 0) : number]]
        if drops == [True, True]:
            what = Phrase("{layer} behind another", layer=str(layer))
        elif kind_of(layer).in_diagram:
            if layer.activation in HIDDEN_ACTIVATIONS:
                continue
            what = Phrase("{layer} · {activation}", layer=str(layer), activation=layer.activation)
        return Phrase(
            "hidden layer {number} is {what}; the Network workspace shows dense layers with {activations}, "
            "and dropout once behind each",
            number=number,
            what=what,
            activations=", ".join(HIDDEN_ACTIVATIONS),
        )
    return None


NETWORK = WorkspaceKind(
    name="network",
    title=Phrase("Network"),
    tooltip=Phrase("A network of neurons learns points of the plane: classes, or values"),
    icon="network",
    data="points",
    model="network",
    make_page=make_page,
    usual_document=usual_document,
    other_data=("plane-values",),
    takes=("points", "plane-values"),
    objection=objection,
)
