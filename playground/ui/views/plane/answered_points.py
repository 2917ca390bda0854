"""What the network answers for the points themselves: which are wrong, which are uncertain, what is said of one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPainter

from playground.data.points import PointSet
from playground.late_dataclass import dataclass
from playground.training.sample_answers import SampleAnswers
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_frame import Said
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.point_markers import marker_radius, paint_rings
from playground.ui.words import formatting

translate = QCoreApplication.translate
UNCERTAIN = 0.6
"""The network is uncertain of a point of which no class is as probable as this."""
GAP = 2.5
LONGEST = 12
"""So many letters of a class's name are said."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class AnsweredSo:
    """The points of one set that are of class `true` and are called `answer`."""

    is_test: bool
    true: int
    answer: int


@dataclass(frozen=True, eq=False)
class AnsweredPoints:
    """Points of classes with the answers for them, which of them only test, and which are marked."""

    points: PointSet
    is_test: Mask
    answers: SampleAnswers

    @property
    def wrong(self) -> Mask:
        """Which are taken for another class."""
        said = self.answers.answer
        found: Mask = (said >= 0) & (said != self.points.label)
        return found

    @property
    def uncertain(self) -> Mask:
        """Of which the network is uncertain; not those of which nothing is known."""
        found: Mask = self.answers.decision.max(axis=1) < UNCERTAIN
        return found

    def among(self, picked: AnsweredSo) -> Mask:
        """Which belong to a cell of the confusion matrix."""
        found: Mask = (
            (self.is_test == picked.is_test)
            & (self.points.label == picked.true)
            & (self.answers.answer == picked.answer)
        )
        return found

    def said_of(self, index: int) -> Said:
        """Its class, its set, how probable its class is, the loss; what it is taken for."""
        label, names = int(self.points.label[index]), self.points.class_names
        part = translate("DecisionView", "test") if self.is_test[index] else translate("DecisionView", "training")
        loss = float(self.answers.loss[index])
        if np.isnan(loss):
            return Said(part, label)
        chance = formatting.decimal(float(self.answers.decision[index, label]), 2)
        text = translate("DecisionView", "{0} · P({1}) = {2} · E = {3}")
        text = text.format(part, short(names[label]), chance, formatting.significant(loss, 2))
        said = int(self.answers.answer[index])
        return Said(text if said == label else f"{text} → {short(names[said])}", label)


def short(name: str) -> str:
    """A name that may be long."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


@dataclass(frozen=True, eq=False)
class PointRings:
    """Rings around points x (n, 2), of which `count` are shown; `step` rings of others lie within."""

    x: npt.NDArray[np.floating]
    count: int
    colour: QColor
    step: int = 0

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        radius = marker_radius(self.count, plane.side) + GAP * (1 + self.step)
        paint_rings(painter, plane, self.x, radius, self.colour)


@dataclass(frozen=True)
class RingChoice:
    """Which points are ringed, and whether these are shown alone; `picked`: those of a cell of the confusion matrix."""

    wrong: bool = False
    uncertain: bool = False
    alone: bool = False
    picked: AnsweredSo | None = None

    @property
    def rings(self) -> bool:
        """Whether any are to be ringed."""
        return self.wrong or self.uncertain or self.picked is not None

    def masks(self, answered: AnsweredPoints) -> list[tuple[Mask, QColor]]:
        """The points to be ringed (points,), each time with the colour of the rings."""
        colours, found = THEME.colours, []
        if self.wrong:
            found.append((answered.wrong, colours.bad))
        if self.uncertain:
            found.append((answered.uncertain, colours.text))
        if self.picked is not None:
            found.append((answered.among(self.picked), colours.accent))
        return found
