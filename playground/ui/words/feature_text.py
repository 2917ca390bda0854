"""How the input features are written, and what they say."""

FEATURE_TEXT = {
    "x1": "x₁",
    "x2": "x₂",
    "x1^2": "x₁²",
    "x2^2": "x₂²",
    "x1x2": "x₁x₂",
    "sin x1": "sin x₁",
    "sin x2": "sin x₂",
}
"""Formulas are the same in every language."""


def feature_text(name: str) -> str:
    """A feature's name in the window, as it is where there is no other."""
    return FEATURE_TEXT.get(name, name)
