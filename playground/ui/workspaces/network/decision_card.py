"""The card of what the network answers all over the plane: its boundary, the plane as a layer sees it, a surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.card import Card
from playground.ui.widgets.elided_label import ElidedLabel
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.late import Late, reach_after
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.workspaces.network.answer_options import AnswerOptions
from playground.ui.workspaces.network.answer_tabs import answer_tabs

if TYPE_CHECKING:
    from playground.ui.views.plane.layer_view import LayerView
    from playground.ui.views.space.space_view import SpaceView

UNBOUNDED = 16_777_215
"""Qt's largest height (QWIDGETSIZE_MAX)."""
DECISION_GRID = 100


class DecisionCard(Card):
    """Tabs of what is shown of the answers, each with its options; `looked` when another look at the network is needed
    for what is seen now, `made` with a view that is there since its tab was opened for the first time."""

    looked = Signal()
    made = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Decision boundary"), parent=parent)
        self.view = DecisionView()
        FigureMenu(self.view, "decision-boundary")
        self._layer_view, self._space = Late(self._make_layer_view), Late(self._make_space)
        self._views: dict[str, Late[DecisionView | LayerView | SpaceView]] = {
            "boundary": Late(lambda: self.view),
            "layer": self._layer_view,
            "space": self._space,
        }
        self._is_bounded = True
        self.tabs = SegmentedControl(answer_tabs(), self.tr("Views of the answers"))
        self.lead_with(self.tabs)
        self.options = AnswerOptions(self, self.view)
        self.said = ElidedLabel()
        self.said.setProperty("role", "small")
        self.add(self.said)
        self.add(self.view, 1000)
        self.add_stretch()
        set_names("decision", card=self, tab=self.tabs, plane=self.view, said=self.said)
        self.tabs.changed.connect(self._show_tab)
        self.options.sight_chosen.connect(self.looked)
        self._show_tab()

    @property
    def layer_view(self) -> LayerView:
        return self._layer_view()

    @property
    def space(self) -> SpaceView:
        return self._space()

    def wanted(self) -> dict[str, Any]:
        """What has to be asked of the network for what is seen, as fields of the focus."""
        tab = self.tabs.current() if self.isVisible() else ""
        return {
            "decision_grid": DECISION_GRID if tab == "boundary" else self.space.grid if tab == "space" else 0,
            "sight": self.options.sight().sight if tab == "layer" else None,
        }

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame in the tab that is open."""
        self.options.show_frame(snapshot)
        if self._space.made is not None:
            self._space.made.label = self.options.label
        self._views[self.tabs.current()]().show_frame(snapshot)

    def show_texts(self) -> None:
        """Says what is seen; call it seldom enough for that to be read."""
        if self.said.isVisible() and self.said.text() != self.layer_view.sentence:
            self.said.setText(self.layer_view.sentence)

    def show_problem(self, is_value: bool) -> None:
        """Says what the map shows: where classes end, or the output."""
        self.set_title(self.tr("Output y") if is_value else self.tr("Decision boundary"))
        first = self.tabs.buttons["boundary"]
        first.setText(self.tr("Output y") if is_value else self.tr("Boundary"))
        first.setAccessibleName(first.text())
        first.updateGeometry()
        self.tabs.buttons["space"].setToolTip(
            self.tr("The output y as a surface over the plane that can be turned")
            if is_value
            else self.tr("How probable a class is, as a surface over the plane that can be turned")
        )
        self.options.show_problem(is_value)
        self._bound()

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

    def showEvent(self, event: QShowEvent) -> None:
        self.looked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.looked.emit()

    def _show_tab(self) -> None:
        """Has the view and its options seen."""
        tab = self.tabs.current()
        self.options.show_tab(tab)
        seen = self._views[tab]()
        for late in self._views.values():
            if late.made is not None:
                late.made.setVisible(late.made is seen)
        self.said.setVisible(tab == "layer")
        self.looked.emit()

    def _make_layer_view(self) -> LayerView:
        # Imported where it is made, as all that is late: what it needs would make the start of the program longer.
        from playground.ui.views.plane.layer_view import LayerView

        view = LayerView()
        set_names("decision", layer_plane=view)
        self._take(view, "hidden-layer")
        return view

    def _make_space(self) -> SpaceView:
        from playground.ui.views.space.space_view import SpaceView

        view = SpaceView()
        view.label = self.options.label
        set_names("decision", space=view)
        self.options.label_chosen.connect(view.set_label)
        self._take(view, "surface")
        return view

    def _take(self, view: LayerView | SpaceView, figure: str) -> None:
        """Has a view in the place of the first one, which it takes turns with."""
        FigureMenu(view, figure)
        view.set_test_points(self.options.test_points.isChecked())
        self.options.test_points.toggled.connect(view.set_test_points)
        view.hide()
        self.body.insertWidget(self.body.indexOf(self.view) + 1, view, 1000)
        reach_after(self.view, view)
        self.made.emit(view)

    def _bound(self) -> None:
        view = self._views[self.tabs.current()]()
        words = 0 if self.said.isHidden() else self.said.sizeHint().height() + self.body.spacing()
        highest = self.height_around() + words + view.maximumHeight()
        self.setMaximumHeight(min(highest, UNBOUNDED) if self._is_bounded and not self.is_enlarged else UNBOUNDED)
