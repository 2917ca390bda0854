"""What edits are called where they can be undone."""

from dataclasses import replace

import pytest

from playground.data.point_sets import make_points
from playground.engine.spec import DenseSpec
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_maps import MapsData
from playground.training.convolution_examples import edited, example
from playground.training.experiment import Experiment
from playground.ui.words.edit_names import LONGEST, edit_name

OLD = Experiment(PointsData("xor"), Architecture(parse_layers("dense8:tanh dense4:tanh")))
DRAWN_POINTS = replace(make_points("xor", 30, 0.0, 1), name=DRAWN)


def part(name: str, **changes: object) -> Experiment:
    return replace(OLD, **{name: replace(getattr(OLD, name), **changes)})


@pytest.mark.parametrize(
    ("new", "name"),
    [
        (OLD, ""),
        (replace(OLD, model=OLD.model.without(1)), "layer 2 removed"),
        (replace(OLD, model=OLD.model.with_inserted(0, DenseSpec(5, "relu"))), "layer 1 added"),
        (part("training", learning_rate=0.5), "learning rate 0.03 → 0.5"),
        (part("training", seed=43), "seed 42 → 43"),
        (part("model", initializer="he"), "initializer xavier → he"),
        (part("model", output_activation="softmax"), "output activation – → softmax"),
        (part("model", keys=(1, 0)), "hidden layers"),
        (part("data", source="moons", noise=0.2), "data XOR → Moons"),
        (part("data", source=DRAWN, drawn=DRAWN_POINTS), "data XOR → Drawn"),
        (part("data", noise=0.1), "noise 5\u00a0% → 10\u00a0%"),
    ],
)
def test_says_what_happened(new, name):
    assert edit_name(OLD, new) == name


def test_says_what_happened_to_a_convolution():
    old = example("slide")
    numbers = old.data.with_numbers(old.data.resolve().with_number((0, 0, 0), 7.0))
    own = edited(old, numbers)
    assert edit_name(old, edited(old, kernels=old.model.kernels.with_bias(0, 1.0))) == "kernels"
    assert edit_name(old, edited(old, stride=2)) == "stride 1 → 2"
    assert edit_name(old, edited(old, MapsData("edge"))) == "data 5 × 5 → Edge"
    assert edit_name(old, own) == "data 5 × 5 → Drawn"
    assert (
        edit_name(own, edited(own, numbers.with_numbers(own.data.resolve().with_number((0, 0, 0), 8.0)))) == "numbers"
    )


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"beside": True}, "logistic neuron"), ({"every_sample": True}, "every sample")],
)
def test_what_is_switched_is_on_or_off(changes, name):
    model = PerceptronModel()
    old, new = (Experiment(OLD.data, each) for each in (model, replace(model, **changes)))
    assert (edit_name(old, new), edit_name(new, old)) == (f"{name}: on", f"{name}: off")


def test_painting_on_own_points_changes_points():
    more = replace(make_points("xor", 40, 0.0, 1), name=DRAWN)
    old, new = (replace(OLD, data=PointsData(DRAWN, drawn=points)) for points in (DRAWN_POINTS, more))
    assert edit_name(old, new) == "points 30 → 40"


def test_a_long_name_is_cut():
    every = part("data", features=("x1", "x2", "x1^2", "x2^2", "x1x2", "sin x1", "sin x2"))
    fewer = part("data", features=("x1", "x2", "x1^2", "x2^2", "x1x2", "sin x1"))
    name = edit_name(every, fewer)
    assert len(name) <= LONGEST and name.startswith("features x₁") and name.endswith("…")
