"""The split into training and test set that a source has itself."""

from collections.abc import Sequence, Set

import numpy as np
import numpy.typing as npt

from playground.data.notes import all_of, listed
from playground.engine.errors import Phrase


def own_split(
    parts: Sequence[str], label: npt.NDArray[np.int64], names: Sequence[str]
) -> tuple[npt.NDArray[np.bool_] | None, str]:
    """Which samples are for testing, by the part ("", "train", "test", "validation") that each is in, None where that
    is not told; and a note on what is to be known of it, with the names of the classes behind the labels."""
    found = set(parts)
    if found <= {"", "train"} or len(found) == 1:
        return None, lone_note(found)
    is_test = np.array(parts) == ("test" if "test" in found else "validation")
    return is_test, all_of((validation_note(found), *differing_notes(is_test, label, names)))


def lone_note(parts: Set[str]) -> str:
    """That all samples are from one part; empty where the source tells of none."""
    if parts == {"train"}:
        return Phrase("There is only a training set, no test set: it is taken as a set that is not divided.")
    if parts == {"test"}:
        return Phrase("There is only a test set, no training set: it is taken as a set that is not divided.")
    return (
        Phrase("There is only a validation set: it is taken as a set that is not divided.")
        if parts == {"validation"}
        else ""
    )


def validation_note(parts: Set[str]) -> str:
    """What becomes of a validation set; empty where there is none beside others."""
    if "validation" not in parts:
        return ""
    if "test" not in parts:
        return Phrase("The validation set is the test set.")
    return Phrase("The validation set counts as training set.")


def differing_notes(is_test: npt.NDArray[np.bool_], label: npt.NDArray[np.int64], names: Sequence[str]) -> list[str]:
    """Which classes are in one of both sets only."""
    tested, trained = (set(np.unique(label[part]).tolist()) for part in (is_test, ~is_test))
    notes: list[str] = []
    if tested - trained:
        only = listed([names[place] for place in sorted(tested - trained)])
        notes.append(Phrase("Only in the test set, so that they cannot be learned: {classes}.", classes=only))
    if trained - tested:
        notes.append(
            Phrase(
                "Only in the training set: {classes}.",
                classes=listed([names[place] for place in sorted(trained - tested)]),
            )
        )
    return notes
