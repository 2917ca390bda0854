"""The row of the Images workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.engine.errors import Phrase
from playground.ui.workspaces.workspace_kind import WorkspaceKind

if TYPE_CHECKING:
    from playground.document.document import Document
    from playground.ui.session.attention import Attention
    from playground.ui.session.state import ExperimentState
    from playground.ui.workspaces.page import WorkspacePage

SHIPPED_NETWORK = "models/strokes.atelier"


def make_page(state: ExperimentState, attention: Attention) -> WorkspacePage:
    from playground.ui.workspaces.images.workspace import ImagesWorkspace

    return ImagesWorkspace(state, attention)


def usual_document() -> Document:
    """The trained network for handwritten digits that comes with the program, with pictures that it has never seen."""
    from dataclasses import replace

    from playground.data.assets import asset_path
    from playground.document.files import read
    from playground.training.chosen_images import ImagesData
    from playground.training.settings import TrainingSettings

    document = read(asset_path(SHIPPED_NETWORK))
    unseen = ImagesData("strokes", count=8000, train_share=0.8, seed=2024)
    further = TrainingSettings(learning_rate=0.001, optimizer="adam", batch_size=64)
    return document.with_run(experiment=replace(document.experiment, data=unseen, training=further))


IMAGES = WorkspaceKind(
    name="images",
    title=Phrase("Images"),
    tooltip=Phrase("A convolutional network learns to recognise pictures"),
    icon="images",
    data="images",
    model="network",
    make_page=make_page,
    usual_document=usual_document,
    takes=("pictures",),
    # Kernels and maps change little from one long step to the next, and every frame takes time from training.
    frame_seconds=1 / 23,
    tour_seconds=4.0,
)
