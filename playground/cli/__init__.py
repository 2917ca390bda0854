"""The command line: one file per command, Qt only for the commands that need it."""

from playground.cli.program import main

__all__ = ["main"]
