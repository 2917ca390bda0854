"""Formats of the document: which one this program writes, and how older ones are brought up to date, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from playground import __version__
from playground.document.errors import DocumentError
from playground.engine.errors import Phrase

Json = dict[str, Any]

FORMAT, MINOR = 3, 0
"""Of the format that is written. A greater minor version only adds what an older program may pass over and keep."""
HEADERS = ("document.json", "experiment.json")
"""The member that holds everything but arrays; of format 1 it was the second."""


def version_of(header: Any) -> tuple[int, int]:
    """Format and minor version of a document; DocumentError when it has none, or one that is too new to be read."""
    if not isinstance(header, dict):
        raise DocumentError("damaged: it does not hold an object with named fields")
    version, minor = _whole(header, "format", 1), _whole({"minor": 0, **header}, "minor", 0)
    if version > FORMAT:
        raise DocumentError(
            "format {version}, made by {program}; this one reads formats up to {most}",
            version=version,
            program=newer(header),
            most=FORMAT,
        )
    return version, minor


def is_newer(header: Json) -> bool:
    """Whether a newer program wrote a header that this one reads all the same."""
    return version_of(header) > (FORMAT, MINOR)


def newer(header: Json) -> str:
    """The newer program that wrote a header, with its version where it says so."""
    program = header.get("program")
    # A program that kept what it did not know wrote its own version.
    is_told = isinstance(program, str) and re.fullmatch(r"[A-Za-z0-9.+-]{1,20}", program) and program != __version__
    return Phrase("a newer Atelier ({version})", version=program) if is_told else Phrase("a newer Atelier")


def up_to_date(header: Any) -> Json:
    """A header of any format up to this one as this one has it; DocumentError where it has no such format."""
    version, _ = version_of(header)
    newest: Json = header
    for step in range(version, FORMAT):
        newest = UPGRADES[step](newest)
    return newest


def _whole(header: Json, name: str, least: int) -> int:
    number = header.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or number < least:
        raise DocumentError(
            "damaged: {name} {value!r} is not a whole number of at least {least}",
            name=name,
            value=str(number)[:60],
            least=least,
        )
    return number


def _from_1(old: Json) -> Json:
    """One run in each document; what was being looked at and nested lists of points go, the workspace was guessed."""
    kept = {name: value for name, value in old.items() if name in ("input_shape", "class_names")}
    run = {name: value for name, value in old.items() if name in ("experiment", "step", "epoch")}
    experiment = run.get("experiment")
    workspace = "network"
    if isinstance(experiment, dict):
        experiment = run["experiment"] = {name: value for name, value in experiment.items() if name != "focus"}
        if isinstance(experiment.get("training"), dict):
            experiment["training"] = {"kind": "descent", **experiment["training"]}
        workspace = _workspace_of_1(experiment)
        _draw_points_of_1(experiment.get("data"))
    run["theta"] = "theta.npy" if old.get("trained") is True else None
    return {"format": 2, "minor": 0, "program": __version__, "workspace": workspace, "runs": [run], **kept}


def _workspace_of_1(experiment: Json) -> str:
    kinds = {}
    for name in ("data", "model"):
        part = experiment.get(name)
        kinds[name] = part.get("kind") if isinstance(part, dict) else None
    if kinds["model"] == "perceptron":
        return "perceptron"
    return "images" if kinds["data"] == "images" else "network"


def _draw_points_of_1(data: object) -> None:
    drawn = data.get("drawn") if isinstance(data, dict) else None
    if isinstance(drawn, dict):
        for name, dtype, shape in (("x", np.float32, (-1, 2)), ("label", np.int64, (-1,)), ("rank", np.float32, (-1,))):
            drawn[name] = _array_of_1(drawn.get(name), dtype, shape, f"experiment.data.drawn.{name}")


def _array_of_1(lists: object, dtype: type[np.generic], shape: tuple[int, ...], path: str) -> np.ndarray:
    kinds = "iu" if issubclass(dtype, np.integer) else "iuf"
    try:
        found = np.array(lists) if lists else np.empty(0, dtype).reshape(shape)
    except (ValueError, OverflowError):
        found = np.array("")
    if not isinstance(lists, list) or found.dtype.kind not in kinds or found.ndim != len(shape):
        raise DocumentError("{path}: not lists of numbers, {depth} deep", path=path, depth=len(shape))
    if np.abs(found).max(initial=0) > 1e30:
        raise DocumentError("{path}: a number is too large", path=path)
    return found.astype(dtype)


def _from_2(old: Json) -> Json:
    """How single pictures are prepared was guessed from the name of their source: one that ends in no suffix was taken
    for a folder of photographs."""
    for run in old["runs"] if isinstance(old.get("runs"), list) else ():
        experiment = run.get("experiment") if isinstance(run, dict) else None
        data = experiment.get("data") if isinstance(experiment, dict) else None
        source = data.get("source") if isinstance(data, dict) and data.get("kind") == "images" else None
        if isinstance(data, dict) and isinstance(source, str) and source not in ("strokes", "digits", "shapes"):
            name = re.split(r"[/\\]", source)[-1]
            if "." not in name.lstrip(".") and "idx" not in name:
                data["style"] = "photo"
    return {**old, "format": 3, "minor": 0}


UPGRADES: dict[int, Callable[[Json], Json]] = {1: _from_1, 2: _from_2}
"""Format → how the header of a document of that format becomes one of the next."""
