"""A network and its training in the words of the course's own engine."""

from __future__ import annotations

from playground.engine.layer_kinds import AveragePool2DSpec, Conv2DSpec, DenseSpec, DropoutSpec, FlattenSpec, PoolSpec
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.spec import NetworkSpec
from playground.training.experiment import Experiment, plan_network


def course_code(experiment: Experiment) -> str:
    """The network of an experiment with one, layer by layer, and its training on `batches` of (x, d).

    θ is to be put in: `network.theta = theta`; W and b are given their shapes only.
    """
    spec, training = plan_network(experiment), experiment.training
    loss = experiment.data.task.loss(training.loss)
    layers = [f"    {_layer(layer, shape)}," for layer, shape in zip(spec.layers, spec.input_shapes, strict=True)]
    most = "" if training.clip is None else f", most={training.clip:g}"
    lines = [
        "import numpy as np",
        "",
        "from playground.engine import course",
        "",
        "zeros = np.zeros",
        "",
        "network = course.Network(",
        "    [",
        *(f"    {line}" for line in layers),
        "    ]" + (", np.random.default_rng(0)," if _drops(spec) else ""),
        ")",
        "network.theta = theta  # W and b of all layers, one after the other",
        "",
        f"# One step for each mini-batch of {training.batch_size} samples; a pass through all of them is an epoch.",
        f'course.train(network, batches, "{loss.name}", "{training.optimizer}", {training.learning_rate:g}{most})',
    ]
    return "\n".join(lines) + "\n"


def _drops(spec: NetworkSpec) -> bool:
    return any(isinstance(layer, DropoutSpec) for layer in spec.layers)


def _layer(layer: LayerSpec, shape: Shape) -> str:
    activation = "" if layer.activation == "linear" else f', activation="{layer.activation}"'
    match layer:
        case DenseSpec():
            return f"course.Dense({_weights(layer, shape)}{activation})"
        case Conv2DSpec():
            stride = "" if layer.stride == 1 else f", stride={layer.stride}"
            pads = "" if layer.pads == (0, 0) else f", pads={layer.pads}"
            dilation = "" if layer.dilation == 1 else f", dilation={layer.dilation}"
            return f"course.Convolution({_weights(layer, shape)}{activation}{stride}{pads}{dilation})"
        case PoolSpec():
            kind = "AveragePool" if isinstance(layer, AveragePool2DSpec) else "MaxPool"
            return f"course.{kind}({layer.size}, {layer.step})"
        case FlattenSpec():
            return "course.Flatten()"
        case DropoutSpec():
            return f"course.Dropout({layer.rate:g})"
    return f"...  # {layer}"


def _weights(layer: LayerSpec, shape: Shape) -> str:
    weight = layer.weight_shape(shape)
    assert weight is not None
    return f"zeros({weight}), zeros({weight[-1]})"
