"""The same step by scikit-learn: one call of MLPClassifier.partial_fit with one batch.

What both can do: hidden layers with one activation, sigmoid or softmax at the end, the cross-entropy of that output,
plain gradient descent or Adam. So a network with another output is measured as a classifier, on both sides. What
scikit-learn could be spared is switched off: shuffling, momentum, weight decay. What partial_fit does besides, such as
checking its input, is part of the step, as nobody can train batch by batch with it otherwise.
"""

from __future__ import annotations

from cases import LEARNING_RATE, Case, Learner, Weights, samples
from sklearn.neural_network import MLPClassifier


def learner(case: Case, learning_rate: float = LEARNING_RATE) -> Learner:
    """scikit-learn's; it draws its own weights, the same every time, at the first step."""
    dense = case.spec.layers
    network = MLPClassifier(
        hidden_layer_sizes=[layer.units for layer in dense[:-1]],
        activation=dense[0].activation,
        solver=case.optimizer,
        learning_rate_init=learning_rate,
        batch_size=case.batch,
        alpha=0.0,
        shuffle=False,
        momentum=0.0,
        nesterovs_momentum=False,
        random_state=1,
    )
    x, d = samples(case)
    label = d.argmax(1) if d.shape[1] > 1 else d[:, 0].astype(int)
    network.partial_fit(x, label, classes=list(range(max(2, d.shape[1]))))

    def weights() -> Weights:
        pairs = zip(network.coefs_, network.intercepts_, strict=True)
        return [(weight.copy(), bias.copy()) for weight, bias in pairs]

    return Learner(lambda: network.partial_fit(x, label), weights)
