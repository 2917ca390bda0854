"""The files that a command is to write: all are tried before its work, and none may be another or what it reads."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Collection, Mapping
from itertools import combinations, product
from pathlib import Path
from typing import TextIO

from playground.cli.errors import UsageError
from playground.data.outputs import replacing, try_to_write
from playground.data.paths import reason

SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def output_file(text: str, name: str, suffix: str = "") -> Path:
    """A file that is to be written, which `name` stands for on the command line; UsageError says why it cannot be."""
    path = Path(text)
    if suffix and path.suffix.lower() != suffix:
        raise UsageError("{name} {text!r}: the name must end in {suffix}", name=name, text=text, suffix=suffix)
    try:
        if text.endswith(SEPARATORS):  # which pathlib forgets
            raise IsADirectoryError
        try_to_write(path)
        if stream_at(path) is not None:
            raise OSError(errno.EBUSY, "what the program prints goes there")
    except IsADirectoryError:
        raise UsageError("{name} {text!r} is a folder; a file name is needed", name=name, text=text) from None
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        if missing := _missing_folder(path):
            raise UsageError(
                "{name} {text!r}: there is no folder {folder!r}", name=name, text=text, folder=missing
            ) from None
        raise UsageError(
            "{name} {text!r} may not be written; a file in a folder of your own is needed", name=name, text=text
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(
            "{name} {text!r} cannot be written: {reason}", name=name, text=text, reason=reason(error)
        ) from None
    return path


def _missing_folder(path: Path) -> str:
    """The folder of a file, or of what it is a link to, where there is none; empty where there is one, or nobody may
    know."""
    for folder in (path.parent, Path(os.path.realpath(path)).parent):
        try:
            os.stat(os.path.join(folder, ""))
        except (FileNotFoundError, NotADirectoryError):
            return str(folder)
        except (OSError, ValueError):
            return ""
    return ""


def stream_at(name: str | Path) -> TextIO | None:
    """The stream of this program that a name such as /dev/stdout stands for, or for the null device one into nothing;
    None where it is an ordinary name."""
    try:
        found = os.stat(name)
        if os.path.samestat(found, os.stat(os.devnull)):
            return io.StringIO()
        streams = [stream for stream in (sys.stdout, sys.stderr) if stream is not None]
        return next((each for each in streams if os.path.samestat(found, os.fstat(each.fileno()))), None)
    except (OSError, ValueError):
        return None


def check_apart(outputs: Mapping[str, Path | None], inputs: Mapping[str, Collection[str | Path]]) -> None:
    """Raises UsageError where two outputs are the same file, or where one would take the place of an input.

    Both are given by their names on the command line.
    """
    files = {name: path for name, path in outputs.items() if path is not None}
    for first, second in combinations(files, 2):
        if _are_same(files[first], files[second]):
            raise UsageError(
                "{first} and {second} name the same file, {path!r}; each needs one of its own",
                first=first,
                second=second,
                path=str(files[first]),
            )
    for (name, path), (reader, read) in product(files.items(), inputs.items()):
        if any(_are_same(path, file) or _is_among(path, file) for file in read):
            raise UsageError(
                "{name} {path!r} would take the place of what {reader} reads; another name is needed",
                name=name,
                path=str(path),
                reader=reader,
            )


def write_output(path: Path, content: bytes) -> None:
    """Writes a file; UsageError says why it cannot be."""
    try:
        with replacing(path) as file:
            file.write(content)
    except (OSError, ValueError) as error:
        raise UsageError("{path} cannot be written: {reason}", path=path, reason=reason(error)) from None


def _are_same(first: str | Path, second: str | Path) -> bool:
    """Whether both are one file, by whatever names; also one that is not there yet."""
    try:
        return os.path.samestat(os.stat(first), os.stat(second))
    except (OSError, ValueError):
        return _leads_to(first) == _leads_to(second)


def _is_among(path: Path, folder: str | Path) -> bool:
    """Whether a file is there already, in a folder within this one, as the pictures of classes are."""
    return os.path.isfile(path) and Path(_leads_to(folder)) in Path(_leads_to(path)).parent.parents


def _leads_to(path: str | Path) -> str:
    return os.path.normcase(os.path.realpath(path))
