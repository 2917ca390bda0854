"""How soon the Convolution workspace follows the hand: a dragged weight on a whole picture, the pointer on its maps."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np
from live_window import play, wait, watch, workspace_shown
from PIL import Image
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from report import Figure

from playground.data.scene import make_scene
from playground.training.convolution_examples import edited, example
from playground.ui.panels.convolution.whole_picture_card import WholePictureCard
from playground.ui.session.session import Session
from playground.ui.shell.screenshot import wait_until
from playground.ui.views.convolution.number_table import Spot, TableName
from playground.ui.views.convolution.scene_of import OUTPUT
from playground.ui.views.convolution.tables_view import TablesView

LEFT = Qt.MouseButton.LeftButton
SIDE = 1_000
FRAMES, WORK, DRAG, POINT = 30, 12, 100, 33
PRODUCTS_A_SECOND = 150.0
LAID = (("grey, 3 × 3", 3, False), ("colour, 3 × 3", 3, True), ("colour, 7 × 7", 7, True))


def convolution(seconds: float, count: int) -> list[Figure]:
    """A window that slides product by product, then a picture of 1,000 × 1,000 pixels."""
    with workspace_shown("convolution") as session:
        figures = [*_sliding(session, seconds), _over_the_map(session, count)]
        card = session.workspace.findChild(WholePictureCard)
        _open_picture(card)
        figures.append(_over_the_picture(card, count))
        for what, size, is_coloured in LAID:
            _lay(session, size, is_coloured)
            times = _timed(partial(_drag, card.tables.kernel, count))
            figures.append(_figure(f"convolution: a dragged weight on a picture in {what}, p95", times, DRAG))
        return figures


def _sliding(session: Session, seconds: float) -> list[Figure]:
    experiment = edited(example("drawing"), every_sample=True)
    _accepted(session.state.edit(experiment))
    _accepted(session.state.edit_training(pace=PRODUCTS_A_SECOND))
    play(session, seconds / 5)
    seen = watch(session, seconds)
    session.play(False)
    work = 1000 * float(np.median(seen.work_per_frame))
    return [
        Figure("convolution: frames a second while the window slides", seen.frames_per_second, "", FRAMES, True),
        Figure("convolution: window's thread per frame, median", work, "ms", WORK),
    ]


def _over_the_map(session: Session, count: int) -> Figure:
    """From output to output: the window, its products and their sum."""
    view = session.workspace.findChild(TablesView)
    rng = random.Random(0)
    side = session.snapshot.answer.a.shape[0]
    places = [Spot(TableName(OUTPUT, 0), (rng.randrange(side), rng.randrange(side))) for _ in range(count)]
    moves = [partial(QTest.mouseMove, view, view.center_of(place).toPoint()) for place in places]
    times = [_until_painted(move) for move in moves]
    return _figure("convolution: from the pointer on the feature map to its numbers, p95", times, POINT)


def _over_the_picture(card: WholePictureCard, count: int) -> Figure:
    rng, area = random.Random(0), card.view.picture_rect(1)
    times = []
    for _ in range(count):
        place = QPoint(round(rng.uniform(area.left(), area.right())), round(rng.uniform(area.top(), area.bottom())))
        times.append(_until_painted(partial(QTest.mouseMove, card.view, place)))
    return _figure("convolution: from the pointer on a picture to its numbers, p95", times, POINT)


def _open_picture(card: WholePictureCard) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scene.png"
        Image.fromarray(make_scene(SIDE)).save(path)
        card.open_file(path)
        if not wait_until(lambda: card.photos.photo.name == path.name, 60):
            raise TimeoutError("the picture has not come")


def _lay(session: Session, size: int, is_coloured: bool) -> None:
    """A kernel without a zero, which would be left out."""
    experiment = session.state.experiment
    weight = np.random.default_rng(0).uniform(0.1, 1, (size, size))
    kernels = experiment.model.kernels.with_kernel(0, weight)
    picture = type(experiment.model.picture)(is_coloured=is_coloured)
    _accepted(session.state.edit(edited(experiment, kernels=kernels, padding=None, picture=picture)))
    wait(1)


def _drag(table: QWidget, count: int) -> Iterable[Callable[[], object]]:
    """Up and down, further than it is still a click."""
    start = table.cell_rect(1, 1).center().toPoint()
    QTest.mousePress(table, LEFT, pos=start)
    for k in range(count):
        yield partial(QTest.mouseMove, table, start - QPoint(0, 8 + 4 * (k % 40)))
    QTest.mouseRelease(table, LEFT, pos=start)


def _timed(gesture: Callable[[], Iterable[Callable[[], object]]]) -> list[float]:
    return [_until_painted(move) for move in gesture()]


def _until_painted(act: Callable[[], object]) -> float:
    """The seconds from a move of the hand until all is painted that it changes."""
    wait(0.02)
    start = time.perf_counter()
    act()
    QCoreApplication.processEvents()
    return time.perf_counter() - start


def _figure(what: str, times: list[float], bound: float) -> Figure:
    return Figure(what, 1000 * float(np.percentile(times, 95)), "ms", bound)


def _accepted(reason: str) -> None:
    if reason:
        raise ValueError(reason)
