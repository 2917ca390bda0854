"""Points evaluated with a saved network: columns and classes by name, training's scale, and which samples are asked."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

LEARNED = "weight,height,label"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def table(here) -> Callable[..., str]:
    """Writes 60 animals: cats weigh 35…45 and are 20…30 high, dogs weigh 55…65 and are 70…80 high."""

    def write(
        name: str,
        header: str = LEARNED,
        order: Sequence[int] = (0, 1, 2),
        factor: float = 1,
        labels: Sequence[str] = ("cat", "dog"),
        seed: int = 0,
    ) -> str:
        rng = np.random.default_rng(seed)
        lines = [header] if header else []
        for number in range(60):
            kind = number % 2
            weight, height = 40 + 20 * kind + rng.uniform(-5, 5), 25 + 50 * kind + rng.uniform(-5, 5)
            row = f"{weight * factor:.3f}", f"{height * factor:.3f}", labels[kind % len(labels)]
            lines.append(",".join(row[column] for column in order))
        (here / name).write_text("\n".join(lines) + "\n")
        return name

    return write


@pytest.fixture
def model(atelier, table) -> str:
    told = atelier("train", "--data", table("learned.csv"), "--epochs", 30, "--save", "m.atelier").err
    assert "each by itself: weight from 35" in told
    return "m.atelier"


def test_points_are_scaled_as_in_training_and_nothing_else_is_said(atelier, table, model):
    found = atelier("evaluate", model, table("new.csv", seed=1), "--json", "-")
    assert found.json["accuracy"] == 1 and len(found.json["notes"]) == 1
    assert found.json["notes"][0].startswith("Both axes are scaled as the network learned: weight from 35")
    assert "fit the plane" not in found.err


def test_points_in_other_units_are_told(atelier, table, model):
    found = atelier("evaluate", model, table("new.csv", factor=1000), "--json", "-").json
    (note,) = found["notes"]
    assert note.startswith("60 of 60 points lie outside the region that the network learned (weight from 35")
    assert note.endswith("are they in the same units?")


def test_a_network_of_the_plane_takes_points_as_they_are(atelier, table, here):
    atelier("train", "--data", "circle", "--epochs", 1, "--save", "c.atelier")
    table("new.csv", labels=("A", "B"))
    told = atelier("evaluate", "c.atelier", "new.csv").err
    assert "60 of 60 points lie outside" in told and "x1 from -2" in told
    (here / "half.csv").write_text("x1,x2,label\n" + "0,1,A\n1,0,B\n1,1,A\n0,0,B\n50,1,A\n")
    assert "The points are not scaled" in atelier("evaluate", "c.atelier", "half.csv").err


@pytest.mark.parametrize(
    ("header", "order", "told"),
    [
        ("height,weight,label", (1, 0, 2), "The columns are taken by their names: weight, then height."),
        ("label,height,weight", (2, 1, 0), "The columns are taken by their names: weight, then height."),
        ("Height [cm],WEIGHT (kg),label", (1, 0, 2), "taken by their names: WEIGHT (kg), then Height [cm]."),
        ("height,mass,label", (1, 0, 2), "mass is taken for weight."),
        ("weight,length,label", (0, 1, 2), "length is taken for height."),
        ("a,b,label", (0, 1, 2), "a is taken for weight. b is taken for height."),
        ("x1,x2,label", (0, 1, 2), "x1 is taken for weight. x2 is taken for height."),
        ("", (0, 1, 2), "have no names: the first is taken for weight, the second for height."),
    ],
)
def test_columns_are_mapped_by_their_names(atelier, table, model, header, order, told):
    found = atelier("evaluate", model, table("new.csv", header, order, seed=1), "--json", "-")
    assert found.json["accuracy"] == 1 and told in found.err


def test_the_columns_that_were_learned_are_found_among_others(atelier, here, table, model):
    rows = (here / table("new.csv", seed=1)).read_text().splitlines()[1:]
    wide = [f"7,{height},3,{weight},{label}" for weight, height, label in (row.split(",") for row in rows)]
    (here / "wide.csv").write_text("age,height,legs,weight,label\n" + "\n".join(wide))
    found = atelier("evaluate", model, "wide.csv", "--json", "-")
    assert found.json["accuracy"] == 1 and "taken as x1, x2 and label: weight, height, label" in found.err


def test_arrays_have_no_names(atelier, here, model):
    x, y = np.array([[40, 25], [60, 75.0], [41, 26]]), np.array(["cat", "dog", "cat"])
    np.savez(here / "a.npz", x=x, y=y)
    np.savez(here / "one.npz", x=x[:1], y=y[:1])
    assert atelier("evaluate", model, "a.npz", "--json", "-").json["accuracy"] == 1
    assert atelier("evaluate", model, "one.npz", "--json", "-").json["confusion"] == [[1, 0], [0, 0]]


def test_documents_without_names_of_columns_say_nothing_of_them(atelier, table):
    atelier("train", "--data", table("bare.csv", ""), "--epochs", 30, "--save", "m.atelier")
    found = atelier("evaluate", "m.atelier", table("new.csv", seed=1), "--json", "-").json
    assert found["accuracy"] == 1 and len(found["notes"]) == 1 and "x1 from 35" in found["notes"][0]


@pytest.mark.parametrize(
    ("labels", "count", "told"),
    [
        (("dog", "cat"), 60, ""),
        (("cat", "wolf"), 30, "m.atelier does not know wolf: 30 samples are left out"),
        (("cat", "wolf"), 30, "new.csv has no samples of dog"),
        (("dog",), 60, "new.csv has no samples of cat"),
        (("Cat", "dog"), 30, "does not know Cat"),
    ],
)
def test_classes_are_the_same_where_their_names_are(atelier, table, model, labels, count, told):
    found = atelier("evaluate", model, table("new.csv", labels=labels), "--json", "-")
    assert (found.status, found.json["count"], found.json["classes"]) == (
        0,
        count,
        ["cat", "dog"],
    ) and told in found.err
    counts = np.array(found.json["confusion"]).sum(axis=1)
    assert counts.tolist() == [60 // len(labels) * (name in labels) for name in ("cat", "dog")]


def test_of_other_classes_alone_nothing_can_be_told(refused, table, model):
    assert "has the classes x, y; m.atelier knows cat, dog" in refused(
        "evaluate", model, table("new.csv", labels=("x", "y"))
    )
    assert "has the classes wolf; m.atelier knows cat, dog" in refused(
        "evaluate", model, table("new.csv", labels=("wolf",))
    )


def test_a_document_is_no_set_of_data(refused, model):
    assert "m.atelier is a document that Atelier saved" in refused("evaluate", model, "m.atelier")
    assert "m.atelier is a document that Atelier saved" in refused("train", "--data", "m.atelier")


def test_training_still_needs_two_classes(refused, table):
    assert "only one class (cat)" in refused("train", "--data", table("one.csv", labels=("cat",)))


@pytest.mark.parametrize("words", ["circle --noise 0.2 --points 300", "learned.csv --seed 7", "digits --points 200"])
def test_the_test_part_gives_the_figures_of_training(atelier, table, words):
    table("learned.csv")
    trained = atelier("train", "--data", *words.split(), "--epochs", 2, "--save", "m.atelier", "--json", "-").json
    source = words.split()[0]
    for part in ("test", "train"):
        found = atelier("evaluate", "m.atelier", source, "--part", part, "--json", "-").json
        assert found["accuracy"] == pytest.approx(trained[f"{part}_accuracy"])
        assert found["loss"] == pytest.approx(trained[f"{part}_loss"], rel=1e-3)
        assert not any("--part" in note for note in found["notes"])


def test_evaluate_says_which_samples_it_takes(atelier, table):
    atelier("train", "--data", "circle", "--epochs", 1, "--save", "c.atelier")
    atelier("train", "--data", table("learned.csv"), "--epochs", 1, "--save", "m.atelier")
    assert "circle is made anew" in atelier("evaluate", "c.atelier", "circle").err
    assert "anew" not in atelier("evaluate", "c.atelier", "circle", "--seed", 5).err
    assert "The model learned some of these points" in atelier("evaluate", "m.atelier", "learned.csv").err
    assert "learned some" not in atelier("evaluate", "m.atelier", table("new.csv", seed=1)).err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("circle --part half", "'half' is not one of test, train, all"),
        ("xor --part test", "the data that c.atelier was trained on; xor are others"),
        ("circle --part test --seed 3", "--seed does not go with --part"),
        ("circle --part all --points 30", "--points does not go with --part"),
        ("learned.csv --part test", "c.atelier was trained on; learned.csv holds other points"),
    ],
)
def test_what_is_refused_of_parts(atelier, refused, table, words, named):
    table("learned.csv", labels=("A", "B"))
    atelier("train", "--data", "circle", "--epochs", 1, "--save", "c.atelier")
    assert named in refused("evaluate", "c.atelier", *words.split())


def test_where_nothing_was_held_out_there_is_no_such_part(atelier, refused, here):
    atelier("train", "--data", "circle", "--epochs", 1, "--train-share", 1, "--save", "c.atelier")
    assert "no such part" in refused("evaluate", "c.atelier", "circle", "--part", "test")


def test_train_tells_in_json_what_was_chosen(atelier, table):
    found = json.loads(atelier("train", "--data", table("learned.csv"), "--epochs", 1, "--json", "-").out)
    assert len(found["notes"]) == 1 and "weight from 35" in found["notes"][0]
