"""The card of what the layers do: their gradients and weights, what comes out of them, and all of it as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from playground.engine.affine import folds
from playground.training.diagnosis import Finding
from playground.training.experiment import Experiment, plan_network
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.views.curves.gradient_flow_view import GradientFlowView
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.late import Late, reach_after
from playground.ui.widgets.names import set_names
from playground.ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from playground.ui.panels.layers.code_panel import CodePanel
    from playground.ui.views.curves.weights_view import WeightsView
    from playground.ui.workspaces.network.confusion_page import ConfusionPage
    from playground.ui.workspaces.network.one_map_page import OneMapPage

HEIGHT = 226
LEAST_HEIGHT = 102, 12
"""What the code needs, the highest of the pages: so much at any size of text, and so much at the usual one."""


class _Stack(QStackedWidget):
    """As high as the highest page, made or not: no tab that is opened moves what is around the card."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, HEIGHT))

    def minimumSizeHint(self) -> QSize:
        fixed, scaled = LEAST_HEIGHT
        return super().minimumSizeHint().expandedTo(QSize(0, fixed + THEME.px(scaled)))


class LayersCard(Card):
    """Tabs of what the layers do: their gradients, their weights, their answers; all of it as code; and, where layers
    are linear, the one map that they are. `made` carries a page that is there since its tab was opened for the first
    time; `looked` says that answers are to be counted, or no more, `picked` which of them are chosen, or None."""

    made = Signal(QWidget)
    looked = Signal()
    picked = Signal(object)

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._state, self._attention = state, attention
        self.tabs = TabStrip(self._offered_tabs(), self.tr("Views of the layers"))
        self.flow = GradientFlowView()
        FigureMenu(self.flow, "gradients")
        self._snapshot: NetworkSnapshot | None = None
        self._stack = _Stack()
        self._pages: dict[str, QWidget] = {}
        self._weights, self._confusion = Late(self._make_weights), Late(self._make_confusion)
        self._code, self._map = Late(self._make_code), Late(self._make_map)
        self._views: dict[str, Late[GradientFlowView | WeightsView | ConfusionPage | OneMapPage]] = {
            "weights": self._weights,
            "confusion": self._confusion,
            "map": self._map,
        }
        self._take("gradients", _scrolled(self.flow))
        set_names("layers", card=self, tab=self.tabs, gradients=self.flow)
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.tabs.changed.connect(self._show_tab)
        state.changed.connect(self._offer_map)
        self._is_linear = False
        self._offer_map(state.experiment)

    @property
    def weights(self) -> WeightsView:
        return self._weights()

    @property
    def confusion(self) -> ConfusionPage:
        return self._confusion()

    @property
    def code(self) -> CodePanel:
        return self._code()

    @property
    def map(self) -> OneMapPage:
        return self._map()

    def shows_answers(self) -> bool:
        """Whether it is seen which classes are taken for which."""
        return self._confusion.made is not None and self._confusion.made.isVisible()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame in the tab that is open."""
        self._snapshot = snapshot
        name = self.tabs.current()
        if name == "gradients":
            self.flow.show_frame(snapshot)
        elif name in self._views:
            self._views[name]().show_frame(snapshot)

    def show_finding(self, finding: Finding | None) -> None:
        """Says what is wrong beside the layer that it is about."""
        self.flow.show_finding(finding)

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
        if name != "confusion" and self._confusion.made is not None:
            self._confusion.made.table.pick(None)
        late = self._code if name == "code" else self._views.get(name)
        if late is not None:
            late()
        self._stack.setCurrentWidget(self._pages[name])
        if self._snapshot is not None:
            self.show_frame(self._snapshot)

    def _make_weights(self) -> WeightsView:
        # Imported where it is made, as all that is late: what it needs would make the start of the program longer.
        from playground.ui.views.curves.weights_view import WeightsView

        view = WeightsView()
        FigureMenu(view, "weights")
        set_names("layers", weights=view)
        self._take("weights", _scrolled(view))
        return view

    def _make_confusion(self) -> ConfusionPage:
        from playground.ui.workspaces.network.confusion_page import ConfusionPage

        page = ConfusionPage()
        page.looked.connect(self.looked)
        page.picked.connect(self.picked)
        set_names("layers", confusion=page)
        self._take("confusion", _scrolled(page))
        return page

    def _make_code(self) -> CodePanel:
        from playground.ui.panels.layers.code_panel import CodePanel

        panel = CodePanel(self._state)
        self._take("code", panel)
        return panel

    def _make_map(self) -> OneMapPage:
        from playground.ui.workspaces.network.one_map_page import OneMapPage

        page = OneMapPage(self._attention)
        set_names("layers", map=page.view)
        self._take("map", page)
        return page

    def _take(self, name: str, page: QWidget) -> None:
        """Has a page in the place of the others, which it takes turns with."""
        self._pages[name] = page
        self._stack.addWidget(page)
        reach_after([*self.tabs.buttons.values()][-1], page)
        self.made.emit(page)


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
