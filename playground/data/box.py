"""A part of a picture with upright sides."""

Box = tuple[float, float, float, float]
"""left, top, right, bottom as shares of a width and a height."""
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
