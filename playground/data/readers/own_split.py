"""The split into training and test set that a source has itself."""

from collections.abc import Set

import numpy as np
import numpy.typing as npt

from playground.engine.errors import Phrase


def own_split(parts: npt.NDArray[np.str_]) -> tuple[npt.NDArray[np.bool_] | None, str]:
    """Which samples are for testing, by the part ("", "train", "test", "validation") that each is in, None where that
    is not told; and a note on a third part."""
    found = set(np.unique(parts).tolist())
    if found <= {"", "train"} or len(found) == 1:
        return None, ""
    return parts == ("test" if "test" in found else "validation"), validation_note(found)


def validation_note(parts: Set[str]) -> str:
    """What becomes of a validation set; empty where there is none beside others."""
    if "validation" not in parts:
        return ""
    if "test" not in parts:
        return Phrase("The validation set is the test set.")
    return Phrase("The validation set counts as training set.")
