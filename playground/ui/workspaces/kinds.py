"""The workspaces of the window, in the order of its rail; to add one, write its folder and its row here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.ui.workspaces.convolution.kind import CONVOLUTION
from playground.ui.workspaces.images.kind import IMAGES
from playground.ui.workspaces.network.kind import NETWORK
from playground.ui.workspaces.perceptron.kind import PERCEPTRON
from playground.ui.workspaces.regression.kind import REGRESSION
from playground.ui.workspaces.workspace_kind import WorkspaceKind

if TYPE_CHECKING:
    from playground.training.experiment import Experiment

WORKSPACES: dict[str, WorkspaceKind] = {
    kind.name: kind for kind in (REGRESSION, PERCEPTRON, NETWORK, IMAGES, CONVOLUTION)
}
FIRST = NETWORK
"""What is shown at the first start, and where a file is opened that several could take."""


def usual_workspace(experiment: Experiment) -> str:
    """The first workspace that shows an experiment which none has made; where none does, the name of its data's kind,
    so that the window says which workspace it lacks."""
    from playground.training.kinds import DATA_KINDS

    showing = (kind.name for kind in WORKSPACES.values() if kind.shows(experiment))
    return next(showing, None) or DATA_KINDS.name_of(experiment.data)
