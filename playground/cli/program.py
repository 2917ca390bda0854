"""The program: finds the command, runs it, and turns every failure into one line and an exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module

import playground
from playground.cli.arguments import Parser, did_you_mean, one_of
from playground.cli.errors import SomeFailed, UsageError
from playground.cli.output import complain, mute
from playground.engine.errors import Refusal
from playground.ui.workspaces.kinds import WORKSPACES

COMMANDS = {
    "train": "train a model without a window",
    "evaluate": "how good a saved model is on a data set",
    "predict": "what a saved model sees in pictures",
    "screenshot": "a picture of the window",
    "tour": "train every kind of model and take pictures of every workspace",
    "bench": "measure how fast the engine is",
}
TESTS = "test"
"""What only main.py knows: it is of the source code, not of the installed program."""
TELLING = {"-h", "--help", "--version"}

Command = Callable[[Sequence[str]], None]
SUCCESS, INTERNAL, FAILURE, INTERRUPTED = 0, 1, 2, 130
DEBUG = "ATELIER_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line; the exit status: 0 on success, 2 on wrong usage or input, 130 when stopped early."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # One thread: two slow the window down and gain little on small networks. NumPy reads this when it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(arguments)
    except SystemExit as end:  # argparse, after --help and --version
        return end.code if isinstance(end.code, int) else FAILURE
    except KeyboardInterrupt:
        complain("stopped")
        return INTERRUPTED
    except SomeFailed:
        return FAILURE
    except BrokenPipeError:  # the reader of our output has gone; nobody is left to tell
        mute(sys.stdout)
        return SUCCESS
    except MemoryError:
        complain("there is not enough memory for this; use fewer or smaller samples, or a smaller network")
        return FAILURE
    except Exception as error:
        return _explain(error)


def is_refused(arguments: Sequence[str]) -> bool:
    """Whether a command line is neither a command nor one that opens the window, whatever there is to open it on."""
    try:
        if not TELLING & set(arguments):
            _command_or_options(arguments)
    except UsageError:
        return True
    return False


def _run(arguments: list[str]) -> int:
    options = _command_or_options(arguments)
    if options is None:
        command: Command = import_module(f"playground.cli.{arguments[0]}").run
        command(arguments[1:])
        return SUCCESS
    from playground.ui.session.process import prepare_process

    # First of all: while the window's modules are made, there is nothing that a collector of garbage would find.
    prepare_process()
    from playground.ui.shell.app import run

    return run(options.file, options.workspace)


def _command_or_options(arguments: Sequence[str]) -> Namespace | None:
    """What the window is to open with; None where a command is called. UsageError for what is neither."""
    first = next(iter(arguments), "")
    if first in COMMANDS:
        return None
    if first and not first.startswith("-"):  # before all that follows, of which a mistyped command would have its own
        _check_file(first)
    options: Namespace = window_parser().parse_args(arguments)
    if options.file is not None:
        _check_file(options.file)
    return options


def window_parser() -> Parser:
    """The arguments of the program itself, without a command."""
    told = {**COMMANDS, TESTS: "run the program's tests: python3 main.py test, in the source code"}
    commands = "\n".join(f"  {name:<12}{text}" for name, text in told.items())
    parser = Parser(
        "atelier",
        "Opens the window of Atelier, a playground for neural networks; or runs a command.",
        f"commands:\n{commands}\n\n`atelier COMMAND --help` explains a command.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a document, picture or data file to open")
    names = tuple(WORKSPACES)
    text = f"the workspace to begin with, one of {', '.join(names)}"
    parser.add_argument("--workspace", type=one_of(names), metavar="NAME", help=text)
    parser.add_argument("--version", action="version", version=f"atelier {playground.__version__}")
    return parser


def _check_file(name: str) -> None:
    from playground.data.paths import kind_of

    kind = kind_of(name)
    if kind == "other":  # the window has better things to do than to wait for what comes out of a pipe
        raise UsageError("{name!r} is neither a file nor a folder", name=name)
    if name == TESTS and kind == "nothing":
        raise UsageError("the tests come with the source code; there it is python3 main.py test")
    if kind == "nothing":
        raise UsageError(
            "there is no command and no file {name!r}{meant} (the commands are {commands}; any other word is the name"
            " of a file that the window opens)",
            name=name,
            meant=did_you_mean(name, (*COMMANDS, TESTS, "--help")),
            commands=", ".join(COMMANDS),
        )


def _explain(error: Exception) -> int:
    """Says in one line what went wrong; an error of the program's own shows its traceback only when asked to."""
    if isinstance(error, Refusal):
        complain(str(error))
        return FAILURE
    if isinstance(error, OSError):
        complain(f"{error.filename!r}: {error.strerror}" if error.filename else f"output cannot be written: {error}")
        if error.filename is None:
            mute(sys.stdout)
        return FAILURE
    if os.environ.get(DEBUG):
        raise error
    complain(f"this should not have happened: {type(error).__name__}: {error} (with {DEBUG}=1 it says where)")
    return INTERNAL
