"""What a document says: the one place that names its fields, for documents of every format.

`python -m tests.document.formats.answers` adds the answers of the files here that have none yet to answers.json: run it
with the version that wrote them. Answers that are there are never changed.
"""

import json
from pathlib import Path

import numpy as np

from playground.document import read
from playground.document.fitting import parameter_count
from playground.engine.network import Network
from playground.engine.perceptron import Perceptron as Neuron
from playground.engine.words import format_layers
from playground.training.architecture import PerceptronModel

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.atelier"))
ANSWERS = FOLDER / "answers.json"


def described(document):
    """What is in a document besides its weights, as plain values. What was being looked at is left out."""
    experiment = document.experiment
    return {
        "workspace": document.workspace,
        "input_shape": list(document.input_shape),
        "class_names": list(document.class_names),
        "parameters": parameter_count(document.experiment, document.input_shape, document.class_names),
        "step": document.step,
        "epoch": document.epoch,
        "data": plain(experiment.data),
        "model": None if isinstance(experiment.model, PerceptronModel) else network(experiment.model),
        "training": plain(experiment.training),
    }


def outputs(document):
    """What the model answers to `inputs`, None without weights: y (4, outputs), of a perceptron ⟨w, x⟩ + b (4,)."""
    if document.theta is None:
        return None
    x = inputs(document.input_shape)
    if document.spec is None:
        neuron = Neuron(2)
        neuron.weight[:], neuron.bias = document.theta[:2], float(document.theta[2])
        return neuron.score(x)
    model = Network(document.spec)
    model.theta[:] = document.theta
    return model.predict(x)


def inputs(shape):
    """Four samples (4, *shape) float32, always the same: pictures within 0 to 1, points or features within −3 to 3."""
    numbers = np.random.default_rng(0).random((4, *shape), np.float32)
    return numbers if len(shape) == 3 else 6 * numbers - 3


def network(model):
    """The hidden layers that were chosen, as words, and what goes with them."""
    return {
        "hidden": format_layers(model.hidden),
        "keys": list(model.keys),
        "output_activation": model.output_activation,
        "initializer": model.initializer,
    }


def plain(value):
    """Fields and arrays as JSON holds them."""
    if hasattr(value, "__dict__") and not isinstance(value, np.ndarray):
        return {name: plain(field) for name, field in vars(value).items()}
    return value.tolist() if isinstance(value, np.ndarray) else list(value) if isinstance(value, tuple) else value


def main():
    known = json.loads(ANSWERS.read_text("utf-8")) if ANSWERS.exists() else {}
    for path in FILES:
        if path.name not in known:
            document = read(path)
            said = outputs(document)
            known[path.name] = {**described(document), "outputs": None if said is None else said.tolist()}
    ANSWERS.write_text(formatted(known), "utf-8")


def formatted(answers):
    """JSON with a line for every field of a document."""
    documents = (
        f" {json.dumps(name)}: {{\n"
        + ",\n".join(f"  {json.dumps(field)}: {json.dumps(value, ensure_ascii=False)}" for field, value in said.items())
        + "\n }"
        for name, said in sorted(answers.items())
    )
    return "{\n" + ",\n".join(documents) + "\n}\n"


if __name__ == "__main__":
    main()
