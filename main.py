"""Start Atelier from a checkout: sets up what is missing, then opens the window, or runs `test` or another command."""

import sys


def main():
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this is Python %d.%d." % sys.version_info[:2])
    try:
        from playground.bootstrap.start import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
