"""What main.py does: find or make an environment, and there run the program or its tests."""

import sys
from pathlib import Path

from playground.bootstrap import environment
from playground.bootstrap.console import SetupError, say
from playground.bootstrap.suite import Suite


def run(arguments: list[str]) -> int:
    """Run a command line of main.py; its exit status."""
    suite = Suite.parse(arguments[1:]) if arguments[:1] == ["test"] else None
    try:
        python = environment.python_for(suite.extras, suite.lowest) if suite else environment.python_for(())
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
