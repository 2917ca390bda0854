"""`python -m playground.bootstrap EXTRA…`: set up the environment with these extras and print its interpreter."""

import sys

from playground.bootstrap.console import SetupError
from playground.bootstrap.environment import python_for

if __name__ == "__main__":
    try:
        print(python_for(set(sys.argv[1:])))
    except SetupError as error:
        sys.exit(str(error))
