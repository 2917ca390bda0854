"""The card of the fit: the plane, and what of it is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from playground.engine.line import Line
from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.plane.fit_view import UNBOUNDED, FitView
from playground.ui.widgets.card import Card
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names

BOXES = ("residuals", "squares", "test_points", "reference")


class FitCard(Card):
    """Shows a line or a network with its points; a line has residuals at first, a network has not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Fit"), parent=parent)
        self.view = FitView()
        self.figure = FigureMenu(self.view, "fit")
        self.residuals = CheckBox(
            self.tr("residuals"), tooltip=self.tr("Show f(x) − y: orange where it is below 0, blue above")
        )
        self.squares = CheckBox(self.tr("squares"), tooltip=self.tr("Show the squares whose mean is E, as squares"))
        self.test_points = CheckBox(
            self.tr("test points"), tooltip=self.tr("Show the points that only test, paler than the others")
        )
        self.reference = CheckBox("", tooltip="")
        self._is_line = True
        self._shown = {
            True: {"residuals": True, "squares": False, "test_points": True, "reference": True},
            False: {"residuals": False, "squares": False, "test_points": True, "reference": True},
        }
        for name, box in self._boxes().items():
            self.add_control(box)
            box.toggled.connect(lambda on, name=name: self._choose(name, on))
        set_names("fit", card=self, plane=self.view, **self._boxes())
        self.add(self.view, 1000)
        self.add_stretch()
        self._dress()

    def show_experiment(self, experiment: Experiment, closed_form: Line | None) -> None:
        """Shows the points at once, before they are learned, and what is known of the best fit."""
        data, model = experiment.data, experiment.model
        assert isinstance(data, ValuesData) and isinstance(model, Architecture)
        is_line = not model.hidden
        self.view.show_model(is_line, data.truth, closed_form)
        self.view.show_points(data.resolve(), data.train_share)
        self.reference.setVisible(is_line or data.truth is not None)
        if is_line != self._is_line:
            self._is_line = is_line
            self._dress()
        if not is_line:
            one = len(model.hidden) == 1
            self.set_subtitle("f(x) = b + Σ wⱼ·g(vⱼ·x + cⱼ)" if one else "f(x) = b + Σ wⱼ·hⱼ(x)")

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        self.view.show_frame(snapshot)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the numbers; called a few times a second."""
        self.view.show_texts()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._bound()
        return super().event(event)

    def show_enlarged(self, enlarged: bool) -> None:
        super().show_enlarged(enlarged)
        self._bound()

    def _boxes(self) -> dict[str, CheckBox]:
        return dict(zip(BOXES, (self.residuals, self.squares, self.test_points, self.reference), strict=True))

    def _choose(self, name: str, on: bool) -> None:
        self._shown[self._is_line][name] = on
        self.view.set_options(**{name: on})

    def _dress(self) -> None:
        """What can be shown of a line, or of a network, and what of it is."""
        line = self._is_line
        if line:
            self.set_subtitle("f(x) = a·x + b")
        text = self.tr("closed form") if line else self.tr("true function")
        self.reference.setText(text)
        self.reference.setAccessibleName(text)
        tip = self.tr("Show the line with the least mean of squares, which needs no descent")
        self.reference.setToolTip(tip if line else self.tr("Show the function that the points were made from"))
        self.squares.setVisible(line)
        shown = self._shown[line]
        for name, box in self._boxes().items():
            box.setChecked(shown[name])
        self.view.set_options(**shown)

    def _bound(self) -> None:
        """Never be taller than the square of a line needs: what is free belongs to what stands below."""
        highest = self.height_around() + self.view.maximumHeight()
        self.setMaximumHeight(UNBOUNDED if self.is_enlarged else min(highest, UNBOUNDED))
