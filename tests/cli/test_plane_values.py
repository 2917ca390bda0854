"""Values over the plane from the command line: trained, evaluated, plotted; and what does not go with them."""

import numpy as np
import pytest
from PIL import Image

from playground.document import read
from playground.training.chosen_plane_values import PlaneValuesData


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(0)
    x = rng.uniform(-8, 20, (120, 2)).round(2)
    (tmp_path / "heat.csv").write_text("a1,a2,degrees\n" + "".join(f"{p},{q},{3 * p + q:.3f}\n" for p, q in x))
    (tmp_path / "signs.csv").write_text("".join(f"{p},{q},{int(p > q)}\n" for p, q in x))
    return tmp_path


def test_a_set_is_trained_evaluated_and_plotted(atelier, here):
    words = ("--epochs", 60, "--save", "p.atelier", "--plot", "p.png", "--json", "-")
    found = atelier("train", "--data", "plane", *words).json
    assert found["model"] == "mlp" and found["train_accuracy"] is None and found["test_rmse"] < 0.12
    with Image.open("p.png") as picture:
        assert picture.size == (1120, 600)
    document = read(here / "p.atelier")
    assert not document.class_names
    assert isinstance(document.experiment.data, PlaneValuesData)
    part = atelier("evaluate", "p.atelier", "plane", "--part", "test", "--json", "-").json
    assert part["rmse"] == pytest.approx(found["test_rmse"], rel=1e-4) and part["accuracy"] is None


def test_a_table_is_learned_in_its_own_units(atelier, here):
    told = atelier("train", "--data", "heat.csv", "--layers", "", "--epochs", 300, "--save", "h.atelier", "--json", "-")
    assert told.json["test_rmse"] < 1 and "degrees is taken as the value." in told.err
    assert told.json["train_loss"] == pytest.approx(told.json["train_rmse"] ** 2, rel=1e-3)
    assert atelier("evaluate", "h.atelier", "heat.csv", "--json", "-").json["rmse"] < 1
    assert "RMSE" in atelier("evaluate", "h.atelier", "heat.csv").out


def test_the_user_says_what_an_ambiguous_column_is(atelier, here):
    assert atelier("train", "--data", "signs.csv", "--epochs", 1, "--json", "-").json["train_accuracy"] is not None
    words = ("--target", "values", "--epochs", 1, "--json", "-")
    assert "train_rmse" in atelier("train", "--data", "signs.csv", *words).json


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--data saddle --model perceptron", "tells two classes apart, but saddle is plane values; allowed: mlp"),
        ("--data saddle --model regression", "fits values against one x, but saddle is plane values; allowed: mlp"),
        ("--data saddle --loss cross-entropy", "compares classes; for values it is one of squared-error"),
        ("--data saddle --stop-accuracy 0.9", "--stop-accuracy 0.9 goes with classes only; saddle is plane values"),
        ("--data saddle --label-noise 0.1", "--label-noise 0.1 goes with the built-in point sets only"),
        ("--data saddle --target values", "--target goes with files of points only, not with saddle"),
        ("--data heat.csv --target classes", "more than 6 different labels"),
    ],
)
def test_what_does_not_go_together_is_refused(atelier, here, words, told):
    outcome = atelier("train", *words.split())
    assert told in outcome.err and len(outcome.err.splitlines()) == 1
