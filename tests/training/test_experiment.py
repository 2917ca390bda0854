"""What an experiment allows, and how architectures are edited."""

from dataclasses import replace

import pytest

from playground.data.points import PointSet
from playground.engine.spec import DenseSpec, SpecError
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.training.settings import TrainingSettings
from playground.training.tasks import Classification

TWO, THREE = Classification(2, 1), Classification(3, 3)


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: PointsData(count=1), "points: 1"),
        (lambda: PointsData(noise=0.6), "noise: 0.6"),
        (lambda: PointsData(noise=float("nan")), "noise: nan"),
        (lambda: PointsData(train_share=0.0), "training share: 0.0"),
        (lambda: PointsData(margin=2.0), "margin: 2.0"),
        (lambda: PointsData(seed=-1), "seed: -1"),
        (lambda: ImagesData(seed=-1), "seed: -1"),
        (lambda: TrainingSettings(seed=-7), "seed: -7"),
        (lambda: PointsData(features=()), "at least one input feature"),
        (lambda: PointsData(features=("x1", "x9")), "features: 'x9' is not one of x1, x2"),
        (lambda: PointsData(source="magic"), "source: 'magic' is not one of circle"),
        (lambda: PointsData(source="drawn"), "drawn points"),
        (lambda: PointsData(drawn=PointSet.empty()), "drawn points"),
        (lambda: ImagesData(count=1), "images: 1"),
        (lambda: TrainingSettings(learning_rate=0), "learning rate: 0"),
        (lambda: TrainingSettings(learning_rate=float("nan")), "learning rate: nan"),
        (lambda: TrainingSettings(optimizer="newton"), "'newton' is not one of sgd"),
        (lambda: TrainingSettings(batch_size=0), "batch size: 0"),
        (lambda: TrainingSettings(loss="hinge"), "'hinge' is not one of cross-entropy"),
        (lambda: TrainingSettings(l2=-1), "L2: -1"),
        (lambda: TrainingSettings(schedule="warm"), "'warm' is not one of constant"),
        (lambda: Architecture(initializer="magic"), "'magic' is not one of zeros"),
        (lambda: Architecture(keys=(1,)), "as many as hidden layers"),
        (lambda: Experiment(data=ImagesData(), model=PerceptronModel()), "points of the plane only"),
    ],
)
def test_refuses_and_names_the_value(make, named):
    with pytest.raises(ExperimentError, match="(?s).*" + named.replace("(", r"\(")):
        make()


def test_layers_keep_their_key_for_as_long_as_they_live():
    architecture = Architecture((DenseSpec(4, "tanh"), DenseSpec(4, "tanh")))
    with_new = architecture.with_inserted(1, DenseSpec(4, "tanh"))
    assert with_new.keys == (0, 2, 1)
    assert with_new.without(0).keys == (2, 1)
    assert with_new.with_replaced(1, DenseSpec(9, "relu")).keys == with_new.keys


def test_the_output_layer_follows_from_the_data_and_the_loss():
    architecture = Architecture((DenseSpec(3, "relu"),))
    assert architecture.network_spec((2,), TWO, "cross-entropy").layers[-1] == DenseSpec(1, "sigmoid")
    assert architecture.network_spec((2,), THREE, "cross-entropy").layers[-1] == DenseSpec(3, "softmax")
    assert architecture.network_spec((2,), TWO, "huber").layers[-1] == DenseSpec(1, "tanh")
    chosen = replace(architecture, output_activation="linear")
    assert chosen.network_spec((2,), TWO, "squared-error").layers[-1] == DenseSpec(1, "linear")
    # Cross-entropy needs a probability, so the choice waits until it is possible again.
    assert chosen.network_spec((2,), TWO, "cross-entropy").layers[-1] == DenseSpec(1, "sigmoid")


def test_every_offered_output_activation_fits():
    for loss in ("cross-entropy", "squared-error"):
        for task in (TWO, THREE):
            for name in task.output_activations(loss):
                spec = Architecture(output_activation=name).network_spec((2,), task, loss)
                assert spec.layers[-1] == DenseSpec(task.outputs, name)


def test_a_network_that_does_not_fit_is_refused():
    from playground.engine.spec import MaxPool2DSpec

    with pytest.raises(SpecError):
        Architecture((MaxPool2DSpec(9),)).network_spec((8, 8, 1), Classification(10, 10), "cross-entropy")
