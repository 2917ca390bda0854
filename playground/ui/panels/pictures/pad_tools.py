"""The tools of the drawing pad: pen, eraser or crop, how thick, which colour; one stroke back, all cleared."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.views.maps.picture_pad import PicturePad
from playground.ui.widgets.button import Button
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.widgets.slider import Slider

THINNEST, THICKEST, USUAL = 2, 20, 9


class PadTools(QWidget):
    """Sets a pad's tool, and clears it."""

    def __init__(self, pad: PicturePad, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pad = pad
        self.tool = SegmentedControl(
            [
                Choice("pen", "", self.tr("Draw with the pen"), "paint"),
                Choice("eraser", "", self.tr("Erase (or use the right mouse button)"), "erase"),
                Choice("crop", "", self.tr("Crop: drag over the part that is to be used"), "crop"),
            ],
            self.tr("Tool"),
        )
        self.thickness = Slider()
        self.thickness.setRange(THINNEST, THICKEST)
        self.thickness.setValue(USUAL)
        self.thickness.setAccessibleName(self.tr("Thickness of the pen"))
        self.thickness.setToolTip(self.tr("How thick the pen is, from 2 % to 20 % of the pad"))
        self.back = Button(
            "", "undo", kind="flat", small=True, tooltip=self.tr("Take the last stroke back (Backspace)")
        )
        self.clear = Button("", "trash", kind="flat", small=True, tooltip=self.tr("Clear the pad (Delete)"))
        self.colour = Combo(self._colour_names(), self.tr("Colour"), tooltip=self.tr("The colour of the pen"))
        self.colour.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_names(
            "trial", tool=self.tool, thickness=self.thickness, colour=self.colour, back=self.back, clear=self.clear
        )
        self._arrange()
        self.tool.changed.connect(self._take)
        self.thickness.valueChanged.connect(lambda value: pad.set_thickness(value / 100))
        self.back.clicked.connect(pad.take_back)
        self.clear.clicked.connect(pad.clear_by_hand)
        self.colour.chosen.connect(self._take_colour)

    def set_coloured(self, coloured: bool) -> None:
        """Offers colours, or goes back to ink that is seen on what is there."""
        self.colour.setVisible(coloured)
        if coloured:
            self._take_colour(self.colour.key())
        else:
            self.colour.set_key("white")
            self._pad.set_ink(None)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.tool)
        row.addWidget(self.thickness, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.back)
        buttons.addWidget(self.clear)
        row.addLayout(buttons)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addLayout(row, 0, 0)
        grid.addWidget(self.colour, 1, 0)

    def take_pen(self) -> None:
        """Takes the pen again, as after a part was cropped."""
        self.tool.buttons["pen"].setChecked(True)

    def _take(self, tool: str) -> None:
        self._pad.set_erasing(tool == "eraser")
        self._pad.set_cropping(tool == "crop")

    def _colour_names(self) -> list[tuple[str, str]]:
        names = (self.tr("Orange"), self.tr("Blue"), self.tr("Green"), self.tr("Violet"), self.tr("Pink"))
        return [("white", self.tr("White ink")), *((str(i), name) for i, name in enumerate(names))]

    def _take_colour(self, key: str) -> None:
        white = QColor(Qt.GlobalColor.white)
        self._pad.set_ink(white if key == "white" else THEME.colours.classes[int(key)])
