"""A document ↔ the header and the arrays of its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from playground import __version__
from playground.document.codec import Decoder, Encoder
from playground.document.document import Document, SavedRun, Unknown
from playground.document.errors import DocumentError
from playground.document.fitting import parameter_count
from playground.document.formats import FORMAT, MINOR, is_newer, newer, up_to_date
from playground.document.tried_picture import TriedPicture
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass
from playground.training.experiment import Experiment
from playground.training.kinds import CAPTURE_KINDS, MODEL_KINDS
from playground.training.novelty import NoveltyDetector

Json = dict[str, Any]
Arrays = Callable[[str, int | None], np.ndarray]
"""The array in a member of a name, of at most so many bytes."""

MAX_RUNS = 50


@dataclass(frozen=True, kw_only=True)
class _Header:
    format: int
    minor: int = 0
    program: str = ""
    workspace: str
    input_shape: tuple[int, ...]
    class_names: tuple[str, ...]
    runs: tuple[object, ...]
    sketch: np.ndarray | None = None
    picture: TriedPicture | None = None


@dataclass(frozen=True)
class _Run:
    experiment: Experiment
    theta: str | None = None
    step: int = 0
    epoch: float = 0.0
    capture: object = None
    novelty: NoveltyDetector | None = None


def to_header(document: Document) -> tuple[Json, dict[str, np.ndarray]]:
    """What stands in the header, and the arrays by the names of their members."""
    arrays: dict[str, np.ndarray] = {}
    runs = [_run_to_json(run, f"runs/{index}/", arrays) for index, run in enumerate(document.runs)]
    header = _Header(
        format=FORMAT,
        minor=max(MINOR, document.unknown.minor),
        program=__version__,
        workspace=document.workspace,
        runs=tuple(runs),
        input_shape=document.input_shape,
        class_names=document.class_names,
        sketch=document.sketch,
        picture=document.picture,
    )
    encoder = Encoder(unknown=document.unknown.fields)
    encoded = encoder.object(header, "")
    return encoded, {**arrays, **encoder.arrays}


def from_header(header: Any, arrays: Arrays) -> Document:
    """The document that a header of any format up to this one describes; DocumentError says what is not allowed.

    Of one with a greater minor version what this program does not know is kept, and the document's notes say so.
    """
    header = up_to_date(header)
    try:
        return _document(header, arrays)
    except DocumentError as error:
        if not is_newer(header):
            raise
        raise DocumentError(
            "{reason} (the document was made by {program})", reason=error, program=newer(header)
        ) from None


def _run_to_json(run: SavedRun, folder: str, arrays: dict[str, np.ndarray]) -> Json:
    theta = None
    if run.theta is not None:
        theta = f"{folder}theta.npy"
        arrays[theta] = run.theta
    encoder = Encoder(folder, run.unknown, {} if theta is None else {theta: arrays[theta]})
    encoded = encoder.object(_Run(run.experiment, theta, run.step, run.epoch, run.capture, run.novelty), "")
    arrays.update(encoder.arrays)
    return encoded


def _document(header: Json, arrays: Arrays) -> Document:
    decoder = Decoder(lambda name: arrays(name, None))
    found: _Header = decoder.object(_Header, header, "")
    if not 1 <= len(found.runs) <= MAX_RUNS:
        raise DocumentError("runs: {count} of them; allowed are 1 to {most}", count=len(found.runs), most=MAX_RUNS)
    runs = []
    for index, run in enumerate(header["runs"]):
        place = "" if len(found.runs) == 1 else f"runs[{index}]."
        runs.append(_run_from_json(run, found, arrays, place))
    note = Phrase(
        "This document was made by {program}. What this one does not know of it is kept when you save.",
        program=newer(header),
    )
    return Document(
        workspace=found.workspace,
        runs=tuple(runs),
        input_shape=found.input_shape,
        class_names=found.class_names,
        notes=(note,) if is_newer(header) else (),
        unknown=Unknown(found.minor, decoder.unknown),
        sketch=found.sketch,
        picture=found.picture,
    )


def _run_from_json(run: Any, header: _Header, arrays: Arrays, place: str) -> SavedRun:
    decoder = Decoder(lambda name: arrays(name, None), place)
    found: _Run = decoder.object(_Run, run, "")
    theta = None
    if found.theta is not None:
        parameters = parameter_count(found.experiment, header.input_shape, header.class_names)
        theta = arrays(found.theta, None if parameters is None else 4 * parameters)
    capture, kind = None, CAPTURE_KINDS.get(MODEL_KINDS.name_of(found.experiment.model))
    if found.capture is not None and kind is not None:
        capture = decoder.object(kind, run["capture"], "capture")
    try:
        return SavedRun(found.experiment, theta, found.step, found.epoch, capture, decoder.unknown, found.novelty)
    except DocumentError as error:
        raise DocumentError("{place}{reason}", place=place, reason=error) from None
