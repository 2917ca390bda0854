"""`atelier evaluate` and `atelier predict`."""

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from playground.data.image_sets import make_images
from playground.data.pictures import to_picture
from playground.document import read, write


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    from playground.cli import main

    folder = tmp_path_factory.mktemp("models")
    for name, words in {
        "rings": "--data rings --epochs 40",
        "separable": "--data separable --model perceptron",
        "digits": "--data digits --epochs 4",
        "shapes": "--data shapes --points 200 --epochs 1",
    }.items():
        assert (
            main(["train", *words.split(), "--save", str(folder / f"{name}.atelier"), "--json", str(folder / "x")]) == 0
        )
    return folder


def test_evaluate_counts_every_sample(atelier, trained):
    found = atelier("evaluate", trained / "digits.atelier", "digits", "--json", "-").json
    assert list(found) == ["accuracy", "loss", "rmse", "count", "classes", "confusion", "notes"]
    counts = np.array(found["confusion"])
    assert counts.shape == (10, 10) and counts.sum() == found["count"] == 1797
    assert found["accuracy"] == pytest.approx(np.trace(counts) / 1797) and found["accuracy"] > 0.8
    assert counts.sum(axis=1).tolist() == list(make_images("digits").counts())


@pytest.mark.parametrize("size", [28, 400])
def test_a_folder_of_pictures_is_evaluated(atelier, tmp_path, size):
    """Pictures of the network's own size are only scaled; photographs are prepared as single ones are."""
    strokes = make_images("strokes", 40, seed=9)
    for index, (image, label) in enumerate(zip(strokes.images, strokes.label, strict=True)):
        folder = tmp_path / "pictures" / strokes.class_names[label]
        folder.mkdir(parents=True, exist_ok=True)
        picture = to_picture(image)
        if size != 28:
            picture = ImageOps.invert(ImageOps.expand(picture.resize((size, size)), size // 2))
        picture.save(folder / f"{index}.png")
    found = atelier("evaluate", "strokes", tmp_path / "pictures", "--json", "-").json
    assert found["count"] == 40 and found["accuracy"] >= 0.95


def test_evaluate_prints_a_table(atelier, trained, tmp_path):
    outcome = atelier("evaluate", trained / "rings.atelier", "rings", "--points", 90, "--json", tmp_path / "r.json")
    assert outcome.status == 0 and "Accuracy" in outcome.out and "90 samples" in outcome.out
    assert json.loads((tmp_path / "r.json").read_text())["accuracy"] > 0.95


def test_a_perceptron_sees_the_plane_whatever_the_features(atelier, trained):
    document = read(trained / "separable.atelier")
    data = replace(document.experiment.data, features=("x1x2",))
    write(trained / "odd.atelier", document.with_run(experiment=replace(document.experiment, data=data)))
    found, usual = (
        atelier("evaluate", trained / name, "separable", "--json", "-").json
        for name in ("odd.atelier", "separable.atelier")
    )
    assert found == usual


def test_weights_that_overflow_give_no_warnings(atelier, trained):
    document = read(trained / "rings.atelier")
    write(trained / "wild.atelier", document.with_run(theta=document.theta * 0 + 3e38))
    outcome = atelier("evaluate", trained / "wild.atelier", "rings", "--json", "-")
    assert (outcome.status, outcome.json["loss"]) == (0, None) and outcome.err.count("\n") == 1, outcome.err


def test_a_perceptron_is_evaluated(atelier, trained):
    found = atelier("evaluate", trained / "separable.atelier", "separable", "--seed", 42, "--json", "-").json
    assert found["accuracy"] == 1.0 and found["loss"] is None and np.array(found["confusion"]).shape == (2, 2)


def test_the_shipped_network_knows_strokes_it_has_not_seen(atelier):
    found = atelier("evaluate", "strokes", "strokes", "--points", 500, "--json", "-").json
    assert found["count"] == 500 and found["accuracy"] > 0.97


def test_the_shipped_network_reads_handwriting_of_real_people(atelier):
    found = atelier("evaluate", "strokes", "digits", "--points", 300, "--json", "-").json
    assert found["accuracy"] > 0.94


@pytest.mark.parametrize(
    ("model", "data", "named"),
    [
        ("nothing.atelier", "digits", "nothing.atelier"),
        ("strokes", "nothing", "nothing"),
        ("strokes", "circle", "circle"),
        ("strokes", "shapes --points 20", "circle"),
        ("rings", "digits", "digits"),
        ("digits", "shapes --points 20", "circle"),
        (__file__, "digits", "not an Atelier document"),
        ("strokes", "a" * 300, "too long"),
        ("strokes", "a\0b", "no file"),
        ("a" * 300, "digits", "too long"),
        ("a\0b", "digits", "no file"),
    ],
)
def test_what_evaluate_refuses(refused, trained, model, data, named):
    saved = trained / f"{model}.atelier"
    assert named in refused("evaluate", saved if os.path.exists(saved) else model, *data.split())


def drawn_seven(path):
    picture = Image.new("RGB", (400, 300), (240, 238, 230))
    ImageDraw.Draw(picture).line([(150, 80), (240, 80), (185, 230)], (30, 30, 90), 14, joint="curve")
    picture.save(path)
    return path


def test_predict_names_the_digit(atelier, tmp_path):
    first, second = drawn_seven(tmp_path / "seven.png"), drawn_seven(tmp_path / "again.jpg")
    found = atelier("predict", "strokes", first, second, "--json", "-").json
    assert [answer["file"] for answer in found] == [str(first), str(second)]
    for answer in found:
        assert list(answer) == ["file", "label", "probabilities", "known", "novelty"]
        assert answer["label"] == "7" and list(answer["probabilities"]) == list("0123456789")
        assert sum(answer["probabilities"].values()) == pytest.approx(1)


def test_predict_prints_a_line_per_picture(atelier, tmp_path):
    outcome = atelier("predict", "strokes", drawn_seven(tmp_path / "seven.png"))
    assert outcome.status == 0 and outcome.out.count("\n") == 1 and "7 " in outcome.out


def test_predict_says_that_there_are_several_digits_and_reads_the_one_that_is_asked_for(atelier, tmp_path):
    picture = Image.new("L", (500, 300), 255)
    draw = ImageDraw.Draw(picture)
    draw.line((120, 90, 120, 210), fill=0, width=14)
    draw.line((260, 60, 400, 60, 310, 240), fill=0, width=14, joint="curve")
    picture.save(tmp_path / "17.png")
    assert "2 digits" in atelier("predict", "strokes", tmp_path / "17.png").out
    (largest,) = atelier("predict", "strokes", tmp_path / "17.png", "--json", "-").json
    (first,) = atelier("predict", "strokes", tmp_path / "17.png", "--digit", "1", "--json", "-").json
    assert (largest["label"], largest["digit"], first["label"], first["digit"]) == ("7", 2, "1", 1)
    assert [round(box[0], 2) for box in largest["digits"]] == pytest.approx([113 / 500, 260 / 500], abs=0.02)
    outcome = atelier("predict", "strokes", tmp_path / "17.png", "--digit", "3")
    assert outcome.status == 2 and "digit 3" in outcome.err


def test_predict_turns_crops_and_inverts(atelier, tmp_path):
    seven = Image.open(drawn_seven(tmp_path / "seven.png")).convert("L")
    page = Image.new("L", (seven.width * 2, seven.height), 255)
    page.paste(seven, (seven.width, 0))
    ImageOps.invert(page.transpose(Image.Transpose.ROTATE_90)).save(tmp_path / "lying.png")
    words = ("--turn", "right", "--crop", "50,0,100,100", "--invert")
    (answer,) = atelier("predict", "strokes", tmp_path / "lying.png", *words, "--json", "-").json
    assert answer["label"] == "7"


@pytest.mark.parametrize(
    "words", [("--turn", "upwards"), ("--crop", "60,0,40,100"), ("--crop", "1,2,3"), ("--digit", "0")]
)
def test_what_cannot_be_done_to_a_picture_is_refused(refused, tmp_path, words):
    assert repr(words[1]) in refused("predict", "strokes", drawn_seven(tmp_path / "seven.png"), *words)


def drawn_tree(path):
    picture = Image.new("RGB", (400, 300), (240, 238, 230))
    drawing = ImageDraw.Draw(picture)
    drawing.line([(200, 280), (200, 30)], (30, 30, 90), 10)
    for top, reach in ((70, 40), (130, 70), (190, 100)):
        drawing.line([(200 - reach, top + 60), (200, top), (200 + reach, top + 60)], (30, 30, 90), 10, joint="curve")
    picture.save(path)
    return path


def test_a_model_says_when_it_knows_nothing_like_a_picture(atelier, tmp_path):
    files = drawn_seven(tmp_path / "seven.png"), drawn_tree(tmp_path / "tree.png")
    seven, tree = atelier("predict", "strokes", *files, "--json", "-").json
    assert seven["known"] is True and seven["novelty"] <= 1
    assert tree["known"] is False and tree["novelty"] > 1
    known, unknown = atelier("predict", "strokes", *files).out.splitlines()
    assert known.endswith("%") and unknown.endswith("nothing fits")


def test_a_model_that_is_saved_knows_what_it_learned(atelier, trained, tmp_path):
    picture = to_picture(make_images("digits", 40, seed=3).images[7]).resize((200, 200), Image.Resampling.BICUBIC)
    ImageOps.expand(picture, 60).save(tmp_path / "digit.png")
    noise = np.random.default_rng(1).integers(0, 256, (90, 90), np.uint8)
    Image.fromarray(noise).save(tmp_path / "noise.png")
    files = tmp_path / "digit.png", tmp_path / "noise.png"
    digit, other = atelier("predict", trained / "digits.atelier", *files, "--json", "-").json
    assert digit["novelty"] < other["novelty"] and other["known"] is False


def test_an_older_document_does_not_tell_whether_it_knows_a_picture(atelier, tmp_path):
    old = Path(__file__).parents[1] / "document" / "formats" / "1-images-strokes.atelier"
    (answer,) = atelier("predict", old, drawn_seven(tmp_path / "seven.png"), "--json", "-").json
    assert (answer["known"], answer["novelty"]) == (None, None)


def test_a_bad_picture_does_not_keep_the_others_from_being_read(atelier, tmp_path):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"this is no picture")
    outcome = atelier("predict", "strokes", bad, drawn_seven(tmp_path / "seven.png"), "--json", "-")
    assert outcome.status == 2 and [answer["label"] for answer in outcome.json] == ["7"]
    assert "bad.png" in outcome.err and outcome.err.count("\n") == 1


def test_a_coloured_picture_goes_to_a_network_that_takes_colours(atelier, trained, tmp_path):
    shapes = make_images("shapes", 4)
    to_picture(shapes.images[0]).resize((500, 400)).save(tmp_path / "shape.png")
    found = atelier("predict", trained / "shapes.atelier", tmp_path / "shape.png", "--json", "-").json
    assert found[0]["label"] in shapes.class_names


def test_what_predict_refuses(refused, atelier, trained, tmp_path):
    assert "points" in refused("predict", trained / "rings.atelier", drawn_seven(tmp_path / "a.png"))
    assert "MODEL" in refused("predict")
    for name, why in (("missing.png", "no such file"), ("a" * 300, "too long"), ("a\0b", "no file can have")):
        outcome = atelier("predict", "strokes", tmp_path / name)
        assert outcome.status == 2 and why in outcome.err and outcome.err.count("\n") == 1


def test_classes_follow_their_names_and_strange_ones_are_told(atelier, tmp_path):
    def points(name: str, labels: tuple[str, str]) -> str:
        rows = [f"{x},{y},{labels[x > 0]}" for x in (-2, -1, 1, 2) for y in (-1, 0, 1)]
        (tmp_path / name).write_text("x1,x2,label\n" + "\n".join(rows))
        return str(tmp_path / name)

    model = str(tmp_path / "model.atelier")
    atelier("train", "--data", points("learned.csv", ("healthy", "ill")), "--epochs", 300, "--save", model)
    outcome = atelier("evaluate", model, points("asked.csv", ("ill", "unknown")), "--json", "-")
    assert (outcome.json["count"], outcome.json["accuracy"]) == (6, 0.0) and "unknown: 6 samples" in outcome.err
    same = atelier("evaluate", model, points("same.csv", ("healthy", "ill")))
    assert "100.00%" in same.out and "healthy │" in same.out
    assert "A, B" in atelier("evaluate", model, "moons").err


def test_commands_read_nothing_that_only_a_document_names(atelier, trained, tmp_path, monkeypatch):
    """Neither evaluating nor predicting looks at the path that the pictures of training came from."""
    document = read(trained / "digits.atelier")
    data = replace(document.experiment.data, source=str(tmp_path / "elsewhere"))
    path, looked, stat, look = tmp_path / "m.atelier", [], os.stat, os.open
    write(path, document.with_run(experiment=replace(document.experiment, data=data)))
    to_picture(make_images("digits").images[0]).save(tmp_path / "one.png")
    monkeypatch.setattr(os, "stat", lambda name, *rest, **more: looked.append(str(name)) or stat(name, *rest, **more))
    monkeypatch.setattr(os, "open", lambda name, *rest, **more: looked.append(str(name)) or look(name, *rest, **more))
    assert atelier("evaluate", path, "digits").status == 0
    assert atelier("predict", path, tmp_path / "one.png").status == 0
    assert str(path) in looked and not [name for name in looked if "elsewhere" in name]
