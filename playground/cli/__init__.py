"""The command line: one file per command, Qt only for the commands that need it."""

from playground.cli.program import is_refused, main

__all__ = ["is_refused", "main"]
