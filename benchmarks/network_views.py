"""How fluid Network stays while it trains with each of the views open that are not there at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from live_window import pause, play, wait, watch
from report import Figure

from playground.ui.session.session import Session
from playground.ui.workspaces.network.workspace import NetworkWorkspace

FRAMES, WORK = 30, 16
"""Frames a second, and milliseconds of the window's thread for each: half of what there is."""


def network_views(session: Session, seconds: float) -> list[Figure]:
    """Frames a second, and the window's time for one, view by view; the last has all of them open that can be."""
    page = session.workspace
    assert isinstance(page, NetworkWorkspace)
    figures: list[Figure] = []
    for name, shows in VIEWS.items():
        shows(session, page)
        wait(0.2)
        play(session, seconds / 5)
        seen = watch(session, seconds)
        pause(session)
        work = 1000 * float(np.median(seen.work_per_frame))
        figures += [
            Figure(f"network, {name}: frames a second", seen.frames_per_second, "", FRAMES, True),
            Figure(f"network, {name}: window's thread per frame, median", work, "ms", WORK),
        ]
    return figures


def _show_rings(session: Session, page: NetworkWorkspace) -> None:
    """Rings around what is wrong or uncertain, what changed since now, accuracy and smoothed curves."""
    view = page.decision.view
    view.set_rings(replace(view.rings, wrong=True, uncertain=True))
    view.set_options(change=True, margins=True)
    page.loss.view.set_accuracy(True)
    page.loss.view.set_smoothing(0.9)


def _show_tab(name: str) -> Callable[[Session, NetworkWorkspace], None]:
    return lambda session, page: page.decision.tabs.buttons[name].click()


def _show_confusion(session: Session, page: NetworkWorkspace) -> None:
    page.decision.tabs.buttons["boundary"].click()
    page.layers.tabs.buttons["confusion"].click()


VIEWS: dict[str, Callable[[Session, NetworkWorkspace], None]] = {
    "rings, Δ and accuracy": _show_rings,
    "layer": _show_tab("layer"),
    "3D": _show_tab("space"),
    "confusion with all of these": _show_confusion,
    "step by step": lambda session, page: page.walk_through(),
}
