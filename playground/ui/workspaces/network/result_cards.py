"""The cards of what was learned: the decision boundary, and the layers' gradients and weights."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from playground.training.diagnosis import Finding
from playground.training.snapshot import NetworkSnapshot
from playground.ui.panels.layers.code_panel import CodePanel
from playground.ui.session.state import ExperimentState
from playground.ui.views.curves.gradient_flow_view import GradientFlowView
from playground.ui.views.curves.weights_view import WeightsView
from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.widgets.tab_strip import TabStrip

UNBOUNDED = 16_777_215
"""Qt's largest height (QWIDGETSIZE_MAX)."""


class DecisionCard(Card):
    """The response map with its points, and what of it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Decision boundary"), parent=parent)
        self.view = DecisionView()
        self._is_bounded = True
        self.figure = FigureMenu(self.view, "decision-boundary")
        self.test_points = CheckBox(
            self.tr("test points"),
            checked=True,
            tooltip=self.tr("Show the points that only test, paler than the others"),
        )
        self.discretise = CheckBox(
            self.tr("discretise"), tooltip=self.tr("Show the class that wins in place of its probability")
        )
        self.margins = CheckBox(
            self.tr("margins"), tooltip=self.tr("Show where the winning class leads by one half: P = 0.25 and 0.75")
        )
        for box, option in (
            (self.test_points, "test_points"),
            (self.discretise, "discretise"),
            (self.margins, "margins"),
        ):
            box.setObjectName(f"decision.{option}")
            self.add_control(box)
            box.toggled.connect(lambda on, option=option: self.view.set_options(**{option: on}))
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

    def _bound(self) -> None:
        highest = self.height_around() + self.view.maximumHeight()
        self.setMaximumHeight(min(highest, UNBOUNDED) if self._is_bounded and not self.is_enlarged else UNBOUNDED)


class LayersCard(Card):
    """Tabs of what the layers do: their gradients, their weights; and all of it as code."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.tabs = TabStrip(
            [
                Choice(
                    "gradients",
                    self.tr("Gradient flow"),
                    self.tr("How large ∇W is in every layer, and over the epochs"),
                ),
                Choice(
                    "weights", self.tr("Weights"), self.tr("How the weights W and biases b of every layer are spread")
                ),
                Choice("code", self.tr("Code"), self.tr("The same network and training step as code, to be copied")),
            ],
            self.tr("Views of the layers"),
        )
        self._flow = GradientFlowView()
        self.views: dict[str, GradientFlowView | WeightsView] = {"gradients": self._flow, "weights": WeightsView()}
        self.figures = [FigureMenu(view, name) for name, view in self.views.items()]
        self._snapshot: NetworkSnapshot | None = None
        self._stack = QStackedWidget()
        self.code = CodePanel(state)
        self._pages: dict[str, QWidget] = {name: _scrolled(view) for name, view in self.views.items()}
        self._pages["code"] = self.code
        for page in self._pages.values():
            self._stack.addWidget(page)
        set_names("layers", card=self, tab=self.tabs, **self.views)
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.tabs.changed.connect(self._show_tab)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame in the tab that is open."""
        self._snapshot = snapshot
        view = self.views.get(self.tabs.current())
        if view is not None:
            view.show_frame(snapshot)

    def show_finding(self, finding: Finding | None) -> None:
        """Says what is wrong beside the layer that it is about."""
        self._flow.show_finding(finding)

    def _show_tab(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        if self._snapshot is not None:
            self.show_frame(self._snapshot)


def _scrolled(view: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(view)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    view.setAutoFillBackground(False)
    return area
