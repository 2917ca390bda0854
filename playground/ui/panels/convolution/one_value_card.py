"""The card on which a kernel is laid on a map, one output value at a time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.data.number_maps import NumberMap
from playground.engine.kernels import MOST_FILTERS
from playground.training.chosen_convolution import FORWARD, INPUT_GRADIENT, KERNEL_GRADIENT, ConvolutionModel
from playground.training.convolution_answer import Sum, answer_of
from playground.training.convolution_examples import EXAMPLES
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.training.experiment import Experiment
from playground.ui.panels.convolution.convolution_facts import ConvolutionFacts
from playground.ui.panels.convolution.map_tools import MapTools
from playground.ui.panels.convolution.number_edits import NumberEdits
from playground.ui.session.state import ExperimentState
from playground.ui.views.convolution.number_table import Spot
from playground.ui.views.convolution.scene_of import INPUT, scene_of
from playground.ui.views.convolution.sum_view import SumView
from playground.ui.views.convolution.sum_words import paragraphs, spoken, sum_of
from playground.ui.views.convolution.tables_area import TablesArea
from playground.ui.views.convolution.tables_view import TablesView
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.words import formatting
from playground.ui.words.refusals import sentence

OWN = "own"
DRAWN_ON = "drawing"
"""The example that is drawn on at first."""


class OneValueCard(Card):
    """Shows tables, the sum and facts; edits every number in place. `filter_chosen` tells which kernel is shown."""

    filter_chosen = Signal(int)
    refused = Signal(str)

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("One output value at a time"), parent=parent)
        self._state = state
        self.edits = NumberEdits(state, self)
        self.snapshot: ConvolutionSnapshot | None = None
        self._pointed: Spot | None = None
        self._filter, self._place, self._room = 0, -1, 0
        self.view, self.sum, self.facts = TablesView(), SumView(), ConvolutionFacts()
        self.figure = FigureMenu(self.view, "tables")
        self.way = SegmentedControl(
            [
                Choice(FORWARD, self.tr("Forward"), self.tr("What comes of the input")),
                Choice(KERNEL_GRADIENT, "∂E/∂w", self.tr("Back from δ of the output to the kernel")),
                Choice(INPUT_GRADIENT, "∂E/∂x", self.tr("Back from δ of the output to the input")),
            ],
            self.tr("Way"),
        )
        self.examples = self._make_examples()
        self.kernel = self._make_kernels()
        self.tools = MapTools(self.edits, (self.way, self.kernel))
        self._area = TablesArea(self.view)
        set_names("tables", card=self, view=self.view, sum=self.sum, way=self.way, example=self.examples)
        set_names("tables", kernel=self.kernel)
        self.add_control(self.examples)
        for part in (self.tools, self._area, self.sum, self.facts):
            self.add(part)
        self.add_stretch()
        self._connect()
        self.show_experiment(state.experiment)

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows what was chosen at once, before the run has taken it over."""
        model = experiment.model
        if not isinstance(model, ConvolutionModel):
            return
        self.tools.show_experiment(experiment)
        self.way.set_current(model.way)
        self.way.buttons[KERNEL_GRADIENT].setVisible(not model.is_pooling)
        self._show_example(experiment)
        self._filter = min(self._filter, model.kernels.filters - 1)
        self.kernel.setVisible(model.kernels.filters > 1 and not model.is_pooling)
        for index, button in enumerate(self.kernel.buttons.values()):
            button.setVisible(index < model.kernels.filters)
        self.kernel.set_current(str(self._filter))
        if self.snapshot is not None:
            self.sum.forget_height()
            self._show(self.snapshot)
            self._fit()

    def fit_into(self, height: int) -> None:
        """Is no higher than this where smaller cells allow it, so that the tables are seen with their sum."""
        self._room = height
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and self._room:
            around = layout.heightForWidth(self.width()) - self._area.sizeHint().height()
            self.view.set_most_height(self._room - around)

    def show_enlarged(self, enlarged: bool) -> None:
        """Alone, the tables take the room that there is."""
        super().show_enlarged(enlarged)
        self.body.setStretchFactor(self._area, int(enlarged))
        self.body.setStretch(self.body.count() - 1, int(not enlarged))
        self.view.set_enlarged(enlarged)
        self.sum.set_enlarged(enlarged)

    def show_frame(self, snapshot: ConvolutionSnapshot) -> None:
        """Shows where the run is."""
        index = snapshot.place + (snapshot.term > 0)
        if index != self._place:
            self._place = index
            self._follow(snapshot)
        self._show(snapshot)

    def show_texts(self, snapshot: ConvolutionSnapshot) -> None:
        """Says the sum to those who do not see it."""
        pointed = self.view.scene.pointed
        self.view.tell(self.sum.text() if pointed is None else self._words_of(pointed))

    def _show(self, snapshot: ConvolutionSnapshot) -> None:
        """Shows a run with the numbers of now: those of the frame may be older."""
        self.snapshot = snapshot = _brought_up(snapshot, self._state.experiment)
        scene = scene_of(snapshot, self._filter, self._pointed, self.view.hand.draws)
        self.view.show_scene(scene)
        shown, taken = sum_of(snapshot, scene.pointed)
        if shown is None:
            first = snapshot.answer.at(snapshot.route.way, snapshot.route.place(0))
            hint = self.tr("Slide or step, or point at an output: its sum is written out here")
            self.sum.show_hint(hint, paragraphs(snapshot, first))
        else:
            self.sum.show_sum(paragraphs(snapshot, shown, taken), lambda: _written_out(snapshot, shown))
        self.facts.show_frame(snapshot)

    def _follow(self, snapshot: ConvolutionSnapshot) -> None:
        """Has the kernel shown that is at work."""
        current, way = snapshot.current, snapshot.route.way
        if current is not None and way != INPUT_GRADIENT and not snapshot.model.is_pooling:
            self._set_filter(current[-1])

    def _set_filter(self, filter: int) -> None:
        if filter != self._filter:
            self._filter = filter
            self.kernel.set_current(str(filter))
            self.filter_chosen.emit(filter)

    def _choose_filter(self, key: str) -> None:
        self._set_filter(int(key))
        if self.snapshot is not None:
            self._show(self.snapshot)

    def _point(self, spot: Spot | None) -> None:
        self._pointed = spot
        if self.snapshot is not None:
            self._show(self.snapshot)
            if spot is not None:
                self.view.tell(self._words_of(spot))

    def _words_of(self, spot: Spot) -> str:
        """A place for those who hear it: what stands there, and how it comes about."""
        table = self.view.scene.table(spot.table)
        if table is None:
            return ""
        row, column = spot.place
        return f"{table.title} [{row}, {column}]: {table.values[spot.place]:g}. {self.sum.text()}"

    def _edit(self, spot: Spot, value: float) -> None:
        drawn = self.view.hand.draws and spot.table.symbol == INPUT
        if drawn:
            self.edits.put(spot, value, "drawn", self.tr("drawing on the input"))
        else:
            name = self.edits.name_of(spot)
            self.edits.put(spot, value, f"number {spot}", self.tr("{0} changed").format(name))

    def _show_example(self, experiment: Experiment) -> None:
        """Which example it is, if it still is one."""
        sources = {each.data.source: name for name, each in EXAMPLES.items()}
        self.examples.set_current(sources.get(experiment.data.source, OWN))

    def _begin(self, name: str) -> None:
        if name == OWN:
            self.edits.own()
            return
        self.edits.begin(name)
        self._set_tool("draw" if name == DRAWN_ON else "numbers")

    def _set_tool(self, tool: str) -> None:
        self.tools.tool.set_current(tool)
        self.view.hand.tool = tool  # type: ignore[assignment]
        if self.snapshot is not None:
            self._show(self.snapshot)

    def _make_examples(self) -> SegmentedControl:
        choices = [Choice(name, sentence(each.title), sentence(each.tooltip)) for name, each in EXAMPLES.items()]
        own = Choice(OWN, self.tr("My own"), self.tr("These numbers, to be changed and drawn on"))
        return SegmentedControl([*choices, own], self.tr("Example"))

    def _make_kernels(self) -> SegmentedControl:
        numbers = [formatting.integer(index + 1) for index in range(MOST_FILTERS)]
        tooltip = self.tr("Show kernel {0}")
        faces = [self.tr("Kernel {0}").format(numbers[0]), *numbers[1:]]
        choices = [
            Choice(str(index), face, tooltip.format(number))
            for index, (face, number) in enumerate(zip(faces, numbers, strict=True))
        ]
        return SegmentedControl(choices, self.tr("Kernel"))

    def _connect(self) -> None:
        view = self.view
        view.pointed.connect(self._point)
        view.edited.connect(self._edit)
        view.let_go.connect(self._state.end_gesture)
        self.edits.refused.connect(self.refused)
        self.tools.tool.changed.connect(self._set_tool)
        self.way.changed.connect(lambda way: self.edits.change(way=way))
        self.examples.changed.connect(self._begin)
        self.kernel.changed.connect(self._choose_filter)


def _written_out(snapshot: ConvolutionSnapshot, shown: Sum) -> str:
    """With every product."""
    return "\n".join(spoken([line]) for line in paragraphs(snapshot, shown, whole=True))


def _brought_up(snapshot: ConvolutionSnapshot, experiment: Experiment) -> ConvolutionSnapshot:
    """The run with the numbers of an experiment: what was edited is seen at once, whatever the worker is about."""
    old = snapshot.experiment
    if (experiment.model, experiment.data) == (old.model, old.data):
        return snapshot
    route = experiment.model.route(experiment.data)
    assert route is not None
    is_same = route == snapshot.route
    data = experiment.data.resolve()
    assert isinstance(data, NumberMap)
    return replace(
        snapshot,
        experiment=experiment,
        data_set=data,
        answer=answer_of(experiment),
        route=route,
        place=snapshot.place if is_same else 0,
        term=snapshot.term if is_same else 0,
    )
