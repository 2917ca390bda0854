"""The Document: what a workspace is about, and every run in it with what was learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from playground.document.errors import DocumentError as DocumentError
from playground.document.fitting import check_novelty, check_sketch, parameter_count, planned_network
from playground.document.tried_picture import TriedPicture
from playground.engine.spec import NetworkSpec, Shape
from playground.late_dataclass import dataclass
from playground.training.captures import EPOCHS, STEPS
from playground.training.experiment import Experiment
from playground.training.member import CapturedRun
from playground.training.novelty import NOVELTY, NoveltyDetector
from playground.training.snapshot import Snapshot

UnknownFields = Mapping[tuple[str, type], Mapping[str, Any]]
"""Fields that a newer program wrote, as plain JSON, by the path and the class of the object that they belong to."""


@dataclass(frozen=True, eq=False)
class SavedRun:
    """One run: what was chosen, and what was learned.

    theta (parameters,) float32, read-only: the weights, for a perceptron (w₁, w₂, b); None: not trained yet.
    capture: all that learning goes on from exactly, of the class in CAPTURE_KINDS that goes with the model, or None.
    novelty: by what is told whether a picture is like those that were learned, or None where that is not known.
    """

    experiment: Experiment
    theta: np.ndarray | None = None
    step: int = 0
    epoch: float = 0.0
    capture: object | None = None
    unknown: UnknownFields = field(default_factory=dict)
    novelty: NoveltyDetector | None = None

    def __post_init__(self) -> None:
        if self.step not in STEPS or self.epoch not in EPOCHS:
            raise DocumentError(
                "step {step}, epoch {epoch}: both must be between 0 and 2⁵³", step=self.step, epoch=self.epoch
            )
        if self.theta is None:
            return
        theta = self.theta
        if theta.flags.writeable or theta.dtype != np.float32:
            theta = np.array(theta, np.float32)
        if theta.ndim != 1 or not np.isfinite(theta).all():
            raise DocumentError("a weight is not a finite number")
        theta.setflags(write=False)
        object.__setattr__(self, "theta", theta)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SavedRun) and _is_same(vars(self), vars(other))

    def __hash__(self) -> int:
        return hash((self.experiment, self.step, self.epoch))


@dataclass(frozen=True)
class Unknown:
    """What a newer program wrote and this one does not know, to be written back: its minor version of the format,
    fields of the document itself, and members of the archive."""

    minor: int = 0
    fields: UnknownFields = field(default_factory=dict)
    members: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """What a saved file holds.

    workspace: the name of the one that it belongs to, which may be one that this program does not have; runs: at least
    one; input_shape: what the model takes, (features,) or (rows, columns, channels); class_names: of the data that it
    learned; notes: sentences for whoever opened it; sketch: what was drawn to be tried, (rows, columns, 1 or 3) uint8,
    with one channel for strokes on black; picture: the opened one that it shows, or None. Raises DocumentError when the
    parts do not belong together.
    """

    workspace: str
    runs: tuple[SavedRun, ...]
    input_shape: Shape
    class_names: tuple[str, ...]
    notes: tuple[str, ...] = field(default=(), compare=False)
    unknown: Unknown = field(default_factory=Unknown, hash=False)
    sketch: np.ndarray | None = field(default=None, compare=False)
    picture: TriedPicture | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for name in ("runs", "input_shape", "class_names", "notes"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        if not self.workspace:
            raise DocumentError("workspace: a document belongs to one")
        if not self.runs:
            raise DocumentError("runs: a document has at least one")
        if self.sketch is not None:
            check_sketch(self.sketch)
        for index, run in enumerate(self.runs):
            parameters = parameter_count(run.experiment, self.input_shape, self.class_names)
            if run.novelty is not None:
                check_novelty(run.novelty, run.experiment, self.input_shape, self.class_names)
            if run.theta is not None and parameters is not None and run.theta.shape != (parameters,):
                where = "" if len(self.runs) == 1 else f"runs[{index}]: "
                raise DocumentError(
                    "{where}weights of shape {shape}; the network has {count:,} of them",
                    where=where,
                    shape=run.theta.shape,
                    count=parameters,
                )

    @property
    def experiment(self) -> Experiment:
        """What was chosen in the first run."""
        return self.runs[0].experiment

    @property
    def theta(self) -> np.ndarray | None:
        """The weights of the first run."""
        return self.runs[0].theta

    @property
    def step(self) -> int:
        """How many steps the first run took."""
        return self.runs[0].step

    @property
    def epoch(self) -> float:
        """How many passes over its training set the first run made."""
        return self.runs[0].epoch

    @cached_property
    def spec(self) -> NetworkSpec | None:
        """The whole network of the first run, output layer included; None for a perceptron."""
        return planned_network(self.experiment, self.input_shape, self.class_names)

    def with_run(self, **changes: Any) -> Document:
        """The document with other fields in its first run."""
        return replace(self, runs=(replace(self.runs[0], **changes), *self.runs[1:]))


def document_of(
    workspace: str, experiment: Experiment, input_shape: Shape, class_names: tuple[str, ...], **run: Any
) -> Document:
    """A document of one run; `run`: further fields of the run."""
    return Document(workspace, (SavedRun(experiment, **run),), input_shape, class_names)


def from_runs(workspace: str, runs: Sequence[CapturedRun], opened: Document | None = None) -> Document:
    """The document that saves runs exactly as they were captured; opened: the one that they were opened from."""
    saved = []
    for run in runs:
        capture = run.capture
        saved.append(SavedRun(run.experiment, capture.theta, capture.step, capture.epoch, capture, novelty=run.novelty))
    return _beside(workspace, saved, opened)


def from_snapshot(workspace: str, snapshot: Snapshot, opened: Document | None = None) -> Document:
    """The document that saves what a snapshot shows: the weights, and not what learning goes on from exactly.

    opened: the one that it was opened from.
    """
    progress, answer = snapshot.progress, snapshot.answers.get(NOVELTY)
    known = answer.result if answer is not None and answer.version == progress.step else None
    novelty = known if isinstance(known, NoveltyDetector) else None
    theta = snapshot.theta if snapshot.theta.size else None  # of a network too large to be shown whole
    run = SavedRun(snapshot.experiment, theta, progress.step, progress.epoch, novelty=novelty)
    return _beside(workspace, [run], opened)


def _beside(workspace: str, runs: Sequence[SavedRun], opened: Document | None) -> Document:
    """The document of these runs, with the unknown parts and the further runs of the one that they were opened from."""
    experiment = runs[0].experiment
    shape, names = experiment.model.input_shape(experiment.data), experiment.data.resolve().class_names
    if opened is None:
        return Document(workspace, tuple(runs), shape, names)
    known = [replace(run, unknown=before.unknown) for run, before in zip(runs, opened.runs, strict=False)]
    # Runs without weights cannot go on side by side with others; they are kept as they were.
    others = opened.runs[len(runs) :] if (opened.input_shape, opened.class_names) == (shape, names) else ()
    return Document(workspace, (*known, *runs[len(known) :], *others), shape, names, unknown=opened.unknown)


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are equal, arrays bit by bit."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if type(one) is not type(other):
        return bool(one == other)
    if is_dataclass(one) and not isinstance(one, Experiment):
        return all(_is_same(getattr(one, part.name), getattr(other, part.name)) for part in fields(one))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_is_same(one[name], other[name]) for name in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return bool(one == other)
