"""The workspaces of the window, in the order of its rail; to add one, write its folder and its row here."""

from __future__ import annotations

from playground.ui.workspaces.images.kind import IMAGES
from playground.ui.workspaces.network.kind import NETWORK
from playground.ui.workspaces.perceptron.kind import PERCEPTRON
from playground.ui.workspaces.workspace_kind import WorkspaceKind

WORKSPACES: dict[str, WorkspaceKind] = {kind.name: kind for kind in (PERCEPTRON, NETWORK, IMAGES)}
FIRST = NETWORK
"""What is shown at the first start, and where a file is opened that several could take."""
