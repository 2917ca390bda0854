"""The small button below which it unfolds how the pictures of an own set are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.training.chosen_images import ImagesData
from playground.ui.widgets.late import Late
from playground.ui.widgets.unfolding_button import UnfoldingButton

if TYPE_CHECKING:
    from playground.ui.panels.pictures.reading_controls import ReadingControls

WIDTH = 250


class ReadingMenu(UnfoldingButton):
    """Unfolds how a set was read; `chosen` with a field and its value where it is to be read in another way."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        controls = Late(self._make)
        super().__init__("", "", WIDTH, controls, parent)
        self._controls = controls
        self._shown: tuple[ImagesData, int] | None = None
        self.set_face(self.tr("Reading"), "chevron-down", self.tr("How the pictures of this set are read and prepared"))

    def show_data(self, data: ImagesData, channels: int) -> None:
        """Shows how pictures of so many channels were read."""
        self._shown = data, channels
        if self._controls.made is not None:
            self._controls.made.show_data(data, channels)

    def _make(self) -> ReadingControls:
        from playground.ui.panels.pictures.reading_controls import ReadingControls

        controls = ReadingControls(self.objectName())
        controls.chosen.connect(self.chosen)
        if self._shown is not None:
            controls.show_data(*self._shown)
        return controls
