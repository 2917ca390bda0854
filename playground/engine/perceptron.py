"""Rosenblatt's perceptron, and whether two sets of points in the plane can be separated by a line at all."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.engine.convex import ROUNDING, Hulls, class_hulls, convex_hull
from playground.late_dataclass import dataclass

Points = NDArray[np.floating[Any]]


class Perceptron:
    """y = sign(⟨w, x⟩ + b), which learns from mistakes, one sample at a time (Rosenblatt 1958).

    weight (inputs,) and bias start at zero. A sample on the separator itself, sign(0), counts as a mistake.
    """

    def __init__(self, inputs: int = 2) -> None:
        self.weight: NDArray[np.float64] = np.zeros(inputs)
        self.bias = 0.0

    def score(self, x: Points) -> Any:
        """⟨w, x⟩ + b of one sample x (inputs,) or of each of many (n, inputs)."""
        return x @ self.weight + self.bias

    def predict(self, x: Points) -> NDArray[np.int64]:
        """+1 where ⟨w, x⟩ + b > 0, otherwise −1; shapes as in `score`."""
        return np.where(self.score(x) > 0, 1, -1)

    def learn(self, x: Points, d: int, learning_rate: float = 1.0) -> bool:
        """Where sample x (inputs,) of class d = ±1 is mistaken: w ← w + γ d x, b ← b + γ d. Returns whether it was."""
        if d * float(self.score(x)) > 0:
            return False
        self.weight += learning_rate * d * x
        self.bias += learning_rate * d
        return True


@dataclass(frozen=True)
class Separability:
    """Whether a line strictly separates two classes, and what that means for the perceptron.

    margin: distance of the nearest points from the best separator; 0 if there is none, infinite if a class is empty.
    radius: the largest ‖x‖.
    bound: the most updates that Rosenblatt's rule can need from w = 0, b = 0, in any order and with any learning
        rate; infinite if the classes cannot be separated.
    """

    separable: bool
    margin: float
    radius: float
    bound: float


def separability(x: Points, d: NDArray[Any], hulls: Hulls | None = None) -> Separability:
    """Separability of points x (n, 2) with classes d (n,) of ±1, from the distance between their convex hulls.

    The bound is Novikoff's (1962), (R̃ / ρ̃)², for the vectors x̃ = (x, 1) among which the bias is one more weight:
    R̃² = radius² + 1, and the best separator ⟨w, x⟩ + b with ‖w‖ = 1 gives ρ̃ = margin / √(1 + b²). The learning
    rate cancels, as it scales w and b alike. hulls: those of both classes, where they are known.
    """
    if x.ndim != 2 or x.shape[1] != 2 or d.shape != (len(x),):
        raise ValueError(f"x must be (n, 2) and d (n,), not {x.shape} and {d.shape}")
    points = np.asarray(x, np.float64)
    positive, negative = hulls or class_hulls(points, d)
    radius = float(np.sqrt((points**2).sum(axis=1).max(initial=0.0)))
    if not len(positive) or not len(negative):
        return Separability(True, math.inf, radius, radius**2 + 1 if len(points) else 0.0)
    gap = _gap(positive, convex_hull(-negative))
    if gap is None:
        return Separability(False, 0.0, radius, math.inf)
    margin = float(np.linalg.norm(gap)) / 2
    normal = gap / (2 * margin)
    bias = -((positive @ normal).min() + (negative @ normal).max()) / 2
    return Separability(True, margin, radius, float((radius**2 + 1) * (1 + bias**2) / margin**2))


def _gap(hull: NDArray[np.float64], mirrored: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The shortest vector p − q from a point q of one hull to p of the other, None where they meet.

    `mirrored` is the hull of −q, so the differences p − q fill the Minkowski sum of both hulls, a convex polygon
    whose edges are those of both in order of their angle. The gap is its point nearest to the origin.
    """
    angle, other = _edge_angles(hull), _edge_angles(mirrored)
    order = np.argsort(np.concatenate([angle, other]), kind="stable")
    steps = np.concatenate([[0], np.cumsum(order < len(angle))])
    others = np.arange(len(order) + 1) - steps
    corners = hull[steps % len(hull)] + mirrored[others % len(mirrored)]
    start, edge = corners[:-1], np.diff(corners, axis=0)
    squares = np.maximum((edge**2).sum(axis=1), np.finfo(float).tiny)
    along = np.clip(-(start * edge).sum(axis=1) / squares, 0, 1)
    nearest = np.concatenate([corners[:1], start + along[:, None] * edge])
    distances = np.hypot(nearest[:, 0], nearest[:, 1])
    # How far the origin lies outside each edge's line: inside the polygon the largest is minus the distance.
    outside = (start[:, 1] * edge[:, 0] - start[:, 0] * edge[:, 1]) / np.sqrt(squares)
    distance = distances.min()
    inside = len(edge) > 0 and outside.max() <= -distance / 2
    if inside or distance <= ROUNDING * np.abs(corners).max():
        return None
    best: NDArray[np.float64] = nearest[distances.argmin()]
    return best


def _edge_angles(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Directions in [0, 2π), ascending, of the edges of a hull that starts at its lowest corner."""
    edge = np.roll(corners, -1, axis=0) - corners
    angles: NDArray[np.float64] = np.arctan2(edge[:, 1], edge[:, 0]) % (2 * math.pi)
    return angles if len(corners) > 1 else angles[:0]
