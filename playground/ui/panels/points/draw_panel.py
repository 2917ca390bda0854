"""The card of the brush: tool, class or value, size and density, how many points there are, what is done to all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from playground.data.points import CLASS_NAMES, MAX_CLASSES
from playground.ui.panels.points.point_actions import PointActions
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.points.point_tools import BRUSH, BRUSHES, BRUSHING
from playground.ui.widgets.button import Button
from playground.ui.widgets.calm_label import CalmLabel
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.class_palette import ClassPalette
from playground.ui.widgets.late import Late, reach_after
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.widgets.value_slider import LinearSlider
from playground.ui.words import formatting

if TYPE_CHECKING:
    from playground.ui.panels.points.value_choice import ValueChoice

DENSITIES = (0.2, 4.0)
TOOLS_IN_ROW = 4
VALUES = (-1.0, -0.5, 0.0, 0.5, 1.0)
"""Those that the digits choose."""


class DrawPanel(Card):
    """Shows and chooses what the editor paints with; its shortcuts work wherever the focus is in the window."""

    def __init__(
        self,
        editor: PointEditor,
        max_classes: int = MAX_CLASSES,
        parent: QWidget | None = None,
        actions: PointActions | None = None,
    ) -> None:
        super().__init__(self.tr("Draw"), parent=parent)
        self._editor = editor
        self._actions = actions or PointActions(editor)
        self._tools = SegmentedControl(self._choices(), self.tr("Tool"), columns=TOOLS_IN_ROW)
        self._palette = ClassPalette(2, maximum=max_classes)
        self._label = QLabel(self.tr("Class"))
        self._value = Late(self._make_value)
        self._counts = CalmLabel()
        tooltip = self.tr("How wide the brush is, in pixels ([ and ])")
        self._brush = LinearSlider(self.tr("Brush"), BRUSHES[0], BRUSHES[-1], BRUSH, unit="px", tooltip=tooltip)
        tooltip = self.tr("How many points the brush leaves, where 100 % is usual")
        self._density = LinearSlider(self.tr("Density"), *DENSITIES, 1.0, step=0.1, percent=True, tooltip=tooltip)
        self._balance = Button(
            self.tr("Balance"),
            small=True,
            tooltip=self.tr("Leave points of the larger classes out, by chance, until all classes have as many"),
        )
        self._clear = Button(
            self.tr("Clear"), small=True, tooltip=self.tr("Remove all points, to start on an empty plane")
        )
        self._erase = Button("", "trash", small=True, tooltip=self.tr("Remove the selected points (Delete)"))
        set_names("draw", card=self, tool=self._tools, palette=self._palette, brush=self._brush, density=self._density)
        set_names("draw", clear=self._clear, erase=self._erase, balance=self._balance, counts=self._counts)
        self._arrange()
        self._connect()
        self._show()

    def _choices(self) -> list[Choice]:
        """The tools: painting in the first row, what is done to points in the second."""

        def tool(key: str, name: str, what: str) -> Choice:
            return Choice(key, "", f"{name}: {what}", key, name)

        return [
            tool("paint", self.tr("Paint"), self.tr("add points under the brush")),
            tool("point", self.tr("Point"), self.tr("put single points, each exactly there")),
            tool("erase", self.tr("Erase"), self.tr("remove the points under the brush")),
            tool("move", self.tr("Move"), self.tr("drag points; drag beside them to select some")),
            tool("select", self.tr("Select"), self.tr("drag a rectangle around points; with Shift, add some")),
            tool("lasso", self.tr("Lasso"), self.tr("draw a line around points; with Shift, add some")),
            tool("jitter", self.tr("Jitter"), self.tr("shake the points under the brush, or the selected ones")),
            tool(
                "magnet", self.tr("Attract"), self.tr("draw the points under the brush, or the selected ones, nearer")
            ),
        ]

    def _arrange(self) -> None:
        for label in (self._label, self._counts):
            label.setProperty("role", "small")
        self._counts.setWordWrap(True)
        self._counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._counts.setAccessibleName(self.tr("Points per class"))
        classes, totals = QHBoxLayout(), QHBoxLayout()
        classes.setSpacing(10)
        classes.addWidget(self._label)
        classes.addWidget(self._palette, 1)
        totals.setSpacing(8)
        totals.addWidget(self._counts, 1)
        totals.addWidget(self._balance)
        self.add_control(self._erase)
        self.add_control(self._clear)
        brush = QHBoxLayout()
        brush.setSpacing(12)
        brush.addWidget(self._brush, 1)
        brush.addWidget(self._density, 1)
        for item in (self._tools, classes, totals, brush):
            self.add(item)

    def _make_value(self) -> ValueChoice:
        from playground.ui.panels.points.value_choice import ValueChoice

        value = ValueChoice()
        set_names("draw", value=value)
        value.changed.connect(self._editor.set_value)
        value.committed.connect(self._editor.end_value)
        self.body.insertWidget(self.body.indexOf(self._tools) + 1, value)
        reach_after([*self._tools.buttons.values()][-1], value)
        return value

    def _connect(self) -> None:
        editor = self._editor
        self._tools.changed.connect(editor.set_tool)
        for button in self._tools.buttons.values():
            button.clicked.connect(editor.tool_taken)
        self._palette.current_changed.connect(editor.set_label)
        self._palette.add_requested.connect(lambda: editor.set_label(editor.points.classes))
        self._brush.value_changed.connect(lambda value: editor.set_brush(int(value)))
        self._density.value_changed.connect(editor.set_density)
        self._balance.clicked.connect(self._actions.balance)
        self._clear.clicked.connect(editor.clear)
        self._erase.clicked.connect(lambda: editor.delete_selection())
        editor.changed.connect(self._show)
        for digit in range(1, 10):
            self._shortcut(str(digit), partial(self._choose, digit - 1))
        self._shortcut("[", lambda: editor.resize_brush(-1))
        self._shortcut("]", lambda: editor.resize_brush(1))

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _choose(self, place: int) -> None:
        """By its number a class, or one of a few values."""
        if not self._editor.has_values:
            self._editor.set_label(place)
        elif place < len(VALUES):
            self._editor.set_value(VALUES[place])
            self._editor.end_value()

    def _show(self) -> None:
        editor = self._editor
        self._tools.set_current(editor.tool)
        self._brush.set_value(editor.brush)
        self._brush.setEnabled(editor.tool in BRUSHING)
        self._density.set_value(editor.density)
        self._density.setEnabled(editor.tool == "paint")
        self._clear.setEnabled(len(editor.points) > 0)
        self._erase.setVisible(editor.selected > 0)
        self._erase.set_face(formatting.integer(editor.selected), "trash")
        self._erase.setAccessibleName(self._selection())
        self._show_classes()

    def _show_classes(self) -> None:
        editor = self._editor
        points = editor.points
        for part in (self._label, self._palette, self._balance):
            part.setVisible(editor.has_classes)
        if editor.has_values:
            self._value().set_value(editor.value)
        if self._value.made is not None:
            self._value.made.setVisible(editor.has_values)
        counts = points.counts()
        self._balance.setEnabled(len({count for count in counts if count}) > 1)
        self._counts.show_text(self._counts_text())
        if editor.has_classes:
            names = [*points.class_names, *CLASS_NAMES[points.classes :]][: editor.classes]
            self._palette.set_classes([self.tr("class {0}").format(name) for name in names])
            self._palette.set_current(editor.label)

    def _counts_text(self) -> str:
        """How many points there are, of each class where there are some: A 250 · B 250"""
        points = self._editor.points
        if not points.classes:
            count = len(points)
            several = self.tr("{0} points", None, count).format(formatting.integer(count))
            return self.tr("1 point") if count == 1 else several
        each = zip(points.class_names, points.counts(), strict=True)
        return " · ".join(f"{name} {formatting.integer(number)}" for name, number in each)

    def _selection(self) -> str:
        count = self._editor.selected
        if count == 1:
            return self.tr("Erase the selected point")
        return self.tr("Erase {0} selected points", None, count).format(formatting.integer(count))
