"""Borders between classes: where they run, that they are drawn once, and that they are smooth."""

import numpy as np
import pytest

from playground.ui.views.plane.class_borders import class_borders


def grid(side: int = 40) -> tuple[np.ndarray, np.ndarray]:
    x = ((np.arange(side) + 0.5) / side * 6 - 3).astype(np.float32)
    return np.meshgrid(x, x)


def pie(classes: int, sharp: float = 30.0, side: int = 40) -> np.ndarray:
    """Evidence for classes that divide the plane like a pie."""
    x1, x2 = grid(side)
    angles = 0.1 + np.arange(classes) * 2 * np.pi / classes
    return sharp * np.stack([x1 * np.cos(a) + x2 * np.sin(a) for a in angles], axis=2)


def lengths(segments: np.ndarray) -> np.ndarray:
    return np.hypot(*(segments[:, 1] - segments[:, 0]).T)


@pytest.mark.parametrize("sharp", [0.1, 1000.0])
def test_the_border_of_two_classes_is_smooth_however_sharp_and_reaches_the_edges(sharp):
    x1, x2 = grid(20)
    line = class_borders((sharp * (x1 + 0.37 * x2))[:, :, None])
    inside = line[(np.abs(line) < 2.8).all(axis=(1, 2))]
    assert (inside[:, :, 0] + 0.37 * inside[:, :, 1]) == pytest.approx(0, abs=1e-3)
    assert line[:, :, 1].min() <= -3 and line[:, :, 1].max() >= 3


@pytest.mark.parametrize("classes", [3, 4, 5, 6])
def test_borders_of_several_classes_are_rays_that_are_drawn_once(classes):
    line = class_borders(pie(classes))
    inside = line[(np.hypot(line[..., 0], line[..., 1]) < 2.5).all(axis=1)]
    angle = np.arctan2(inside[..., 1], inside[..., 0]) - 0.1 - np.pi / classes
    turns = angle / (2 * np.pi / classes)
    far = np.hypot(inside[..., 0], inside[..., 1]) > 0.4
    assert np.abs(turns - np.rint(turns))[far] == pytest.approx(0, abs=0.01)
    assert lengths(inside).sum() == pytest.approx(classes * 2.5, rel=0.05)


def test_three_borders_meet_at_a_point():
    line = class_borders(pie(3))
    at_centre = line[(np.hypot(line[..., 0], line[..., 1]) < 0.2).any(axis=1)]
    distance = np.hypot(at_centre[..., 0], at_centre[..., 1]).min(axis=1)
    assert np.sort(distance)[:3] == pytest.approx(0, abs=0.02)


def test_classes_that_win_nowhere_have_no_border():
    evidence = np.zeros((10, 10, 3), np.float32)
    evidence[:, :, 1] = 1
    assert class_borders(evidence).shape == (0, 2, 2)


def test_the_largest_evidence_stays_finite():
    x1, _ = grid()
    huge = np.where(x1 > 0, np.float32(1e30), np.float32(-1e30))
    for evidence in (huge[:, :, None], np.stack([huge, -huge], axis=2)):
        line = class_borders(evidence)
        assert len(line) and np.isfinite(line).all()
