"""Learning rates over the epochs."""

import pytest

from playground.engine.schedules import SCHEDULES


def test_constant() -> None:
    assert [SCHEDULES["constant"](0.1, epoch, 10) for epoch in (0, 7, 1000)] == [0.1] * 3


def test_step_halves_after_every_period() -> None:
    assert [SCHEDULES["step"](0.8, epoch, 10) for epoch in (0, 9, 10, 20, 35)] == [0.8, 0.8, 0.4, 0.2, 0.1]


def test_cosine_falls_to_a_hundredth_and_stays() -> None:
    rates = [SCHEDULES["cosine"](1.0, epoch, 10) for epoch in (0, 5, 10, 99)]
    assert rates == pytest.approx([1.0, 0.505, 0.01, 0.01])
