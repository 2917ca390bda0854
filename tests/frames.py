"""Frames of a workspace with one run."""

from playground.training.loop import TrainingLoop
from playground.training.trainer import Trainer


def first(frame: tuple | None) -> object:
    """The snapshot of the only run, if there is a frame."""
    return None if frame is None else frame[0]


def trainer_of(loop: TrainingLoop) -> Trainer:
    """What trains the only run."""
    return loop._runs.members[0].trainer
