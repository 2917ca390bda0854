"""`atelier train`: what it prints, writes and refuses."""

import json
import math
import os
import sys

import pytest
from PIL import Image

from playground.document import DocumentError, read
from playground.engine.words import format_layers
from playground.ui.workspaces.network.kind import NETWORK

KEYS = [
    "data",
    "model",
    "layers",
    "parameters",
    "epochs",
    "steps",
    "seconds",
    "seed",
    "train_loss",
    "test_loss",
    "train_accuracy",
    "test_accuracy",
    "diverged",
    "notes",
]


def test_a_network_learns_the_circle(atelier):
    found = atelier("train", "--data", "circle", "--epochs", 30, "--seed", 5, "--json", "-").json
    assert list(found) == KEYS
    assert found["data"] == "circle" and found["model"] == "mlp" and found["layers"] == "dense8:tanh dense8:tanh"
    assert (found["parameters"], found["epochs"], found["seed"]) == (105, 30, 5)
    assert found["steps"] == 30 * math.ceil(350 / 16)
    assert found["test_accuracy"] > 0.95 and found["test_loss"] < 0.2 and found["diverged"] is False


@pytest.mark.parametrize("option", ["--layers", "--learning-rate", "--points", "--save", "--json"])
def test_two_dashes_are_no_value(refused, option):
    assert option in refused("train", "--data", "circle", f"{option}=--")


@pytest.mark.parametrize("option", ["--data", "--save", "--plot", "--json"])
@pytest.mark.parametrize(
    ("name", "why"),
    [("a" * 300, "too long"), ("a/" * 3000, "too long"), ("a\0", "no file")],
    ids=["name", "path", "NUL"],
)
def test_a_name_that_no_file_can_have_is_named(refused, monkeypatch, option, name, why):
    monkeypatch.setattr("playground.cli.train.train", None)
    data = [] if option == "--data" else ["--data", "circle"]
    assert why in refused("train", *data, option, f"{name}x.png")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given otherwise on Windows")
@pytest.mark.parametrize("option", ["--save", "--plot", "--json"])
@pytest.mark.parametrize("name", ["new.png", "file.png"])
def test_what_may_not_be_written_is_named_before_anything_is_trained(refused, monkeypatch, closed_folder, option, name):
    monkeypatch.setattr("playground.cli.train.train", None)
    assert "may not be written" in refused("train", "--data", "circle", option, closed_folder() / name)


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="there are no devices here")
def test_a_document_takes_the_place_of_a_file_and_of_nothing_else(atelier, refused, monkeypatch):
    words = ("train", "--data", "circle", "--epochs", "1")
    assert atelier(*words, "--json", "/dev/null").status == 0
    monkeypatch.setattr("playground.cli.train.train", None)
    assert "not an ordinary file" in refused(*words, "--save", "/dev/null")


def test_what_was_reached_is_told_though_it_cannot_be_saved(atelier, tmp_path, monkeypatch):
    def full(*_):
        raise DocumentError("x.atelier cannot be written: No space left on device")

    monkeypatch.setattr("playground.cli.train.write", full)
    outcome = atelier("train", "--data", "circle", "--epochs", 1, "--json", "-", "--save", tmp_path / "x.atelier")
    assert outcome.status == 2 and outcome.json["epochs"] == 1 and "No space left" in outcome.err


def test_no_name_at_all_is_refused(refused):
    assert "''" in refused("train", "--data", "")


def test_the_same_seed_gives_the_same_figures(atelier):
    runs = [atelier("train", "--data", "moons", "--epochs", 3, "--json", "-").json for _ in range(2)]
    assert {**runs[0], "seconds": 0} == {**runs[1], "seconds": 0}


def test_a_perceptron_settles_on_separable_points(atelier):
    outcome = atelier("train", "--data", "separable", "--model", "perceptron", "--json", "-")
    found = outcome.json
    assert (found["parameters"], found["layers"], found["train_loss"]) == (3, "", None)
    assert found["train_accuracy"] == 1.0 and found["epochs"] < 100


def test_a_perceptron_tells_its_rule_and_its_inputs(atelier):
    words = ["train", "--data", "xor", "--model", "perceptron", "--epochs", "20", "--json", "-"]
    found = atelier(*words).json
    assert list(found) == [*KEYS[:-1], "rule", "inputs", "notes"]
    assert (found["rule"], found["inputs"]) == ("rosenblatt", ["x1", "x2"])
    pocket = atelier(*words, "--rule", "pocket").json
    assert pocket["rule"] == "pocket" and pocket["steps"] == found["steps"]
    assert pocket["train_accuracy"] > found["train_accuracy"]


@pytest.mark.parametrize(
    ("data", "words", "inputs"),
    [("circle", "x1^2 x2^2", ["x1^2", "x2^2"]), ("xor", "x1x2, sin x1", ["x1x2", "sin x1"])],
)
def test_a_perceptron_settles_in_inputs_in_which_the_classes_are_separable(atelier, tmp_path, data, words, inputs):
    given = ["--data", data, "--model", "perceptron", "--inputs", words, "--rule", "averaged", "--noise", 0]
    files = {"--save": tmp_path / "a.atelier", "--plot": tmp_path / "a.png"}
    outcome = atelier("train", *given, *(part for pair in files.items() for part in pair))
    assert "Settled     yes" in outcome.out and all(file.exists() for file in files.values())
    assert list(read(tmp_path / "a.atelier").experiment.model.inputs) == inputs
    found = atelier("evaluate", tmp_path / "a.atelier", data, "--part", "train", "--json", "-").json
    assert found["accuracy"] > 0.98


def test_a_network_takes_the_inputs_that_are_asked_for(atelier, tmp_path):
    words = ["--data", "circle", "--layers", "", "--noise", 0, "--inputs", "x1^2, x2^2 sin x1", "--epochs", 60]
    outcome = atelier("train", *words, "--save", tmp_path / "a.atelier", "--json", "-")
    assert outcome.json["parameters"] == 4 and outcome.json["train_accuracy"] > 0.98
    assert read(tmp_path / "a.atelier").experiment.data.features == ("x1^2", "x2^2", "sin x1")


def test_a_perceptron_never_settles_on_xor(atelier):
    outcome = atelier("train", "--data", "xor", "--model", "perceptron", "--epochs", 5)
    assert outcome.status == 0 and "Settled     no" in outcome.out


def test_a_cnn_learns_the_digits(atelier):
    found = atelier("train", "--data", "digits", "--epochs", 4, "--json", "-").json
    assert found["model"] == "cnn" and "conv" in found["layers"] and found["test_accuracy"] > 0.8


def test_layers_without_an_activation_take_the_one_given(atelier):
    words = "dense4 dense5:sigmoid dropout0.1 dense3:linear"
    common = ["train", "--data", "rings", "--epochs", 1, "--json", "-", "--layers", words]
    found = atelier(*common, "--activation", "elu").json
    assert found["layers"] == "dense4:elu dense5:sigmoid dropout0.1 dense3:linear"
    again = atelier("train", "--data", "rings", "--epochs", 1, "--json", "-", "--layers", found["layers"]).json
    assert {**again, "seconds": 0} == {**found, "seconds": 0}


def test_no_hidden_layer_at_all(atelier):
    found = atelier("train", "--data", "blobs", "--layers", "", "--epochs", 2, "--json", "-").json
    assert found["parameters"] == 3 and found["layers"] == ""


def test_without_test_points_their_figures_are_null(atelier):
    found = atelier("train", "--data", "blobs", "--train-share", 1, "--epochs", 2, "--json", "-").json
    assert found["test_loss"] is None and found["test_accuracy"] is None


def test_divergence_is_told_and_nothing_is_nan(atelier):
    words = ["--layers", "dense8:linear dense8:linear dense8:linear", "--optimizer", "sgd", "--learning-rate", 100]
    outcome = atelier("train", "--data", "circle", *words, "--epochs", 30, "--json", "-")
    assert outcome.status == 0 and outcome.json["diverged"] is True
    assert outcome.json["epochs"] < 30 and "diverged" in outcome.err and outcome.err.count("\n") == 1


def test_the_files_that_were_asked_for_are_written(atelier, tmp_path):
    model, plot, figures = tmp_path / "m.atelier", tmp_path / "p.png", tmp_path / "f.json"
    words = ["--data", "rings", "--epochs", 3, "--save", model, "--plot", plot, "--json", figures]
    outcome = atelier("train", *words)
    assert outcome.status == 0 and "Accuracy" in outcome.out and outcome.err == ""
    assert list(json.loads(figures.read_text(encoding="utf-8"))) == KEYS
    assert read(model).class_names == ("A", "B", "C")
    with Image.open(plot) as picture:
        assert picture.format == "PNG" and len(picture.convert("RGB").getcolors(2**20)) > 50


@pytest.mark.parametrize(
    "words", ["--data digits --epochs 1", "--data xor --model perceptron --epochs 2"], ids=["pictures", "perceptron"]
)
def test_plots_of_other_models(atelier, tmp_path, words):
    assert atelier("train", *words.split(), "--plot", tmp_path / "p.png").status == 0
    with Image.open(tmp_path / "p.png") as picture:
        assert picture.size == (1120, 600)


def test_points_from_a_file(atelier, tmp_path):
    rows = [f"{x},{y},{'up' if y > 4 * x else 'down'}" for x in range(10) for y in range(0, 60, 3)]
    file = tmp_path / "points.csv"
    file.write_text("x1,x2,label\n" + "\n".join(rows), encoding="utf-8")
    outcome = atelier("train", "--data", file, "--save", tmp_path / "m.atelier", "--epochs", 60, "--json", "-")
    assert outcome.status == 0 and outcome.json["data"] == str(file)
    # The model knows the file's own units: the same points again are recognised as well as in training.
    found = atelier("evaluate", tmp_path / "m.atelier", file, "--json", "-").json
    assert found["count"] == 200 and found["accuracy"] > 0.95


def test_what_was_chosen_of_a_file_is_told(atelier, tmp_path):
    file = tmp_path / "orange.tab"
    rows = "".join(f"{i}\t{i % 3}\t{'ab?'[i % 3]}\t{i % 2}\n" for i in range(9))
    file.write_text("id\ty\tclass\tx\nc\tc\ta b\tc\n\t\tclass\t\n" + rows, encoding="utf-8")
    outcome = atelier("train", "--data", file, "--epochs", 1)
    assert outcome.status == 0
    assert "taken as x1, x2 and label: x, y, class; passed over: id. 3 lines without a label" in outcome.err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("--data nowhere", "'nowhere'"),
        ("--data circle --model tree", "'tree'"),
        ("--data circle --learning-rate abc", "'abc'"),
        ("--data circle --learning-rate -1", "'-1'"),
        ("--data circle --learning-rate 0", "'0'"),
        ("--data circle --learning-rate nan", "'nan'"),
        ("--data circle --learning-rate inf", "'inf'"),
        ("--data circle --epochs 0", "'0'"),
        ("--data circle --epochs 1.5", "'1.5'"),
        ("--data circle --batch-size 0", "'0'"),
        ("--data circle --noise 7", "'7'"),
        ("--data circle --train-share 0", "'0'"),
        ("--data circle --points 1", "'1'"),
        ("--data circle --points 999999", "999999"),
        ("--data circle --seed -1", "'-1'"),
        ("--data circle --l1 -1", "'-1'"),
        ("--data circle --l2 many", "'many'"),
        ("--data circle --init magic", "'magic'"),
        ("--data circle --loss magic", "'magic'"),
        ("--data circle --optimizer magic", "'magic'"),
        ("--data circle --activation magic", "'magic'"),
        ("--data circle --activation step", "step"),
        ("--data circle --layers magic", "'magic'"),
        ("--data circle --layers dense0", "0"),
        ("--data circle --layers dense8:magic", "magic"),
        ("--data circle --layers pool2", "pool2"),
        ("--data circle --model cnn", "cnn"),
        ("--data rings --model perceptron", "rings"),
        ("--data digits --model perceptron", "digits"),
        ("--data xor --model perceptron --layers dense8", "--layers"),
        ("--data xor --model perceptron --optimizer adam", "--optimizer"),
        ("--data xor --model perceptron --rule mira", "'mira'"),
        ("--data xor --model perceptron --inputs x1", "'x1'"),
        ("--data xor --model perceptron --inputs x1,x1", "x1, x1"),
        ("--data xor --inputs x3", "'x3'"),
        ("--data digits --inputs x1", "--inputs"),
        ("--data xor --rule pocket", "--rule"),
        ("--data digits --noise 0.1", "--noise"),
        ("--data digits --points 99999", "99,999"),
        ("--data digits --layers pool9", "8 × 8"),
        ("--data digits --layers conv8x3:relu", None),
        ("--data digits --model mlp --layers dense3900000", "parameters"),
        ("--data circle --save /nowhere/at/all.atelier", "/nowhere/at"),
        ("--data circle --plot plot.jpg", ".png"),
        ("--data circle --json /", "folder"),
        ("--data circle --magic", "--magic"),
        ("", "--data"),
    ],
)
def test_what_is_refused(request, words, named):
    if named is None:
        outcome = request.getfixturevalue("atelier")("train", *words.split(), "--epochs", 1)
        assert outcome.status == 0
        return
    error = request.getfixturevalue("refused")("train", *words.split())
    assert named in error or named.replace("99,999", "99999") in error


def test_bad_files_are_refused(refused, tmp_path):
    file = tmp_path / "bad.csv"
    for content in (b"", b"x1,x2,label\n1,2\n", b"a,b,c\n1,nan,A\n", b"\x00\xff\xfe"):
        file.write_bytes(content)
        assert "bad.csv" in refused("train", "--data", file)
    assert "empty" in refused("train", "--data", _empty_folder(tmp_path))


def test_too_few_points_to_train_on_are_refused(atelier, tmp_path):
    file = tmp_path / "few.csv"
    for rows in ("0,1,A\n1,0,B\n", "0,1,A\n1,0,B\n1,1,A\n"):
        file.write_text("x1,x2,label\n" + rows)
        for seed in range(4):
            outcome = atelier("train", "--data", file, "--train-share", 0.1, "--epochs", 2, "--seed", seed)
            assert outcome.status == 0 or "none of the" in outcome.err


def _empty_folder(folder):
    (folder / "empty").mkdir()
    return folder / "empty"


def test_a_training_that_takes_long_is_announced(atelier, monkeypatch):
    monkeypatch.setattr("playground.cli.plan.LONG_WORK", 1000)
    told = atelier("train", "--data", "circle", "--epochs", 1).err
    assert told == "atelier: a network of 105 parameters is trained, which takes its time; Ctrl+C ends it\n"


def test_numbers_may_be_grouped_as_the_limits_are(atelier):
    found = atelier("train", "--data", "circle", "--points", "1,000", "--epochs", 1, "--json", "-").json
    assert found["steps"] == 44  # 700 points in batches of 16


def test_dropout_between_layers_of_points_opens_in_the_network_workspace(tmp_path, atelier):
    words = "dense8:tanh dropout0.2 dense8:tanh"
    path = tmp_path / "d.atelier"
    atelier("train", "--data", "moons", "--layers", words, "--epochs", 2, "--save", path)
    document = read(path)
    assert document.workspace == "network" and NETWORK.objection is not None and NETWORK.objection(document) is None
    assert format_layers(document.experiment.model.hidden) == words


def test_label_noise_is_an_option_and_is_kept(atelier, refused, tmp_path):
    words = ("train", "--data", "blobs", "--noise", 0, "--epochs", 20, "--json", "-")
    assert atelier(*words).json["train_accuracy"] == 1
    found = atelier(*words, "--label-noise", 0.3, "--save", tmp_path / "noisy.atelier").json
    assert 0.6 < found["train_accuracy"] < 0.9
    assert read(tmp_path / "noisy.atelier").experiment.data.label_noise == 0.3
    assert "--label-noise" in refused("train", "--data", "blobs", "--label-noise", 0.7)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--stop-loss", 0.5, "the training loss is below 0.5"),
        ("--stop-accuracy", 0.9, "the accuracy has reached 0.9"),
        ("--patience", 1, "nothing better for 1 epochs; the weights are those of epoch"),
    ],
)
def test_a_condition_ends_training_early_and_is_named(atelier, option, value, said):
    # Half the labels are wrong, so that the test loss rises soon.
    noise = ("--label-noise", 0.5) if option == "--patience" else ()
    found = atelier("train", "--data", "circle", *noise, "--epochs", 300, option, value, "--json", "-").json
    assert found["epochs"] < 300 and said in found["notes"][-1]
