"""What can be tried on a network: what is drawn, a picture that was opened, one of the set; and what it sees of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication

from playground.data.box import Box
from playground.data.by_hand import AS_IT_IS, ByHand
from playground.data.image_sets import ImageSet
from playground.data.pictures import Prepared, Step, from_canvas, prepare, to_picture
from playground.data.preparation import Preparation
from playground.late_dataclass import dataclass
from playground.ui.panels.pictures.picture_reader import Opened
from playground.ui.views.maps.canvas import on_square
from playground.ui.views.maps.draw_pad import DrawPad
from playground.ui.words import formatting

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Seen:
    """What the network sees, or None where there is nothing; the stages before it, a word on it, its true class; where
    on the pad its digits lie, and which of them it is; doubted: the word where nothing that is known fits."""

    tensor: np.ndarray | None = None
    steps: tuple[Step, ...] = ()
    caption: str = ""
    true_class: int | None = None
    digits: tuple[Box, ...] = ()
    chosen: int = 0
    doubted: str = ""

    def said(self, is_doubted: bool) -> str:
        """The word on it."""
        return self.doubted if is_doubted and self.doubted else self.caption


class Trial(Protocol):
    """Something that can be tried, as often as the network or the way of preparing pictures becomes another."""

    def seen(self, shape: tuple[int, ...], preparation: Preparation) -> Seen:
        """What a network with inputs of this shape sees."""

    def goes_with(self, images: ImageSet) -> bool:
        """Whether it still means something when the network learns from these."""

    def choosing(self, digit: int) -> Trial:
        """The same with another of its digits."""

    def picture(self) -> OpenedTrial:
        """The same as a picture that can be turned and cropped."""


@dataclass(frozen=True)
class DrawnTrial:
    """Whatever is on the pad; which of several digits."""

    pad: DrawPad
    which: int | None = None

    def seen(self, shape: tuple[int, ...], preparation: Preparation) -> Seen:
        if self.pad.is_blank:
            return Seen()
        canvas = self.pad.canvas()
        style, fit = preparation.style_for(shape[-1]), preparation.fit
        if self.pad.has_picture or style == "photo":
            return _seen(prepare(Image.fromarray(canvas), shape, style, fit, which=self.which))
        return _seen(from_canvas(canvas[..., 0], shape, style, fit, which=self.which))

    def goes_with(self, images: ImageSet) -> bool:
        return True

    def choosing(self, digit: int) -> DrawnTrial:
        return replace(self, which=digit)

    def picture(self) -> OpenedTrial:
        return OpenedTrial(Image.fromarray(self.pad.canvas()))


@dataclass(frozen=True)
class OpenedTrial:
    """A picture that was opened, pasted or dropped, and what was done to it by hand; which of several digits.

    early: what was prepared of it, as it was, while it was read.
    """

    original: Image.Image
    name: str = ""
    hand: ByHand = AS_IT_IS
    which: int | None = None
    early: Opened | None = None

    @classmethod
    def of(cls, opened: Opened) -> OpenedTrial:
        """A picture that was just read."""
        return cls(opened.picture, opened.name, early=opened)

    def shown(self) -> Image.Image:
        """The picture as the user wants it."""
        return self.hand.applied(self.original)

    def by_hand(self, hand: ByHand) -> OpenedTrial:
        """The same with something else done to it."""
        return OpenedTrial(self.original, self.name, hand)

    def seen(self, shape: tuple[int, ...], preparation: Preparation) -> Seen:
        early, shown = self.early, self.shown()
        if early is not None and (early.prepared.tensor.shape, early.preparation) == (shape, preparation):
            prepared = early.prepared
        else:  # something else was chosen, perhaps while it was being read
            prepared = prepare(shown, shape, preparation.style_for(shape[-1]), preparation.fit, which=self.which)
        digits = tuple(on_square(box, shown.size) for box in prepared.digits)
        return replace(_seen(prepared, self.name), digits=digits)

    def goes_with(self, images: ImageSet) -> bool:
        return True

    def choosing(self, digit: int) -> OpenedTrial:
        return replace(self, which=digit, early=None)

    def picture(self) -> OpenedTrial:
        return self


@dataclass(frozen=True)
class SampleTrial:
    """A picture of the set: it is only scaled to [0, 1]."""

    images: ImageSet
    index: int

    def seen(self, shape: tuple[int, ...], preparation: Preparation) -> Seen:
        label = int(self.images.label[self.index])
        text = translate("Trials", "Picture {0}\nof the set\ntrue class: {1}")
        text = text.format(formatting.integer(self.index + 1), self.images.class_names[label])
        return Seen(self.images.tensor([self.index])[0], (), text, label)

    def goes_with(self, images: ImageSet) -> bool:
        return images is self.images

    def choosing(self, digit: int) -> SampleTrial:
        return self

    def picture(self) -> OpenedTrial:
        return OpenedTrial(to_picture(self.images.images[self.index]))


def _seen(prepared: Prepared, name: str = "") -> Seen:
    steps = prepared.steps[:-1]
    if prepared.blank:
        return Seen(None, steps, translate("Trials", "nothing written\nin this picture"))
    word = translate("Trials", "dark on bright:\ninverted") if prepared.dark else ""
    doubted = word
    if len(prepared.digits) > 1:
        word = translate("Trials", "several digits:\nclick one to read it")
        doubted = translate("Trials", "several marks:\nclick one to read it")
    caption, doubted = ("\n".join(filter(None, (name, each))) for each in (word, doubted))
    return Seen(prepared.tensor, steps, caption, None, prepared.digits, prepared.chosen, doubted)
