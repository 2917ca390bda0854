"""What a slider's positions mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.limits import Range
from playground.ui.widgets.scales import LinearScale, LogScale, PaceScale


def test_logarithmic_positions_are_even_by_ratio():
    scale = LogScale(1e-5, 10)
    assert scale.value(0) == 1e-5
    assert scale.value(scale.positions) == 10
    assert scale.value(scale.positions // 2) == pytest.approx(1e-2)


@given(st.integers(0, 240))
def test_a_position_comes_back(position):
    scale = LogScale(1e-5, 10)
    assert abs(scale.position(scale.value(position)) - position) <= 1


@given(st.integers(0, 99))
def test_a_step_comes_back_exactly(position):
    scale = LinearScale(10, 1000, 10)
    value = scale.value(position)
    assert value == 10 + 10 * position
    assert scale.position(value) == position


def test_per_cent():
    scale = LinearScale(0, 0.5, 0.01, percent=True)
    assert scale.text(0.05) == "5\u00a0%"
    assert scale.parse("7") == scale.parse("7 %") == pytest.approx(0.07)
    assert scale.value(5) == 0.05


def test_units_may_be_typed_or_left_out():
    scale = LinearScale(2, 32, 1, "px")
    assert scale.text(8) == "8\u00a0px"
    assert scale.parse("12 px") == scale.parse("12") == 12
    assert scale.parse("7.6") == 8


def test_out_of_range_is_clamped_and_nonsense_is_none():
    scale = LogScale(1e-5, 10)
    assert scale.parse("200") == 10
    assert scale.parse("1e-9") == 1e-5
    assert scale.parse("0") is None
    assert scale.parse("-1") is None
    assert scale.parse("fast") is None


@pytest.mark.parametrize("minimum, maximum", [(0, 1), (-1, 1), (2, 1)])
def test_impossible_logarithmic_range(minimum, maximum):
    with pytest.raises(ValueError, match="logarithmic"):
        LogScale(minimum, maximum)


def test_whole_numbers_are_written_as_such_however_few():
    scale = LogScale(10, 10_000, typed=Range(2, 10_000, whole=True))
    assert [scale.text(value) for value in (7, 12, 1500)] == ["7", "12", "1,500"]


def test_beyond_the_end_of_a_pace_there_is_no_limit():
    scale = PaceScale(LogScale(0.5, 1000, "/s", Range(0, 1_000_000)), "max")
    assert scale.value(0) == 0.5 and scale.value(scale.positions - 1) == 1000 and scale.value(scale.positions) == 0
    assert scale.position(0) == scale.positions and scale.position(5000) == scale.positions - 1
    assert scale.text(0) == "max" and scale.parse("MAX") == 0 and scale.parse("m") == 0
    assert scale.parse(scale.text(50)) == 50 and scale.text(50).startswith("50")
    assert scale.parse("0") is None and scale.parse("") is None and scale.parse("maximal") is None
    assert scale.allowed_text.endswith(", or max")


def test_a_pace_below_one_is_told_by_how_long_a_step_takes():
    scale = PaceScale(LogScale(0.1, 1000, "/s", Range(0.001, 1_000_000)), "max", "s/step")
    assert scale.text(0.1) == "10\u00a0s/step" and scale.text(0.5) == "2\u00a0s/step" and scale.text(1) == "1.0\u00a0/s"
    assert scale.parse("10 s") == scale.parse("10 s/step") == scale.parse("0.1") == scale.parse("0.1 /s") == 0.1
    assert scale.parse("0.25 s") == 4 and scale.parse("5000 s") == 0.001, "no slower than is allowed"
    assert scale.parse("0 s") is None and scale.parse("many s") is None
    assert all(
        scale.parse(scale.text(scale.value(at))) == pytest.approx(scale.value(at), rel=0.01) for at in range(161)
    )
