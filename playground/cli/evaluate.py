"""`atelier evaluate`: how good a saved model is on a data set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from playground.cli.arguments import MAX_SEED, Parser, add_json, number, whole
from playground.cli.errors import UsageError
from playground.cli.models import Model, open_model
from playground.cli.output import Output, ProgressLine, complain, shown
from playground.cli.sources import DataSet, builtin_kind, load_all
from playground.data.image_sets import Progress
from playground.data.paths import kind_of
from playground.training.chosen_data import PointsData
from playground.training.evaluation import Evaluation

EPILOG = """\
MODEL is a document saved by `atelier train --save` or by the window, or the shipped model: strokes.
D is a built-in set, a file or a folder, as for `atelier train`; all of its samples count. Sets that are made by the
program are made anew, with a seed that the model was not trained with. Pictures that already have the network's input
size are only scaled to [0, 1]; others are prepared one by one as by `atelier predict`.
"""
WIDEST_MATRIX = 20


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier evaluate", "How good a saved model is on a data set.", EPILOG)
    parser.add_argument("model", metavar="MODEL", help="a saved model, or the shipped one: strokes")
    parser.add_argument("data", metavar="D", help="built-in name, file or folder")
    parser.add_argument("--points", dest="count", type=whole(2, 1_000_000), metavar="N", help="samples to make or take")
    parser.add_argument("--noise", type=number(0, 0.5), metavar="F", help="of built-in points (default: as trained)")
    parser.add_argument(
        "--seed", type=whole(0, MAX_SEED), metavar="N", help="of sets that are made (default: a new one)"
    )
    add_json(parser)
    options = parser.parse_args(argv)
    output, model = Output(options.json), open_model(options.model)
    with ProgressLine("Data") as line:
        data = _load(options, model, line.show)
    if data.note:
        complain(data.note)
    with ProgressLine("Preparing") as line:
        found = evaluate(model, data, options.data, line.show)
    _print(output, options, found)
    output.results(found)


def evaluate(model: Model, data: DataSet, source: str, progress: Progress) -> dict[str, Any]:
    """Accuracy, loss, count and confusion (rows: true classes, columns: answers) of a model on a data set."""
    if not len(data):
        raise UsageError("{source} holds no samples", source=source)
    label = _label(model, data, source)
    x = model.inputs(data, progress)
    if model.network is None:
        return _evaluate_perceptron(model, x, label)
    loss = model.task.loss(model.document.experiment.training.loss)
    evaluation = Evaluation(x, label, np.arange(len(label)), model.targets, loss)
    with np.errstate(all="ignore"):
        evaluation.evaluate(model.network)
    confusion = evaluation.confusion()
    assert confusion is not None  # a model that is opened here tells classes apart
    return _result(evaluation.accuracy, evaluation.loss, confusion.counts)


def _evaluate_perceptron(model: Model, x: np.ndarray, label: np.ndarray) -> dict[str, Any]:
    theta = model.document.theta
    assert theta is not None
    answer = (x @ theta[:2] + theta[2] > 0).astype(np.int64)
    counts = np.zeros((2, 2), np.int64)
    np.add.at(counts, (label, answer), 1)
    return _result(float(np.mean(answer == label)), None, counts)


def _result(accuracy: float | None, loss: float | None, counts: np.ndarray) -> dict[str, Any]:
    return {"accuracy": accuracy, "loss": loss, "count": int(counts.sum()), "confusion": counts.tolist()}


def _label(model: Model, data: DataSet, source: str) -> np.ndarray:
    """Labels by the model's numbering: classes of the same names are the same, otherwise as many in the same order."""
    known, names = model.document.class_names, data.class_names
    if set(names) <= set(known):
        return np.array([known.index(name) for name in names], np.int64)[data.label]
    if len(names) != len(known):
        shown_names = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
        raise UsageError(
            "{source} has the classes {names}; {model} knows {known}",
            source=source,
            names=shown_names,
            model=model.name,
            known=", ".join(known[:8]),
        )
    return data.label


def _load(options: Any, model: Model, progress: Progress) -> DataSet:
    made = _points(options, model)
    if model.takes_pictures and builtin_kind(options.data) is None and kind_of(options.data) == "folder":
        return model.read_folder(Path(options.data), options.count, progress)
    return load_all(options.data, made, options.count, progress)


def _points(options: Any, model: Model) -> PointsData:
    """How built-in points are made: as those that the model was trained on, from another seed."""
    chosen = model.document.experiment.data
    changes: dict[str, Any] = {"seed": (chosen.seed + 1) % MAX_SEED if options.seed is None else options.seed}
    if builtin_kind(options.data) != "points":
        if options.noise is not None:
            raise UsageError(
                "--noise {noise:g} goes with built-in point sets only, not with {source}",
                noise=options.noise,
                source=options.data,
            )
        return PointsData(**changes)
    changes |= {name: value for name in ("noise", "count") if (value := getattr(options, name)) is not None}
    usual = chosen if isinstance(chosen, PointsData) else PointsData()
    return replace(usual, source=options.data, drawn=None, **changes)


def _print(output: Output, options: Any, found: dict[str, Any]) -> None:
    rows = [("Model", options.model), ("Data", f"{options.data}: {found['count']:,} samples")]
    rows += [("Accuracy", shown(found["accuracy"], ".2%")), ("Loss", shown(found["loss"]))]
    output.table(rows)
    counts = found["confusion"]
    if len(counts) <= WIDEST_MATRIX:
        width = max(len(str(value)) for row in counts for value in row) + 2
        output.say("\nTrue class, and how often each class was the answer:")
        for index, row in enumerate(counts):
            output.say(f"{index:>4} │" + "".join(f"{value:>{width}}" for value in row))
