"""What a row of the engine's benchmark says."""

import json
import math

import pytest
from comparison import Comparison, compare, duration
from report import Figure, finish, misses, parser


def test_the_ratio_is_that_of_the_medians():
    row = compare("mlp", "PyTorch", 0.5, [[1.0, 9.0, 2.0], [4.0, 4.0, 40.0]])
    assert (row.ours, row.theirs, row.ratio, row.pairs) == (2.0, 4.0, 0.5, 3)


@pytest.mark.parametrize(("ratio", "verdict"), [(0.49, "ok"), (0.5, "ok"), (0.51, "falls short")])
def test_the_bound_decides(ratio, verdict):
    row = Comparison("mlp", "PyTorch", 0.5, ratio, 1.0, 30)
    assert row.verdict == verdict and row.row().endswith(f"  {verdict}") and misses([row]) == (verdict != "ok")


@pytest.mark.parametrize(("stretch", "reached", "word"), [(0.3, True, "yes"), (0.1, False, "no"), (None, None, "–")])
def test_the_stretch_is_shown_and_decides_nothing(stretch, reached, word):
    row = Comparison("mlp", "PyTorch", 0.5, 0.2, 1.0, 30, stretch)
    assert row.stretch_reached is reached and row.verdict == "ok" and word in row.row()


def test_a_missing_library_is_said_and_no_failure():
    row = Comparison("mlp", "JAX", 1.1, missing="JAX")
    assert row.row().endswith("  JAX is not installed") and row.ratio is None and not misses([row])


def test_an_excuse_is_said_beside_the_ratio():
    row = Comparison("cnn", "2 threads : 1", 0.667, 1.0, 1.0, 30, excuse="one thread by default")
    assert row.row().endswith("one thread by default: ok") and "1.000" in row.row()


def test_a_goal_that_was_not_reached_is_no_good_figure():
    never = Comparison("race", "PyTorch", 1.0, math.inf, 3.0, 30)
    neither = Comparison("race", "PyTorch", 1.0, math.inf, math.inf, 30)
    only_we = Comparison("race", "PyTorch", 1.0, 3.0, math.inf, 30)
    assert [row.verdict for row in (never, neither, only_we)] == ["falls short", "falls short", "ok"]
    assert "never" in never.row() and never.record()["ours"] is None and never.record()["ratio"] is None


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, "–"), (1.5e-5, "15.0 µs"), (0.0123, "12.30 ms"), (4.0, "4.00 s"), (1e-3, "1.00 ms")]
)
def test_times_are_shown_in_a_fitting_unit(seconds, shown):
    assert duration(seconds) == shown


def test_json_and_status(tmp_path):
    rows = [Comparison("mlp", "PyTorch", 0.5, 0.6, 1.0, 30, 0.4, 2.5), Figure("frames", 31.0, "", 30, True)]
    options = parser("").parse_args(["--json", str(tmp_path / "a.json"), "--check"])
    assert finish(rows, options) == 1
    first, second = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert first["ratio"] == 0.6 and first["bound"] == 0.5 and first["stretch"] == 0.4 and first["times_limit"] == 2.5
    assert (first["stretch_reached"], first["verdict"], second["verdict"]) == (False, "falls short", "ok")
    assert finish(rows, parser("").parse_args([])) == 0, "without --check nothing fails"
