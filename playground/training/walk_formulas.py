"""The formulas of a step, as one writes them by hand."""

from __future__ import annotations

SUBSCRIPTS = str.maketrans("0123456789,", "₀₁₂₃₄₅₆₇₈₉‚")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

LOSS_FORMULAS = {
    "squared-error": "L(y; d) = Σ (yᵢ − dᵢ)²",
    "absolute-error": "L(y; d) = Σ |yᵢ − dᵢ|",
    "huber": "L(y; d) = Σ (e²/2 if |e| ≤ 1, |e| − 1/2 otherwise), e = yᵢ − dᵢ",
    "binary-cross-entropy": "L(y; d) = −d log y − (1 − d) log(1 − y)",
    "cross-entropy": "L(y; d) = −Σ dᵢ log yᵢ",
}
"""Loss of the course → what it says of one sample."""

OUTPUT_GRADIENTS = {
    "squared-error": "2 (y − d)",
    "absolute-error": "sign(y − d)",
    "huber": "clip(y − d, −1, 1)",
}
"""Loss → ∇_y L; the others have a formula for δ_L only."""

UPDATE_FORMULAS = {
    "sgd": ("θ ← θ − γ ∇E",),
    "momentum": ("v ← 0.9 v + ∇E", "θ ← θ − γ v"),
    "nesterov": ("v ← 0.9 v + ∇E", "θ ← θ − γ (∇E + 0.9 v)"),
    "rmsprop": ("s ← 0.9 s + 0.1 ∇E²", "θ ← θ − γ ∇E / (√s + 10⁻⁸)"),
    "adam": (
        "t ← t + 1",
        "m ← 0.9 m + 0.1 ∇E",
        "s ← 0.999 s + 0.001 ∇E²",
        "θ ← θ − γ m̂ / (√ŝ + 10⁻⁸), m̂ = m / (1 − 0.9ᵗ), ŝ = s / (1 − 0.999ᵗ)",
    ),
}
"""Optimizer → its rule."""

MOMENT_SYMBOLS: dict[str, dict[str, str]] = {
    "sgd": {},
    "momentum": {"velocity": "v"},
    "nesterov": {"velocity": "v"},
    "rmsprop": {"square": "s"},
    "adam": {"first": "m", "second": "s"},
}
"""Optimizer → moment as the engine calls it → its letter."""

_ACTIVATIONS = {
    "linear": "{a}",
    "sigmoid": "1 / (1 + exp(−{a}))",
    "relu": "max({a}, 0)",
    "leaky-relu": "max({a}, 0.01 {a})",
    "elu": "{a} if {a} > 0, exp({a}) − 1 otherwise",
    "softplus": "log(1 + exp({a}))",
    "square": "{a}²",
}


def activation_formula(name: str, a: str) -> str:
    """g(a); of an activation without a formula of its own its name is the function's."""
    return _ACTIVATIONS.get(name, f"{name}({{a}})").format(a=a)


def numbered(symbol: str, number: int) -> str:
    """The symbol with its layer as a subscript."""
    return symbol + str(number).translate(SUBSCRIPTS)


def weight_symbol(layer: int, unit: int, source: int, most: int) -> str:
    """w²₃₁, the weight with which a unit of a layer takes a value, both counted from 0; most: how many there may be."""
    comma = "," if most > 9 else ""
    return f"w{superscript(layer)}" + f"{unit + 1}{comma}{source + 1}".translate(SUBSCRIPTS)


def bias_symbol(layer: int, unit: int) -> str:
    """b²₃, the bias of a unit, counted from 0."""
    return numbered(f"b{superscript(layer)}", unit + 1)


def superscript(number: int) -> str:
    """A number above the line."""
    return str(number).translate(SUPERSCRIPTS)
