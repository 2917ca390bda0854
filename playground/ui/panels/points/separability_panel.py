"""The card that answers whether a line can separate the classes, and what that means for the rule."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting
from playground.ui.words.feature_text import feature_text

LARGEST_INT = 2**31 - 1
"""By which Qt chooses the form of a word."""


class SeparabilityPanel(Card):
    """Says yes with margin, radius, Novikoff's bound and the updates so far, or no with the reason.

    `inputs_wanted` carries two inputs in which the points can be separated.
    """

    inputs_wanted = Signal(object)

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
        self._updates = QLabel()
        self._updates.setWordWrap(True)
        self._offer = Button(
            "", small=True, tooltip=self.tr("Give the neuron inputs in which a line separates the points")
        )
        self._offer.hide()
        self._offered: tuple[str, str] | None = None
        set_names("separability", card=self, verdict=self._verdict, offer=self._offer, updates=self._updates)
        for part in (self._verdict, self._reason, self._updates):
            self.add(part)
        self.body.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeft)
        self._offer.clicked.connect(lambda: self.inputs_wanted.emit(self._offered))

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show the verdict on the training points of a snapshot."""
        facts = snapshot.separability
        self._show_updates(snapshot)
        self._show_offer(snapshot)
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

    def _show_updates(self, snapshot: PerceptronSnapshot) -> None:
        """How many updates there were, beside the bound where there is one."""
        updates, bound = snapshot.updates, snapshot.separability.bound
        self._updates.setVisible(snapshot.train_count > 0)
        plural = min(updates, LARGEST_INT)
        has_bound = math.isfinite(bound) and not math.isinf(snapshot.separability.margin)
        if has_bound and snapshot.is_bounded:
            text = self.tr("<b>{0}</b> updates so far, of at most {1}", None, plural)
            self._updates.setText(text.format(formatting.integer(updates), formatting.si(math.floor(bound))))
            return
        text = self.tr("<b>{0}</b> updates so far", None, plural)
        if has_bound:
            text = self.tr("<b>{0}</b> updates so far, not all from w = 0 with these points and one γ", None, plural)
        self._updates.setText(text.format(formatting.integer(updates)))

    def _show_offer(self, snapshot: PerceptronSnapshot) -> None:
        """Other inputs, where the points cannot be separated in these."""
        offered = snapshot.better_inputs
        if offered is not None and offered != self._offered:
            self._offer.set_face(self.tr("Try {0}").format(", ".join(map(feature_text, offered))), "")
        self._offered = offered
        self._offer.setVisible(offered is not None)

    def _say(self, role: str, verdict: str, reason: str) -> None:
        if self._verdict.property("role") != role:
            self._verdict.setProperty("role", role)
            self._verdict.style().unpolish(self._verdict)
            self._verdict.style().polish(self._verdict)
        self._verdict.setText(verdict)
        self._reason.setText(reason)
