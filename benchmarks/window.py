"""How fluid the real window is while it trains: python benchmarks/window.py [--quick] [--json FILE] [--check].

The window is the real one at 1440 × 900, painted offscreen, with its real worker. Speeds are shares of what the bare
engine does in the same process without a window, measured right before and after.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is imported, so before that
sys.path.insert(0, str(ROOT))

from playground.cli.offscreen import use_offscreen  # noqa: E402

SIZE = (1440, 900)
use_offscreen(SIZE)

import numpy as np  # noqa: E402
from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from report import Figure, finish, parser  # noqa: E402

from playground.engine.network import Network  # noqa: E402
from playground.engine.optimizers import OPTIMIZERS  # noqa: E402
from playground.engine.words import parse_layers  # noqa: E402
from playground.training.batches import as_float  # noqa: E402
from playground.training.experiment import Architecture, Probe  # noqa: E402
from playground.training.network_trainer import plan_network  # noqa: E402
from playground.training.targets import loss_for, targets_for  # noqa: E402
from playground.ui.screenshot import studio_offscreen, wait_for_frame, wait_until  # noqa: E402
from playground.ui.session import Session  # noqa: E402

BEAT = 0.005
WARM_UP = 2.0


@dataclass
class Watch:
    """What was seen of a window in a stretch of time; times in seconds."""

    late: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    window_time: list[float] = field(default_factory=list)
    steps: int = 0
    epochs: float = 0.0
    seconds: float = 0.0


@contextmanager
def every_frame(session: Session, told: Callable[[object], None]) -> Iterator[None]:
    """Calls `told` with every snapshot after the workspace has rendered it."""
    render = session.workspace.render

    def rendered(snapshot: object) -> None:
        render(snapshot)
        told(snapshot)

    session.workspace.render = rendered
    try:
        yield
    finally:
        del session.workspace.render


def watch(session: Session, seconds: float) -> Watch:
    """Lets the window live for a while, with a heartbeat of 5 ms in its thread, and notes every frame."""
    result, last, spent = Watch(), [time.perf_counter()], [time.thread_time()]

    def beat() -> None:
        now = time.perf_counter()
        result.late.append(max(0.0, now - last[0] - BEAT))
        last[0] = now

    def framed(snapshot: object) -> None:
        result.frames.append(time.perf_counter())
        now = time.thread_time()
        result.window_time.append(now - spent[0])
        spent[0] = now

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=round(1000 * BEAT))
    timer.timeout.connect(beat)
    before, start = session.snapshot.progress, time.perf_counter()
    timer.start()
    with every_frame(session, framed):
        wait_until(lambda: False, seconds)
    timer.stop()
    after = session.snapshot.progress
    result.seconds = time.perf_counter() - start
    result.steps, result.epochs = after.step - before.step, after.epoch - before.epoch
    return result


def bare_speed(session: Session, seconds: float) -> float:
    """Steps a second of the engine alone on the session's experiment: forward, backward and update."""
    experiment, data = session.state.experiment, session.state.data
    spec, settings = plan_network(experiment, data), experiment.training
    network = Network(spec, np.random.default_rng(0))
    targets = targets_for(spec, data.classes)
    loss, optimizer = loss_for(settings.loss, targets.outputs), OPTIMIZERS[settings.optimizer](network.theta.size)
    samples = data.x if hasattr(data, "x") else data.images
    x = as_float(samples[: settings.batch_size])
    d = targets.encode(data.label[: settings.batch_size])
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for _ in range(10):
            network.train_batch(x, d, loss)
            optimizer.step(network.theta, network.gradient, settings.learning_rate)
        count += 10
    return count / (time.perf_counter() - start)


@contextmanager
def training(name: str, prepare: Callable[[Session], object] | None = None) -> Iterator[Session]:
    """A workspace of the real window, prepared, training and warm."""
    with studio_offscreen(SIZE) as studio:
        session = studio.session(name)
        wait_for_frame(session)
        wait_until(lambda: len(session.state.data) > 0, 60)
        if prepare is not None:
            prepare(session)
        session.play(True)
        wait_until(lambda: False, WARM_UP)
        yield session


def latency(session: Session, edit: Callable[[], object], shows: Callable[[object], bool]) -> float:
    """Seconds from an edit to the end of the painting of the frame that shows it."""
    painted = [0.0]

    def look(snapshot: object) -> None:
        if not painted[0] and shows(snapshot):
            session.workspace.window().repaint()
            painted[0] = time.perf_counter()

    start = time.perf_counter()
    with every_frame(session, look):
        edit()
        wait_until(lambda: bool(painted[0]), 5)
    return painted[0] - start


def percentile(values: list[float], share: float) -> float:
    return float(np.percentile(values, share)) if values else float("nan")


def fluidity(name: str, seconds: float, bounds: dict[str, float]) -> list[Figure]:
    """The figures of a training workspace: heartbeat, frames, the window's own time, and the speed that is left."""
    with training(name) as session:
        session.play(False)
        wait_until(lambda: not session.running, 5)
        bare = [bare_speed(session, seconds / 5)]
        session.play(True)
        wait_until(lambda: False, WARM_UP / 2)
        seen = watch(session, seconds)
        session.play(False)
        wait_until(lambda: not session.running, 5)
        bare.append(bare_speed(session, seconds / 5))
    late = [1000 * value for value in seen.late]
    share = 100 * seen.steps / seen.seconds / statistics.mean(bare)
    frames, own = len(seen.frames), 1000 * percentile(seen.window_time, 50)
    figures = [
        Figure(f"{name}: heartbeat late, p99", percentile(late, 99), "ms", bounds["p99"]),
        Figure(f"{name}: heartbeat late, worst", max(late, default=0.0), "ms", bounds["worst"]),
        Figure(f"{name}: frames a second", frames / seen.seconds, "", bounds["frames"], True),
        Figure(f"{name}: window's thread per frame, median", own, "ms", bounds["ms"]),
        Figure(f"{name}: training speed, of the bare engine's", share, "%", bounds["share"], True),
    ]
    if "epochs" in bounds:
        each = seen.epochs / max(1, frames)
        figures.append(Figure(f"{name}: training epochs per frame", each, "", bounds["epochs"], True))
    return figures


def edits(name: str, count: int, bound: float) -> Figure:
    """From an edit (slider, added neuron, painted point) to the frame that shows it."""
    times: list[float] = []
    with training(name) as session:
        for number in range(count):
            rate = 0.01 + 0.0001 * number
            edit = partial(session.state.edit_training, learning_rate=rate)
            times.append(latency(session, edit, partial(_has_rate, rate)))
    return Figure(f"{name}: from an edit to its frame, p95", 1000 * percentile(times, 95), "ms", bound)


def _has_rate(rate: float, shown: object) -> bool:
    return shown.experiment.training.learning_rate == rate


def strokes(count: int) -> Figure:
    """From a new picture of the pen to the frame with its probabilities."""
    times: list[float] = []
    rng = np.random.default_rng(0)
    with training("images") as session:
        for _ in range(count):
            probe = Probe(rng.random(session.snapshot.spec.input_shape, dtype=np.float32))
            edit = partial(session.state.edit_focus, probe=probe)
            times.append(latency(session, edit, partial(_shows_probe, probe)))
    return Figure("images: from a stroke to new probabilities, p95", 1000 * percentile(times, 95), "ms", 50)


def _shows_probe(probe: Probe, shown: object) -> bool:
    return shown.inspection is not None and shown.inspection.tensor is probe.tensor


def heavy(seconds: float) -> list[Figure]:
    """Frames a second of the Network workspace under load."""

    def many_points(session: Session) -> None:
        session.state.edit_data(count=10_000)

    def wide(session: Session) -> None:
        session.state.edit_model(Architecture(parse_layers("dense64:relu " * 8)))

    figures = []
    for title, prepare in (("10,000 points", many_points), ("8 × 64 neurons", wide)):
        with training("network", prepare) as session:
            seen = watch(session, seconds)
        figures.append(Figure(f"network, {title}: frames a second", len(seen.frames) / seen.seconds, "", 30, True))
    return figures


EMPTY = """
import os, time, resource
start = time.perf_counter()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(pyqtgraph.PlotWidget())
window.resize(1440, 900)
window.show()
"""
OURS = """
import os, time, resource
start = time.perf_counter()
from PySide6.QtCore import QSettings, QTimer
from playground.ui.app import make_application
from playground.ui.studio import Studio
import tempfile
app = make_application()
studio = Studio(QSettings(tempfile.mktemp(suffix=".ini"), QSettings.Format.IniFormat))
window = studio.window
studio.show("network")
"""
PAINTED = """
def told():
    print(time.perf_counter() - start, flush=True)
    window.close()
    os._exit(0)
app.processEvents()
window.repaint()
QTimer.singleShot(0, told)
app.exec()
"""


def start_up(pairs: int) -> Figure:
    """Start to first painted window, of an empty QMainWindow with a pyqtgraph plot in the same environment."""
    times: dict[str, list[float]] = {EMPTY: [], OURS: []}
    for _ in range(pairs):
        for program, column in times.items():
            done = subprocess.run(
                [sys.executable, "-c", program + PAINTED], cwd=ROOT, capture_output=True, text=True, check=True
            )
            column.append(float(done.stdout.split()[-1]))
    ratio = statistics.median(times[OURS]) / statistics.median(times[EMPTY])
    return Figure("start to first painted window, of an empty window's", ratio, "×", 2)


def idle(seconds: float) -> Figure:
    """Processor time of the whole process while the window is open and nothing trains."""
    with studio_offscreen(SIZE) as studio:
        session = studio.session("network")
        wait_for_frame(session)
        wait_until(lambda: False, WARM_UP)
        used, start = time.process_time(), time.perf_counter()
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()
        share = 100 * (time.process_time() - used) / (time.perf_counter() - start)
    return Figure("idle: processor time, of one core", share, "%", 1)


def main() -> int:
    options = parser("How fluid the real window is while it trains.").parse_args()
    seconds, count = (1.0, 5) if options.quick else (10.0, 60)
    network = {"p99": 16, "worst": 50, "frames": 30, "ms": 8, "share": 65, "epochs": 20}
    images = {"p99": 25, "worst": 80, "frames": 20, "ms": 12, "share": 80}
    parts: list[Callable[[], list[Figure]]] = [
        lambda: fluidity("network", seconds, network),
        lambda: fluidity("images", seconds, images),
        lambda: [edits("network", count, 50), edits("images", count, 80), strokes(count)],
        lambda: heavy(seconds),
        lambda: [start_up(1 if options.quick else 5), idle(seconds)],
    ]
    figures: list[Figure] = []
    for part in parts:
        for figure in part():
            figures.append(figure)
            print(figure.row(), flush=True)
    return finish(figures, options)


if __name__ == "__main__":
    sys.exit(main())
