"""How the pictures of a set are read and prepared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.training.chosen_images import ImagesData
from playground.training.hyperparameters import rows
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.labelled_number import LabelledNumber
from playground.ui.widgets.names import set_names
from playground.ui.widgets.unfolding_button import stack
from playground.ui.words import formatting, ranges
from playground.ui.words.choice_text import options


class ReadingControls(QWidget):
    """Shows how a set was read, and asks for it to be read in another way: `chosen` with a field and its value."""

    chosen = Signal(str, object)

    def __init__(self, area: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        set_names(area, style=self.style_choice, fit=self.fit, turn=self.turn, black=self.black, white=self.white)
        for name, combo in (("style", self.style_choice), ("fit", self.fit), ("turn", self.turn)):
            combo.chosen.connect(lambda key, name=name: self.chosen.emit(name, key))
        self._arrange()

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

    def _arrange(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self.black)
        numbers.addWidget(self.white)
        stack(self, (self.style_choice, self.fit, self.turn, numbers))
