"""The Images workspace while it trains convolutions with all cores: how much faster, how fluid, how soon it pauses."""

from __future__ import annotations

import statistics
import time

import numpy as np
from cases import CASES
from fluidity import IMAGES, ROUNDS
from live_window import lateness, pause, play, wait, watch
from report import Figure
from response import images_edits

from playground.engine.fast.trial import TURNS
from playground.engine.hands import HANDS
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.ui.session.session import Session
from playground.ui.shell.screenshot import wait_for_frame

SETS = {"cnn-colour": "shapes", "cnn-wide": "strokes"}
"""Which of the engine's cases, and pictures of their size."""
LONG_BATCH = 2000
"""Samples of a step that takes far longer than a pause may."""


def many_hands(session: Session, seconds: float, count: int) -> list[Figure]:
    """The figures of all of them; the last network is also edited and drawn for."""
    figures = []
    for case in (each for each in CASES if each.name in SETS):
        layers = " ".join(case.layers.split()[:-1])
        session.state.edit_data(source=SETS[case.name])
        session.state.edit_model(Architecture(parse_layers(layers)))
        session.state.edit_training(batch_size=case.batch)
        wait_for_frame(session)
        figures += _fluid(session, case.name, seconds)
        figures.append(_pauses(session, case.name, max(1, count // 6)))
    play(session, seconds / 5)
    return figures + images_edits(session, count, 80, stroke_bound=50)


def _fluid(session: Session, name: str, seconds: float) -> list[Figure]:
    hands, gains, frames, stretch = HANDS.count, [], [], max(0.5, seconds / ROUNDS)
    late: list[float] = []
    for _ in range(ROUNDS):
        speeds = []
        for number in (1, hands):
            HANDS.use(number)
            session.restart()  # with other buffers, for so many hands
            play(session, 1.0)
            _settle(session)
            if number == hands:
                late += lateness(stretch)
            seen = watch(session, stretch)
            speeds.append(seen.steps_per_second)
            if number == hands:
                frames.append(seen.frames_per_second)
            pause(session)
        gains.append(speeds[1] / speeds[0])
    p99 = 1000 * float(np.percentile(late, 99))
    return [
        Figure(f"{name}: speed in the window with all hands, of one's", statistics.median(gains), "×", 1.4, True),
        Figure(f"{name}: heartbeat late, p99", p99, "ms", IMAGES.p99),
        Figure(f"{name}: frames a second", min(frames), "", IMAGES.frames, True),
    ]


def _settle(session: Session) -> None:
    """Waits until it has been tried out how many hands are quickest: 1, 2, 4 … or all."""
    first, ways = session.snapshot.progress.step, (HANDS.count - 1).bit_length() + 1
    while session.snapshot.progress.step <= first + ways * TURNS:
        wait(0.1)


def _pauses(session: Session, name: str, count: int) -> Figure:
    """How long it takes to pause in the midst of a long step, at worst."""
    batch, times = session.state.experiment.training.batch_size, []
    session.state.edit_training(batch_size=LONG_BATCH)
    play(session, 0.2)
    _settle(session)
    for _ in range(count):
        play(session, 0.2)
        start = time.perf_counter()
        session.play(False)
        while session.running:
            wait(0.001)
        times.append(time.perf_counter() - start)
        pause(session)
    session.state.edit_training(batch_size=batch)
    return Figure(f"{name}: from Pause to its frame, in steps of {LONG_BATCH:,}", 1000 * max(times), "ms", 50)
