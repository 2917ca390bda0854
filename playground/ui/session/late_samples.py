"""A document comes without its pictures: they are made or read again, and join its runs when they are there."""

from __future__ import annotations

from dataclasses import replace

from playground.document.document import Document, SavedRun
from playground.training.experiment import Experiment


def without_samples(document: Document) -> tuple[SavedRun, ...]:
    """A document's runs, with sets without any pictures where their own have to be made or read first."""
    shape, names = document.input_shape, document.class_names
    return tuple(
        replace(run, experiment=replace(run.experiment, data=run.experiment.data.without_samples(shape, names)))
        if run.experiment.data.is_large
        else run
        for run in document.runs
    )


def with_samples(run: SavedRun, experiment: Experiment) -> Experiment:
    """What was chosen for a run, with the samples that have come since in an experiment on the same data."""
    return replace(run.experiment, data=experiment.data) if run.experiment.data == experiment.data else run.experiment


def is_same_task(saved: Experiment, experiment: Experiment) -> bool:
    """Whether what was saved can go on exactly: nothing else was chosen, and the samples have the classes they had."""
    names = (each.data.resolve().class_names for each in (saved, experiment))
    return saved == experiment and len(set(names)) == 1


def has_samples(experiment: Experiment) -> bool:
    """Whether the samples are there, or need not be waited for."""
    return not experiment.data.is_large or len(experiment.data.resolve()) > 0
