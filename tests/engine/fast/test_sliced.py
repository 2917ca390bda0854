"""A batch in slices: the same bits however many threads work, also with dropout; the mean over the whole batch."""

import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.fast.sliced import LANES
from playground.engine.fast.trial import TURNS, Trial
from playground.engine.hands import HANDS, Work, processors
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import NetworkSpec, Shape
from playground.engine.words import parse_layers
from tests.engine.fast.test_equals_course import networks, targets

CROSS = LOSSES["cross-entropy"]
WORDS = "conv4x3:relu dropout0.3 pool2 dense3:softmax"


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch):
    """Small batches are cut too; the number of hands is as before in the end."""
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 2000)
    monkeypatch.setattr("playground.engine.fast.plan.FEWEST", 1)
    yield
    HANDS.use(processors())


def learned(spec: NetworkSpec, loss: str, n: int, seed: int, hands: int, steps: int) -> list[np.ndarray]:
    """θ, and of the last step ∇E, y and the masks of dropout, once `hands` have learned; the generator's state."""
    HANDS.use(hands)
    rng = np.random.default_rng(seed)
    network, optimizer = Network(spec, np.random.default_rng(seed)), OPTIMIZERS["adam"](spec.parameters)
    network.keeps_masks = True
    network.theta[:] = rng.normal(0, 0.5, network.theta.size)
    x = rng.normal(size=(n, *spec.input_shape)).astype(np.float32)
    d = targets(spec, loss, n, rng).astype(np.float32)
    for _ in range(steps):
        network.train_batch(x, d, LOSSES[loss])
        optimizer.step(network.theta, network.gradient, 0.01)
    state = np.array([str(network.rng.bit_generator.state)])
    return [network.theta, network.gradient, network.output, *network.masks, state]


@settings(max_examples=40)
@given(networks(), st.integers(1, 21), st.integers(0, 2**16))
def test_any_number_of_hands_gives_the_same_bits(network: tuple[NetworkSpec, str], n: int, seed: int) -> None:
    alone = learned(*network, n, seed, hands=1, steps=7)
    for hands in (2, 3, 8):
        for one, many in zip(alone, learned(*network, n, seed, hands, steps=7), strict=True):
            np.testing.assert_array_equal(one, many)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ((28, 28, 1), "conv16x3:relu pool2 dropout0.2 conv32x3:relu pool2 dense10:softmax"),
        ((14, 14, 32), "conv48x3:relu dropout0.2 avgpool2 dense10:softmax"),  # in tiles, as in winograd.py
    ],
)
@pytest.mark.parametrize("n", [64, 61])
def test_the_same_bits_in_slices_of_their_usual_size(
    shape: Shape, words: str, n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    spec = NetworkSpec(shape, parse_layers(words))
    assert Network(spec).works_in_slices(n)
    alone = learned(spec, "cross-entropy", n, 1, hands=1, steps=4)
    for hands in (2, 8):
        for one, many in zip(alone, learned(spec, "cross-entropy", n, 1, hands, steps=4), strict=True):
            np.testing.assert_array_equal(one, many)


def network_and_batch(n: int, words: str = WORDS) -> tuple[Network, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    network = Network(NetworkSpec((6, 6, 1), parse_layers(words)), rng)
    x = rng.normal(size=(n, 6, 6, 1)).astype(np.float32)
    return network, x, np.eye(3, dtype=np.float32)[rng.integers(0, 3, n)]


def test_a_network_without_weights_goes_through_in_slices_too() -> None:
    network, x, _ = network_and_batch(40, "pool2 flatten")
    y = network.predict(x)
    network.train_batch(x, y, LOSSES["squared-error"])
    assert network.works_in_slices(40)
    np.testing.assert_array_equal(network.output, y)


def test_what_is_left_of_an_odd_batch_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.sliced.Trial", lambda ways: Trial([ways[-1]]))
    monkeypatch.setattr("playground.engine.fast.plan.FEWEST", 256)
    HANDS.use(8)
    meeting, taken = threading.Barrier(8, timeout=10), []
    for n in (2048, 2047):
        network, x, d = network_and_batch(n)
        tracemalloc.start()
        try:
            network.train_batch(x, d, CROSS, meeting.wait)  # every hand takes a slice
            taken.append(tracemalloc.get_traced_memory()[0])
        finally:
            tracemalloc.stop()
    assert taken[1] < 1.3 * taken[0]


def test_training_by_several_hands_allocates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.sliced.Trial", lambda ways: Trial([ways[-1]]))
    monkeypatch.setattr("playground.engine.fast.plan.FEWEST", 8)
    HANDS.use(2)
    words = "conv16x3:relu pool2 conv16x3:tanh avgpool2 dropout0.2 dense3:softmax"
    network = Network(NetworkSpec((24, 24, 2), parse_layers(words)), np.random.default_rng(0))
    x, d = np.ones((16, 24, 24, 2), np.float32), np.eye(3, dtype=np.float32)[np.arange(16) % 3]
    meeting = threading.Barrier(2, timeout=10)  # each takes one of two slices

    def epoch() -> None:
        for n in (16, 15):
            network.train_batch(x[:n], d[:n], CROSS, meeting.wait)

    epoch()
    tracemalloc.start()
    try:
        epoch()
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()  # NumPy takes up to 8192 values per operand for the length of a call, in every thread
        for _ in range(20):
            epoch()
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert network.hands_at(16) == 2
    assert after - before < 16 * 1024
    assert peak - before < 2 * 128 * 1024


@pytest.mark.parametrize(("memory", "most"), [(0, 1), (2**30, 4)])
def test_no_more_hands_work_than_the_memory_is_there_for(
    memory: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.engine.fast.plan.HANDS_MEMORY", memory)
    monkeypatch.setattr("playground.engine.fast.sliced.Trial", lambda ways: Trial([ways[-1]]))
    HANDS.use(4)
    network, x, d = network_and_batch(64)
    network.train_batch(x, d, CROSS)
    assert network.hands_at(64) == most


def test_every_slice_drops_other_values_and_every_step_as_well() -> None:
    network, _, d = network_and_batch(64, "dropout0.5 dense3:softmax")
    x = np.ones((64, 6, 6, 1), np.float32)
    outputs = []
    for _ in range(2):
        network.train_batch(x, d, CROSS)
        outputs += [network.output[:8].copy(), network.output[8:16].copy()]
    for i in range(4):
        for j in range(i):
            assert (outputs[i] != outputs[j]).any()


def test_what_dropout_multiplied_with_is_known_of_every_sample_where_that_is_wanted() -> None:
    network, x, d = network_and_batch(40, "dropout0.5 dense3")
    network.train_batch(x, d, LOSSES["squared-error"])
    assert network.masks == ()
    network, x, d = network_and_batch(40, "dropout0.5 dense3")
    network.keeps_masks = True
    network.train_batch(x, d, LOSSES["squared-error"])
    (masks,), ((weight, bias),) = network.masks, [pair for pair in network.parameters if pair is not None]
    assert network.works_in_slices(40) and masks.shape == x.shape
    np.testing.assert_allclose(network.output, (x * masks).reshape(40, -1) @ weight + bias, atol=1e-5)
    np.testing.assert_array_equal(network.dropped[0], np.moveaxis(masks[0], -1, 0) == 0)


def test_what_was_dropped_is_that_of_the_last_batch_not_of_one_that_was_given_up() -> None:
    HANDS.use(1)
    network, x, d = network_and_batch(40, "dropout0.5 dense3:softmax")
    network.train_batch(x, d, CROSS)
    (dropped,), calls = network.dropped, iter(range(100))

    def fail() -> None:
        if next(calls) == 5:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        network.train_batch(x, d, CROSS, fail)
    np.testing.assert_array_equal(network.dropped[0], dropped)
    network.train_batch(x, d, CROSS)
    assert (network.dropped[0] != dropped).any()


def test_the_number_of_hands_is_found_by_trying_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    HANDS.use(2)
    share, seen = HANDS.share, list[int]()

    def noted(work: Work, parts: int, count: int) -> None:
        seen.append(count)
        share(work, parts, count)

    monkeypatch.setattr(HANDS, "share", noted)
    network, x, d = network_and_batch(40)
    for _ in range(2 * TURNS + 2):
        assert network.hands_at(40) == 1 or len(seen) >= 2 * TURNS
        network.train_batch(x, d, CROSS)
    assert seen[: 2 * TURNS] == [1, 2] * TURNS
    assert {*seen[2 * TURNS :]} == {network.hands_at(40)}
    network.train_batch(x[:1], d[:1], CROSS)
    assert network.hands_at(1) == 1  # a single sample is one slice


def test_hands_go_on_when_one_has_failed() -> None:
    HANDS.use(3)
    network, x, d = network_and_batch(40, "conv4x3:relu pool2 dense3:softmax")
    for _ in range(3 * TURNS):
        network.train_batch(x, d, CROSS)
    right = network.gradient.copy()
    calls = iter(range(10**6))

    def fail() -> None:
        if next(calls) == 5:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        network.train_batch(x, d, CROSS, fail)
    network.train_batch(x, d, CROSS)
    np.testing.assert_array_equal(network.gradient, right)


def test_where_a_batch_is_given_up_no_hand_ends_its_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.sliced.Trial", lambda ways: Trial([ways[-1]]))
    HANDS.use(2)
    network, x, d = network_and_batch(1600)
    meeting, given_up = threading.Barrier(2, timeout=10), threading.Event()
    caller, slices = threading.current_thread(), []

    def the_helper_gives_up() -> None:
        slices.append(threading.current_thread())
        if slices.count(slices[-1]) == 1:
            meeting.wait()
            if threading.current_thread() is not caller:
                given_up.set()
                raise ZeroDivisionError
            given_up.wait(10)

    with pytest.raises(ZeroDivisionError):
        network.train_batch(x, d, CROSS, the_helper_gives_up)
    assert slices.count(caller) < 10, "of the hundred slices or so of its lane"


def test_between_is_called_before_every_slice_by_whoever_takes_it() -> None:
    HANDS.use(1)
    network, x, d = network_and_batch(40)
    threads = []
    network.train_batch(x, d, CROSS, lambda: threads.append(threading.current_thread()))
    assert len(threads) > LANES and set(threads) == {threading.current_thread()}
