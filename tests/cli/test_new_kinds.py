"""What is added to the rows and tables of training can be used from the command line at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image

from playground.cli.named_models import MODELS
from playground.cli.options import options_of
from playground.data.pictures import to_picture
from playground.document import read
from playground.engine.limits import Choices, Range
from playground.training.hyperparameters import Hyperparameter, Renewal, chosen
from playground.training.kinds import DATA_KINDS, MODEL_KINDS, SETTINGS_KINDS
from playground.training.settings import NETWORK, TrainingSettings
from tests.training.curve_data import Curve, CurveData

KINDS = [*DATA_KINDS.values(), *MODEL_KINDS.values(), *SETTINGS_KINDS.values()]


@dataclass(frozen=True)
class Warm(TrainingSettings):
    """Settings with a toy hyperparameter."""

    warmth: float = chosen(
        1.5,
        Hyperparameter("warmth", Range(0, 5), Renewal.NOTHING, (), "--warmth", "F", "of the learner", NETWORK),
    )


@dataclass(frozen=True)
class Noisy(TrainingSettings):
    """Settings with another one."""

    voice: str = chosen("low", Hyperparameter("voice", Choices(("low", "high")), Renewal.NOTHING, (), "--voice", "V"))


@dataclass(frozen=True)
class Lights(CurveData):
    """Pictures of one grey each: how bright is it?"""

    @classmethod
    def built_in(cls) -> tuple[str, ...]:
        return ("lights",)

    def resolve(self) -> Curve:
        value = np.linspace(0, 1, self.count, dtype=np.float32)
        return Curve(np.broadcast_to(value[:, None, None, None], (self.count, 6, 6, 1)), value)

    @property
    def input_shape(self) -> tuple[int, ...]:
        return (6, 6, 1)

    def without_samples(self, input_shape: tuple[int, ...], class_names: Sequence[str]) -> "Lights":
        return self


@pytest.fixture
def warm(monkeypatch):
    monkeypatch.setitem(SETTINGS_KINDS, "warm", Warm)
    monkeypatch.setitem(SETTINGS_KINDS, "noisy", Noisy)


@pytest.fixture
def curves(monkeypatch):
    monkeypatch.setitem(DATA_KINDS, "curve", CurveData)
    monkeypatch.setitem(DATA_KINDS, "lights", Lights)


def test_every_row_with_an_option_has_it(atelier):
    text = " ".join(atelier("train", "--help").out.split())
    for option in options_of(KINDS):
        assert f" {option} " in text
    assert "L1 regularisation, between 0 and 10 (default 0)" in text
    assert "points: a whole number" in text and "images: a whole number" in text


def test_a_hyperparameter_is_trained_with_saved_and_read_again(atelier, warm, tmp_path):
    common = ("train", "--data", "circle", "--epochs", 2, "--json", "-", "--save")
    found = atelier(*common, tmp_path / "warm.atelier", "--warmth", 2.5).json
    assert read(tmp_path / "warm.atelier").experiment.training == Warm(
        learning_rate=0.01, optimizer="adam", period=1, warmth=2.5
    )
    usual = atelier(*common, tmp_path / "usual.atelier").json
    assert type(read(tmp_path / "usual.atelier").experiment.training) is TrainingSettings
    assert {**found, "seconds": 0} == {**usual, "seconds": 0}, "nothing heeds it"
    assert atelier("evaluate", tmp_path / "warm.atelier", "circle", "--json", "-").json["count"] == 500


def test_its_limits_are_those_of_its_row(atelier, refused, warm):
    assert "--warmth F of the learner, between 0 and 5 (default 1.5)" in " ".join(
        atelier("train", "--help").out.split()
    )
    assert "'7' is not a number from 0 to 5" in refused("train", "--data", "circle", "--warmth", 7)
    assert "'loud' is not one of low, high" in refused("train", "--data", "circle", "--voice", "loud")
    perceptron = ("train", "--data", "xor", "--model", "perceptron")
    assert "--warmth does not go with --model perceptron" in refused(*perceptron, "--warmth", 1)
    assert atelier(*perceptron, "--epochs", 1, "--voice", "high").status == 0


def test_hyperparameters_of_different_kinds_do_not_go_together(refused, warm):
    assert "--warmth, --voice do not go together" in refused("train", "--data", "circle", "--warmth=1", "--voice=low")


def test_a_kind_of_settings_may_take_the_place_of_another(atelier, monkeypatch, tmp_path):
    monkeypatch.setitem(SETTINGS_KINDS, "descent", Warm)
    assert atelier("train", "--data", "circle", "--epochs", 1, "--save", tmp_path / "a.atelier").status == 0
    assert read(tmp_path / "a.atelier").experiment.training.warmth == 1.5


def test_values_are_learned_and_have_a_loss_and_neither_accuracy_nor_confusion(atelier, curves, tmp_path):
    model, plot = tmp_path / "curve.atelier", tmp_path / "curve.png"
    words = ("train", "--data", "bowl", "--points", 80, "--epochs", 300, "--save", model, "--plot", plot)
    found = atelier(*words, "--json", "-").json
    assert found["model"] == "mlp" and found["layers"] == "dense8:tanh dense8:tanh"
    assert found["train_loss"] < 0.02 and found["test_loss"] < 0.02
    assert found["train_accuracy"] is None and found["test_accuracy"] is None
    assert read(model).experiment.training.loss == "squared-error"
    with Image.open(plot) as picture:
        assert len(picture.convert("RGB").getcolors(2**20)) > 20
    evaluated = atelier("evaluate", model, "bowl", "--json", "-").json
    assert evaluated["accuracy"] is None and evaluated["confusion"] is None
    assert evaluated["count"] == 80 and evaluated["loss"] < 0.02
    table = atelier("evaluate", model, "bowl").out
    assert "Loss" in table and "Accuracy" not in table and "class" not in table
    assert "Accuracy" not in atelier(*words[:7], "--loss", "huber").out


def test_what_does_not_go_with_values_is_refused(refused, curves, tmp_path, atelier):
    parabola = ("train", "--data", "bowl", "--epochs", 1)
    assert "'cross-entropy' compares classes" in refused(*parabola, "--loss", "cross-entropy")
    assert "learns points, but bowl is samples" in refused(*parabola, "--model", "perceptron")
    assert "needs pictures, but bowl is samples; allowed: mlp" in refused(*parabola, "--model", "cnn")
    assert "--noise 0.1 goes with the built-in point, value and plane value sets only" in refused(
        *parabola, "--noise", 0.1
    )
    atelier(*parabola, "--save", tmp_path / "curve.atelier")
    assert "trained on samples; circle holds none" in refused("evaluate", tmp_path / "curve.atelier", "circle")


def test_a_value_is_predicted_from_a_picture(atelier, curves, tmp_path):
    model, picture = tmp_path / "lights.atelier", tmp_path / "grey.png"
    outcome = atelier("train", "--data", "lights", "--layers", "dense8:tanh", "--epochs", 60, "--save", model)
    assert outcome.status == 0 and "cnn" in outcome.out
    to_picture(np.full((30, 30, 1), 153, np.uint8)).save(picture)
    (answer,) = atelier("predict", model, picture, "--json", "-").json
    assert list(answer) == ["file", "values"] and answer["values"] == pytest.approx([0.6], abs=0.1)
    assert str(picture) in atelier("predict", model, picture).out


def test_every_name_of_a_model_goes_with_some_data(atelier):
    for name, data in {"perceptron": "xor", "mlp": "circle", "cnn": "digits"}.items():
        assert name in MODELS
        assert atelier("train", "--data", data, "--model", name, "--points", 60, "--epochs", 1).status == 0
