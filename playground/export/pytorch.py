"""A network and its training as a few lines of PyTorch."""

from __future__ import annotations

import math
from collections.abc import Callable

from playground.engine.layer_kinds import AveragePool2DSpec, Conv2DSpec, DenseSpec, DropoutSpec, FlattenSpec, PoolSpec
from playground.engine.layer_spec import LayerSpec, Shape
from playground.training.architecture import Architecture
from playground.training.experiment import Experiment, plan_network
from playground.training.frozen import OUTPUT
from playground.training.settings import TrainingSettings

ACTIVATIONS = {
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "relu": "nn.ReLU()",
    "leaky-relu": "nn.LeakyReLU(0.01)",
    "elu": "nn.ELU()",
    "softplus": "nn.Softplus()",
    "square": "Square()",
    "softmax": "nn.Softmax(dim=1)",
}
OWN_MODULES = {
    "square": ("class Square(nn.Module):", "    def forward(self, a):", "        return a * a"),
}
"""What PyTorch has no module for."""
INITIALIZERS = {
    "zeros": "nn.init.zeros_(layer.weight)",
    "uniform": "nn.init.uniform_(layer.weight, -0.5, 0.5)",
    "normal": "nn.init.normal_(layer.weight)",
    "xavier": "nn.init.xavier_uniform_(layer.weight)",
    "he": 'nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")',
    "lecun": "nn.init.normal_(layer.weight, std=layer.weight[0].numel() ** -0.5)",
}
OPTIMIZERS = {
    "sgd": "torch.optim.SGD(model.parameters(), lr={rate})",
    "momentum": "torch.optim.SGD(model.parameters(), lr={rate}, momentum=0.9)",
    "nesterov": "torch.optim.SGD(model.parameters(), lr={rate}, momentum=0.9, nesterov=True)",
    "rmsprop": "torch.optim.RMSprop(model.parameters(), lr={rate}, alpha=0.9)",
    "adam": "torch.optim.Adam(model.parameters(), lr={rate})",
}
LOSSES = {
    "binary-cross-entropy": ("loss = nn.BCEWithLogitsLoss()  # with the sigmoid of the output; d is 0 or 1",),
    "cross-entropy": ("loss = nn.CrossEntropyLoss()  # with the softmax of the output; d is the number of the class",),
    "squared-error": ("def loss(y, d):", "    return ((y - d) ** 2).sum(1).mean()"),
    "absolute-error": ("def loss(y, d):", "    return (y - d).abs().sum(1).mean()"),
    "huber": ("def loss(y, d):", '    return nn.functional.huber_loss(y, d, reduction="none").sum(1).mean()'),
}
SCHEDULES: dict[str, Callable[[TrainingSettings], str]] = {
    "step": lambda each: f"torch.optim.lr_scheduler.StepLR(optimizer, step_size={each.period}, gamma=0.5)",
    "cosine": lambda each: (
        "torch.optim.lr_scheduler.LambdaLR("
        f"optimizer, lambda epoch: 0.01 + 0.99 * (1 + cos(pi * min(epoch / {each.period}, 1))) / 2)"
    ),
}


def pytorch_code(experiment: Experiment) -> str:
    """The network, how its weights start, its loss, its optimizer and the loop over mini-batches.

    An experiment with a network; `batches` stands for mini-batches (x, d) of the data, maps with channels first.
    """
    spec, training = plan_network(experiment), experiment.training
    loss = experiment.data.task.loss(training.loss)
    imports = ["from math import cos, pi", ""] if training.schedule == "cosine" else []
    parts = [[*imports, "import torch", "from torch import nn"]]
    used = {layer.activation for layer in spec.layers}
    parts += [list(lines) for name, lines in OWN_MODULES.items() if name in used]
    modules: list[list[str]] = []
    for index, (layer, shape) in enumerate(zip(spec.layers, spec.input_shapes, strict=True)):
        is_fused = loss.activation is not None and index == len(spec.layers) - 1
        modules.append(_modules(layer, shape, is_fused))
    parts.append(["model = nn.Sequential(", *(f"    {', '.join(each)}," for each in modules), ")"])
    parts.append(_start(spec.initializer, any(isinstance(layer, Conv2DSpec) for layer in spec.layers)))
    parts += [frozen] if (frozen := _frozen(experiment, modules)) else []
    parts.append(list(LOSSES[loss.name]))
    parts.append(_descent(training))
    parts.append(_loop(training))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _frozen(experiment: Experiment, modules: list[list[str]]) -> list[str]:
    """What keeps the layers as they are that are frozen as a whole."""
    model = experiment.model
    assert isinstance(model, Architecture)
    lines, place = [], 0
    for name, found in zip([*map(str, model.keys), OUTPUT], modules, strict=True):
        for words in found:
            if name in model.frozen and words.startswith(("nn.Linear", "nn.Conv2d")):
                lines.append(f"model[{place}].requires_grad_(False)")
            place += 1
    return lines


def _modules(layer: LayerSpec, shape: Shape, is_fused: bool) -> list[str]:
    """The modules of one layer where `shape` arrives; is_fused: its activation belongs to the loss."""
    found: list[str] = []
    match layer:
        case DenseSpec():
            found += ["nn.Flatten()"] if len(shape) == 3 else []
            found.append(f"nn.Linear({math.prod(shape)}, {layer.units})")
        case Conv2DSpec():
            found += _convolution(layer, shape[-1])
        case PoolSpec():
            kind = "AvgPool2d" if isinstance(layer, AveragePool2DSpec) else "MaxPool2d"
            found.append(f"nn.{kind}({layer.size}, stride={layer.step})")
        case FlattenSpec():
            found.append("nn.Flatten()")
        case DropoutSpec():
            found.append(f"nn.Dropout({layer.rate:g})")
        case _:
            found.append(f"...  # {layer}")
    activation = "" if is_fused else ACTIVATIONS.get(layer.activation, "")
    return found + ([activation] if activation else [])


def _convolution(layer: Conv2DSpec, channels: int) -> list[str]:
    before, after = layer.pads
    words = f"nn.Conv2d({channels}, {layer.filters}, {layer.kernel_size}"
    words += "" if layer.stride == 1 else f", stride={layer.stride}"
    words += "" if layer.dilation == 1 else f", dilation={layer.dilation}"
    if before == after:
        return [words + (f", padding={before})" if before else ")")]
    return [f"nn.ZeroPad2d(({before}, {after}, {before}, {after}))", words + ")"]


def _start(initializer: str, has_kernels: bool) -> list[str]:
    kinds = "nn.Linear | nn.Conv2d" if has_kernels else "nn.Linear"
    lines = ["for layer in model:", f"    if isinstance(layer, {kinds}):"]
    if initializer in INITIALIZERS:
        return [*lines, f"        {INITIALIZERS[initializer]}", "        nn.init.zeros_(layer.bias)"]
    # After Nguyen and Widrow: weights of one length for every unit, biases as far as they reach.
    return [
        *lines,
        "        width = 0.7 * len(layer.weight) ** (1 / layer.weight[0].numel())",
        "        nn.init.uniform_(layer.weight, -1, 1)",
        "        length = layer.weight.data.flatten(1).norm(dim=1).view(-1, *[1] * (layer.weight.dim() - 1))",
        "        layer.weight.data *= width / 3 / length",
        "        nn.init.uniform_(layer.bias, -width, width)",
    ]


def _descent(training: TrainingSettings) -> list[str]:
    lines = [f"optimizer = {OPTIMIZERS[training.optimizer].format(rate=f'{training.learning_rate:g}')}"]
    if training.schedule in SCHEDULES:
        lines.append(f"schedule = {SCHEDULES[training.schedule](training)}")
    if training.l1 or training.l2:
        lines.append('weights = [p for name, p in model.named_parameters() if name.endswith("weight")]')
    return lines


def _loop(training: TrainingSettings) -> list[str]:
    penalties = []
    if training.l1:
        penalties.append(f"{training.l1:g} * sum(w.abs().sum() for w in weights)")
    if training.l2:
        penalties.append(f"{training.l2:g} / 2 * sum((w ** 2).sum() for w in weights)")
    lines = [
        "for epoch in range(epochs):",
        f"    for x, d in batches:  # {training.batch_size} samples each, in a new order every epoch",
        "        optimizer.zero_grad()",
        "        E = " + " + ".join(["loss(model(x), d)", *penalties]),
        "        E.backward()",
    ]
    if training.clip is not None:
        lines.append(f"        nn.utils.clip_grad_norm_(model.parameters(), {training.clip:g})")
    lines.append("        optimizer.step()")
    return [*lines, "    schedule.step()"] if training.schedule in SCHEDULES else lines
