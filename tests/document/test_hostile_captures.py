"""Whatever number stands in a captured run, training goes on from it, or it is refused in words."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.data.image_sets import ImageSet
from playground.document import DocumentError
from playground.document.codec import Decoder, Encoder
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.convolution_examples import example
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.kinds import CAPTURE_KINDS, MODEL_KINDS
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Progress, Status
from playground.training.trainer import make_trainer

PICTURES = ImageSet("strokes", np.arange(40 * 36, dtype=np.uint8).reshape(40, 6, 6, 1), np.arange(40) % 3, tuple("abc"))
EXPERIMENTS = {
    "adam": Experiment(
        PointsData("xor", count=40),
        Architecture(parse_layers("dense3:tanh dropout0.3")),
        TrainingSettings(optimizer="adam", batch_size=7, schedule="step", period=2),
    ),
    "pictures": Experiment(
        ImagesData("strokes", count=40, pictures=PICTURES),
        Architecture(parse_layers("conv2x3:relu dense3:relu")),
        TrainingSettings(batch_size=8, schedule="cosine"),
    ),
    "diverged": Experiment(
        PointsData("circle", count=40),
        Architecture(parse_layers("dense3:relu")),
        TrainingSettings(100.0, "sgd", 4, "squared-error"),
    ),
    "patient": Experiment(
        PointsData("xor", count=40),
        Architecture(parse_layers("dense2:tanh")),
        TrainingSettings(patience=1, stop_loss=0.8),
    ),
    "perceptron": Experiment(PointsData("xor", count=40), PerceptronModel()),
    "averaged": Experiment(PointsData("xor", count=20), PerceptronModel("averaged", beside=True, every_sample=True)),
    "pocket": Experiment(PointsData("xor", count=20), PerceptronModel("pocket", inputs=("x1", "sin x2"))),
    "convolution": example("drawing"),
}
NUMBERS = (-1, 0, 1, 2**31, 2**53, 2**64, 2**127, -(2**127), 0.5, -1e-300, 1e308, -1e308, "1", None, True, [], {})
IDLE = Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0)


def captured(experiment: Experiment) -> tuple[Any, dict[str, np.ndarray]]:
    """A run in the midst of an epoch, as a document holds it: JSON and arrays by name."""
    trainer = make_trainer(experiment)
    with np.errstate(all="ignore"):
        trainer.run.train(23)
    trainer.configure(replace(experiment, training=replace(experiment.training, l1=0.5)))
    encoder = Encoder()
    return encoder.object(trainer.capture(), "capture"), encoder.arrays


def go_on(experiment: Experiment, capture: Any, arrays: dict[str, np.ndarray]) -> None:
    """Everything that a restored run is asked for."""

    def array(name: str) -> np.ndarray:
        if name not in arrays:
            raise DocumentError("{name!r} is missing", name=name)
        return arrays[name]

    kind = CAPTURE_KINDS[MODEL_KINDS.name_of(experiment.model)]
    trainer = make_trainer(experiment)
    with np.errstate(all="ignore"):
        trainer.restore(Decoder(array).object(kind, capture, "capture"))
        for step in (trainer.capture, lambda: trainer.run.train(9), trainer.run.evaluate, trainer.rewind):
            step()
            trainer.snapshot(Focus(decision_grid=3 if experiment.data.inputs else 0), IDLE, {})


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in JSON, the lists and objects too."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*path, key)
        yield from places(item, (*path, key))


def with_value(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    changed = copy.deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return changed


def others(array: np.ndarray) -> Iterator[np.ndarray]:
    """Arrays of other shapes, types and numbers."""
    flat = array.ravel()
    yield from (flat[:0], flat[:1], array[None], array[None, None], np.zeros((), array.dtype))
    yield np.concatenate([flat, flat])
    yield from (array.astype(dtype) for dtype in ("f4", "f8", "i4", "i8", "u8", "u1", "?") if array.dtype != dtype)
    wild = (np.nan, np.inf, -np.inf, 3e38, -1.0) if array.dtype.kind == "f" else (-1, 2**62, -(2**62))
    for number in wild:
        yield np.full_like(array, number)
        one = array.copy()
        one.ravel()[-1:] = number
        yield one


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_number_that_cannot_be_is_refused_and_all_others_work(name: str) -> None:
    experiment = EXPERIMENTS[name]
    capture, arrays = captured(experiment)
    go_on(experiment, capture, arrays)
    tried: list[tuple[Any, Any, Any]] = [
        *((path, new, (with_value(capture, path, new), arrays)) for path in places(capture) for new in NUMBERS),
        *((key, new, (capture, {**arrays, key: new})) for key, array in arrays.items() for new in others(array)),
    ]
    works, escaped = 0, []
    for place, new, (json, members) in tried:
        try:
            go_on(experiment, json, members)
            works += 1
        except ValueError as error:
            assert "\n" not in str(error) and len(str(error)) < 400, (place, new)
        except Exception as error:
            escaped.append((place, new, repr(error)))
    assert escaped == []
    assert len(tried) / 20 < works < len(tried) / 2
