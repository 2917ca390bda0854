"""What can be tried on a network: what is drawn, a picture that was opened, one of the set; and what it sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication

from playground.data.image_sets import ImageSet
from playground.data.pictures import Prepared, Step, from_canvas, prepare
from playground.data.preparation import Preparation
from playground.ui.panels.pictures.picture_reader import Opened
from playground.ui.views.maps.draw_pad import DrawPad
from playground.ui.words import formatting

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Seen:
    """What the network sees, or None where there is nothing; the stages before it, a word on it, its true class."""

    tensor: np.ndarray | None = None
    steps: tuple[Step, ...] = ()
    caption: str = ""
    true_class: int | None = None


class Trial(Protocol):
    """Something that can be tried, as often as the network or the way of preparing pictures becomes another."""

    def seen(self, shape: tuple[int, ...], preparation: Preparation) -> Seen:
        """What a network with inputs of this shape sees."""

    def goes_with(self, images: ImageSet) -> bool:
        """Whether it still means something when the network learns from these."""


@dataclass(frozen=True)
class DrawnTrial:
    """Whatever is on the pad."""

    pad: DrawPad

    def seen(self, shape: tuple[int, ...], preparation: Preparation) -> Seen:
        if self.pad.is_blank:
            return Seen()
        canvas = self.pad.canvas()
        style, fit = preparation.style_for(shape[-1]), preparation.fit
        if self.pad.has_picture or style == "photo":
            return _seen(prepare(Image.fromarray(canvas), shape, style, fit))
        return _seen(from_canvas(canvas[..., 0], shape, style, fit))

    def goes_with(self, images: ImageSet) -> bool:
        return True


@dataclass(frozen=True)
class OpenedTrial:
    """A picture that was opened, pasted or dropped."""

    opened: Opened

    def seen(self, shape: tuple[int, ...], preparation: Preparation) -> Seen:
        prepared = self.opened.prepared
        if (prepared.tensor.shape, self.opened.preparation) != (shape, preparation):  # chosen while it was being read
            prepared = prepare(self.opened.picture, shape, preparation.style_for(shape[-1]), preparation.fit)
        return _seen(prepared, self.opened.name)

    def goes_with(self, images: ImageSet) -> bool:
        return True


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


def _seen(prepared: Prepared, name: str = "") -> Seen:
    steps = prepared.steps[:-1]
    if prepared.blank:
        return Seen(None, steps, translate("Trials", "nothing written\nin this picture"))
    inverted = translate("Trials", "dark on bright:\ninverted") if prepared.dark else ""
    return Seen(prepared.tensor, steps, "\n".join(filter(None, (name, inverted))))
