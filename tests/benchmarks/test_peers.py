"""The libraries that the engine is measured against train the same network; those that are missing are said."""

import numpy as np
import pytest
from cases import CASES, as_classifier, copied, first_weights, learner
from grid import SPEC, places
from peers import JAX, PEERS, PYTORCH, SCIKIT_LEARN, Peer, how_to_install

from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers

MLPS = [case for case in CASES if not case.has_maps]
STEPS = 3


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def needs(peer):
    return pytest.mark.skipif(not peer.is_installed, reason=f"{peer.name} is not installed")


def assert_same_changes(before, ours, theirs):
    """Weights and biases of every layer went the same way, but for the rounding of float32."""
    for start, mine, yours in zip(before, ours, theirs, strict=True):
        for old, own, other in zip(start, mine, yours, strict=True):
            assert own.shape == other.shape and other.dtype == np.float32
            moved = np.linalg.norm(own - old)
            assert moved > 0 and np.linalg.norm(own - other) < 0.01 * moved


def assert_learns_as_we_do(case, theirs):
    start = first_weights(case)
    ours = learner(case, start)
    for step in (ours.step, theirs.step):
        for _ in range(STEPS):
            step()
    assert_same_changes(start, ours.weights(), theirs.weights())


@needs(PYTORCH)
@named(CASES)
def test_pytorch_learns_the_same(case):
    assert_learns_as_we_do(case, PYTORCH.load().learner(case, first_weights(case)))


@needs(JAX)
@named(MLPS)
@pytest.mark.parametrize("kind", ["learner", "flat_learner"])
def test_jax_learns_the_same(case, kind):
    assert_learns_as_we_do(case, getattr(JAX.load(), kind)(case, first_weights(case)))


@needs(SCIKIT_LEARN)
@named(MLPS)
def test_scikit_learn_learns_the_same(case):
    # It draws its weights at its first step and cannot be given any: one so small that they stay shows them.
    alike, make = as_classifier(case), SCIKIT_LEARN.load().learner
    start = make(alike, learning_rate=1e-30).weights()
    ours, theirs = learner(alike, start), make(alike)
    ours.step()
    assert_same_changes(start, ours.weights(), theirs.weights())


@needs(PYTORCH)
def test_pytorch_predicts_the_same_map():
    network = Network(SPEC, np.random.default_rng(0))
    x = places()
    y = PYTORCH.load().prediction(SPEC, copied(network), x)()
    assert x.shape == (40_000, 2) and y.shape == (40_000, 1)
    np.testing.assert_allclose(network.predict(x), y, atol=1e-5)


@needs(PYTORCH)
def test_pytorch_reads_pictures_as_we_do():
    spec = NetworkSpec(
        (12, 10, 3), parse_layers("conv4x3:relu pool2 conv5x5:relu dense6:relu dropout0.5 dense3:softmax")
    )
    network = Network(spec, np.random.default_rng(0))
    x = np.random.default_rng(1).random((300, 12, 10, 3), np.float32)
    d = np.eye(3, dtype=np.float32)[network.predict(x).argmax(1)]
    pupil = PYTORCH.load().Pupil(spec, copied(network), "adam", 0.001)
    assert pupil.accuracy(*pupil.batch(x, d)) == 1


def test_what_is_missing_is_said_and_how_to_get_it():
    here, gone, away = Peer("NumPy", "numpy"), Peer("Gone", "no_such_module"), Peer("Away", "no_such_module")
    assert how_to_install([here]) == ""
    assert how_to_install([here, gone]).startswith("Gone is not installed. ")
    assert how_to_install([gone, away]).startswith("Gone and Away are not installed. ")
    assert "playground.bootstrap peers" in how_to_install([gone])
    assert how_to_install([gone, gone, away]).startswith("Gone, Gone and Away are")


def test_the_extra_has_all_of_them():
    import tomllib
    from pathlib import Path

    content = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    extra = " ".join(content["project"]["optional-dependencies"]["peers"])
    assert all({"sklearn": "scikit-learn"}.get(peer.package, peer.package) in extra for peer in PEERS)
