"""The Regression workspace: values, a line or a network that is fitted to them, and its error."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget
from shiboken6 import isValid

from playground.data.points import PointSet
from playground.engine.line import Line, closed_form
from playground.training.architecture import Architecture
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot
from playground.ui.panels.points.draw_panel import DrawPanel
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.regression.contributions_card import ContributionsCard
from playground.ui.panels.regression.error_against_units_card import ErrorAgainstUnitsCard
from playground.ui.panels.regression.hidden_units_card import HiddenUnitsCard
from playground.ui.panels.regression.line_card import LineCard
from playground.ui.panels.regression.model_panel import RegressionModelPanel
from playground.ui.panels.regression.regression_transport import RegressionTransport
from playground.ui.panels.regression.surface_card import SurfaceCard
from playground.ui.panels.regression.value_data_panel import ValueDataPanel
from playground.ui.panels.training.divergence_notice import DivergenceNotice
from playground.ui.panels.training.loss_panel import LossPanel, loss_text
from playground.ui.panels.training.stop_notice import StopNotice
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.views.curves.batch_losses import Floor
from playground.ui.views.regression.hidden_units import hidden_units
from playground.ui.widgets.columns import Column, Columns, Fold
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.workspace_body import one_above_another
from playground.ui.workspaces.point_page import PointPage
from playground.ui.workspaces.regression.fit_card import FitCard
from playground.ui.workspaces.regression.kind import REGRESSION
from playground.ui.workspaces.regression.model_cards import ModelCards

PLACES = 401
"""At so many places of [−3, 3] the fit is shown."""
CENTRE, RIGHT = (575, 180), (460, 290)
CENTRE_OF_NETWORK, RIGHT_OF_NETWORK = (385, 370), (510, 240)
LOWEST, LOW = 560, 470
"""From these heights on, at the usual size of text, there is room for what stands below the fit, and above the loss."""


class RegressionWorkspace(PointPage):
    """Shows and edits one experiment with a line, or a network 1 – … – 1, on values y against x."""

    kind = REGRESSION
    transport: RegressionTransport

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self.divergence = DivergenceNotice(state, self.messages, self)
        self.stop = StopNotice(self.messages, self)
        self.data = ValueDataPanel(state)
        self.edit_points(PointEditor(state, parent=self), self.data.paste)
        self.draw = DrawPanel(self.editor)
        self.fit = FitCard()
        self.loss = LossPanel(batches=True)
        self.loss.view.set_log(True)
        self.line, self.surface = LineCard(state), SurfaceCard(state)
        self.model = RegressionModelPanel(state)
        self.contributions, self.units = ContributionsCard(), HiddenUnitsCard()
        self.errors = ErrorAgainstUnitsCard()
        self.below = ModelCards([(self.line, 1)], [(self.contributions, 1)])
        self.result = ModelCards([(self.surface, 1)], [(self.units, 1), (self.errors, 1)])
        self._is_line = True
        self._heights: dict[tuple[QSplitter, bool], list[int]] = {}
        self._unit: int | None = None
        self._turn = 0
        self.editor.attach(self.fit.view)
        self.arrange(RegressionTransport(state), self._columns())
        self._connect()

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows the points and the best line at once, before they are learned."""
        best = self._closed_form(experiment)
        self._show_model(not experiment.model.hidden)
        self.errors.show_experiment(experiment)
        self.fit.show_experiment(experiment, best)
        training = experiment.training
        is_floor = training.loss == "squared-error" and not (training.l1 or training.l2)
        text = "" if best is None else self.tr("closed form {0}").format(loss_text(best.loss))
        self.loss.view.show_floor(Floor(best.loss, text) if best is not None and is_floor else None)

    def show_pictures(self, snapshot: NetworkSnapshot, calm: bool) -> None:
        """Shows everything at once; while it learns, what stands around the fit takes turns, but the surface of a line:
        a point that is dragged there and the line belong together."""
        self.transport.show_frame(snapshot)
        self.fit.show_frame(snapshot)
        around = (*self._cards(), self.loss)
        self._turn = (self._turn + 1) % len(around)
        for turn, part in enumerate(around):
            if calm or turn == self._turn or part is self.surface:
                part.show_frame(snapshot)
        self._show_switch(snapshot)
        self.divergence.show_frame(snapshot)
        self.stop.show_frame(snapshot)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the numbers of the run, of the fit and of the loss."""
        for part in (self.transport, self.fit, *self._cards(), self.loss):
            part.show_texts(snapshot)

    def open_file(self, path: Path) -> None:
        """Reads values from a file."""
        self.data.open_file(path)

    def showEvent(self, event: QShowEvent) -> None:
        self._attention.look(fit_places=PLACES, batch=True)

    def hideEvent(self, event: QHideEvent) -> None:
        # When the application ends, the state may go before its window does.
        if isValid(self._attention):
            self._attention.look(fit_places=0, batch=False)

    def _closed_form(self, experiment: Experiment) -> Line | None:
        """The best line through the training points; of a network none."""
        model, points = experiment.model, self._state.data_set
        assert isinstance(model, Architecture) and isinstance(points, PointSet)
        train = points.split(experiment.data.train_share)[0]
        return None if model.hidden or not len(train) else closed_form(*points.x[train].T)

    def _cards(
        self,
    ) -> tuple[LineCard | SurfaceCard | ContributionsCard | HiddenUnitsCard | ErrorAgainstUnitsCard, ...]:
        """Those of the model at work."""
        if self._state.experiment.model.hidden:
            return self.contributions, self.units, self.errors
        return self.line, self.surface

    def _show_model(self, is_line: bool) -> None:
        """Shows the cards of a line or of a network, with the heights that they had."""
        if is_line == self._is_line:
            return
        for splitter, cards in ((self._centre, self.below), (self._right, self.result)):
            before = splitter.sizes()
            cards.show_model(is_line)
            splitter.setSizes(self._heights[splitter, is_line])
            if splitter.isVisible() and all(before):  # else it has no room yet, or a part of it is folded
                self._heights[splitter, not is_line] = before
        self._is_line = is_line

    def _choose_unit(self, unit: int | None) -> None:
        """Has the same unit in front everywhere."""
        self._unit = unit
        self.contributions.set_unit(unit)
        self.units.set_unit(unit)
        if isinstance(self._snapshot, NetworkSnapshot):
            self._show_switch(self._snapshot)

    def _show_switch(self, snapshot: NetworkSnapshot) -> None:
        """Where the chosen unit switches runs through the fit, too."""
        units = None if self._unit is None else hidden_units(snapshot)
        known = units is not None and self._unit is not None and self._unit < len(units)
        place = float(units.switches[self._unit]) if units is not None and known else math.nan
        self.fit.view.set_switch(None if math.isnan(place) else place)

    def _columns(self) -> Columns:
        left = ScrollColumn()
        for card in (self.data, self.draw, self.model):
            left.add(card)
        left.add_stretch()
        centre = one_above_another("fit", (self.fit, 3), (self.below, 1), sizes=CENTRE)
        right = one_above_another("result", (self.result, 2), (self.loss, 1), sizes=RIGHT)
        self._centre, self._right = centre, right
        self._heights = {(centre, True): list(CENTRE), (right, True): list(RIGHT)}
        self._heights |= {(centre, False): list(CENTRE_OF_NETWORK), (right, False): list(RIGHT_OF_NETWORK)}
        columns = Column(left, 290, 0, 230), Column(centre, 540, 3, 430), Column(right, 486, 2, 300)
        folds = (
            Fold(left, "data", self.tr("Data"), lowest=390),
            Fold(self.below, "details", self.tr("Details"), lowest=LOWEST),
            Fold(self.result, "result", self.tr("Result"), lowest=LOW),
        )
        return Columns("regression columns", columns, folds)

    def _connect(self) -> None:
        self.data.refused.connect(self.warn)
        self.data.failed.connect(self.complain)
        self.data.read.connect(self.settle_file)
        self.data.noted.connect(self.show_message)
        for part in (self.fit.view, self.line, self.surface):
            part.weights_edited.connect(self.weights_edited)
        for card in (self.contributions, self.units):
            card.chosen_unit.connect(self._choose_unit)
        self.fit.view.let_go.connect(self._state.end_gesture)
        self.divergence.rewind_requested.connect(self.rewind_requested)
        self.divergence.play_requested.connect(self.play_requested)
