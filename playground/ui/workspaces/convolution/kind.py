"""The row of the Convolution workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.engine.errors import Phrase
from playground.ui.workspaces.workspace_kind import WorkspaceKind

if TYPE_CHECKING:
    from playground.document.document import Document
    from playground.ui.session.attention import Attention
    from playground.ui.session.state import ExperimentState
    from playground.ui.workspaces.page import WorkspacePage


def make_page(state: ExperimentState, attention: Attention) -> WorkspacePage:
    from playground.ui.workspaces.convolution.workspace import ConvolutionWorkspace

    return ConvolutionWorkspace(state, attention)


def usual_document() -> Document:
    """The course's first convolution, at a pace at which each product can be followed."""
    from playground.document.document import document_of
    from playground.training.convolution_examples import example

    experiment = example("slide")
    return document_of("convolution", experiment, experiment.data.input_shape, ())


CONVOLUTION = WorkspaceKind(
    name="convolution",
    title=Phrase("Convolution"),
    tooltip=Phrase("One kernel slides over a map of numbers: every product, every sum, there and back"),
    icon="convolution",
    data="maps",
    model="convolution",
    make_page=make_page,
    usual_document=usual_document,
    takes=("pictures",),
    run_words={
        "train": Phrase("Slide or pause"),
        "step": Phrase("Next number"),
        "fine_step": Phrase("Next product"),
        "reset": Phrase("Restart"),
    },
    tour_seconds=2.0,
)
