"""What the network sees of a picture: the stages of its preparation, the input itself, and a word on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.data.pictures import Step
from playground.data.preparation import Style
from playground.training.chosen_images import ImagesData
from playground.training.hyperparameters import rows
from playground.ui.look.theme import THEME
from playground.ui.views.maps.prepared_view import PreparedView
from playground.ui.views.maps.steps_view import StepsView
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.words.choice_text import options

CAPTION = 104


class PreparationRow(QWidget):
    """Shows a prepared picture, and lets the user choose how pictures are prepared: `style_chosen`."""

    style_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps, self.prepared = StepsView(), PreparedView()
        self.choice = Combo(
            options(rows(ImagesData)["style"]),
            self.tr("Preparation"),
            tooltip=self.tr(
                "Digits are cropped, scaled and centred by mass as in MNIST; photos are only cropped and scaled"
            ),
        )
        self._caption = QLabel()
        self._caption.setProperty("role", "small")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Lines are broken by us: a label that wraps would keep the cards below from shrinking.
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        set_names("trial", steps=self.steps, prepared=self.prepared, preparation=self.choice)
        self._arrange()
        self.choice.chosen.connect(self.style_chosen)

    def set_style(self, style: Style) -> None:
        """Chooses how pictures are prepared without emitting."""
        self.choice.set_key(style)

    def show_prepared(self, tensor: np.ndarray | None, steps: Sequence[Step]) -> None:
        """Shows the input, or with None that there is none, and the stages before it."""
        self.steps.show_steps(steps)
        self.steps.setVisible(bool(steps))
        self.prepared.show_tensor(tensor)

    def caption(self) -> str:
        """The words beside the picture."""
        return self._caption.toolTip()

    def set_caption(self, text: str) -> None:
        """Shows a few short lines; what is too long is shortened in the middle."""
        if text == self.caption():
            return
        metrics = self._caption.fontMetrics()
        lines = [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, THEME.px(CAPTION)) for line in text.split("\n")]
        self._caption.setText("\n".join(lines))
        self._caption.setToolTip(text)

    def _arrange(self) -> None:
        heading = QLabel(self.tr("What the network sees"))
        heading.setProperty("role", "title")
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self._caption, 1)
        beside.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.prepared)
        row.addSpacing(12)
        row.addLayout(beside, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addLayout(row)
