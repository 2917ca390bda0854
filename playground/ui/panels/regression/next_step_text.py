"""The next step of a line as a text beside its numbers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.panels.regression.next_step_words import NextStep, coloured, lines


class NextStepText(QWidget):
    """What the next step does, with its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.text = QLabel(), QLabel()
        for label in (self.title, self.text):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAccessibleName(self.tr("Next step"))
        self.text.setToolTip(
            self.tr(
                "E is the mean over the points (the course writes the sum, which has the same optimum): one γ then"
                " suits batches of 1, of 8 and of all. H, of Huber, is e²/2 up to |e| = 1 and |e| − 1/2 beyond."
            )
        )
        note = QLabel(self.tr("E is the mean over the points: one γ then suits batches of every size."))
        note.setProperty("role", "small")
        note.setWordWrap(True)
        note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        note.setToolTip(self.text.toolTip())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addStretch(1)
        layout.addWidget(note)

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(190), super().minimumSizeHint().height())

    def show_step(self, step: NextStep | None) -> None:
        """Shows a step, or that there is none."""
        title = f"<b>{self.tr('Next step')}</b>"
        if step is not None:
            title += " " + coloured(THEME.colours.muted, self._which(step))
        said = [self.tr("There are no training points to learn from.")] if step is None else lines(step)
        self.title.setText(title)
        self.text.setText("".join(f"<p style='margin: 0 0 4px 0'>{line}</p>" for line in said))

    def _which(self, step: NextStep) -> str:
        """Which samples it learns from."""
        if step.count >= step.total:
            return self.tr("all {0} points", None, step.count).format(step.count)
        if step.count == 1:
            return self.tr("this single point")
        return self.tr("this mini-batch of {0}").format(step.count)
