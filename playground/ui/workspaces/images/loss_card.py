"""The card with the loss of the training and the test set."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.loss_view import LossView
from playground.ui.widgets import formatting
from playground.ui.widgets.card import Card
from playground.ui.widgets.figure_menu import FigureMenu


class LossCard(Card):
    """Curves as often as frames come, numbers when asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Loss"))
        self.view = LossView()
        self.menu = FigureMenu(self.view, "loss")
        self._numbers = QLabel()
        self._numbers.setProperty("role", "muted")
        self._numbers.setToolTip(self.tr("Mean loss E per picture, and the share of test pictures answered rightly"))
        logarithmic = QCheckBox(self.tr("log"))
        logarithmic.setToolTip(self.tr("Show the loss E on a logarithmic axis"))
        logarithmic.toggled.connect(self.view.set_log)
        self.add_control(self._numbers)
        self.add_control(logarithmic)
        self.add(self.view, 1)

    def render(self, snapshot: NetworkSnapshot) -> None:
        """Shows the curves of a snapshot."""
        self.view.render(snapshot)

    def render_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the latest numbers."""
        scores = snapshot.scores
        parts = []
        for text, value in ((self.tr("train {0}"), scores.train_loss), (self.tr("test {0}"), scores.test_loss)):
            if value is not None:
                parts.append(text.format(f"<b>{formatting.significant(value, 2)}</b>"))
        if scores.test_accuracy is not None:
            share = formatting.percent(scores.test_accuracy, 1)
            parts.append(self.tr("accuracy {0}").format(f"<b>{share}</b>"))
        self._numbers.setText(" &nbsp; ".join(parts))
