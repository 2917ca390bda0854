"""A walk as a worked table: section after section in the order of the step, each with its formulas and its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import numpy as np

from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass
from playground.training.walk import Walk, WalkedLayer
from playground.training.walk_formulas import (
    LOSS_FORMULAS,
    MOMENT_SYMBOLS,
    OUTPUT_GRADIENTS,
    UPDATE_FORMULAS,
    activation_formula,
    numbered,
)


class Part(Enum):
    """The four parts of a step."""

    FORWARD = "forward"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True, eq=False)
class Quantity:
    """Numbers with a symbol, as on the slides: a vector (units, samples), one column for each sample, or a matrix W_k
    (units, inputs). is_given: they are known before the step; is_earlier: before the section is worked out."""

    symbol: str
    values: np.ndarray
    is_given: bool = False
    is_earlier: bool = False


@dataclass(frozen=True, eq=False)
class Section:
    """One part of the step in one layer, by its place among the network's layers; None where it is about all.

    mark: what is short for it: the number of its layer, m for dropout, E, θ.
    """

    part: Part
    place: int | None
    mark: str
    title: Phrase
    formulas: tuple[str, ...]
    quantities: tuple[Quantity, ...]


def sections(walk: Walk) -> tuple[Section, ...]:
    """Forward through every layer, the loss, backward through every layer, the update."""
    symbols = source_symbols(walk)
    places = range(len(walk.layers))
    forward = [_forward(walk, place, symbols) for place in places]
    backward = [_backward(walk, place, symbols) for place in reversed(places)]
    return (*forward, _loss(walk), *backward, _update(walk))


def source_symbols(walk: Walk) -> tuple[str, ...]:
    """What h is called that arrives at each layer, and that leaves the last one: behind dropout it has a tilde."""
    marks = ("h" if layer.mask is None else "h̃" for layer in walk.layers)
    return ("h₀", *(numbered(mark, layer.number) for mark, layer in zip(marks, walk.layers, strict=True)))


def _forward(walk: Walk, place: int, symbols: tuple[str, ...]) -> Section:
    layer, source, result = walk.layers[place], symbols[place], symbols[place + 1]
    given = [Quantity(source, layer.source.T, True)] if place == 0 else []
    if layer.weights is None:
        m = numbered("m", layer.number)
        assert layer.mask is not None
        title = Phrase("Forward: dropout behind layer {number}", number=layer.number)
        quantities = [*given, Quantity(m, layer.mask.T, True), Quantity(result, layer.h.T)]
        return Section(Part.FORWARD, place, "m", title, (f"{result} = {m} ⊙ {source}",), tuple(quantities))
    w, b, a = (numbered(name, layer.number) for name in ("W", "b", "a"))
    formulas = f"{a} = {w} {source} + {b}", f"{result} = {activation_formula(layer.spec.activation, a)}"
    quantities = [
        *given,
        Quantity(w, layer.weights.weight.T, True),
        Quantity(b, layer.weights.bias[:, None], True),
        Quantity(a, layer.a.T),
        Quantity(result, layer.h.T),
    ]
    return Section(
        Part.FORWARD,
        place,
        str(layer.number),
        Phrase("Forward: layer {number}", number=layer.number),
        formulas,
        tuple(quantities),
    )


def _loss(walk: Walk) -> Section:
    start = walk.start
    formulas = [LOSS_FORMULAS[start.loss], "E = L(y; d)" if len(start.x) == 1 else "E = 1/n Σ L(y; d)"]
    quantities = [Quantity("d", start.d.T, True), Quantity("E", np.array([[walk.error]]))]
    if walk.output_gradient is not None:
        formulas.append(_mean(walk, f"∇yE = {OUTPUT_GRADIENTS[start.loss]}"))
        quantities.append(Quantity("∇yE", walk.output_gradient.T))
    if start.l1 or start.l2:
        formulas.append("R = λ₁ Σ|W| + λ₂/2 Σ W²")
        penalty = (("λ₁", start.l1, True), ("λ₂", start.l2, True), ("R", walk.penalty, False))
        quantities += [Quantity(symbol, np.array([[value]]), known) for symbol, value, known in penalty]
    return Section(Part.LOSS, None, "E", Phrase("Loss"), tuple(formulas), tuple(quantities))


def _backward(walk: Walk, place: int, symbols: tuple[str, ...]) -> Section:
    layer, source, result = walk.layers[place], symbols[place], symbols[place + 1]
    before = Quantity(f"∇{source}", layer.source_gradient.T)
    if layer.weights is None:
        title = Phrase("Backward: dropout behind layer {number}", number=layer.number)
        rule = f"∇{source} = {numbered('m', layer.number)} ⊙ ∇{result}"
        return Section(Part.BACKWARD, place, "m", title, (rule,), (before,))
    w, b, delta = (numbered(name, layer.number) for name in ("W", "b", "δ"))
    rule, slope = _delta(walk, place, result)
    total = "" if len(walk.start.x) == 1 else "Σ "
    formulas = [rule, f"∇{w} = {delta} {source}ᵀ", f"∇{b} = {total}{delta}"]
    quantities = [
        *slope,
        Quantity(delta, layer.delta.T),
        Quantity(f"∇{w}", layer.weights.weight_gradient.T),
        Quantity(f"∇{b}", layer.weights.bias_gradient[:, None]),
    ]
    if place:
        formulas.append(f"∇{source} = {w}ᵀ {delta}")
        quantities.append(before)
    title = Phrase("Backward: layer {number}", number=layer.number)
    return Section(Part.BACKWARD, place, str(layer.number), title, tuple(formulas), tuple(quantities))


def _delta(walk: Walk, place: int, result: str) -> tuple[str, list[Quantity]]:
    """How δ_k comes of what is known, and the slope that it takes."""
    layer, is_last = walk.layers[place], place == len(walk.layers) - 1
    delta, a = numbered("δ", layer.number), numbered("a", layer.number)
    if is_last and walk.output_gradient is None:
        return _mean(walk, f"{delta} = y − d"), []
    gradient = "∇yE" if is_last else f"∇{result}"
    if layer.spec.activation == "softmax":
        return f"{delta} = {result} ⊙ ({gradient} − ⟨{result}, {gradient}⟩)", []
    return f"{delta} = {gradient} ⊙ g′({a})", [Quantity(f"g′({a})", layer.slope.T)]


def _mean(walk: Walk, formula: str) -> str:
    """The formula of one sample as it is where E is the mean of several."""
    symbol, value = formula.split(" = ")
    return formula if len(walk.start.x) == 1 else f"{symbol} = 1/n ({value})"


def _update(walk: Walk) -> Section:
    start = walk.start
    formulas = list(UPDATE_FORMULAS[start.optimizer])
    quantities = [Quantity("γ", np.array([[start.rate]]), True)]
    if start.l1 or start.l2:
        formulas.insert(0, "∇W ← ∇W + λ₁ sign(W) + λ₂ W")
    if start.frozen is not None:
        formulas.insert(len(formulas) - len(UPDATE_FORMULAS[start.optimizer]), "∇E ← 0, θ ← θ (frozen)")
    if start.clip is not None:
        formulas.insert(len(formulas) - len(UPDATE_FORMULAS[start.optimizer]), "∇E ← ∇E · min(1, c / ‖∇E‖)")
        length = float(np.linalg.norm(walk.gradient))
        quantities += [Quantity("c", np.array([[start.clip]]), True), Quantity("‖∇E‖", np.array([[length]]))]
    if "steps" in start.moments:
        quantities.append(Quantity("t", np.array([[start.moments["steps"]]]), True))
    for place, layer in enumerate(walk.layers):
        quantities += _updated(walk, place, layer)
    quantities.append(Quantity("E ←", np.array([[walk.error_after]])))
    return Section(Part.UPDATE, None, "θ", Phrase("Update"), tuple(formulas), tuple(quantities))


def _updated(walk: Walk, place: int, layer: WalkedLayer) -> Iterator[Quantity]:
    """∇E with its penalty and clipped, the moments before and after, and the weights after."""
    weights = layer.weights
    if weights is None:
        return
    w, b = numbered("W", layer.number), numbered("b", layer.number)
    given = walk.start.spec.split(walk.clipped)[place]
    assert given is not None
    changes_biases = walk.start.clip is not None or walk.start.frozen is not None
    if walk.start.l1 or walk.start.l2 or changes_biases:
        yield Quantity(f"∇{w} ←", given[0].T)
    if changes_biases:
        yield Quantity(f"∇{b} ←", given[1][:, None])
    for name, symbol in MOMENT_SYMBOLS[walk.start.optimizer].items():
        before, after = (
            walk.start.spec.split(np.asarray(moments[name], np.float64))[place]
            for moments in (walk.start.moments, walk.moments_after)
        )
        assert before is not None and after is not None
        yield Quantity(f"{symbol}({w})", before[0].T, True)
        yield Quantity(f"{symbol}({b})", before[1][:, None], True)
        yield Quantity(f"{symbol}({w}) ←", after[0].T)
        yield Quantity(f"{symbol}({b}) ←", after[1][:, None])
    yield Quantity(w, weights.weight.T, True)
    yield Quantity(f"{w} ←", weights.weight_after.T)
    yield Quantity(b, weights.bias[:, None], True)
    yield Quantity(f"{b} ←", weights.bias_after[:, None])
