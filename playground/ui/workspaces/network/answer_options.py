"""What can be chosen in the header of the decision card, tab by tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from playground.training.architecture import Architecture
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.card import Card
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.late import Late, reach_after
from playground.ui.widgets.names import set_names
from playground.ui.workspaces.network.option_box import option_box
from playground.ui.workspaces.network.result_menu import ResultMenu

if TYPE_CHECKING:
    from playground.ui.panels.layers.sight_choice import SightChoice


class AnswerOptions(QObject):
    """Controls of a card, those of its open tab in sight; lists only where there is something to choose.

    `sight_chosen`: the plane is to be seen through another layer or by other units; `label_chosen`: another class is
    to be upwards.
    """

    sight_chosen = Signal()
    label_chosen = Signal(int)

    def __init__(self, card: Card, view: DecisionView) -> None:
        super().__init__(card)
        self._card, self._view, self._tab = card, view, ""
        self._model: Architecture | None = None
        self._class_names: tuple[str, ...] = ()
        self.test_points = option_box(
            view,
            "test_points",
            self.tr("test points"),
            self.tr("Show the points that only test, paler than the others"),
        )
        self.discretise = option_box(
            view,
            "discretise",
            self.tr("discretise"),
            self.tr("Show the class that wins in place of its probability"),
        )
        self.more = ResultMenu(view)
        set_names("decision", more=self.more)
        for control in (self.test_points, self.discretise, self.more):
            card.add_control(control)
        self.sight, self.class_shown = Late(self._make_sight), Late(self._make_class_shown)

    @property
    def label(self) -> int:
        """The class whose probability is upwards; of two classes that of one tells that of the other."""
        return int(self.class_shown().key() or 1)

    def show_tab(self, tab: str) -> None:
        """Has the controls of a tab seen."""
        self._tab = tab
        if tab == "layer":
            self.sight()
        if tab == "space":
            self.class_shown()
        self._show()

    def show_problem(self, is_value: bool) -> None:
        """Of values other options make sense."""
        self.more.show_problem(is_value)
        self.discretise.setToolTip(
            self.tr("Show the output in steps of 0.25")
            if is_value
            else self.tr("Show the class that wins in place of its probability")
        )

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Offers the layers and the classes of a frame."""
        model = snapshot.experiment.model
        if isinstance(model, Architecture):
            self._model = model
        self._class_names = snapshot.data_set.class_names
        if self.sight.made is not None:
            self._offer_layers(self.sight.made)
        if self.class_shown.made is not None:
            self._offer_classes(self.class_shown.made)
        self._show()

    def _show(self) -> None:
        for control in (self.discretise, self.more):
            control.setVisible(self._tab == "boundary")
        if self.sight.made is not None:
            offered = self.sight.made.offered()
            for each in self.sight.made.lists:
                each.setVisible(self._tab == "layer" and each in offered)
        if self.class_shown.made is not None:
            self.class_shown.made.setVisible(self._tab == "space" and self.class_shown.made.count() > 0)

    def _make_sight(self) -> SightChoice:
        from playground.ui.panels.layers.sight_choice import SightChoice

        sight = SightChoice("decision", self)
        self._offer_layers(sight)
        self._add(sight.lists)
        sight.changed.connect(self._show)
        sight.changed.connect(self.sight_chosen)
        return sight

    def _make_class_shown(self) -> Combo:
        combo = Combo((), self.tr("Class"), tooltip=self.tr("The class whose probability is upwards"))
        combo.setMinimumContentsLength(5)
        set_names("decision", class_shown=combo)
        self._offer_classes(combo)
        self._add((combo,))
        combo.chosen.connect(lambda label: self.label_chosen.emit(int(label)))
        return combo

    def _add(self, lists: Sequence[QWidget]) -> None:
        """Lists come after what was there from the start, also for the Tab key."""
        before: QWidget = self.more
        for each in lists:
            each.hide()
            self._card.add_control(each)
            reach_after(before, each)
            before = each

    def _offer_layers(self, sight: SightChoice) -> None:
        if self._model is not None:
            sight.show_model(self._model)

    def _offer_classes(self, combo: Combo) -> None:
        if len(self._class_names) > 2:
            from playground.ui.views.space.answer_scene import probability_of

            combo.set_options([(str(k), probability_of(name)) for k, name in enumerate(self._class_names)])
        else:
            combo.set_options(())
