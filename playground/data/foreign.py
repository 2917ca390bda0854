"""Parsers that are not our own: what they raise becomes one sentence, and what they warn of stays unheard."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from playground.data.errors import Cancelled, DataError
from playground.data.paths import reason

LONGEST_REASON = 120


@contextmanager
def parsing(name: str) -> Iterator[None]:
    """Refuses, in the name of this file, whatever is raised within: parsers meet damaged files with errors of any kind.

    Raises DataError.
    """
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    except (DataError, Cancelled):
        raise
    except MemoryError as error:
        raise DataError("{name} needs more memory than there is.", name=name) from error
    except Exception as error:
        if isinstance(error, OSError) and error.strerror:
            raise DataError("{name} cannot be read: {reason}.", name=name, reason=reason(error)) from error
        raise DataError("{name} is truncated or damaged: {reason}.", name=name, reason=reason_of(error)) from error


def reason_of(error: Exception) -> str:
    """The first line of what an error says, or else its kind."""
    lines = str(error).strip().splitlines()
    return printable(lines[0][:LONGEST_REASON]).rstrip(" .:") if lines else type(error).__name__


def printable(text: str) -> str:
    """A name out of a file as it can be shown on any terminal and written into any file."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
