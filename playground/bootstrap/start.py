"""What main.py does: find or make an environment, and there run the program or its tests."""

import os
import sys
from pathlib import Path

from playground.bootstrap import environment, libraries
from playground.bootstrap.console import SetupError, say
from playground.bootstrap.project import ROOT


def run(arguments: list[str]) -> int:
    """Run a command line of main.py; its exit status."""
    is_test = arguments[:1] == ["test"]
    try:
        python = environment.python_for({"test"} if is_test else set())
        if python != Path(sys.executable):
            environment.go_on_in(python, arguments)
        if is_test:
            return _test(arguments[1:])
    except SetupError as error:
        say(str(error))
        return error.status
    except (KeyboardInterrupt, EOFError):
        say("Stopped.")
        return 130
    from playground.__main__ import main

    return main(arguments)


def _test(arguments: list[str]) -> int:
    """Run the test suite, with pytest's own arguments; pytest's exit status."""
    if sys.platform.startswith("linux"):
        libraries.require()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(ROOT)
    import pytest

    return int(pytest.main(arguments))
