"""One number of a convolution as a sum, written out: paragraphs of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.engine.pooling_sums import PooledOutput
from playground.engine.window_sums import InputSum, Numbers, OutputSum, WeightSum
from playground.late_dataclass import dataclass
from playground.training.convolution_answer import Sum
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.ui.views.convolution.number_table import Marked, Spot
from playground.ui.views.convolution.number_text import factor_text, term_text
from playground.ui.views.convolution.scene_of import SUBSCRIPTS, place_of, weight_gradient_name
from playground.ui.words import formatting
from playground.ui.words.layer_text import activation_text

translate = QCoreApplication.translate

Look = Literal["plain", "strong", "result", "muted"]
MOST_WRITTEN = 27
"""Of more products only the sums of the channels are written."""


@dataclass(frozen=True)
class Token:
    """A word of a sum, which is not broken; `glued`: no space before it."""

    text: str
    look: Look = "plain"
    glued: bool = False


Paragraph = tuple[Token, ...]


def sum_of(snapshot: ConvolutionSnapshot, pointed: Spot | None) -> tuple[Sum | None, Marked | None]:
    """The sum to be written, and which of its products are taken, None: all."""
    way = snapshot.route.way
    place = None if pointed is None else place_of(pointed, way)
    if place is not None:
        return snapshot.answer.at(way, place), None
    is_whole = snapshot.taken in (0, snapshot.route.terms)
    return snapshot.sum, None if is_whole else snapshot.route.is_taken(snapshot.taken)


def paragraphs(
    snapshot: ConvolutionSnapshot, shown: Sum, taken: Marked | None = None, whole: bool = False
) -> list[Paragraph]:
    """How a number comes about. whole: with every product, however many there are."""
    if isinstance(shown, PooledOutput):
        return [tuple(_pooled(snapshot, shown, taken))]
    if isinstance(shown, WeightSum):
        row, column, channel, filter = shown.place
        start = f"{weight_gradient_name(snapshot, filter)}{_of_channel(snapshot, channel)}[{_place(row, column)}]"
        window = shown.window.values[..., 0]
        products = _products(window, shown.delta, shown.products, taken)
        if shown.products.size > MOST_WRITTEN and not whole:
            products = iter(_short(shown.products.size))
        return [(Token(start, "strong"), Token("="), *products, *_result(shown.total, taken, shown.products))]
    factors = shown.window.values if isinstance(shown, OutputSum) else shown.delta
    return _by_channel(snapshot, shown, factors, taken, whole)


def spoken(lines: list[Paragraph]) -> str:
    """The same as one text."""
    return "; ".join(
        "".join(t.text if t.glued or not k else f" {t.text}" for k, t in enumerate(line)) for line in lines
    )


def _by_channel(
    snapshot: ConvolutionSnapshot, shown: OutputSum | InputSum, factors: Numbers, taken: Marked | None, whole: bool
) -> list[Paragraph]:
    """The sum over each channel in a line of its own, and their sum in the last."""
    count, products = shown.weight.shape[2], shown.products
    start = (Token(_start(snapshot, shown), "strong"), Token("="))
    is_long = products.size > MOST_WRITTEN and not whole
    there = shown.inside if isinstance(shown, InputSum) and snapshot.model.stride > 1 else None
    if count == 1:
        terms = _short(products.size) if is_long else _products(*_channel(shown, factors, taken, 0), there)
        return [(*start, *terms, *_end(snapshot, shown, taken))]
    lines: list[Paragraph] = []
    sums = shown.channel_sums if isinstance(shown, OutputSum) else shown.filter_sums
    for channel in range(count):
        one = _channel(shown, factors, taken, channel)
        if not is_long:
            name = Token(_channel_name(shown, channel), "muted")
            lines.append((name, *_products(*one, there), Token("="), Token(_so_far(one[2], one[3]), "strong")))
    together = [
        token
        for channel in range(count)
        for token in (
            *((Token("+"),) if channel else ()),
            Token(factor_text(float(sums[channel])) if channel else term_text(float(sums[channel])), "strong"),
        )
    ]
    if is_long:
        together = [*_short(products.size), Token("="), *together]
    if taken is not None:
        together = []
    return [*lines, (*start, *together, *_end(snapshot, shown, taken))]


def _channel(
    shown: OutputSum | InputSum, factors: Numbers, taken: Marked | None, channel: int
) -> tuple[Numbers, Numbers, Numbers, Marked | None]:
    mask = None if taken is None else taken[..., channel]
    return factors[..., channel], shown.weight[..., channel], shown.products[..., channel], mask


def _start(snapshot: ConvolutionSnapshot, shown: OutputSum | InputSum) -> str:
    row, column, depth = shown.place
    if isinstance(shown, OutputSum):
        many = snapshot.answer.a.shape[2] > 1
        return f"y{_subscript(depth) if many else ''}[{_place(row, column)}]"
    many = snapshot.answer.x.shape[2] > 1
    return f"∂E/∂x{_subscript(depth) if many else ''}[{_place(row, column)}]"


def _end(snapshot: ConvolutionSnapshot, shown: OutputSum | InputSum, taken: Marked | None) -> Iterator[Token]:
    """The bias, the sum, and what the activation makes of it."""
    if not isinstance(shown, OutputSum) or taken is not None:
        total = shown.a if isinstance(shown, OutputSum) else shown.total
        yield from _result(total, taken, shown.products)
        return
    yield Token("+")
    yield Token(translate("ConvolutionSum", "bias {0}").format(factor_text(shown.bias)))
    yield Token("=")
    name = snapshot.model.activation
    if name == "linear":
        yield Token(term_text(shown.a), "result")
    else:
        yield Token(term_text(shown.a), "strong")
        yield Token("→")
        yield Token(f"{activation_text(name)}({term_text(shown.a)})")
        yield Token("=")
        yield Token(term_text(shown.h), "result")


def _result(total: float, taken: Marked | None, products: Numbers) -> Iterator[Token]:
    """The sum, or what it is so far."""
    if taken is None:
        yield Token("=")
        yield Token(term_text(total), "result")
    else:
        yield Token("…", "muted")
        yield Token(translate("ConvolutionSum", "so far {0}").format(_so_far(products, taken)), "result")


def _so_far(products: Numbers, taken: Marked | None) -> str:
    return term_text(float(products.sum() if taken is None else products[taken].sum()))


def _products(
    values: Numbers, factors: Numbers, products: Numbers, taken: Marked | None, there: Marked | None = None
) -> Iterator[Token]:
    """x·w + x·w + …, those that are not taken yet pale; only those that are there."""
    places = [at for at in np.ndindex(*products.shape) if there is None or there[at]]
    if not places:
        yield Token(term_text(0.0))
    for index, at in enumerate(places):
        is_taken = taken is None or bool(taken[at])
        value, factor = float(values[at]), float(factors[at])
        if index:
            yield Token("+", "plain" if is_taken else "muted")
        first = factor_text(value) if index else term_text(value)
        yield Token(f"{first}·", "plain" if is_taken else "muted")
        yield Token(factor_text(factor), "strong" if is_taken else "muted", glued=True)


def _short(count: int) -> list[Token]:
    return [Token(translate("ConvolutionSum", "Σ of {0} products").format(formatting.integer(count)))]


def _pooled(snapshot: ConvolutionSnapshot, shown: PooledOutput, taken: Marked | None) -> Iterator[Token]:
    row, column, channel = shown.place
    many = snapshot.answer.a.shape[2] > 1
    yield Token(f"y{_subscript(channel) if many else ''}[{_place(row, column)}]", "strong")
    yield Token("=")
    is_mean = snapshot.model.operation == "average-pool"
    yield Token(translate("ConvolutionSum", "mean (") if is_mean else translate("ConvolutionSum", "max ("))
    values, count = shown.window.values[..., 0], shown.shares.size
    for index, at in enumerate(np.ndindex(*shown.shares.shape)):
        is_taken = taken is None or bool(taken[(*at, 0)])
        is_winner = bool(shown.shares[at]) and not is_mean and taken is None
        text = term_text(float(values[at])) + ("," if index < count - 1 else "")
        yield Token(text, "strong" if is_winner else "plain" if is_taken else "muted", glued=not index)
    yield Token(")", glued=True)
    if taken is None:
        yield Token("=")
        yield Token(term_text(shown.a), "result")
    elif snapshot.so_far is not None:
        yield Token(translate("ConvolutionSum", "so far {0}").format(term_text(snapshot.so_far)), "result")


def _channel_name(shown: OutputSum | InputSum, channel: int) -> str:
    number = formatting.integer(channel + 1)
    if isinstance(shown, OutputSum):
        return translate("ConvolutionSum", "channel {0}:").format(number)
    return translate("ConvolutionSum", "kernel {0}:").format(number)


def _of_channel(snapshot: ConvolutionSnapshot, channel: int) -> str:
    return _subscript(channel) if snapshot.model.kernels.channels > 1 else ""


def _place(row: int, column: int) -> str:
    return f"{row},{column}"


def _subscript(index: int) -> str:
    return str(index + 1).translate(SUBSCRIPTS)
