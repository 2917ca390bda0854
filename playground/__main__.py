"""The command `atelier`, also `python -m playground`: what Qt needs of the system first, then the command line."""

import sys
from collections.abc import Sequence

from playground.bootstrap.console import SetupError, say
from playground.bootstrap.screen import prepare


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; its exit status."""
    try:
        words = prepare(list(sys.argv[1:] if arguments is None else arguments))
    except SetupError as error:
        say(f"atelier: {error}")
        return error.status
    except (KeyboardInterrupt, EOFError):
        return 130
    from playground.cli import main as run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
