"""The row of the Regression workspace."""

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

GENTLE = 10.0
"""Steps a second: the line is seen turning for the seconds that descent takes."""
STEEP_START = 3
"""A seed whose line falls at first, where the points rise: there is some way to go."""


def make_page(state: ExperimentState, attention: Attention) -> WorkspacePage:
    from playground.ui.workspaces.regression.workspace import RegressionWorkspace

    return RegressionWorkspace(state, attention)


def usual_document() -> Document:
    """Points about a line, a few of them far from it, and a line that descends on mini-batches."""
    from playground.document.document import document_of
    from playground.training.architecture import Architecture
    from playground.training.chosen_values import ValuesData
    from playground.training.experiment import Experiment
    from playground.training.settings import TrainingSettings

    data = ValuesData("line", count=30, noise=0.12, outliers=0.07, train_share=0.8)
    training = TrainingSettings(
        0.03, optimizer="sgd", batch_size=8, loss="squared-error", pace=GENTLE, seed=STEEP_START
    )
    experiment = Experiment(data, Architecture(()), training)
    return document_of("regression", experiment, data.input_shape, ())


def objection(document: Document) -> Phrase | None:
    """A network on values that a command made may have layers of which there is no picture."""
    from playground.training.architecture import Architecture

    models = [run.experiment.model for run in document.runs]
    objections = (_objection(model) for model in models if isinstance(model, Architecture))
    return next((each for each in objections if each is not None), None)


def _objection(model: Architecture) -> Phrase | None:
    from playground.ui.panels.regression.model_panel import MOST_LAYERS
    from playground.ui.words.layer_kinds import kind_of

    if len(model.hidden) > MOST_LAYERS:
        return Phrase(
            "it has {count} hidden layers; the Regression workspace shows at most {most}",
            count=len(model.hidden),
            most=MOST_LAYERS,
        )
    others = (layer for layer in model.hidden if not kind_of(layer).in_diagram or layer.dropout_rate is not None)
    other = next(others, None)
    if other is None:
        return None
    return Phrase("a hidden layer is {layer}; the Regression workspace shows dense layers", layer=str(other))


REGRESSION = WorkspaceKind(
    name="regression",
    title=Phrase("Regression"),
    tooltip=Phrase("A line, or a network with one input and one output, is fitted to values"),
    icon="regression",
    data="values",
    model="network",
    make_page=make_page,
    usual_document=usual_document,
    takes=("values", "points", "plane-values"),
    objection=objection,
)
