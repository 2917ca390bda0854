"""The program: finds the command, runs it, and turns every failure into one line and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import playground
from playground.cli.arguments import Parser
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


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        command: Command = import_module(f"playground.cli.{arguments[0]}").run
        command(arguments[1:])
        return SUCCESS
    parser = window_parser()
    options = parser.parse_args(arguments)
    if options.file is not None:
        _check_file(options.file)
    from playground.ui.shell.app import run

    return run(options.file, options.workspace)


def window_parser() -> Parser:
    """The arguments of the program itself, without a command."""
    commands = "\n".join(f"  {name:<12}{text}" for name, text in COMMANDS.items())
    parser = Parser(
        "atelier",
        "Opens the window of Atelier, a playground for neural networks; or runs a command.",
        f"commands:\n{commands}\n\n`atelier COMMAND --help` explains a command.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a document, picture or data file to open")
    parser.add_argument("--workspace", choices=WORKSPACES, help="the workspace to begin with")
    parser.add_argument("--version", action="version", version=f"atelier {playground.__version__}")
    return parser


def _check_file(name: str) -> None:
    from playground.data.paths import kind_of

    kind = kind_of(name)
    if kind == "other":  # the window has better things to do than to wait for what comes out of a pipe
        raise UsageError("{name!r} is neither a file nor a folder", name=name)
    if kind == "nothing":
        commands = ", ".join(COMMANDS)
        raise UsageError(
            "{name!r} is neither a file nor a command; the commands are {commands}", name=name, commands=commands
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
