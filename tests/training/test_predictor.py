"""What a predictor with kept buffers says is what the network says."""

import numpy as np
import pytest

from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers
from playground.training.batches import as_float
from playground.training.predictor import Predictor


@pytest.mark.parametrize(
    ("shape", "layers"),
    [((2,), "dense6:tanh dense3:softmax"), ((8, 8, 1), "conv4x3:relu pool2 dropout0.5 dense5:relu dense3:softmax")],
)
def test_they_are_those_of_the_network(shape, layers):
    rng = np.random.default_rng(1)
    network = Network(NetworkSpec(shape, parse_layers(layers)), rng)
    predictor = Predictor(network, every=True)
    for count in (7, 1, 50_000 if len(shape) == 1 else 700, 0, 7):
        x = rng.integers(0, 256, (count, *shape)).astype(np.uint8)
        assert np.allclose(predictor.logits(x), network.logits(as_float(x)), atol=1e-5)
        *hidden, logits = predictor.layers(x)
        assert np.allclose(logits, network.logits(as_float(x)), atol=1e-5)
        for mine, theirs in zip(hidden, network.activations(as_float(x))[:-1], strict=True):
            assert mine.shape == theirs.shape and np.allclose(mine, theirs, atol=1e-5)


def test_what_was_handed_out_stays_as_it_was():
    network = Network(NetworkSpec((2,), parse_layers("dense4:tanh dense1:sigmoid")), np.random.default_rng(1))
    predictor = Predictor(network, every=True)
    first, second = np.zeros((5, 2), np.float32), np.ones((5, 2), np.float32)
    logits, layers = predictor.logits(first), predictor.layers(first)
    kept = [h.copy() for h in (logits, *layers)]
    predictor.logits(second)
    predictor.layers(second)
    assert all(np.array_equal(h, before) for h, before in zip((logits, *layers), kept, strict=True))
