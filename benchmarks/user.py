"""Somebody who uses the window for as long as you like: edits, paints, draws, opens, saves, looks around at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from playground.ui.panels.layers.model_panel import PRESETS
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.stepper import Stepper
from playground.ui.widgets.thumbnail import Thumbnail
from playground.ui.widgets.value_slider import ValueSlider
from playground.ui.workspaces.convolution.workspace import ConvolutionWorkspace
from playground.ui.workspaces.kinds import WORKSPACES

Act = Callable[[], object]
Kind = TypeVar("Kind", bound=QWidget)
Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
IMAGE_SETS = (("digits", None), ("strokes", 1000), ("shapes", 500))
MOVES = 12


class User:
    """Does one thing after another by mouse, keys and menus in whatever workspace is shown, and keeps all training."""

    def __init__(self, studio: Studio, folder: Path, rng: random.Random) -> None:
        self._studio, self._folder, self._rng = studio, folder, rng
        self._saved: list[Path] = []
        self.acts = 0

    def hesitation(self) -> float:
        """Seconds until the next act."""
        return self._rng.uniform(0.2, 2.0)

    def act(self) -> None:
        """Does something, as likely in the workspace as elsewhere in the window."""
        session = self._session
        inside = {
            "regression": self._plane_acts,
            "perceptron": self._plane_acts,
            "network": self._network_acts,
            "images": self._images_acts,
            "convolution": self._convolution_acts,
        }
        acts = self._window_acts() if session is None or self._rng.random() < 0.25 else inside[self._name](session)
        self._rng.choice(acts)()
        self.acts += 1
        if self._session is not None:
            self._keep_training(self._session)

    @property
    def _name(self) -> str:
        return self._studio.window.current()

    @property
    def _session(self) -> Session | None:
        return self._studio.sessions.get(self._name)

    def _keep_training(self, session: Session) -> None:
        """What has diverged or found its line starts again."""
        status = session.snapshot.progress.status if session.snapshot is not None else Status.PAUSED
        if status in (Status.DIVERGED, Status.CONVERGED):
            session.workspace.reset()
        if status is not Status.TRAINING:
            session.play(True)

    def _window_acts(self) -> list[Act]:
        window, actions = self._studio.window, self._studio.window.menu_actions
        shown = [lambda name=name: window.show_workspace(name) for name in (*WORKSPACES, "settings")]
        modes = [lambda mode=mode: THEME.set_mode(mode) for mode in ("light", "dark")]
        return [*shown, *shown, *modes, actions.undo.trigger, actions.redo.trigger, self._save, self._open]

    def _network_acts(self, session: Session) -> list[Act]:
        model, layers = session.workspace.model, session.workspace.layers
        headers = list(model.columns.headers.values())
        acts: list[Act] = [model.layer.click, self._one_of(layers.tabs, QAbstractButton).click]
        if headers:
            acts += [self._rng.choice(headers).remove.click, lambda: self._step(self._rng.choice(headers).stepper)]
        box = self._one_of(session.workspace.decision, CheckBox)
        return [*acts, box.click, *self._plane_acts(session)]

    def _plane_acts(self, session: Session) -> list[Act]:
        workspace = session.workspace
        view = self._one_of(workspace, PlaneView)
        return [
            lambda: self._drag(view, view.plane_map().rect),
            lambda: self._slide(workspace),
            lambda: self._pick(workspace),
        ]

    def _images_acts(self, session: Session) -> list[Act]:
        workspace, rng = session.workspace, self._rng
        pad, model = workspace.trial.pad, workspace.model
        return [
            *[lambda: self._drag(pad, QRectF(pad.rect()))] * 3,
            lambda: QTest.keyClick(pad, Key.Key_Delete),
            workspace.trial.next_sample,
            lambda: self._slide(workspace),
            rng.choice(model.strip.boxes[1:]).click,
            lambda: self._step(rng.choice(model.editor.findChildren(Stepper) or [None])),
            lambda: model.take_preset(rng.choice(list(PRESETS))),
            lambda: workspace.loading.load(*rng.choice(IMAGE_SETS)),
        ]

    def _convolution_acts(self, session: Session) -> list[Act]:
        page = session.workspace
        assert isinstance(page, ConvolutionWorkspace)
        view = page.one.view
        return [
            lambda: self._drag(view, QRectF(view.rect())),
            lambda: self._slide(page),
            lambda: self._step(self._one_of(page, Stepper)),
            self._one_of(page.one, QAbstractButton).click,
        ]

    def _save(self) -> None:
        session = self._session
        if session is not None and session.snapshot is not None:
            path = self._folder / f"{self._name}.atelier"
            self._studio.files[self._name].save(path)
            if path not in self._saved:
                self._saved.append(path)

    def _open(self) -> None:
        if self._saved:
            self._studio.open(self._rng.choice(self._saved))

    def _step(self, stepper: Stepper | None) -> None:
        if stepper is not None:
            QTest.keyClick(stepper, self._rng.choice((Key.Key_Up, Key.Key_Down)))

    def _slide(self, workspace: QWidget) -> None:
        slider = self._one_of(workspace, ValueSlider).slider
        for _ in range(self._rng.randint(1, 10)):
            QTest.keyClick(slider, self._rng.choice((Key.Key_Left, Key.Key_Right)))

    def _pick(self, workspace: QWidget) -> None:
        """Another set, or another feature."""
        widget = self._one_of(workspace, Thumbnail)
        QTest.mouseClick(widget, LEFT, pos=widget.rect().center())

    def _drag(self, widget: QWidget, area: QRectF) -> None:
        """A gesture from somewhere to somewhere, with the button down."""
        places = [self._place(area) for _ in range(MOVES)]
        QTest.mousePress(widget, LEFT, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(widget, place)
        QTest.mouseRelease(widget, LEFT, pos=places[-1])

    def _one_of(self, workspace: QWidget, kind: type[Kind]) -> Kind:
        return self._rng.choice([each for each in workspace.findChildren(kind) if each.isVisible()])

    def _place(self, area: QRectF) -> QPoint:
        across, down = (self._rng.uniform(0.1, 0.9) for _ in range(2))
        return QPoint(round(area.left() + across * area.width()), round(area.top() + down * area.height()))
