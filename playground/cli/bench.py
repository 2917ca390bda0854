"""`atelier bench`: measures how fast the engine is."""

from __future__ import annotations

from collections.abc import Sequence

from playground.cli.arguments import Parser


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    Parser("atelier bench", "").parse_args(argv)
