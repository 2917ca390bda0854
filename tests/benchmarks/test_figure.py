"""One row of the window's table."""

import pytest
from report import Figure


@pytest.mark.parametrize(
    ("value", "verdict", "reached"), [(70, "ok", False), (80, "ok", True), (64, "falls short", False)]
)
def test_a_value_is_held_against_its_bound_and_against_the_stretch(value, verdict, reached):
    figure = Figure("training speed", value, "%", 65, at_least=True, stretch=80)
    assert (figure.verdict, figure.stretch_reached) == (verdict, reached)
    assert figure.record()["stretch_reached"] is reached


def test_most_figures_have_no_stretch():
    figure = Figure("heartbeat late", 20, "ms", 16)
    assert figure.verdict == "falls short"
    assert figure.stretch_reached is None
    assert figure.row().split() == ["heartbeat", "late", "20.00", "ms", "≤", "16", "falls", "short"]


def test_verdicts_stand_below_one_another():
    plain, stretched = Figure("a", 1, "%", 2), Figure("b", 1, "%", 2, stretch=1)
    assert plain.row().index("ok") == stretched.row().index("ok")
