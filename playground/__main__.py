"""`python -m playground`: the same as the command `atelier`."""

import sys

from playground.cli import main

if __name__ == "__main__":
    sys.exit(main())
