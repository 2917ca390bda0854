"""How the pictures of an own set are read: a small button, and the choices that unfold below it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.training.chosen_images import ImagesData
from playground.training.hyperparameters import rows
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.labelled_number import LabelledNumber
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.words import formatting, ranges
from playground.ui.words.choice_text import options

WIDTH = 250


class ReadingMenu(UnfoldingButton):
    """Shows how a set was read, and asks for it to be read in another way: `chosen` with a field and its value."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", WIDTH, parent)
        self.set_face(self.tr("Reading"), "chevron-down", self.tr("How the pictures of this set are read and prepared"))
        table = rows(ImagesData)
        self.style_choice = LabelledCombo(
            self.tr("Each picture is taken"),
            options(table["style"]),
            tooltip=self.tr(
                "Digits are cropped, scaled and centred by mass as in MNIST; photos are only cropped and scaled"
            ),
        )
        self.fit = LabelledCombo(
            self.tr("Wide and high pictures"),
            options(table["fit"]),
            tooltip=self.tr("Whether the middle of a photo is taken, or all of it between margins"),
        )
        self.turn = LabelledCombo(
            self.tr("Turned"),
            options(table["turn"]),
            tooltip=self.tr("How the pictures of the set are turned when they are read; EMNIST's lie on their side"),
        )
        self.black = self._number("black", self.tr("Black is"), self.tr("The number in the file that stands for black"))
        self.white = self._number("white", self.tr("White is"), self.tr("The number in the file that stands for white"))
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self.black)
        numbers.addWidget(self.white)
        for item in (self.style_choice, self.fit, self.turn, numbers):
            self.add(item)
        for name, combo in (("style", self.style_choice), ("fit", self.fit), ("turn", self.turn)):
            combo.chosen.connect(lambda key, name=name: self.chosen.emit(name, key))

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        controls = {"fit": self.fit, "turn": self.turn, "black": self.black, "white": self.white}
        set_names(name, style=self.style_choice, **controls)

    def show_data(self, data: ImagesData, channels: int) -> None:
        """Shows how pictures of so many channels were read; files of pictures are not turned."""
        self.turn.setVisible(not data.resolve().from_pictures)
        preparation = data.preparation(channels)
        self.style_choice.set_key(preparation.style_for(channels))
        self.fit.set_key(preparation.fit)
        self.turn.set_key(preparation.turn)
        for number, value in ((self.black, preparation.black), (self.white, preparation.white)):
            number.show_text(formatting.NOTHING if value is None else formatting.shortest(value, 3))

    def _number(self, field: str, title: str, tooltip: str) -> LabelledNumber:
        allowed = rows(ImagesData)[field].range
        said = ranges.allowed_text(allowed)
        number = LabelledNumber(title, lambda text: ranges.read(text, allowed), said, tooltip=tooltip)
        number.entered.connect(lambda value: self.chosen.emit(field, value))
        return number
