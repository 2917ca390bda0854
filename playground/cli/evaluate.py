"""`atelier evaluate`: how good a saved model is on a data set."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from playground.cli.arguments import Parser, add_json
from playground.cli.errors import UsageError
from playground.cli.models import SavedModel, open_model
from playground.cli.options import add_rows, given
from playground.cli.output import Output, ProgressLine, complain, shown
from playground.cli.sources import builtin_kind, check_options, load_file
from playground.data.adapted import read_adapted
from playground.data.image_sets import Progress
from playground.data.paths import kind_of
from playground.training.data_kind import ChosenData
from playground.training.hyperparameters import next_seed
from playground.training.kinds import DATA_KINDS

EPILOG = """\
MODEL is a document saved by `atelier train --save` or by the window, or the shipped model: strokes.
D is a built-in set, a file or a folder, as for `atelier train`; all of its samples count. Sets that are made by the
program are made anew, with a seed that the model was not trained with, and otherwise as those that it was trained on.
Pictures that already have the network's input size are only scaled to [0, 1]; others are prepared one by one as by
`atelier predict`.
"""
WIDEST_MATRIX = 20


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier evaluate", "How good a saved model is on a data set.", EPILOG)
    parser.add_argument("model", metavar="MODEL", help="a saved model, or the shipped one: strokes")
    parser.add_argument("data", metavar="D", help="built-in name, file or folder")
    add_rows(parser, {"data": DATA_KINDS}, without=("train_share",))
    add_json(parser)
    options = parser.parse_args(argv)
    output, model = Output(options.json), open_model(options.model)
    with ProgressLine("Data") as line:
        data = choose_data(options, model, line.show)
    if data.resolve().note:
        complain(data.resolve().note)
    with ProgressLine("Preparing") as line:
        found = evaluate(model, data, options.data, line.show)
    _print(output, options, found)
    output.results(found)


def choose_data(options: argparse.Namespace, model: SavedModel, progress: Progress) -> ChosenData:
    """The data that options stand for, with their samples, of the kind that the model learned."""
    source, learned = options.data, model.learned
    check_options(options, source)
    kind, seed = builtin_kind(source), next_seed(learned.seed)
    if kind is not None and isinstance(learned, kind):
        return learned.made(source, progress, **{"seed": seed, **given(options, type(learned))})
    data = None if kind else learned.holding(_read(options, model, seed, progress), source)
    if data is None:
        raise UsageError(
            "{name} was trained on {noun}s; {source} holds none", name=model.name, noun=learned.noun, source=source
        )
    return data


def _read(options: argparse.Namespace, model: SavedModel, seed: int, progress: Progress) -> Any:
    path, shape = Path(options.data), model.document.input_shape
    if model.takes_maps and kind_of(options.data) == "folder":
        preparation = model.learned.preparation(shape[-1])
        return read_adapted(path, (shape[0], shape[1], shape[2]), preparation, options.points, progress)
    return load_file(options.data, options.points, seed if options.seed is None else options.seed, progress)


def evaluate(model: SavedModel, data: ChosenData, source: str, progress: Progress) -> dict[str, Any]:
    """Accuracy, loss, count and confusion (rows: true classes, columns: answers) of a model on data; what there is
    not, as without classes, is None."""
    if not len(data.resolve()):
        raise UsageError("{source} holds no samples", source=source)
    wanted = _wanted(model, data, source)
    verdict = model.verdict(model.inputs(data, progress), wanted)
    counts = None if verdict.counts is None else verdict.counts.tolist()
    return {"accuracy": verdict.accuracy, "loss": verdict.loss, "count": len(wanted), "confusion": counts}


def _wanted(model: SavedModel, data: ChosenData, source: str) -> np.ndarray:
    """What is asked for of each sample, labels by the model's numbering: classes of the same names are the same,
    otherwise as many in the same order."""
    known, names = model.document.class_names, data.resolve().class_names
    wanted: np.ndarray = data.samples().wanted
    if known and set(names) <= set(known):
        wanted = np.array([known.index(name) for name in names], np.int64)[wanted]
        return wanted
    if len(names) != len(known):
        shown_names = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
        raise UsageError(
            "{source} has the classes {names}; {model} knows {known}",
            source=source,
            names=shown_names,
            model=model.name,
            known=", ".join(known[:8]),
        )
    return wanted


def _print(output: Output, options: Any, found: dict[str, Any]) -> None:
    rows = [("Model", options.model), ("Data", f"{options.data}: {found['count']:,} samples")]
    counts = found["confusion"]
    if counts is not None:
        rows.append(("Accuracy", shown(found["accuracy"], ".2%")))
    output.table([*rows, ("Loss", shown(found["loss"]))])
    if counts is not None and len(counts) <= WIDEST_MATRIX:
        width = max(len(str(value)) for row in counts for value in row) + 2
        output.say("\nTrue class, and how often each class was the answer:")
        for index, row in enumerate(counts):
            output.say(f"{index:>4} │" + "".join(f"{value:>{width}}" for value in row))
