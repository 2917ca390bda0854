"""`python -m playground.bootstrap [--no-lock] EXTRA…`: set up an environment with extras and print its interpreter."""

import sys

from playground.bootstrap.console import SetupError
from playground.bootstrap.environment import python_for
from playground.bootstrap.start import NO_LOCK

if __name__ == "__main__":
    try:
        print(python_for(set(sys.argv[1:]) - {NO_LOCK}, lock=NO_LOCK not in sys.argv))
    except SetupError as error:
        sys.exit(str(error))
