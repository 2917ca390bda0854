"""How fluid the window is while it trains, and how much of the bare engine's speed is left."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from live_window import Watch, lateness, pause, play, watch, workspace_shown
from report import Figure

from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.batches import as_float
from playground.training.experiment import plan_network
from playground.ui.session.session import Session
from playground.ui.shell.screenshot import wait_until

ROUNDS = 4
LONG_RUN = 1_000_000


@dataclass(frozen=True)
class Bounds:
    """What is asked of a training workspace: milliseconds, frames a second, and the share of speed that is left."""

    p99: float
    worst: float
    frames: float
    work: float
    share: float
    share_stretch: float


NETWORK = Bounds(p99=16, worst=50, frames=30, work=8, share=65, share_stretch=80)
IMAGES = Bounds(p99=25, worst=80, frames=20, work=12, share=80, share_stretch=90)


def fluidity(session: Session, name: str, seconds: float, bounds: Bounds, epochs: float | None = None) -> list[Figure]:
    """The figures of a training workspace: heartbeat, frames, the window's own time, and the speed that is left."""
    play(session, seconds / 5)
    late = 1000 * np.array(lateness(seconds))
    seen, shares = speed_shares(session, seconds)
    frames = statistics.median(each.frames_per_second for each in seen)
    work = 1000 * float(np.median(np.concatenate([each.work_per_frame for each in seen])))
    figures = [
        Figure(f"{name}: heartbeat late, p99", float(np.percentile(late, 99)), "ms", bounds.p99),
        Figure(f"{name}: heartbeat late, worst", float(late.max()), "ms", bounds.worst),
        Figure(f"{name}: frames a second", frames, "", bounds.frames, True),
        Figure(f"{name}: window's thread per frame, median", work, "ms", bounds.work),
        Figure(
            f"{name}: training speed, of the bare engine's",
            100 * statistics.median(shares),
            "%",
            bounds.share,
            True,
            bounds.share_stretch,
        ),
    ]
    if epochs is not None:
        each = statistics.median(watch.epochs_per_frame for watch in seen)
        figures.append(Figure(f"{name}: training epochs per frame", each, "", epochs, True))
    return figures


def speed_shares(session: Session, seconds: float) -> tuple[list[Watch], list[float]]:
    """Stretches of training in the window, and the share that each reaches of the bare speed right before and after."""
    seen, shares = [], []
    rounds = max(1, min(ROUNDS, round(seconds)))
    pause(session)
    before = bare_speed(session, seconds / rounds / 2)
    for _ in range(rounds):
        play(session, seconds / 20)
        seen.append(watch(session, seconds / rounds))
        pause(session)
        after = bare_speed(session, seconds / rounds / 2)
        shares.append(seen[-1].steps_per_second / statistics.mean((before, after)))
        before = after
    return seen, shares


def bare_speed(session: Session, seconds: float) -> float:
    """Steps a second of the engine alone on the session's experiment: forward, backward and update."""
    experiment = session.state.experiment
    task, settings, samples = experiment.data.task, experiment.training, experiment.data.samples()
    network = Network(plan_network(experiment), np.random.default_rng(0))
    loss, optimizer = task.loss(settings.loss), OPTIMIZERS[settings.optimizer](network.theta.size)
    x = as_float(samples.x[: settings.batch_size])
    d = task.targets(network.spec.layers[-1].activation).encode(samples.wanted[: settings.batch_size])
    network.train_batch(x, d, loss)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for _ in range(10):
            network.train_batch(x, d, loss)
            optimizer.step(network.theta, network.gradient, settings.learning_rate)
        count += 10
    return count / (time.perf_counter() - start)


def heavy(seconds: float, steps: int = LONG_RUN) -> list[Figure]:
    """Frames a second of the Network workspace under load: many points, many neurons, a long run behind it."""
    loads: tuple[tuple[str, Callable[[Session], str]], ...] = (
        ("10,000 points", lambda session: session.state.edit_data(count=10_000)),
        ("8 × 64 neurons", lambda session: session.state.edit_model(Architecture(parse_layers("dense64:relu " * 8)))),
        (f"after {steps:,} steps", lambda session: _train_long(session, steps)),
    )
    figures = []
    with workspace_shown("network") as session:
        for title, edit in loads:
            if refusal := edit(session):
                raise ValueError(f"{title}: {refusal}")
            play(session, seconds / 5)
            seen = watch(session, seconds)
            figures.append(Figure(f"network, {title}: frames a second", seen.frames_per_second, "", 30, True))
            pause(session)
            session.state.undo()
    return figures


def _train_long(session: Session, steps: int) -> str:
    """Trains a tiny network for many steps while another page is shown, which is fastest, and shows it again."""
    window = session.workspace.window()
    refusal = session.state.edit_model(Architecture(parse_layers("dense4:tanh dense2:tanh")))
    window.show_workspace("settings")
    play(session, 0)
    if not wait_until(lambda: session.snapshot.progress.step >= steps, 600):
        raise TimeoutError(f"{steps:,} steps have not been taken in 600 s")
    window.show_workspace("network")
    return refusal
