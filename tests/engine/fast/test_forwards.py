"""Predictions in slices: the same bits however many threads work, whatever was asked before."""

import threading

import numpy as np
import pytest

from playground.engine.fast.forwards import Forwards
from playground.engine.fast.plan import Forward
from playground.engine.hands import HANDS, processors
from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers
from playground.training.predictor import Predictor


@pytest.fixture(autouse=True)
def hands_as_before():
    yield
    HANDS.use(processors())


@pytest.mark.parametrize(
    ("shape", "words", "n"),
    [((2,), "dense8:tanh dense8:relu dense3:softmax", 9001), ((12, 12, 1), "conv4x3:relu pool2 dense3:softmax", 203)],
)
@pytest.mark.parametrize("shared", [0, 10**12])
def test_any_number_of_hands_says_the_same(
    shape: tuple[int, ...], words: str, n: int, shared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.engine.fast.forwards.SHARED", shared)
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 20_000)
    rng = np.random.default_rng(0)
    network = Network(NetworkSpec(shape, parse_layers(words)), rng)
    x, found = rng.normal(size=(n, *shape)).astype(np.float32), []
    for hands in (1, 3):
        HANDS.use(hands)
        predictor = Predictor(network, every=True)
        for _ in range(2):
            found.append((network.predict(x), network.logits(x), *predictor.layers(x), predictor.logits(x)))
            predictor.logits(x[: n // 2])
    for each in found[1:]:
        for one, other in zip(found[0], each, strict=True):
            np.testing.assert_array_equal(one, other)


def test_every_pass_is_of_the_samples_that_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.forwards.SHARED", 0)
    monkeypatch.setattr("playground.engine.fast.forwards.MOST", 8)
    HANDS.use(4)
    network = Network(NetworkSpec((3,), parse_layers("dense4:tanh dense2")), np.random.default_rng(0), np.float64)
    x = np.random.default_rng(1).normal(size=(1001, 3))
    single = np.concatenate([network.logits(x[i : i + 1]) for i in range(1001)])
    np.testing.assert_allclose(network.logits(x), single, atol=1e-12)


@pytest.mark.parametrize(("memory", "most"), [(0, 1), (2**29, 3)])
def test_no_more_hands_work_than_the_memory_is_there_for(
    memory: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.engine.fast.forwards.SHARED", 0)
    monkeypatch.setattr("playground.engine.fast.forwards.MOST", 8)
    monkeypatch.setattr("playground.engine.fast.plan.HANDS_MEMORY", memory)
    HANDS.use(3)
    network = Network(NetworkSpec((3,), parse_layers("dense4:tanh dense2")), np.random.default_rng(0))
    meeting, threads = threading.Barrier(most, timeout=10), set()

    def take(part: slice, forward: Forward) -> None:
        threads.add(threading.current_thread())
        meeting.wait()

    Forwards(network.layers, network.dtype, HANDS).run(np.zeros((24, 3), np.float32), take)
    assert len(threads) == most
