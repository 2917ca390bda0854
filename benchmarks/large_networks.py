"""The window with networks that the command line makes and no eye can take in: never held up, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable

from live_window import lateness, workspace_shown
from memory import MEGABYTE, resident_bytes
from PySide6.QtCore import QTimer
from report import Figure

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.ui.session.session import Session

TRAINING, EDITING = 100.0, 300.0
"""Milliseconds that the window may be held up at most."""
MEMORY = 1000.0
"""Megabytes above those of the window with its usual network."""


def large(seconds: float, widths: tuple[int, ...] = (512, 2000)) -> list[Figure]:
    """The longest stalls of the window with three layers of each width, and the memory that the last of them takes."""
    figures = []
    with workspace_shown("network") as session:
        before = resident_bytes() or 0
        for width in widths:
            wide = Architecture(parse_layers(f"dense{width}:tanh " * 3))
            acts: tuple[tuple[str, Callable[[], object], float], ...] = (
                ("an edit makes it", lambda wide=wide: session.state.edit_model(wide), EDITING),
                ("training", lambda: session.play(True), TRAINING if width <= 512 else EDITING),
                ("undo", session.state.undo, EDITING),
                ("redo", session.state.redo, EDITING),
            )
            for name, act, bound in acts:
                figures.append(_worst(session, f"3 × {width:,}: {name}", act, seconds, bound))
            session.play(False)
        after = resident_bytes() or 0
    return [*figures, Figure("memory with them, above the usual network's", (after - before) / MEGABYTE, "MB", MEMORY)]


def _worst(session: Session, name: str, act: Callable[[], object], seconds: float, bound: float) -> Figure:
    QTimer.singleShot(0, session, act)
    return Figure(f"{name}: longest stall of the window", 1000 * max(lateness(seconds)), "ms", bound)
