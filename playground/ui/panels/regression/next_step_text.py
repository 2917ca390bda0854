"""The next step of a line as a text beside its numbers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.panels.regression.next_step_words import NextStep, coloured, lines
from playground.ui.widgets.beside_corner import BesideCorner

SPACING = 5


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
        self.note = QLabel(self.tr("E is the mean over the points: one γ then suits batches of every size."), self)
        self.note.setProperty("role", "small")
        self.note.setWordWrap(True)
        self.note.setToolTip(self.text.toolTip())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(BesideCorner(self.title))
        layout.addWidget(self.text)
        layout.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(190), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        """At the bottom, where the step leaves room for it."""
        width = self.width()
        height = self.note.heightForWidth(width)
        taken = sum(label.heightForWidth(width) + SPACING for label in (self.title, self.text))
        self.note.setGeometry(0, self.height() - height, width, height)
        self.note.setVisible(taken + height <= self.height())

    def show_step(self, step: NextStep | None, has_points: bool) -> None:
        """Shows a step, or that there is none for want of points; nothing before it is known."""
        title = f"<b>{self.tr('Next step')}</b>"
        if step is not None:
            title += " " + coloured(THEME.colours.muted, self._which(step))
        none = [] if has_points else [self.tr("There are no training points to learn from.")]
        said = none if step is None else lines(step)
        self.title.setText(title)
        self.text.setText("".join(f"<p style='margin: 0 0 4px 0'>{line}</p>" for line in said))
        self._place_note()

    def _which(self, step: NextStep) -> str:
        """Which samples it learns from."""
        if step.count >= step.total:
            return self.tr("all {0} points", None, step.count).format(step.count)
        if step.count == 1:
            return self.tr("this single point")
        return self.tr("this mini-batch of {0}").format(step.count)
