"""The switch between the two problems that points of the plane may pose: classes, or values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal

from playground.training.chosen_data import FeaturedData
from playground.training.experiment import Experiment
from playground.training.problems import PROBLEMS, problem_of, with_problem
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.segmented_control import SegmentedControl

translate = QCoreApplication.translate


class ProblemSwitch(SegmentedControl):
    """Goes over to the other problem in one step, and comes back to the set that there was. `switched` tells of it,
    `refused` why not."""

    switched = Signal()
    refused = Signal(str)

    def __init__(self, state: ExperimentState) -> None:
        choices = [
            Choice(
                "classes", translate("ProblemSwitch", "Classes"), translate("ProblemSwitch", "Which class is where?")
            ),
            Choice(
                "values",
                translate("ProblemSwitch", "Values"),
                translate("ProblemSwitch", "Every point has a value from −1 to 1: which is where? (regression)"),
            ),
        ]
        super().__init__(choices, translate("ProblemSwitch", "Problem"))
        self._state = state
        self._known: dict[str, Any] = {}
        self.changed.connect(self._switch)
        state.changed.connect(self._follow)
        state.replaced.connect(self._known.clear)
        self._follow(state.experiment)

    def _switch(self, problem: str) -> None:
        experiment = self._state.experiment
        if problem == problem_of(experiment):
            return
        old: Any = experiment.data
        fresh: Any = PROBLEMS[problem]()
        data: FeaturedData = self._known.get(problem) or replace(fresh, count=old.count, seed=old.seed)
        name = {
            "classes": translate("ProblemSwitch", "problem: classes"),
            "values": translate("ProblemSwitch", "problem: values"),
        }[problem]
        reason = self._state.edit(with_problem(experiment, data), name=name)
        if reason:
            self.refused.emit(reason)
            self._follow(self._state.experiment)
        else:
            self.switched.emit()

    def _follow(self, experiment: Experiment) -> None:
        problem = problem_of(experiment)
        self._known[problem] = experiment.data
        self.set_current(problem)
