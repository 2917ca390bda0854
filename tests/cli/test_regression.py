"""Values fitted from the command line: a line or a network, in the units of the file."""

import numpy as np
import pytest
from PIL import Image

from playground.data.value_sets import VALUE_SETS
from playground.document import read
from playground.engine.line import closed_form
from playground.training.chosen_values import ValuesData
from playground.ui.shell.opening import kind_for

KEYS = (
    *("data", "model", "layers", "parameters", "epochs", "steps", "seconds", "seed", "train_loss", "test_loss"),
    *("train_rmse", "test_rmse", "a", "b", "closed_form", "diverged", "notes"),
)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def heating(here):
    """Writes a table of temperatures in °C and kWh, far outside the plane; gives its numbers."""
    rng = np.random.default_rng(1)
    x = rng.uniform(-8, 20, 60).round(1)
    y = (300 - 12.5 * x + rng.normal(0, 15, 60)).round(2)
    rows = "".join(f"{number};{kwh};{degrees}\n" for number, (degrees, kwh) in enumerate(zip(x, y, strict=True)))
    (here / "heating.csv").write_text("day;y;x\n" + rows)
    (here / "two.csv").write_text("degrees,kWh\n" + "".join(f"{a},{b}\n" for a, b in zip(x, y, strict=True)))
    return x, y


@pytest.mark.parametrize("name", VALUE_SETS)
def test_the_line_ends_at_its_closed_form(atelier, name):
    found = atelier("train", "--data", name, "--json", "-").json
    assert tuple(found) == KEYS
    assert (found["data"], found["model"], found["layers"], found["parameters"]) == (name, "regression", "", 2)
    best = found["closed_form"]
    assert (found["a"], found["b"]) == pytest.approx((best["a"], best["b"]), abs=1e-3)
    assert found["train_loss"] == pytest.approx(best["loss"], abs=1e-4) and not found["diverged"]


@pytest.mark.parametrize("name", VALUE_SETS)
def test_a_network_fits_every_set_out_of_the_box(atelier, name):
    words = ("--model", "regression", "--layers", "dense16:tanh", "--noise", 0)
    found = atelier("train", "--data", name, *words, "--json", "-").json
    assert "closed_form" not in found and "train_accuracy" not in found and found["parameters"] == 49
    assert found["train_loss"] < 0.03


def test_layers_that_name_no_activation_are_tanh(atelier):
    words = ("train", "--data", "line", "--epochs", 1, "--layers", "dense6 dense3:relu dropout0.1", "--json", "-")
    assert atelier(*words).json["layers"] == "dense6:tanh dense3:relu dropout0.1"
    found = atelier(*words[:5], "--model", "mlp", "--json", "-").json
    assert found["model"] == "mlp" and found["train_accuracy"] is None and "a" not in found


@pytest.mark.parametrize("file", ["heating.csv", "two.csv"])
def test_a_table_is_fitted_in_its_own_units(atelier, heating, file):
    x, y = heating
    found = atelier("train", "--data", file, "--model", "regression", "--train-share", 1, "--json", "-").json
    best = closed_form(x, y)
    assert (found["a"], found["b"], found["train_loss"]) == pytest.approx(best, rel=1e-4)
    assert tuple(found["closed_form"].values()) == pytest.approx(best, rel=1e-4)
    assert found["test_loss"] is None and any("scaled to fit the plane" in note for note in found["notes"])


def test_losses_in_the_units_of_the_file_are_those_of_the_line_that_is_told(atelier, heating):
    x, y = heating
    for loss, mean in (("squared-error", lambda e: np.mean(e * e)), ("absolute-error", lambda e: np.mean(np.abs(e)))):
        words = ("--loss", loss, "--train-share", 1, "--json", "-")
        found = atelier("train", "--data", "two.csv", *words).json
        assert found["train_loss"] == pytest.approx(mean(found["a"] * x + found["b"] - y), rel=1e-4)


def test_what_fits_into_the_plane_is_taken_as_it_is(atelier, here):
    (here / "small.csv").write_text("x,y\n0,1\n1,2\n2,2.5\n")
    found = atelier("train", "--data", "small.csv", "--train-share", 1, "--json", "-").json
    assert found["notes"] == [] and (found["a"], found["b"]) == pytest.approx((0.75, 13 / 12), abs=1e-3)


def test_values_far_from_zero_and_close_together_are_learned_for_longer(atelier, here):
    x = np.linspace(2.4, 3, 30)
    (here / "narrow.csv").write_text("x,y\n" + "".join(f"{each},{7 - 2 * each}\n" for each in x))
    found = atelier("train", "--data", "narrow.csv", "--json", "-").json
    assert found["epochs"] > 2000 and (found["a"], found["b"]) == pytest.approx((-2, 7), abs=1e-2)


def test_the_line_is_told_beside_its_closed_form(atelier):
    told = atelier("train", "--data", "line").out
    assert "Line         f(x) = 0.7091·x + 0.3944\n" in told and "Closed form  f(x) = 0.7091·x + 0.3944   mean" in told
    assert "Accuracy" not in told


def test_a_rate_above_the_largest_leaves_the_valley(atelier):
    found = atelier("train", "--data", "line", "--learning-rate", 0.6, "--json", "-")
    assert found.json["diverged"] and "diverged" in found.err


def test_outliers_pull_the_line_less_where_they_count_less(atelier):
    def slope(loss):
        words = ("--outliers", 0.15, "--loss", loss, "--json", "-")
        return atelier("train", "--data", "line", *words).json["a"]

    squared, huber, absolute = map(slope, ("squared-error", "huber", "absolute-error"))
    assert squared < huber < absolute < 0.75


def test_a_saved_line_is_evaluated_in_the_units_that_it_learned(atelier, heating, here):
    found = atelier("train", "--data", "two.csv", "--save", "m.atelier", "--json", "-").json
    document = read(here / "m.atelier")
    assert isinstance(document.experiment.data, ValuesData) and document.class_names == ()
    assert document.workspace == "regression" and kind_for(document, "m.atelier").name == "regression"
    evaluated = {
        part: atelier("evaluate", "m.atelier", "two.csv", "--part", part, "--json", "-").json
        for part in ("train", "test", "all")
    }
    assert evaluated["train"]["loss"] == pytest.approx(found["train_loss"], rel=1e-5)
    assert evaluated["test"]["loss"] == pytest.approx(found["test_loss"], rel=1e-5)
    assert evaluated["all"]["count"] == 60 and evaluated["all"]["accuracy"] is None
    x, y = heating[0] + 1, heating[1]
    (here / "new.csv").write_text("kWh,degrees\n" + "".join(f"{b},{a}\n" for a, b in zip(x, y, strict=True)))
    loss = atelier("evaluate", "m.atelier", "new.csv", "--json", "-").json["loss"]
    assert loss == pytest.approx(np.mean((found["a"] * x + found["b"] - y) ** 2), rel=1e-3)
    assert "Loss" in atelier("evaluate", "m.atelier", "new.csv").out


def test_a_built_in_set_is_made_anew_to_evaluate(atelier, here):
    trained = atelier("train", "--data", "sine", "--layers", "dense16:tanh", "--save", "m.atelier", "--json", "-").json
    anew = atelier("evaluate", "m.atelier", "sine", "--points", 300, "--json", "-").json
    assert anew["count"] == 300 and anew["loss"] < 0.15
    same = atelier("evaluate", "m.atelier", "sine", "--part", "test", "--json", "-").json
    assert same["loss"] == pytest.approx(trained["test_loss"], rel=1e-5)


@pytest.mark.parametrize("words", ["--data step --layers dense8:relu --outliers 0.1", "--data two.csv"])
def test_points_fit_and_truth_are_drawn(atelier, heating, here, words):
    assert atelier("train", *words.split(), "--epochs", 20, "--plot", "p.png").status == 0
    with Image.open(here / "p.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(2**20)}
    assert {(0x1D, 0x23, 0x30), (0x34, 0x54, 0xD1)} <= colours


def test_arrays_and_single_values_are_fitted(atelier, here):
    x = np.linspace(-2, 2, 20)
    np.savez(here / "a.npz", x=x, y=0.5 * x - 1)
    found = atelier("train", "--data", "a.npz", "--json", "-").json
    assert (found["a"], found["b"]) == pytest.approx((0.5, -1), abs=1e-3)
    (here / "one.csv").write_text("x,y\n7000,5\n")
    found = atelier("train", "--data", "one.csv", "--train-share", 1, "--json", "-").json
    assert (found["closed_form"]["a"], found["closed_form"]["b"]) == (0, 5)
    assert found["train_loss"] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("train --data line --model perceptron", "learns points, but line is values; allowed: mlp, regression"),
        ("train --data line --model cnn", "needs pictures, but line is values; allowed: mlp, regression"),
        ("train --data two.csv --model perceptron", "learns points, but two.csv is values"),
        ("train --data circle --model regression", "fits values, but circle is points; allowed: perceptron, mlp"),
        ("train --data digits --model regression", "fits values, but digits is pictures; allowed: mlp, cnn"),
        ("train --data classes.csv --model regression", "holds words (red, blue) in label"),
        ("train --data FOLDER --model regression", "holds pictures or arrays of them, not values"),
        ("train --data line --loss cross-entropy", "'cross-entropy' compares classes"),
        ("train --data line --layers conv8x3", "a network for values has dense and dropout layers only"),
        ("train --data line --activation relu", "--activation relu goes with --layers"),
        ("train --data line --outliers 0.6", "'0.6' is not a number from 0 to 0.5"),
        ("train --data line --points 1", "'1' is not a whole number from 2"),
        (
            "train --data circle --outliers 0.1",
            "--outliers 0.1 goes with the built-in value sets only, not with circle",
        ),
        (
            "train --data two.csv --noise 0.1",
            "--noise 0.1 goes with the built-in point, value and plane value sets only",
        ),
        ("train --data nothing.csv --model regression", "neither a file or folder nor a built-in set"),
        ("train --data empty.csv --model regression", "empty.csv holds no values"),
        ("evaluate line.atelier circle", "was trained on values; circle holds none"),
        ("evaluate line.atelier classes.csv", "holds words"),
        ("evaluate circle.atelier line", "was trained on points; line holds none"),
        ("predict line.atelier 1.5", "was trained on values; predict takes a model of pictures"),
    ],
)
def test_what_does_not_go_together_is_refused(refused, atelier, heating, here, words, told):
    (here / "classes.csv").write_text("x1,x2,label\n1,2,red\n2,1,blue\n")
    (here / "empty.csv").write_text("")
    (here / "FOLDER" / "a").mkdir(parents=True)
    for name in ("line", "circle"):
        if f"{name}.atelier" in words:
            atelier("train", "--data", name, "--epochs", 1, "--save", f"{name}.atelier")
    assert told in refused(*words.split())
