"""Edits that a curve remembers, in words."""

import pytest

from playground.training.hyperparameters import rows
from playground.training.kinds import DATA_KINDS, MODEL_KINDS, SETTINGS_KINDS
from playground.training.snapshot import EditMark
from playground.ui.words.choice_text import NAMES
from playground.ui.words.edit_text import VALUES, edit_text


@pytest.mark.parametrize(
    ("setting", "old", "new", "text"),
    [
        ("learning rate", "0.03", "1e-05", "learning rate 0.03 → 1e−05"),
        ("hidden layers", "6-4", "6-5", "layer 2: 4 → 5"),
        ("hidden layers", "6-4", "8-5", "hidden layers 6-4 → 8-5"),
        ("hidden layers", "6", "", "layer 1 removed"),
        ("hidden layers", "6-4-4", "6-4", "layer 3 removed"),
        ("hidden layers", "6-4-2", "4-2", "layer 1 removed"),
        ("hidden layers", "8-pool 2-24", "8-24", "layer 2 removed"),
        ("hidden layers", "", "4", "layer 1 added"),
        ("hidden layers", "6-4", "6-5-4", "layer 2 added"),
        ("hidden layers", "6-4", "", "hidden layers 6-4 → –"),
        ("activations", "tanh, relu", "leaky-relu, tanh", "activations tanh, ReLU → leaky ReLU, tanh"),
        ("L2", "0", "0.1", "L2 0 → 0.1"),
        ("optimizer", "adam", "sgd", "optimizer Adam → SGD"),
        ("loss", "cross-entropy", "squared-error", "loss Cross-entropy → Squared error"),
        ("schedule", "constant", "step", "schedule Constant → Steps"),
        ("period", "100", "20", "period 100 → 20"),
        ("data", "xor", "drawn", "data XOR → Drawn"),
        ("data", "strokes", "/home/ada/birds/", "data Digits 28 × 28 · strokes → birds"),
        ("data", "strokes", "/home/ada/mine.npz", "data Digits 28 × 28 · strokes → mine.npz"),
        ("points", "500", "1,000", "points 500 → 1,000"),
        ("points' seed", "42", "43", "points' seed 42 → 43"),
        ("images", "500", "10,000", "images 500 → 10,000"),
        ("noise", "0.05", "0.125", "noise 5\u00a0% → 12.5\u00a0%"),
        ("margin", "0.3", "0.5", "margin 0.3 → 0.5"),
        ("training share", "0.7", "1", "training share 70\u00a0% → 100\u00a0%"),
        ("features", "x1, x2", "x1, x1x2", "features x₁, x₂ → x₁, x₁x₂"),
        ("inputs", "x1, x2", "x1^2, x2^2", "inputs x₁, x₂ → x₁², x₂²"),
        ("rule", "rosenblatt", "pocket", "rule Rosenblatt 1958 → Pocket"),
        ("momentum", "0.9", "-0.5", "momentum 0.9 → −0.5"),
        ("style", "", "photo", "style – → as a photo"),
    ],
)
def test_every_edit_is_told_in_the_users_words(qapp, setting, old, new, text):
    assert edit_text(EditMark(3.0, setting, old, new)) == text


def test_words_are_kept_for_edits_that_there_are():
    kinds = (*DATA_KINDS.values(), *MODEL_KINDS.values(), *SETTINGS_KINDS.values())
    titles = {title for kind in kinds for row in rows(kind).values() for title, _ in row.tellings}
    assert {*VALUES, *NAMES} <= titles | {"data"}
