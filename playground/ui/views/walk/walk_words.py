"""What the diagram of a walk says: the heads of its columns, which way the numbers flow, all numbers of one part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.training.walk_formulas import bias_symbol, numbered, weight_symbol
from playground.training.walk_scene import Scene, SceneColumn
from playground.training.walk_table import Part
from playground.ui.words import formatting
from playground.ui.words.choice_text import loss_names
from playground.ui.words.column_names import column_name, neuron_name
from playground.ui.words.layer_text import activation_text

DIGITS = 5

translate = QCoreApplication.translate


def heads(scene: Scene, column: int, loss: str) -> tuple[tuple[str, str], ...]:
    """Title and subtitle of a column, from the longest to the shortest; the column behind the last is the loss."""
    last = len(scene.columns) - 1
    if column > last:
        name = translate("WalkDiagram", "Loss")
        about = loss_names().get(loss.removeprefix("binary-"), loss)
        return (name, about), (name, "E"), ("E", "")
    if column == 0:
        name = column_name(column, last)
        return (name, "h₀ = x"), (name, ""), ("h₀", "")
    spec = scene.columns[column].spec
    assert spec is not None
    name = column_name(column, last)
    short = name if column == last else str(column)
    activation = activation_text(spec.activation)
    layer = translate("WalkDiagram", "{0} · layer k = {1}").format(activation, column)
    return (
        (name, layer),
        (name, f"{activation} · k = {column}"),
        (name, f"k = {column}"),
        (short, activation),
        (short, ""),
    )


def flow(scene: Scene) -> tuple[str, str]:
    """What the section at work does, as a sentence, and what it computes of the weights, as a formula or nothing."""
    formulas, k = scene.section.formulas, scene.at_work
    if scene.part is Part.UPDATE:
        rule = next(rule for rule in reversed(formulas) if rule.startswith("θ ←"))
        return translate("WalkDiagram", "update: {0}").format(rule), ""
    if scene.part is Part.LOSS or k is None:
        return translate("WalkDiagram", "loss: {0}").format(formulas[0]), ""
    is_forward, is_dropout = scene.part is Part.FORWARD, scene.section.mark == "m"
    if not is_forward and scene.unit is not None and scene.unit >= scene.columns[k].units:
        return translate("WalkDiagram", "backward: {0}").format(formulas[-1]), ""
    if is_dropout or (not is_forward and k == len(scene.columns) - 1):
        way = translate("WalkDiagram", "forward: {0}") if is_forward else translate("WalkDiagram", "backward: {0}")
        return way.format(formulas[0]), "" if is_dropout else formulas[1]
    if is_forward:
        text = translate("WalkDiagram", "forward: {0} through {1} gives {2}")
        return text.format(_source(scene, k), numbered("W", k), numbered("h", k)), ""
    text = translate("WalkDiagram", "backward: {0} through {1} gives {2}")
    through = numbered("W", k + 1) + "ᵀ"
    return text.format(numbered("δ", k + 1), through, numbered("δ", k)), formulas[1]


def worked(scene: Scene) -> str:
    """How the one unit at work comes to its number, in numbers; nothing where that is not a sum."""
    k, unit = scene.at_work, scene.unit
    if k is None or unit is None or not 0 < k < len(scene.columns) or scene.section.mark == "m":
        return ""
    column = scene.columns[k]
    if scene.samples > 1 or scene.part is not Part.FORWARD or unit >= column.units or column.weights is None:
        return ""
    source = _output(scene.columns[k - 1])
    weights = column.weights.weight[:, unit]
    terms = [f"{_number(w)} · {_number(h)}" for w, h in zip(weights, source, strict=True)]
    total = " + ".join((*terms, _number(float(column.weights.bias[unit]))))
    return f"{numbered('a', unit + 1)} = {total} = {formatting.decimal(float(column.rows[0].values[unit]), 3)}"


def unit_lines(
    scene: Scene, column: int, unit: int, names: Sequence[str], differences: Mapping[str, float]
) -> list[str]:
    """All numbers of a unit that are known, with a title; differences: by the symbol of what was moved."""
    layer, weights = scene.columns[column], scene.columns[column].weights
    lines = [_unit_title(scene, column, unit, names)]
    lines += [f"{row.symbol} = {_long(row.values[unit])}" for row in layer.rows if unit < row.known]
    if layer.mask is not None:
        lines.append(f"m = {_long(layer.mask[unit])}")
    if weights is None:
        return lines
    bias = bias_symbol(column, unit)
    lines.append(f"{bias} = {_long(weights.bias[unit])}")
    if unit < layer.gradients:
        lines += _gradient_lines(bias, weights.bias_gradient[unit], 0.0, differences)
    return [*lines, f"{bias} ← {_long(weights.bias_after[unit])}"] if unit < layer.after else lines


def edge_lines(
    scene: Scene, column: int, source: int, target: int, names: Sequence[str], differences: Mapping[str, float]
) -> list[str]:
    """All numbers of a weight that leads to a unit of a column."""
    layer = scene.columns[column]
    assert layer.weights is not None
    weights, at = layer.weights, (source, target)
    symbol = weight_symbol(column, target, source, max(weights.weight.shape))
    lines = [f"{symbol} = {_long(weights.weight[at])}"]
    if target < layer.gradients:
        lines += _gradient_lines(symbol, weights.weight_gradient[at], weights.penalty_gradient[at], differences)
    if target < layer.after:
        lines.append(f"{symbol} ← {_long(weights.weight_after[at])}")
    ends = (_unit_title(scene, place, unit, names) for place, unit in ((column - 1, source), (column, target)))
    return [*lines, " → ".join(ends)]


def loss_lines(scene: Scene) -> list[str]:
    """What the loss is made of, and what it is."""
    known = (f"{row.symbol} = {_long(row.values[0])}" for row in scene.loss if row.known)
    return [translate("WalkDiagram", "Loss"), *known]


def _gradient_lines(symbol: str, gradient: float, penalty: float, differences: Mapping[str, float]) -> Iterator[str]:
    """∂E/∂θ, what a penalty makes of it, and beside it what moving that very parameter says."""
    yield f"∂E/∂{symbol} = {_long(gradient)}"
    if penalty:
        yield f"∂(E + R)/∂{symbol} = {_long(gradient + penalty)}"
    if symbol in differences:
        yield translate("WalkDiagram", "by moving it: {0}").format(_long(differences[symbol]))


def _unit_title(scene: Scene, column: int, unit: int, names: Sequence[str]) -> str:
    if column == 0:
        return names[unit]
    if column == len(scene.columns) - 1:
        return translate("WalkDiagram", "output {0}").format(unit + 1)
    return neuron_name(column, unit)


def _source(scene: Scene, k: int) -> str:
    """What h is called that arrives at a layer."""
    has_dropout = scene.columns[k - 1].mask is not None
    return numbered("h̃" if has_dropout else "h", k - 1)


def _output(column: SceneColumn) -> np.ndarray:
    """What a column hands on: x, h or h̃."""
    forward = [row for row in column.rows if row.symbol in ("x", "h", "h̃")]
    return forward[-1].values


def _number(value: float) -> str:
    text = formatting.decimal(value, 2)
    return f"({text})" if value < 0 else text


def _long(value: float) -> str:
    return formatting.significant(float(value), DIGITS)
