"""What an edit costs."""

from dataclasses import dataclass, fields, replace

import pytest

from playground.data.points import PointSet
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.changes import input_origins, layer_origins, marks, renewal
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.hyperparameters import Renewal, rows
from playground.training.kinds import DATA_KINDS, MODEL_KINDS, SETTINGS_KINDS

BASE = Experiment()


def cost(**training) -> Renewal:
    return renewal(BASE, replace(BASE, training=replace(BASE.training, **training)))


def test_settings_that_cost_nothing():
    assert cost(learning_rate=0.5, l1=0.1, l2=0.1, clip=1.0, schedule="cosine", period=7, pace=3.0) == Renewal.NOTHING


def test_an_optimizer_starts_with_fresh_moments():
    assert cost(optimizer="adam") == Renewal.OPTIMIZER


def test_a_batch_size_needs_new_batches_and_keeps_moments():
    assert Renewal.OPTIMIZER not in cost(batch_size=3)
    assert Renewal.BATCHES in cost(batch_size=3)


def test_new_points_keep_the_network():
    drawn = PointSet.empty().added([[0.5, 0.5]], 1)
    edited = replace(BASE, data=replace(BASE.data, source="drawn", drawn=drawn))
    needed = renewal(BASE, edited)
    assert Renewal.BATCHES in needed
    assert Renewal.EVERYTHING not in needed


def test_seed_and_initializer_start_afresh():
    assert cost(seed=1) == Renewal.EVERYTHING
    edited = replace(BASE, model=replace(BASE.model, initializer="he"))
    assert renewal(BASE, edited) == Renewal.EVERYTHING
    assert renewal(BASE, replace(BASE, data=ImagesData())) == Renewal.EVERYTHING


def test_layers_are_followed_through_edits():
    old = Architecture((DenseSpec(3), DenseSpec(3), DenseSpec(3)))
    assert layer_origins(old, old) == [0, 1, 2, 3]
    assert layer_origins(old, old.without(1)) == [0, 2, 3]
    assert layer_origins(old, old.with_inserted(1, DenseSpec(3))) == [0, None, 1, 2, 3]
    assert input_origins(("x1", "x2"), ("x2", "x1x2", "x1")) == [1, None, 0]


def test_marks_name_what_changed():
    edited = replace(
        BASE,
        training=replace(BASE.training, learning_rate=0.1),
        model=BASE.model.without(0),
        data=PointsData(source="xor"),
    )
    assert [(mark.setting, mark.old, mark.new) for mark in marks(BASE, edited, 2.0)] == [
        ("learning rate", "0.03", "0.1"),
        ("hidden layers", "8-8", "8"),
        ("data", "circle", "xor"),
    ]


def test_another_set_or_another_loss_begins_another_curve():
    edited = replace(BASE, training=replace(BASE.training, loss="huber", l2=0.1), data=PointsData(source="xor"))
    assert {mark.setting for mark in marks(BASE, edited, 2.0) if mark.anew} == {"loss", "data"}


def test_points_of_a_file_are_marked_with_its_name():
    points = replace(BASE.data.resolve(), name="iris.csv")
    imported = replace(BASE, data=replace(BASE.data, source=DRAWN, drawn=points))
    for old, new, told in ((BASE, imported, ("circle", "iris.csv")), (imported, BASE, ("iris.csv", "circle"))):
        assert [(mark.old, mark.new) for mark in marks(old, new, 2.0) if mark.setting == "data"] == [told]


def test_marks_tell_of_activations_and_features():
    model = BASE.model.with_replaced(1, DenseSpec(8, "relu"))
    edited = replace(BASE, model=model, data=replace(BASE.data, features=("x1", "x1x2")))
    assert [(mark.setting, mark.old, mark.new) for mark in marks(BASE, edited, 2.0)] == [
        ("activations", "tanh, tanh", "tanh, relu"),
        ("features", "x1, x2", "x1, x1x2"),
    ]


def test_every_edit_that_changes_what_is_learned_leaves_a_mark():
    training = replace(BASE.training, schedule="step", period=7, batch_size=4, l1=0.5, optimizer="sgd", loss="huber")
    edited = replace(BASE, training=training, data=PointsData(count=60, noise=0.2, train_share=0.5, seed=3))
    assert [mark.setting for mark in marks(BASE, edited, 2.0)] == [
        *("optimizer", "batch size", "loss", "L1", "schedule", "period"),
        *("points", "noise", "training share", "points' seed"),
    ]


@pytest.mark.parametrize("kind", [*DATA_KINDS.values(), *MODEL_KINDS.values(), *SETTINGS_KINDS.values()])
def test_every_choice_has_a_row(kind):
    assert list(rows(kind)) == [field.name for field in fields(kind)]


def test_a_field_without_a_row_is_noticed():
    @dataclass(frozen=True)
    class Forgotten:
        size: int = 3

    with pytest.raises(TypeError, match=r"Forgotten\.size has no row"):
        rows(Forgotten)


def test_what_was_left_to_the_pictures_has_no_word():
    images = replace(BASE, data=ImagesData())
    for field, value, told in (("style", "photo", "photo"), ("white", 16.0, "16")):
        edited = replace(images, data=replace(images.data, **{field: value}))
        assert [(mark.setting, mark.old, mark.new) for mark in marks(images, edited, 2.0)] == [(field, "", told)]
