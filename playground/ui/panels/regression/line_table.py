"""The numbers of a line beside those of the closed form, and the ways to put others in their place."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.data.points import PLANE
from playground.ui.panels.training.loss_panel import loss_text
from playground.ui.views.regression.line_data import mean_loss
from playground.ui.views.regression.surface_scene import SurfaceScene
from playground.ui.widgets.button import Button
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.words import formatting

LARGEST = 1000.0
"""A weight that can be typed."""
LONG, HUGE = 1e3, 1e5
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LineTable(QWidget):
    """a, b and both losses, now and of the closed form; `wanted` carries another (a, b) and what it is called."""

    wanted = Signal(float, float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: SurfaceScene | None = None
        self.a, self.b = (self._edit(name) for name in "ab")
        self.best, self.reason = QLabel(), QLabel()
        self.values = {name: QLabel() for name in ("best_a", "best_b", "train", "best_train", "test", "best_test")}
        self.go = Button(
            self.tr("Go there"),
            tooltip=self.tr("Put the line where the closed form says, without descent; can be undone"),
            small=True,
        )
        self.shuffle = Button(
            self.tr("Random"),
            "shuffle",
            tooltip=self.tr("Start from a and b drawn at random; can be undone"),
            small=True,
        )
        self.reason.setProperty("role", "small")
        self.reason.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addLayout(self._grid())
        layout.addLayout(self._buttons())
        layout.addWidget(self.reason)
        self._connect()

    def name_parts(self) -> None:
        """Gives the controls their names."""
        set_names("line", a=self.a, b=self.b, go=self.go, shuffle=self.shuffle, reason=self.reason, **self.values)

    def show_scene(self, scene: SurfaceScene) -> None:
        """Shows the numbers of a line."""
        self._scene = scene
        data, loss = scene.data, scene.loss
        for edit, weight in zip((self.a, self.b), scene.theta, strict=True):
            edit.show_text(weight_text(weight))
        for place, points in (("train", data.train), ("test", data.test)):
            self.values[place].setText(_loss(mean_loss(points, loss, *scene.theta)))
            best = mean_loss(points, loss, data.best.a, data.best.b) if data.is_unique else None
            self.values[f"best_{place}"].setText(_loss(best))
        for name, weight in (("best_a", data.best.a), ("best_b", data.best.b)):
            self.values[name].setText(weight_text(weight) if data.is_unique else formatting.NOTHING)
        squared = loss == "squared-error"
        self.best.setText(self.tr("closed form") if squared else self.tr("least squares"))
        self.go.setEnabled(data.is_unique)
        self.reason.setText(self._reason(scene))
        self.reason.setVisible(not data.is_unique)

    def _reason(self, scene: SurfaceScene) -> str:
        if scene.data.is_unique:
            return ""
        if len(scene.data.train) < 2:
            return self.tr("A line takes two training points: with fewer, no optimum is the only one.")
        return self.tr("All training points have the same x: no optimum is the only one.")

    def _edit(self, name: str) -> ValueEdit:
        allowed = self.tr("a number between −{0} and {0}").format(formatting.integer(LARGEST))
        tooltip = self.tr("{0} of the line as it is now: type another to start from there").format(name)
        edit = ValueEdit(_parse, allowed, tooltip, widest="−0.00")
        edit.setAccessibleName(name)
        return edit

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        now = QLabel(self.tr("now"))
        for column, label in ((1, now), (2, self.best)):
            label.setProperty("role", "small")
            grid.addWidget(label, 0, column, RIGHT)
        values, train, test = self.values, self.tr("E train"), self.tr("E test")
        rows: tuple[tuple[str, QWidget, QLabel], ...] = (
            ("a", self.a, values["best_a"]),
            ("b", self.b, values["best_b"]),
            (train, values["train"], values["best_train"]),
            (test, values["test"], values["best_test"]),
        )
        for row, (name, here, best) in enumerate(rows, start=1):
            caption = QLabel(name)
            caption.setProperty("role", "muted")
            if isinstance(here, QLabel):
                here.setProperty("role", "value")
            grid.addWidget(caption, row, 0)
            grid.addWidget(here, row, 1, RIGHT)
            grid.addWidget(best, row, 2, RIGHT)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go)
        row.addWidget(self.shuffle)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.a.entered.connect(lambda a: self._type(0, a))
        self.b.entered.connect(lambda b: self._type(1, b))
        self.go.clicked.connect(self._go)
        self.shuffle.clicked.connect(self._shuffle)

    def _type(self, place: int, value: float) -> None:
        """A number that is entered as it was shown changes nothing."""
        if self._scene is None or weight_text(value) == weight_text(self._scene.theta[place]):
            return
        theta = list(self._scene.theta)
        theta[place] = value
        self.wanted.emit(*theta, self.tr("{0} typed").format("ab"[place]))

    def _go(self) -> None:
        if self._scene is not None:
            best = self._scene.data.best
            self.wanted.emit(best.a, best.b, self.tr("closed form"))

    def _shuffle(self) -> None:
        a, b = np.random.default_rng().uniform(-PLANE, PLANE, 2).tolist()
        self.wanted.emit(a, b, self.tr("random start"))


def weight_text(weight: float) -> str:
    """A weight with two digits after the point, unless it has run away."""
    if not math.isfinite(weight) or abs(weight) >= HUGE:
        return formatting.scientific(weight, 3)
    return formatting.decimal(weight, 2 if abs(weight) < LONG else 0)


def _parse(text: str) -> float | None:
    value = formatting.parse(text)
    return value if value is not None and abs(value) <= LARGEST else None


def _loss(loss: float | None) -> str:
    if loss is None:
        return formatting.NOTHING
    return loss_text(loss) if loss < LONG else formatting.scientific(loss, 3)
