"""What is wrong with a run, in sentences, and what to try as texts of buttons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from playground.engine.spec import NetworkSpec
from playground.training.diagnosis import Finding
from playground.training.remedies import CLIP, DROPOUT, L2
from playground.ui.words import formatting
from playground.ui.words.column_names import column_name
from playground.ui.words.layer_text import activation_text
from playground.ui.words.powers import power_text

translate = QCoreApplication.translate


class Findings(QObject):
    """The name of these texts for translators; lupdate knows a text that depends on a number only in a class's tr."""


def finding_text(finding: Finding, spec: NetworkSpec) -> str:
    """The whole sentence for the message bar."""
    loss, epochs = formatting.significant(finding.value, 2), formatting.integer(finding.epochs)
    texts = {
        "exploded": translate(
            "Findings",
            "The loss exploded and now stands still at {0}: steps were too large, and units are saturated or dead.",
        ),
        "flat": translate(
            "Findings", "The loss stands still at {0}: no gradient is left, the units are saturated or dead."
        ),
        "rough": translate(
            "Findings", "The loss jumps about {0} and falls no more: the steps are too large for this valley."
        ),
        "plateau": translate("Findings", "Nothing has been learned for {1} epochs: the loss stands still at {0}."),
        "linear": translate(
            "Findings",
            "The loss stands still at {0}: the network is linear, it can draw one straight line, and no line separates "
            "these points.",
        ),
        "plane": translate(
            "Findings",
            "The loss stands still at {0}: the network is linear, its answers lie on a plane, and these values do not.",
        ),
        "overfitting": translate(
            "Findings", "Test loss has risen for {1} epochs while training loss falls: overfitting."
        ),
    }
    if finding.fault in texts:
        return texts[finding.fault].format(loss, epochs)
    layers = sum(count > 0 for count in spec.parameter_counts)
    name = column_name((finding.layer or 0) + 1, layers)
    return translate("Findings", "{0}: {1}").format(name, layer_text(finding, spec))


def layer_text(finding: Finding, spec: NetworkSpec) -> str:
    """What is wrong with one layer, in few words; empty where the finding is about none."""
    if finding.layer is None:
        return ""
    share, power = formatting.percent(finding.value), power_text(finding.value)
    if finding.fault == "silent":
        return translate("Findings", "{0} of units never fire").format(share)
    if finding.fault == "saturated":
        return translate("Findings", "{0} of answers are saturated, hardly any gradient comes through").format(share)
    if finding.fault == "exploding":
        return translate("Findings", "the gradient is {0} long, it explodes").format(power)
    layers = [layer for layer, count in zip(spec.layers, spec.parameter_counts, strict=True) if count]
    why = _why(layers[0].activation, len(layers) - 1)
    return translate("Findings", "the gradient is {0} of the output's: {1}").format(power, why)


def _why(activation: str, hidden: int) -> str:
    text: str = Findings.tr("{0} and {1} hidden layers", None, hidden)  # type: ignore[arg-type]
    return text.format(activation_text(activation), formatting.integer(hidden))


def remedy_text(name: str) -> str:
    """What a button offers."""
    return {
        "slower": translate("Findings", "Divide the learning rate by ten"),
        "slower-afresh": translate("Findings", "Start again with a tenth of the learning rate"),
        "faster": translate("Findings", "Multiply the learning rate by ten"),
        "adam": translate("Findings", "Take Adam"),
        "batches": translate("Findings", "Take larger batches"),
        "clip": translate("Findings", "Clip gradients to {0}").format(formatting.shortest(CLIP, 1)),
        "l2": translate("Findings", "Regularise with L2 {0}").format(formatting.shortest(L2, 1)),
        "other-weights": translate("Findings", "Start again from other weights"),
        "relu": translate("Findings", "Take ReLU and He weights"),
        "leaky-relu": translate("Findings", "Take leaky ReLU"),
        "tanh": translate("Findings", "Take tanh in the hidden layers"),
        "he": translate("Findings", "Start again with He weights"),
        "xavier": translate("Findings", "Start again with Xavier weights"),
        "layer": translate("Findings", "Add a hidden layer"),
        "fewer-layers": translate("Findings", "Keep two hidden layers"),
        "fewer-units": translate("Findings", "Halve the hidden layers"),
        "dropout": translate("Findings", "Drop {0} of the last units").format(formatting.percent(DROPOUT)),
        "points": translate("Findings", "Three times as many points"),
        "product": translate("Findings", "Add the input x₁x₂"),
    }[name]
