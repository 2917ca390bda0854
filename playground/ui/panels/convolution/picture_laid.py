"""What is laid on a whole picture, of what was chosen for one convolution, and what stands above the three pictures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from playground.training.chosen_convolution import ConvolutionModel
from playground.ui.views.convolution.picture_places import pooled_shape
from playground.ui.views.convolution.picture_work import Laid, PictureWork
from playground.ui.words import formatting
from playground.ui.words.layer_text import activation_text

translate = QCoreApplication.translate
COLOURS = 3


def laid_of(model: ConvolutionModel, channels: int) -> Laid:
    """The chosen kernel as it is laid on a picture of so many channels.

    One of three channels takes the colours of a picture in colour together; elsewhere, as in grey, where all channels
    are the same, a kernel of several is as good as their sum.
    """
    kernels, choices = model.kernels, model.picture
    filter = min(choices.filter, kernels.filters - 1)
    weight = kernels.weight[..., filter]
    is_together = kernels.channels == COLOURS and channels == COLOURS and choices.is_coloured
    spec = replace(model.spec, filters=1, activation=choices.activation)
    return Laid(weight if is_together else weight.sum(axis=2), float(kernels.bias[filter]), spec, choices.pool)


def titles_of(work: PictureWork) -> list[tuple[str, str]]:
    """What each picture is, and its size."""
    rows, columns, _ = work.output_shape
    return [
        (translate("PictureTitles", "Input"), formatting.dimensions(*work.x.shape[:2])),
        (translate("PictureTitles", "After convolution"), formatting.dimensions(rows, columns)),
        (_last_title(work.laid), formatting.dimensions(*pooled_shape(work.laid.pool, rows, columns))),
    ]


def _last_title(laid: Laid) -> str:
    name, pool = laid.spec.activation, laid.pool
    if pool is None:
        return translate("PictureTitles", "After {0}").format(activation_text(name))
    is_max = pool.word.startswith("pool")
    kind = translate("PictureTitles", "max-pool {0}") if is_max else translate("PictureTitles", "average-pool {0}")
    told = kind.format(formatting.integer(pool.size))
    if name == "linear":
        return translate("PictureTitles", "After {0}").format(told)
    return translate("PictureTitles", "After {0} + {1}").format(activation_text(name), told)
