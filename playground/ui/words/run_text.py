"""What stands at the bottom of the window about a run, and what it was made of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.engine.hands import processors
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot, Snapshot
from playground.ui.words import formatting

translate = QCoreApplication.translate


def run_texts(experiment: Experiment, snapshot: Snapshot | None) -> list[str]:
    """The seed, how many samples there are, how long a step takes, and how many processors work at it."""
    texts = [translate("RunTexts", "Seed {0}").format(experiment.training.seed)]
    if isinstance(snapshot, NetworkSnapshot):
        sizes = formatting.integer(snapshot.train_count), formatting.integer(snapshot.test_count)
        texts.append(translate("RunTexts", "train {0} · test {1}").format(*sizes))
        if snapshot.kept is not None:
            kept = map(formatting.integer, snapshot.kept)
            texts.append(translate("RunTexts", "{0} of {1} parameters kept").format(*kept))
    if snapshot is not None and snapshot.progress.steps_per_second > 0:
        duration = formatting.duration(1 / snapshot.progress.steps_per_second)
        texts.append(translate("RunTexts", "{0}/step").format(duration))
        if isinstance(snapshot, NetworkSnapshot):
            texts.append(translate("RunTexts", "{0} of {1} processors").format(snapshot.hands, processors()))
    return texts


def meaning_of_run_texts() -> str:
    """What a tooltip says of them."""
    return translate(
        "RunTexts",
        "The seed of all that is random, how many samples there are to learn from and to test with, what a step takes, "
        "and how many of the computer's processors work at it: as many as are quickest, which is tried out while "
        "training goes on. The results do not depend on it.",
    )
