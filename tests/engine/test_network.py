"""Networks: by hand, learning, pure predictions, and no allocation in training."""

import threading
import tracemalloc

import numpy as np
import pytest

from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import DenseSpec, DropoutSpec, NetworkSpec
from playground.engine.words import parse_layers

SQUARED, CROSS = LOSSES["squared-error"], LOSSES["cross-entropy"]


def make(shape: tuple[int, ...], words: str, seed: int = 0, dtype: type = np.float32) -> Network:
    return Network(NetworkSpec(shape, parse_layers(words)), np.random.default_rng(seed), dtype)


def samples(network: Network, n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    d = np.eye(network.spec.output_shape[0])[rng.integers(0, network.spec.output_shape[0], n)]
    return rng.normal(size=(n, *network.spec.input_shape)).astype(network.dtype), d.astype(network.dtype)


def test_a_network_worked_out_by_hand() -> None:
    # Two inputs, two ReLU units, one linear unit, squared error; x = (1, 2), d = 1.
    #   W_1 = | 1  1 |  b_1 = ( 0.5)    W_2 = (2  3)  b_2 = −1
    #         | 1 −1 |        (−1.0)
    # Forward:  a_1 = (1 + 2 + 0.5, 1 − 2 − 1) = (3.5, −2)   h_1 = (3.5, 0)   y = 2 · 3.5 + 3 · 0 − 1 = 6
    #           E = (6 − 1)² = 25
    # Backward: δ_2 = 2 (6 − 1) = 10;  ∇W_2 = 10 (3.5, 0) = (35, 0), ∇b_2 = 10
    #           ∇h_1 = 10 (2, 3) = (20, 30);  δ_1 = (20, 0), the second unit being off
    #           ∇W_1 = | 20 · 1  20 · 2 |  ∇b_1 = (20, 0)
    #                  |      0       0 |
    network = Network(NetworkSpec((2,), parse_layers("dense2:relu dense1")))
    (weight_1, bias_1), (weight_2, bias_2) = network.parameters
    weight_1[:] = np.array([[1, 1], [1, -1]]).T
    bias_1[:] = 0.5, -1
    weight_2[:, 0], bias_2[:] = (2, 3), -1
    x, d = np.array([[1, 2]], np.float32), np.array([[1]], np.float32)
    assert network.loss(x, d, SQUARED) == 25
    assert [h.tolist() for h in network.activations(x)] == [[[3.5, 0]], [[6]]]
    network.train_batch(x, d, SQUARED)
    assert network.output.tolist() == [[6]]
    (weight_1, bias_1), (weight_2, bias_2) = network.gradients
    assert weight_1.T.tolist() == [[20, 40], [0, 0]]
    assert bias_1.tolist() == [20, 0]
    assert weight_2.tolist() == [[35], [0]]
    assert bias_2.tolist() == [10]


def test_the_gradient_is_the_mean_over_the_batch() -> None:
    network = make((2,), "dense5:tanh dense3:softmax", dtype=np.float64)
    x, d = samples(network, 8)
    single = []
    for i in range(8):
        network.train_batch(x[i : i + 1], d[i : i + 1], CROSS)
        single.append(network.gradient.copy())
    network.train_batch(x, d, CROSS)
    np.testing.assert_allclose(network.gradient, np.mean(single, axis=0), atol=1e-14)


def test_weights_are_views_into_one_vector() -> None:
    network = make((6, 6, 2), "conv3x3:relu pool2 dense4:tanh dense2")
    assert [pair is None for pair in network.parameters] == [False, True, False, False]
    assert network.parameters[0][0].shape == (3, 3, 2, 3)
    assert network.parameters[2][0].shape == (3 * 3 * 3, 4)
    for pairs, vector in ((network.parameters, network.theta), (network.gradients, network.gradient)):
        vector[:] = np.arange(vector.size)
        flat = [part.ravel() for pair in pairs if pair is not None for part in pair]
        np.testing.assert_array_equal(np.concatenate(flat), vector)


def test_a_dense_layer_flattens_a_map_with_channels_fastest() -> None:
    implicit, explicit = make((4, 4, 2), "conv3x3 dense2"), make((4, 4, 2), "conv3x3 flatten dense2")
    x, _ = samples(implicit, 3)
    maps, y = implicit.activations(x)
    weight, bias = implicit.parameters[1]
    np.testing.assert_allclose(y, maps.reshape(3, -1) @ weight + bias, rtol=1e-4)
    np.testing.assert_allclose(explicit.activations(x)[1], maps.reshape(3, -1))
    np.testing.assert_array_equal(explicit.predict(x), implicit.predict(x))


def learn(network: Network, x: np.ndarray, d: np.ndarray, loss: str, steps: int, optimizer: str = "adam") -> float:
    chosen = OPTIMIZERS[optimizer](network.theta.size, network.dtype)
    for _ in range(steps):
        network.train_batch(x, d, LOSSES[loss])
        chosen.step(network.theta, network.gradient, 0.05)
    return network.loss(x, d, LOSSES[loss])


@pytest.mark.parametrize(
    ("words", "loss"),
    [
        ("dense8:tanh dense1:tanh", "squared-error"),
        ("dense8:relu dense1:sigmoid", "binary-cross-entropy"),
        ("dense8:sigmoid dense1", "huber"),
    ],
)
def test_a_multilayer_perceptron_learns_xor(words: str, loss: str) -> None:
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
    d = np.array([[0], [1], [1], [0]], np.float32)
    network = make((2,), words, seed=3)
    assert learn(network, x, d, loss, 500) < 0.05
    np.testing.assert_array_equal(network.predict(x) > 0.5, d)


def test_linear_layers_however_deep_are_one_affine_function() -> None:
    network = make((2,), "dense5 dense4 dense1", dtype=np.float64)
    origin, right, up, both = network.predict(np.array([[0, 0], [1, 0], [0, 1], [1, 1]], float))
    np.testing.assert_allclose(both, right + up - origin)


@pytest.mark.parametrize(
    ("shape", "words"),
    [((2,), "dense8:tanh dense8:relu dense3:softmax"), ((8, 8, 1), "conv4x3:relu pool2 conv4x3:relu dense3:softmax")],
)
def test_asking_between_two_steps_changes_nothing(shape: tuple[int, ...], words: str) -> None:
    asked, left_alone = make(shape, words), make(shape, words)
    x, d = samples(asked, 20)
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            asked.predict(2 * x)
            asked.activations(3 * x)
            asked.loss(-x, d, CROSS)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        for network in (asked, left_alone):
            for size in (20, 7, 20, 7, 20) * 10:
                network.train_batch(x[:size], d[:size], CROSS)
                network.theta -= np.float32(0.1) * network.gradient
    finally:
        stop.set()
        thread.join()
    np.testing.assert_array_equal(asked.theta, left_alone.theta)
    np.testing.assert_array_equal(asked.output, left_alone.output)


def test_predictions_do_not_depend_on_how_many_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 3000)
    network = make((6, 6, 1), "conv3x3:relu pool2 dense3:softmax", dtype=np.float64)
    x, d = samples(network, 23)
    single = np.concatenate([network.predict(x[i : i + 1]) for i in range(23)])
    np.testing.assert_allclose(network.predict(x), single, atol=1e-12)
    np.testing.assert_allclose(network.activations(x)[-1], single, atol=1e-12)
    mean = np.mean([network.loss(x[i : i + 1], d[i : i + 1], CROSS) for i in range(23)])
    assert network.loss(x, d, CROSS) == pytest.approx(mean)


@pytest.mark.parametrize("words", ["dense3:tanh dense2", "conv2x3:relu pool2 dense3:tanh dropout0.5 dense2:softmax"])
def test_every_layer_of_no_samples_has_its_shape(words: str) -> None:
    spec = NetworkSpec((8, 8, 1), parse_layers(words))
    found = Network(spec, np.random.default_rng(0)).activations(np.empty((0, 8, 8, 1), np.float32))
    assert [h.shape for h in found] == [(0, *shape) for shape in spec.output_shapes]


def test_no_samples() -> None:
    network = make((2,), "dense3:tanh dense1")
    assert network.predict(np.empty((0, 2), np.float32)).shape == (0, 1)
    assert np.isnan(network.loss(np.empty((0, 2)), np.empty((0, 1)), SQUARED))


def test_wrong_shapes_are_refused() -> None:
    network = make((2,), "dense3:tanh dense1")
    for x, d in (((4, 3), (4, 1)), ((4, 2), (4, 2)), ((4, 2), (4,)), ((4, 2), (3, 1))):
        with pytest.raises(ValueError):
            network.train_batch(np.zeros(x, np.float32), np.zeros(d, np.float32), SQUARED)
    with pytest.raises(ValueError):
        network.predict(np.zeros((4, 1), np.float32))


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ((2,), "dense8:tanh dense8:relu dense8:sigmoid dense3:softmax"),
        ((24, 24, 2), "conv16x3:relu pool2 conv16x3:tanh avgpool2 dropout0.2 dense3:softmax"),
        ((24, 24, 2), "conv16x3:elu avgpool2 conv16x3:leaky-relu pool2 conv16x3:softplus dense3:softmax"),
    ],
)
def test_training_allocates_nothing(shape: tuple[int, ...], words: str) -> None:
    network = make(shape, words)
    assert not network.works_in_slices(20)  # which has a test of its own
    x, d = samples(network, 50)
    optimizer = OPTIMIZERS["adam"](network.theta.size)

    def epoch() -> None:
        for part in (slice(0, 20), slice(20, 40), slice(40, 50)):
            network.train_batch(x[part], d[part], CROSS)
            optimizer.step(network.theta, network.gradient, 0.01)

    epoch()
    tracemalloc.start()
    try:
        epoch()
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()  # NumPy itself takes up to 8192 values per operand for the length of a call
        for _ in range(70):
            epoch()
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 16 * 1024
    assert peak - before < 128 * 1024


def test_a_wide_network_trains_in_little_memory() -> None:
    network = make((28, 28, 1), "conv32x3:relu pool2 conv64x3:relu pool2 dense10:softmax")
    x, d = samples(network, 64)
    tracemalloc.start()
    try:
        network.train_batch(x, d, CROSS)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 150e6


def test_buffers_are_kept_for_a_few_batch_sizes_only() -> None:
    network = make((50,), "dense50:tanh dense3:softmax")
    x, d = samples(network, 300)
    tracemalloc.start()
    try:
        for size in range(100, 110):
            network.train_batch(x[:size], d[:size], CROSS)
        before, _ = tracemalloc.get_traced_memory()
        for size in range(110, 150):
            network.train_batch(x[:size], d[:size], CROSS)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after < 2 * before


def test_dropout_thins_out_training_only() -> None:
    network = Network(NetworkSpec((1000,), parse_layers("dropout0.25 dense1")), np.random.default_rng(0))
    network.theta[:-1] = 1 / 1000
    x, d = np.ones((4, 1000), np.float32), np.zeros((4, 1), np.float32)
    np.testing.assert_allclose(network.predict(x), 1, rtol=1e-5)
    np.testing.assert_allclose(network.activations(x)[0], x)
    network.train_batch(x, d, SQUARED)
    first = network.output.copy()
    network.train_batch(x, d, SQUARED)
    assert (first != network.output).any()
    np.testing.assert_allclose([first, network.output], 1, atol=0.1)
    kept = network.gradients[1][0] != 0
    assert 0.9 < kept.mean() <= 1  # dropped for all four samples: 0.4 %


def test_dropout_repeats_with_the_seed() -> None:
    outputs = []
    for _ in range(2):
        network = make((5,), "dense8:tanh dropout0.5 dense3:softmax", seed=7)
        x, d = samples(network, 6)
        network.train_batch(x, d, CROSS)
        outputs.append(network.output.copy())
    np.testing.assert_array_equal(*outputs)


def test_dropout_goes_on_from_the_generators_state() -> None:
    network = make((5,), "dense8:tanh dropout0.5 dense3:softmax")
    x, d = samples(network, 6)
    network.train_batch(x, d, CROSS)
    state, outputs = network.rng.bit_generator.state, []
    for _ in range(2):
        network.rng.bit_generator.state = state
        network.train_batch(x, d, CROSS)
        outputs.append(network.output.copy())
    np.testing.assert_array_equal(*outputs)


def test_copies_are_independent() -> None:
    network = make((2,), "dense3:tanh dense1")
    x = np.ones((1, 2), np.float32)
    before = network.predict(x)
    twin, other = network.copy(), network.with_theta(np.zeros(network.theta.size))
    network.theta[:] = 5
    np.testing.assert_array_equal(twin.predict(x), before)
    np.testing.assert_array_equal(other.predict(x), [[0]])


def test_a_network_without_weights_can_be_asked_and_trained() -> None:
    network = make((4, 4, 1), "pool2 flatten")
    x, _ = samples(make((4, 4, 1), "dense4"), 2)
    y = network.predict(x)
    network.train_batch(x, y, SQUARED)
    np.testing.assert_array_equal(network.output, y)
    assert network.loss(x, y, SQUARED) == 0


def test_float64_on_request() -> None:
    network = Network(NetworkSpec((2,), (DenseSpec(3, "elu"), DenseSpec(1))), np.random.default_rng(0), np.float64)
    assert network.theta.dtype == network.gradient.dtype == network.predict(np.ones((1, 2))).dtype == np.float64


def test_large_batches_are_worked_through_in_parts_between_which_others_may_go_first():
    spec = NetworkSpec((28, 28, 1), parse_layers("conv8x5:relu pool2 dense10:softmax"))
    rng = np.random.default_rng(0)
    x, d = rng.random((64, 28, 28, 1), np.float32), np.eye(10, dtype=np.float32)[rng.integers(0, 10, 64)]
    network, calls = Network(spec, np.random.default_rng(1)), []
    network.train_batch(x, d, LOSSES["cross-entropy"], lambda: calls.append(None))
    interrupted = network.gradient.copy()
    network.train_batch(x, d, LOSSES["cross-entropy"])
    assert len(calls) > 1
    assert np.array_equal(interrupted, network.gradient)


def test_what_dropout_left_out_of_a_step_can_be_asked():
    """Only training leaves something out, and the values behind it are 0 there."""
    spec = NetworkSpec((3,), (DenseSpec(40, "sigmoid"), DropoutSpec(0.5), DenseSpec(1)))
    network = Network(spec, np.random.default_rng(0))
    x, d = np.ones((4, 3), np.float32), np.ones((4, 1), np.float32)
    assert network.dropped == ()
    network.predict(x)
    assert network.dropped == ()
    network.train_batch(x, d, LOSSES["squared-error"])
    (off,) = network.dropped
    assert off.shape == (40,) and 0 < off.sum() < 40
    steps = [network.dropped[0].copy()]
    for _ in range(3):
        network.train_batch(x, d, LOSSES["squared-error"])
        steps.append(network.dropped[0])
    assert any((step != steps[0]).any() for step in steps)
