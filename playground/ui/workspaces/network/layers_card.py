"""The card of what the layers do: their gradients and weights, what comes out of them, and all of it as code."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from playground.engine.affine import folds
from playground.training.diagnosis import Finding
from playground.training.experiment import Experiment, plan_network
from playground.training.snapshot import NetworkSnapshot
from playground.ui.panels.layers.code_panel import CodePanel
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.views.curves.gradient_flow_view import GradientFlowView
from playground.ui.views.curves.weights_view import WeightsView
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.widgets.tab_strip import TabStrip
from playground.ui.workspaces.network.confusion_page import ConfusionPage
from playground.ui.workspaces.network.one_map_page import OneMapPage


class LayersCard(Card):
    """Tabs of what the layers do: their gradients, their weights, their answers; all of it as code; and, where layers
    are linear, the one map that they are."""

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.tabs = TabStrip(self._offered_tabs(), self.tr("Views of the layers"))
        self._flow = GradientFlowView()
        self.confusion = ConfusionPage()
        self.views: dict[str, GradientFlowView | WeightsView | ConfusionPage] = {
            "gradients": self._flow,
            "weights": WeightsView(),
            "confusion": self.confusion,
        }
        self.figures = [FigureMenu(self.views[name], name) for name in ("gradients", "weights")]
        self._snapshot: NetworkSnapshot | None = None
        self._stack = QStackedWidget()
        self.code = CodePanel(state)
        self._pages: dict[str, QWidget] = {name: _scrolled(view) for name, view in self.views.items()}
        self.map = OneMapPage(attention)
        self._pages |= {"code": self.code, "map": self.map}
        for page in self._pages.values():
            self._stack.addWidget(page)
        set_names("layers", card=self, tab=self.tabs, map=self.map.view, **self.views)
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.tabs.changed.connect(self._show_tab)
        state.changed.connect(self._offer_map)
        self._is_linear = False
        self._offer_map(state.experiment)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame in the tab that is open."""
        self._snapshot = snapshot
        name = self.tabs.current()
        if name == "map":
            self.map.show_frame(snapshot)
        elif name in self.views:
            self.views[name].show_frame(snapshot)

    def show_finding(self, finding: Finding | None) -> None:
        """Says what is wrong beside the layer that it is about."""
        self._flow.show_finding(finding)

    def _offered_tabs(self) -> list[Choice]:
        return [
            Choice(
                "gradients",
                self.tr("Gradient flow"),
                self.tr("How large ∇W is in every layer, and over the epochs"),
            ),
            Choice("weights", self.tr("Weights"), self.tr("How the weights W and biases b of every layer are spread")),
            Choice(
                "confusion",
                self.tr("Confusion"),
                self.tr("Which classes are taken for which; precision, recall and F1 of every class"),
            ),
            Choice("code", self.tr("Code"), self.tr("The same network and training step as code, to be copied")),
            Choice("map", self.tr("One map"), self.tr("Linear layers behind one another are one affine map: W x + b")),
        ]

    def _offer_map(self, experiment: Experiment) -> None:
        """Shows the tab of the one map where there is one; who reads it keeps it, and reads why there is none now."""
        self._is_linear = folds(plan_network(experiment))
        self._show_map_tab()

    def _show_map_tab(self) -> None:
        self.tabs.buttons["map"].setVisible(self._is_linear or self.tabs.current() == "map")

    def _show_tab(self, name: str) -> None:
        self._show_map_tab()
        if name != "confusion":
            self.confusion.table.pick(None)
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
