"""What main.py does: find or make an environment, and there run the program or its tests."""

import sys
from pathlib import Path

from playground.bootstrap import environment
from playground.bootstrap.console import SetupError, say
from playground.bootstrap.suite import Suite

NO_LOCK = "--no-lock"


def run(arguments: list[str]) -> int:
    """Run a command line of main.py; its exit status."""
    lock = NO_LOCK not in arguments
    arguments = [word for word in arguments if word != NO_LOCK]
    suite = Suite.parse(arguments[1:]) if arguments[:1] == ["test"] else None
    try:
        extras, lowest = (suite.extras, suite.lowest) if suite else (set[str](), False)
        python = environment.python_for(extras, lowest, lock)
        if python != Path(sys.executable):
            environment.go_on_in(python, arguments)
        if suite:
            return suite.run()
    except SetupError as error:
        say(str(error))
        return error.status
    except (KeyboardInterrupt, EOFError):
        say("Stopped.")
        return 130
    from playground.__main__ import main

    return main(arguments)
