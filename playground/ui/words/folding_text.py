"""What is said of linear layers that are one affine map together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from playground.engine.affine import AffineMap
from playground.training.folding import Folding
from playground.training.snapshot import NetworkSnapshot
from playground.training.walk_formulas import numbered
from playground.ui.words import formatting
from playground.ui.words.feature_text import feature_text
from playground.ui.words.powers import power_text

translate = QCoreApplication.translate

PLAIN = ("x1", "x2")
MOST_FACTORS = 4
FUNCTIONS = {"sigmoid": "σ", "linear": ""}
"""What an activation is called in front of its argument, where not by its name."""


def whole_text(snapshot: NetworkSnapshot, single: AffineMap) -> str:
    """That the whole network is one map, and of what."""
    inside = "W x + b"
    function = FUNCTIONS.get(single.activation, single.activation)
    formula = f"y = {function}({inside})" if function else f"y = {inside}"
    lines = [translate("Folding", "However many layers: {0}, with {1}.").format(formula, products(single))]
    inputs = snapshot.experiment.data.inputs
    if any(name not in PLAIN for name in inputs):
        names = ", ".join(feature_text(name) for name in inputs)
        lines.append(translate("Folding", "It is affine in the input features x = ({0}).").format(names))
    return " ".join([*lines, *_dropout(snapshot)])


def part_text(names: Sequence[str], one: AffineMap) -> str:
    """That some layers are one map; names: what all layers are called."""
    some = ", ".join(names[number - 1] for number in one.layers)
    return translate("Folding", "One map: {0}. Nothing bends between them: {1}.").format(some, products(one))


def unbent_text() -> str:
    """Why there is nothing to fold."""
    return translate(
        "Folding",
        "Every hidden layer has an activation that bends what arrives: no two of them are one affine map. Choose "
        "linear for one, and it is one map with the layer behind it.",
    )


def same_text(snapshot: NetworkSnapshot, folding: Folding) -> str:
    """That the answers are the same, and how nearly."""
    count, power = formatting.integer(folding.places), power_text(folding.difference) if folding.difference else "0"
    text = (
        translate("Folding", "The output is the same: largest difference over {0} places of the plane {1}.")
        if folding.single is not None
        else translate("Folding", "With these the output is the same: largest difference over {0} places {1}.")
    )
    return " ".join([text.format(count, power), *(() if folding.single is not None else _dropout(snapshot))])


def products(one: AffineMap) -> str:
    """Of which weights and biases the map is made."""
    weight, bias = product(one)
    return f"W = {weight}, b = {bias}"


def product(one: AffineMap) -> tuple[str, str]:
    """W and b of the map as terms of those of its layers."""
    numbers = one.layers
    bias = numbered("b", numbers[0])
    for place, number in enumerate(numbers[1:], 1):
        inner = bias if place == 1 else f"({bias})"
        bias = f"{numbered('W', number)} {inner} + {numbered('b', number)}"
    if len(numbers) > MOST_FACTORS:
        first, last = numbers[0], numbers[-1]
        return f"{numbered('W', last)} ⋯ {numbered('W', first)}", f"{numbered('W', last)} (⋯) + {numbered('b', last)}"
    return " ".join(numbered("W", number) for number in reversed(numbers)), bias


def _dropout(snapshot: NetworkSnapshot) -> list[str]:
    if all(layer.dropout_rate is None for layer in snapshot.spec.layers):
        return []
    return [translate("Folding", "Dropout leaves nothing out where the network only answers.")]
