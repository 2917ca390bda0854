"""The command `atelier`, also `python -m playground`: what Qt needs of the system, then the command line."""

import sys
from collections.abc import Sequence

from playground.bootstrap.console import SetupError, say
from playground.bootstrap.screen import prepare


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; its exit status."""
    from playground.cli import is_refused
    from playground.cli import main as run

    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        words = words if is_refused(words) else prepare(words)
    except SetupError as error:
        say(f"atelier: {error}")
        return error.status
    except (KeyboardInterrupt, EOFError):
        return 130
    return run(words)


if __name__ == "__main__":
    sys.exit(main())
