"""What can be seen of the answers of a network: the tabs of the card of its decisions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.ui.widgets.choice_row import Choice

translate = QCoreApplication.translate


def answer_tabs() -> list[Choice]:
    """The boundary first, which is seen at the start."""
    return [
        Choice(
            "boundary",
            translate("DecisionCard", "Boundary"),
            translate("DecisionCard", "The decision boundary: what the network answers all over the plane"),
        ),
        Choice(
            "layer",
            translate("DecisionCard", "Layer"),
            translate("DecisionCard", "The plane as a hidden layer sees it: how points become separable"),
        ),
        Choice(
            "space",
            translate("DecisionCard", "3D"),
            translate("DecisionCard", "How probable a class is, as a surface over the plane that can be turned"),
        ),
    ]
