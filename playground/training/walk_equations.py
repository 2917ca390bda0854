"""The formulas of a walk as equations between matrices: what stands at the left is what comes of what stands right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from playground.late_dataclass import dataclass
from playground.training.walk import Walk
from playground.training.walk_formulas import numbered
from playground.training.walk_table import Part, Quantity, Section, source_symbols

Term = Quantity | str
"""A matrix, or what stands between two of them."""


@dataclass(frozen=True, eq=False)
class Line:
    """A formula: with its matrices, or only as it is written; or matrices that no formula is about."""

    formula: str
    terms: tuple[Term, ...] = ()


def lines(walk: Walk, section: Section) -> tuple[Line, ...]:
    """A section line by line; what its equations do not hold stands at the end."""
    found = {left: terms for left, terms in _equations(walk, section)}
    told = [Line(formula, found.pop(formula.partition(" = ")[0], ())) for formula in section.formulas]
    told += [Line("", terms) for terms in found.values()]
    held = {term.symbol for line in told for term in line.terms if isinstance(term, Quantity)}
    others = tuple(quantity for quantity in section.quantities if quantity.symbol not in held)
    return (*told, Line("", others)) if others else tuple(told)


def _equations(walk: Walk, section: Section) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """What stands left of the sign of equality, with all terms."""
    of = {quantity.symbol: quantity for quantity in section.quantities}
    if section.part is Part.UPDATE:
        yield from _descent(walk, of)
    if section.place is None:
        return
    layer, symbols = walk.layers[section.place], source_symbols(walk)
    source, result = symbols[section.place], symbols[section.place + 1]
    h = of.get(source) or Quantity(source, layer.source.T, is_earlier=True)
    k = layer.number
    w, b, a, delta, m = (numbered(symbol, k) for symbol in ("W", "b", "a", "δ", "m"))
    if section.part is Part.FORWARD and layer.weights is None:
        yield result, (of[result], "=", of[m], "⊙", h)
    elif section.part is Part.FORWARD:
        yield a, (of[a], "=", of[w], h, "+", of[b])
        formula = next(each for each in section.formulas if each.startswith(result))
        yield result, (of[result], "= " + formula.partition(" = ")[2])
    elif layer.weights is None and layer.mask is not None:
        after = Quantity(f"∇{result}", walk.layers[section.place + 1].source_gradient.T, is_earlier=True)
        mask = Quantity(m, layer.mask.T, is_given=True)
        yield f"∇{source}", (of[f"∇{source}"], "=", mask, "⊙", after)
    elif layer.weights is not None:
        yield from _delta(walk, section.place, result, of)
        row = Quantity(f"{source}ᵀ", layer.source, is_earlier=True)
        yield f"∇{w}", (of[f"∇{w}"], "=", of[delta], row)
        total = "" if len(walk.start.x) == 1 else "Σ "
        yield f"∇{b}", (of[f"∇{b}"], f"= {total}{delta}")
        if f"∇{source}" in of:
            turned = Quantity(f"{w}ᵀ", layer.weights.weight, is_given=True)
            yield f"∇{source}", (of[f"∇{source}"], "=", turned, of[delta])


def _delta(walk: Walk, place: int, result: str, of: dict[str, Quantity]) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """How δ_k comes of what is known, where that is a product; with a softmax between it is not."""
    layer, is_last = walk.layers[place], place == len(walk.layers) - 1
    delta, slope = numbered("δ", layer.number), of.get(f"g′({numbered('a', layer.number)})")
    if is_last and walk.output_gradient is None:
        y, d = Quantity("y", walk.y.T, is_earlier=True), Quantity("d", walk.start.d.T, is_given=True)
        signs = ("=", "") if len(walk.start.x) == 1 else ("= 1/n (", ")")
        yield delta, tuple(term for term in (of[delta], signs[0], y, "−", d, signs[1]) if term)
    elif slope is not None:
        if is_last:
            assert walk.output_gradient is not None
            before = Quantity("∇yE", walk.output_gradient.T, is_earlier=True)
        else:
            before = Quantity(f"∇{result}", walk.layers[place + 1].source_gradient.T, is_earlier=True)
        yield delta, (of[delta], "=", before, "⊙", slope)


def _descent(walk: Walk, of: dict[str, Quantity]) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Each W_k and b_k after the step, where that is plain gradient descent."""
    start = walk.start
    if start.optimizer != "sgd" or start.l1 or start.l2 or start.clip is not None or start.frozen is not None:
        return
    for layer in walk.layers:
        if layer.weights is not None:
            gradients = {"W": layer.weights.weight_gradient.T, "b": layer.weights.bias_gradient[:, np.newaxis]}
            for letter, values in gradients.items():
                symbol = numbered(letter, layer.number)
                gradient = Quantity(f"∇{symbol}", values, is_earlier=True)
                yield f"{symbol} ←", (of[f"{symbol} ←"], "=", of[symbol], "− γ", gradient)
