"""The card that answers whether a line can separate the classes, and what that means for the rule."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QLabel, QWidget

from playground.training.snapshot import PerceptronSnapshot
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting

LARGEST_INT = 2**31 - 1
"""By which Qt chooses the form of a word."""


class SeparabilityPanel(Card):
    """Says yes with margin, radius and Novikoff's bound, or no with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Is it separable?"), parent=parent)
        self._verdict = QLabel()
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._reason.setProperty("role", "muted")
        self.setToolTip(
            self.tr(
                "Margin ρ: the room on either side of the best line; R: the largest ‖x‖;"
                " the bound is (R² + 1)(1 + b²) / ρ², as the bias counts as one more weight of a constant input 1"
            )
        )
        set_names("separability", card=self, verdict=self._verdict)
        self.add(self._verdict)
        self.add(self._reason)

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show the verdict on the training points of a snapshot."""
        facts = snapshot.separability
        if not len(snapshot.data_set):
            self._say("muted", self.tr("No points yet"), self.tr("Paint points of both classes."))
        elif not snapshot.train_count:
            self._say("muted", self.tr("No training points"), self.tr("All points only test."))
        elif math.isinf(facts.margin):
            self._say(
                "good",
                self.tr("✓ Linearly separable"),
                self.tr("Only one class has points: any line beside them does."),
            )
        elif facts.separable:
            updates = math.floor(facts.bound)
            text = self.tr(
                "Margin ρ = {0}, radius R = {1}. Novikoff: at most <b>{2}</b> updates from w = 0, whatever the order.",
                None,
                min(updates, LARGEST_INT),
            )
            margin = formatting.decimal(facts.margin) if facts.margin >= 0.01 else formatting.significant(facts.margin)
            values = margin, formatting.decimal(facts.radius), formatting.si(updates)
            self._say("good", self.tr("✓ Linearly separable"), text.format(*values))
        else:
            self._say(
                "bad",
                self.tr("✗ Not linearly separable"),
                self.tr(
                    "The convex hulls of the two classes meet, so every line has a point on the wrong side:"
                    " the rule never stops."
                ),
            )

    def _say(self, role: str, verdict: str, reason: str) -> None:
        if self._verdict.property("role") != role:
            self._verdict.setProperty("role", role)
            self._verdict.style().unpolish(self._verdict)
            self._verdict.style().polish(self._verdict)
        self._verdict.setText(verdict)
        self._reason.setText(reason)
