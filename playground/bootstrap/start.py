"""What main.py does: find or make an environment, see to Qt's libraries, and run the command in it."""

import os
import sys
from pathlib import Path

from playground.bootstrap import environment, screen
from playground.bootstrap.console import SetupError, say
from playground.bootstrap.project import ROOT


def run(arguments: list[str]) -> int:
    """Run a command line of main.py; its exit status."""
    try:
        is_test = arguments[:1] == ["test"]
        python = environment.python_for({"test"} if is_test else set())
        if python != Path(sys.executable):
            environment.go_on_in(python, arguments)
        arguments = screen.prepare(arguments)
        if is_test:
            return _test(arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except (KeyboardInterrupt, EOFError):
        say("Stopped.")
        return 130
    from playground.cli import main

    return main(arguments)


def _test(arguments: list[str]) -> int:
    """Run the test suite, with pytest's own arguments; pytest's exit status."""
    import pytest

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(ROOT)
    return int(pytest.main(arguments))
