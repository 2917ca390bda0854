"""A built-in picture to lay kernels on: soft shading, hard edges in every direction, stripes and a little noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NOISE = 0.015
SKY, SHADE = np.array([0.55, 0.68, 0.85]), np.array([0.86, 0.88, 0.9])
GROUND, BALL, STRIPE = np.array([0.36, 0.33, 0.3]), np.array([0.9, 0.45, 0.25]), np.array([0.2, 0.22, 0.3])


def make_scene(side: int = 256) -> NDArray[np.uint8]:
    """A ball and a striped box before a sky, (side, side, 3); the same whenever it is made."""
    down, right = np.mgrid[0:side, 0:side] / side
    share = down[..., None]
    picture = SKY * (1 - share) + SHADE * share
    picture = np.where(share > 0.88, GROUND, picture)
    picture = _with_ball(picture, down - 0.38, right - 0.62)
    is_box = (down > 0.53) & (down < 0.88) & (right > 0.12) & (right < 0.44)
    is_stripe = ((down + right) * 16 % 2 < 1) & is_box
    picture = np.where(is_box[..., None], 0.45 * (STRIPE + 1), picture)
    picture = np.where(is_stripe[..., None], STRIPE, picture)
    noise = NOISE * np.random.default_rng(0).standard_normal((side, side, 1))
    return np.clip(255 * (picture + noise) + 0.5, 0, 255).astype(np.uint8)


def _with_ball(
    picture: NDArray[np.float64], down: NDArray[np.float64], right: NDArray[np.float64]
) -> NDArray[np.float64]:
    """With a ball in the middle of these axes, lit from the upper left."""
    radius = 0.22
    depth = np.sqrt(np.maximum(radius**2 - down**2 - right**2, 0.0))
    light = np.maximum((-0.5 * down - 0.4 * right + 0.77 * depth) / radius, 0.0)
    lit = BALL * (0.25 + 0.75 * light[..., None]) + 0.35 * light[..., None] ** 12
    return np.where(depth[..., None] > 0, lit, picture)
