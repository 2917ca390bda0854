"""The one place that decides what an edit costs: which parts of a run a new Experiment renews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playground.training.architecture import ChosenModel
from playground.training.experiment import Experiment
from playground.training.hyperparameters import Hyperparameter, Renewal, changed
from playground.training.snapshot import EditMark


def renewal(old: Experiment, new: Experiment) -> Renewal:
    """What the step from one experiment to another renews, row by row."""
    if not new.data.continues(old.data) or type(old.model) is not type(new.model):
        return Renewal.EVERYTHING
    route = new.model.route(new.data)
    if route is not None:  # nothing was learned: another number is no reason to leave the place that was reached
        return Renewal.NOTHING if route == old.model.route(old.data) else Renewal.EVERYTHING
    result = Renewal.NOTHING if type(old.data) is type(new.data) else Renewal.BATCHES
    for row, _, _ in edits(old, new):
        result |= row.renews
    if new.data.resolve() is not old.data.resolve():
        result |= Renewal.BATCHES
    if Renewal.EVERYTHING in result:
        return Renewal.EVERYTHING
    # Other samples may have other classes, which are other outputs.
    return result | Renewal.NETWORK if Renewal.BATCHES in result else result


def loses_learning(old: Experiment, new: Experiment) -> bool:
    """Whether undoing an edit by another edit would not bring back what had been learned before it; what samples of
    the same set teach goes on being learned."""
    needed = renewal(old, new)
    if Renewal.EVERYTHING in needed or new.data.replaces(old.data) or new.model.forgets(old.model):
        return True
    if begins_output(old, new):
        return True
    before, after = (each.model.network(each.data, each.training.loss) for each in (old, new))
    return Renewal.NETWORK in needed and (before != after or is_rearranged(old, new))


def is_rearranged(old: Experiment, new: Experiment) -> bool:
    """Whether inputs, layers or classes changed places, which the shapes alone may not show."""
    before, after = ((each.data.inputs, each.model.keys, _classes(each)) for each in (old, new))
    return before != after


def begins_output(old: Experiment, new: Experiment) -> bool:
    """Whether the output layer begins anew, as something else is asked of it: values in place of classes."""
    return type(old.data.task) is not type(new.data.task)


def layer_origins(old: ChosenModel, new: ChosenModel) -> list[int | None]:
    """For every layer of the new network, the output layer included, the old layer that it continues, or None."""
    index = {key: k for k, key in enumerate(old.keys)}
    return [*(index.get(key) for key in new.keys), len(old.keys)]


def input_origins(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For every input of the new network the old input that it continues, or None."""
    return [old.index(name) if name in old else None for name in new]


def class_origins(old: Experiment, new: Experiment) -> list[int | None]:
    """For every class of the new data the class of the old ones that has its name, or None."""
    before = _classes(old)
    return [before.index(name) if name in before else None for name in _classes(new)]


def is_swapped(origins: Sequence[int | None]) -> bool:
    """Whether one of two classes, or both, changed places."""
    return tuple(origins) in ((1, 0), (1, None), (None, 0))


def _classes(experiment: Experiment) -> tuple[str, ...]:
    names: tuple[str, ...] = experiment.data.resolve().class_names
    return names


def marks(old: Experiment, new: Experiment, epoch: float) -> tuple[EditMark, ...]:
    """The edits between two experiments that a loss curve should remember."""
    found = []
    for row, before, after in edits(old, new):
        for title, words in row.tellings:
            if words(before) != words(after):
                found.append(EditMark(epoch, title, words(before), words(after), row.anew))
                break
    # Another set comes with other numbers: its name is what the curve shows, and it shows the last of several.
    if old.data.called != new.data.called or type(old.data) is not type(new.data):
        found.append(EditMark(epoch, "data", old.data.called, new.data.called, anew=True))
    return tuple(found)


def edits(old: Experiment, new: Experiment) -> Iterator[tuple[Hyperparameter, object, object]]:
    """The rows that differ, with their values before and after: of training first, then of the model and the data."""
    for before, after in ((old.training, new.training), (old.model, new.model), (old.data, new.data)):
        if type(before) is type(after):
            for row in changed(before, after):
                yield row, getattr(before, row.name), getattr(after, row.name)
