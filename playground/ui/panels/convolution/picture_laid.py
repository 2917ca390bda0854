"""What is laid on a whole picture, of what was chosen for one convolution, and what stands above the three pictures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from playground.engine.layer_spec import Shape
from playground.training.chosen_convolution import ConvolutionModel
from playground.ui.views.convolution.picture_places import pooled_shape
from playground.ui.views.convolution.picture_work import Laid, PictureWork
from playground.ui.views.convolution.pictures_layout import Title
from playground.ui.words import formatting
from playground.ui.words.layer_kinds import key_of
from playground.ui.words.layer_text import activation_text

translate = QCoreApplication.translate
COLOURS = 3


def laid_of(model: ConvolutionModel, shape: Shape) -> Laid:
    """The chosen kernel as it is laid on a picture (rows, columns, 1 or 3); SpecError where that is too small.

    One of three channels takes the colours of a picture in colour together; elsewhere, as in grey, where all channels
    are the same, a kernel of several is as good as their sum.
    """
    kernels, choices = model.kernels, model.picture
    filter = min(choices.filter, kernels.filters - 1)
    weight = kernels.weight[..., filter]
    is_together = kernels.channels == COLOURS and shape[2] == COLOURS and choices.is_coloured
    spec = replace(model.spec, filters=1, activation=choices.activation)
    laid = Laid(weight if is_together else weight.sum(axis=2), float(kernels.bias[filter]), spec, choices.pool)
    output = laid.output_shape(shape)
    if laid.pool is not None:
        laid.pool.output_shape(output)
    return laid


def titles_of(work: PictureWork) -> tuple[Title, ...]:
    """What stands above each picture."""
    rows, columns, _ = work.output_shape
    after, last = translate("PictureTitles", "After {0}"), _last_step(work.laid)
    begin, step = translate("PictureTitles", "Input"), translate("PictureTitles", "Convolution")
    return (
        Title(begin, begin, formatting.dimensions(*work.x.shape[:2])),
        Title(translate("PictureTitles", "After convolution"), step, formatting.dimensions(rows, columns)),
        Title(after.format(last), last, formatting.dimensions(*pooled_shape(work.laid.pool, rows, columns))),
    )


def _last_step(laid: Laid) -> str:
    name, pool = laid.spec.activation, laid.pool
    if pool is None:
        return activation_text(name)
    is_max = key_of(type(pool)) == "pool"
    kind = translate("PictureTitles", "max-pool {0}") if is_max else translate("PictureTitles", "average-pool {0}")
    told = kind.format(formatting.integer(pool.size))
    return told if name == "linear" else f"{activation_text(name)} + {told}"
