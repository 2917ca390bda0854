"""The card of what the network answers all over the plane, and of what is shown beside that."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names

UNBOUNDED = 16_777_215
"""Qt's largest height (QWIDGETSIZE_MAX)."""


class DecisionCard(Card):
    """The response map with its points, and what of it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Decision boundary"), parent=parent)
        self.view = DecisionView()
        self._is_bounded = True
        self.figure = FigureMenu(self.view, "decision-boundary")
        self.test_points = self._option(
            "test_points", self.tr("test points"), self.tr("Show the points that only test, paler than the others")
        )
        self.discretise = self._option(
            "discretise", self.tr("discretise"), self.tr("Show the class that wins in place of its probability")
        )
        self.margins = self._option(
            "margins",
            self.tr("margins"),
            self.tr("Show where the winning class leads by one half: P = 0.25 and 0.75"),
        )
        self.batch = self._option(
            "batch", self.tr("batch"), self.tr("In slow motion, light up the points that the next step learns from")
        )
        self.add(self.view, 1000)
        self.add_stretch()
        set_names("decision", card=self, plane=self.view)

    def set_bounded(self, bounded: bool) -> None:
        """Never be taller than the square needs: what is free belongs to the loss, which stands below."""
        self._is_bounded = bounded
        self._bound()

    def show_enlarged(self, enlarged: bool) -> None:
        super().show_enlarged(enlarged)
        self._bound()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._bound()
        return super().event(event)

    def _option(self, option: str, text: str, tooltip: str) -> CheckBox:
        """A check box for one of DecisionOptions, as it is now."""
        box = CheckBox(text, tooltip=tooltip, checked=getattr(self.view.options, option))
        box.setObjectName(f"decision.{option}")
        box.toggled.connect(lambda on: self.view.set_options(**{option: on}))
        self.add_control(box)
        return box

    def _bound(self) -> None:
        highest = self.height_around() + self.view.maximumHeight()
        self.setMaximumHeight(min(highest, UNBOUNDED) if self._is_bounded and not self.is_enlarged else UNBOUNDED)
