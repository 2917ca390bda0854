"""What `train` tells of values that were fitted: their loss in the units of their file, and the line, if it is one."""

from __future__ import annotations

from typing import Any

from playground.cli.output import shown
from playground.cli.value_units import ValueUnits, closed_form_of, loss_factor_of, unit_of
from playground.training.chosen_values import ValuesData
from playground.training.snapshot import Snapshot


def scores_of(snapshot: Snapshot) -> tuple[float | None, float | None]:
    """The losses on both sets, of values in the units of their file."""
    factor, scores = loss_factor_of(snapshot.experiment), snapshot.scores
    train, test = (None if loss is None else loss * factor for loss in (scores.train_loss, scores.test_loss))
    return train, test


def rmse_of(snapshot: Snapshot) -> dict[str, float | None]:
    """How far answers are from values, the root of the mean square, in the units of their file, by stable names."""
    unit, scores = unit_of(snapshot.experiment), snapshot.scores
    found = {"train_rmse": scores.train_rmse, "test_rmse": scores.test_rmse}
    return {name: None if value is None else value * unit for name, value in found.items()}


def line_of(snapshot: Snapshot) -> dict[str, Any]:
    """Slope and intercept in the file's units, with those of the closed form; nothing where the model is no line."""
    experiment = snapshot.experiment
    if not isinstance(experiment.data, ValuesData) or experiment.model.hidden:
        return {}
    a, b = ValueUnits.of(experiment.data).line(*map(float, snapshot.theta))
    return {"a": a, "b": b, "closed_form": closed_form_of(experiment.data)._asdict()}


def line_rows(found: dict[str, Any]) -> list[tuple[str, str]]:
    """What is printed of a line."""
    if "closed_form" not in found:
        return []
    best = found["closed_form"]
    told = f"{_line(best['a'], best['b'])}   mean squared error {shown(best['loss'], '.4g')}"
    return [("Line", _line(found["a"], found["b"])), ("Closed form", told)]


def _line(a: float, b: float) -> str:
    """f(x) = 0.7·x + 0.4"""
    return f"f(x) = {a:.4g}·x {'−' if b < 0 else '+'} {abs(b):.4g}".replace("-", "−")
