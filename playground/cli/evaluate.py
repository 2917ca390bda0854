"""`atelier evaluate`: how good a saved model is on a data set."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from playground.cli.arguments import Parser, add_json, name_of_file, one_of
from playground.cli.errors import UsageError
from playground.cli.harmless import harmless
from playground.cli.models import SavedModel, model_file, open_model
from playground.cli.options import add_rows, given
from playground.cli.output import Output, ProgressLine, Tell, complain, listed, shown
from playground.cli.output_files import check_apart
from playground.cli.same_samples import (
    PARTS,
    check_same,
    check_unchosen,
    made_again,
    note_on_samples,
    number_of,
    part_of,
)
from playground.cli.sources import (
    builtin_kind,
    check_fit,
    check_given,
    check_options,
    check_reading,
    check_there,
    files_of,
    load_file,
    of_files,
    tell_which,
)
from playground.cli.value_units import loss_factor_of, unit_of
from playground.data.image_sets import Progress
from playground.data.preparation import AS_USUAL
from playground.data.value_files import load_plane_values, load_values
from playground.engine.errors import Phrase
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import PREPARED, ImagesData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.chosen_values import ValuesData
from playground.training.data_kind import ChosenData
from playground.training.hyperparameters import next_seed
from playground.training.kinds import DATA_KINDS

EPILOG = """\
MODEL is a document saved by `atelier train --save` or by the window, or the shipped model: strokes.
D is a built-in set, a file or a folder, as for `atelier train`; all of its samples count. Sets that are made by the
program are made anew, with a seed that the model was not trained with, and otherwise as those that it was trained on.
--part test takes the very samples that training left for testing, and gives the figures that `atelier train` told.
Classes are the same where their names are; samples of classes that the model does not know are left out, and counted.
So are columns of points, in any order; they are scaled as those that the model learned. A model of values has no
accuracy, but an RMSE, the root of the mean squared error; that and its loss are in the units of the file that it
learned.
Pictures are prepared in the way that the model learned, or that --prepare and --fit say, one by one as by `atelier
predict`: as digits, those that already are as the network takes them, of its input's size with bright ink in the
middle, are only scaled to [0, 1]. Where the model learned arrays as they are, arrays of that size stay as they are.
A set of a single class can be evaluated, too. As JSON, "notes" is what else is to be known, a list of sentences.
"""
WIDEST_MATRIX = 20
WIDEST_NAME = 12


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier evaluate", "How good a saved model is on a data set.", EPILOG)
    parser.add_argument("model", type=name_of_file, metavar="MODEL", help="a saved model, or the shipped one: strokes")
    parser.add_argument("data", type=name_of_file, metavar="D", help="built-in name, file or folder")
    add_rows(parser, {"data": DATA_KINDS}, without=("train_share",))
    text = "of the samples that training used one part, which D must hold: test, train, or all of them"
    parser.add_argument("--part", type=one_of(PARTS), metavar="P", help=text)
    add_json(parser)
    options = parser.parse_args(argv)
    output = Output(options.json)
    read = {"MODEL": [model_file(options.model)], "D": files_of(options.data)}
    check_apart({"--json": output.file}, read)
    model = as_asked(options, open_model(options.model, output.tell))
    with ProgressLine("Data") as line:
        data = choose_data(options, model, line.show, output.tell)
    said = "" if options.part else note_on_samples(model, data, options.data, options.seed is not None)
    with ProgressLine("Preparing") as line:
        found = evaluate(model, data, options.data, line.show, output.tell, options.part)
    for note in (data.resolve().note, model.learned.note_on(data), said):
        if note:
            output.tell(note)
    found["notes"] = output.notes
    output.results(found)
    _print(output, options, found)


def as_asked(options: argparse.Namespace, model: SavedModel) -> SavedModel:
    """The model, where pictures are prepared as the options say."""
    if not isinstance(model.learned, ImagesData):
        return model
    chosen = {name: value for name, value in of_files(options, ImagesData).items() if name in ("style", "fit")}
    return model.preparing(**chosen)


def choose_data(
    options: argparse.Namespace, model: SavedModel, progress: Progress, tell: Tell = complain
) -> ChosenData:
    """The data that options stand for, with their samples, of the kind that the model learned."""
    source, learned = options.data, model.learned
    check_options(options, source)
    kind, seed = builtin_kind(source), next_seed(learned.seed)
    if kind is not None:
        tell_which(source, "the built-in set", tell)
    if options.part:
        check_unchosen(options, learned)
    if isinstance(learned, ImagesData):
        check_fit(options, learned, model.document.input_shape[-1], source)
    if kind is not None and isinstance(learned, kind) and options.part:
        return made_again(model, source, progress)
    if kind is not None and isinstance(learned, kind):
        return learned.made(source, progress, **{"seed": seed, **given(options, type(learned))})
    if kind is None:
        check_there(source, [type(learned)])
    data = None if kind else learned.holding(_read(options, model, seed, progress), source)
    if data is None:
        raise UsageError(
            "{name} was trained on {noun}s; {source} holds none", name=model.name, noun=learned.noun, source=source
        )
    check_given(options, type(data), source)
    check_reading(options, data, source)
    if options.part:
        check_same(model, data, source)
    return data


def _read(options: argparse.Namespace, model: SavedModel, seed: int, progress: Progress) -> Any:
    chosen, count = (seed if options.seed is None else options.seed), options.points
    if options.part:
        chosen, count = model.learned.seed, number_of(model.learned)
    if isinstance(model.learned, ValuesData):
        return load_values(options.data, progress, count=count, seed=chosen, known=model.learned.resolve())
    if isinstance(model.learned, PlaneValuesData):
        return load_plane_values(options.data, progress, count=count, seed=chosen, known=model.learned.resolve())
    shape = model.document.input_shape
    if len(shape) != 3:
        known = model.learned.resolve() if isinstance(model.learned, PointsData) else None
        return load_file(options.data, count, chosen, AS_USUAL, progress, least_classes=1, points=known)
    learned = model.learned.known_preparation
    given = {name: value for name, value in of_files(options, ImagesData).items() if name in PREPARED}
    preparation = replace(learned, **{"black": None, "white": None, **given})
    full = shape[0], shape[1], shape[2]
    return load_file(options.data, count, chosen, preparation, progress, full, learned.values, 1)


def evaluate(
    model: SavedModel,
    data: ChosenData,
    source: str,
    progress: Progress,
    tell: Tell = complain,
    part: str | None = None,
) -> dict[str, Any]:
    """Accuracy, loss, count and confusion (rows: true classes, columns: answers) of a model on data, or on a part of
    them; what there is not, as without classes, is None."""
    if not len(data.resolve()):
        raise UsageError("{source} holds no samples", source=source)
    x, wanted, known = model.inputs(data, progress), model.learned.wanted_of(data), model.document.class_names
    if part:
        chosen = part_of(data, part)
        x, wanted = x[chosen], wanted[chosen]
    if known:
        label = _numbers(model, data, source, tell)[wanted]
        x, wanted = x[label >= 0], label[label >= 0]
    verdict = model.verdict(x, wanted)
    counts = None if verdict.counts is None else verdict.counts.tolist()
    return {
        "accuracy": verdict.accuracy,
        "loss": None if verdict.loss is None else verdict.loss * loss_factor_of(model.document.experiment),
        "rmse": None if verdict.rmse is None else verdict.rmse * unit_of(model.document.experiment),
        "count": len(wanted),
        "classes": list(known) if known else None,
        "confusion": counts,
    }


def _numbers(model: SavedModel, data: ChosenData, source: str, tell: Tell) -> np.ndarray:
    """For each class of the data the number that the model knows the class of this name by; −1 for those that it does
    not know, which are told. UsageError where it knows none."""
    known, names = model.document.class_names, data.resolve().class_names
    numbers = np.array([known.index(name) if name in known else -1 for name in names], np.int64)
    occur = np.bincount(data.samples().wanted, minlength=len(names)) > 0
    names = tuple(name for name, is_there in zip(names, occur, strict=True) if is_there)
    if (numbers[occur] < 0).all():
        raise UsageError(
            "{source} has the classes {names}; {model} knows {known}",
            source=source,
            names=listed(names),
            model=model.name,
            known=listed(known),
        )
    missing = [name for name in known if name not in names]
    if missing and data.source not in data.built_in():
        tell(Phrase("{source} has no samples of {names}", source=source, names=listed(missing)))
    strange = [name for name in names if name not in known]
    if strange:
        count = int((numbers[data.samples().wanted] < 0).sum())
        told = {"model": model.name, "names": listed(strange)}
        if count == 1:
            tell(Phrase("{model} does not know {names}: 1 sample is left out", **told))
        else:
            tell(Phrase("{model} does not know {names}: {count:,} samples are left out", **told, count=count))
    return numbers


def _print(output: Output, options: Any, found: dict[str, Any]) -> None:
    rows = [("Model", options.model), ("Data", f"{options.data}: {found['count']:,} samples")]
    counts = found["confusion"]
    if counts is not None:
        rows.append(("Accuracy", shown(found["accuracy"], ".2%")))
    if found["rmse"] is not None:
        rows.append(("RMSE", shown(found["rmse"])))
    output.table([*rows, ("Loss", shown(found["loss"]))])
    if counts is not None and len(counts) <= WIDEST_MATRIX:
        shown_names = map(harmless, found["classes"])
        names = [name if len(name) <= WIDEST_NAME else name[: WIDEST_NAME - 1] + "…" for name in shown_names]
        first = max(map(len, names))
        widths = [max(len(name), *(len(str(row[place])) for row in counts)) + 2 for place, name in enumerate(names)]
        output.say("")
        output.say("True class, and how often each class was the answer:")
        output.say(" " * (first + 2) + "".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True)))
        for name, row in zip(names, counts, strict=True):
            cells = "".join(f"{value:>{width}}" for value, width in zip(row, widths, strict=True))
            output.say(f"{name:>{first}} │{cells}")
