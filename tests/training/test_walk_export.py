"""One walk as Markdown and CSV, worked out or with gaps."""

import csv
import io

import numpy as np
import pytest

from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers
from playground.training.walk import Walk, WalkStart, walk
from playground.training.walk_export import GAP, Sheet, csv_text, markdown_text, write_walk
from playground.training.walk_table import Part, sections


def a_walk(words: str = "dense3:tanh dense1:sigmoid", n: int = 1, **choices) -> Walk:
    network = Network(NetworkSpec((2,), parse_layers(words)), np.random.default_rng(1), np.float64)
    rng = np.random.default_rng(2)
    x, d = rng.normal(size=(n, 2)), np.zeros((n, network.spec.output_shape[0]))
    optimizer = choices.get("optimizer", "sgd")
    moments = OPTIMIZERS[optimizer](network.theta.size, np.float64).moments()
    masks = tuple(np.ones((n, 3)) for layer in network.spec.layers if layer.dropout_rate is not None)
    choices = {"loss": "squared-error", "masks": masks, **choices}
    return walk(WalkStart(network.spec, network.theta, moments, x, d, **choices))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_sections_stand_in_the_order_of_the_step():
    walked = sections(a_walk("dense3:tanh dropout0.5 dense1:sigmoid"))
    forward, backward = [(Part.FORWARD, k) for k in range(3)], [(Part.BACKWARD, k) for k in (2, 1, 0)]
    steps = [*forward, (Part.LOSS, None), *backward, (Part.UPDATE, None)]
    assert [(section.part, section.place) for section in walked] == steps
    formulas = [formula for section in walked for formula in section.formulas]
    assert "a₁ = W₁ h₀ + b₁" in formulas and "h̃₁ = m₁ ⊙ h₁" in formulas and "a₂ = W₂ h̃₁ + b₂" in formulas
    assert "δ₂ = ∇yE ⊙ g′(a₂)" in formulas and "∇W₂ = δ₂ h̃₁ᵀ" in formulas and "∇h₁ = m₁ ⊙ ∇h̃₁" in formulas


@pytest.mark.parametrize("n", [1, 4])
def test_the_matrices_are_those_of_the_formulas(n):
    found = {q.symbol: q.values for section in sections(a_walk(n=n)) for q in section.quantities}
    np.testing.assert_allclose(found["a₁"], found["W₁"] @ found["h₀"] + found["b₁"])
    np.testing.assert_allclose(found["δ₂"], found["∇yE"] * found["g′(a₂)"])
    np.testing.assert_allclose(found["∇W₂"], found["δ₂"] @ found["h₁"].T)
    np.testing.assert_allclose(found["∇h₁"], found["W₂"].T @ found["δ₂"])
    np.testing.assert_allclose(found["W₁ ←"], found["W₁"] - found["γ"] * found["∇W₁"])
    np.testing.assert_allclose(found["∇b₁"][:, 0], found["δ₁"].sum(axis=1))


def test_the_rule_of_adam_can_be_followed():
    found = {q.symbol: q.values for section in sections(a_walk(optimizer="adam", l2=0.5)) for q in section.quantities}
    gradient = found["∇W₁"] + 0.5 * found["W₁"]
    np.testing.assert_allclose(found["∇W₁ ←"], gradient)
    np.testing.assert_allclose(found["m(W₁) ←"], 0.1 * gradient)
    np.testing.assert_allclose(found["s(W₁) ←"], 0.001 * gradient**2)
    np.testing.assert_allclose(found["W₁ ←"], found["W₁"] - found["γ"] * np.sign(gradient), atol=1e-5)


def test_a_clipped_gradient_can_be_followed():
    found = {q.symbol: q.values for section in sections(a_walk(clip=0.01)) for q in section.quantities}
    np.testing.assert_allclose(found["∇b₁ ←"], found["∇b₁"] * 0.01 / found["‖∇E‖"])
    np.testing.assert_allclose(found["W₁ ←"], found["W₁"] - found["γ"] * found["∇W₁ ←"])


def test_every_number_stands_in_the_csv_with_all_its_digits():
    walked = a_walk()
    table = rows(csv_text(walked, Sheet.WORKED))
    weights = [float(row["value"]) for row in table if row["quantity"] == "W₁"]
    assert weights[:6] == weights[6:] == walked.layers[0].weights.weight.T.ravel().tolist()
    assert [(row["row"], row["column"]) for row in table if row["quantity"] == "W₁"][:3] == [
        ("1", "1"),
        ("1", "2"),
        ("2", "1"),
    ]
    assert table[0]["section"] == "Forward: layer 1"


def test_an_exercise_gives_what_is_given_and_leaves_the_rest():
    walked = a_walk("dense3:tanh dense3:softmax", loss="cross-entropy", optimizer="momentum")
    worked, exercise = (rows(csv_text(walked, sheet)) for sheet in (Sheet.WORKED, Sheet.EXERCISE))
    given = {row["quantity"] for row in exercise if row["value"]}
    assert given == {"h₀", "W₁", "b₁", "W₂", "b₂", "d", "γ", "v(W₁)", "v(b₁)", "v(W₂)", "v(b₂)"}
    assert all(row["value"] in ("", full["value"]) for row, full in zip(exercise, worked, strict=True))
    solved = rows(csv_text(walked, Sheet.SOLVED_EXERCISE))
    assert [row["solution"] for row in solved] == [row["value"] for row in worked]
    assert [row["value"] for row in solved] == [row["value"] for row in exercise]


def test_markdown_has_a_table_for_every_quantity(tmp_path):
    walked = a_walk(n=3)
    text = markdown_text(walked, Sheet.WORKED)
    assert text.startswith("# Backpropagation, step by step\n") and GAP not in text
    assert "The mean over 3 samples" in text and "- `δ₁ = ∇h₁ ⊙ g′(a₁)`" in text
    assert f"| 1 | {walked.layers[0].a[0, 0]:.6g}".replace("-", "−") in text
    exercise, solved = (markdown_text(walked, sheet) for sheet in (Sheet.EXERCISE, Sheet.SOLVED_EXERCISE))
    assert exercise.count(GAP) > 20 and "## Solution" not in exercise
    assert solved.startswith(exercise.rstrip()) and solved.partition("## Solution")[2].count(GAP) == 0
    for name, expected in (("step.md", exercise), ("step.csv", csv_text(walked, Sheet.EXERCISE))):
        write_walk(walked, tmp_path / name, Sheet.EXERCISE)
        assert (tmp_path / name).read_text(encoding="utf-8") == expected


def test_the_words_of_a_sheet_can_be_said_in_another_language():
    text = markdown_text(a_walk(), Sheet.SOLVED_EXERCISE, lambda phrase: f"<{phrase.template}>")
    assert "# <Backpropagation, step by step>" in text and "<Forward: layer {number}>" in text and "<Solution>" in text
