"""The card of the brush: tool, class and size, and clearing the plane."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.data.points import CLASS_NAMES, MAX_CLASSES
from playground.ui.panels.points.point_editor import BRUSH, BRUSHES, PointEditor
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.class_palette import ClassPalette
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.widgets.value_slider import LinearSlider
from playground.ui.words import formatting


class DrawPanel(Card):
    """Shows and chooses what the editor paints with; its shortcuts work wherever the focus is in the window."""

    def __init__(self, editor: PointEditor, max_classes: int = MAX_CLASSES, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Draw"), parent=parent)
        self._editor = editor
        self._tools = SegmentedControl(
            [
                Choice("paint", self.tr("Paint"), self.tr("Add points under the brush"), "paint"),
                Choice("erase", self.tr("Erase"), self.tr("Remove the points under the brush"), "erase"),
                Choice("move", self.tr("Move"), self.tr("Drag points; drag beside them to select some"), "move"),
            ],
            self.tr("Tool"),
        )
        self._palette = ClassPalette(2, maximum=max_classes)
        self._brush = LinearSlider(
            self.tr("Brush"),
            BRUSHES[0],
            BRUSHES[-1],
            BRUSH,
            unit="px",
            tooltip=self.tr("How wide the brush is, in pixels ([ and ])"),
        )
        self._clear = Button(
            self.tr("Clear"), small=True, tooltip=self.tr("Remove all points, to start on an empty plane")
        )
        self._erase = Button("", "trash", small=True, tooltip=self.tr("Remove the selected points (Delete)"))
        set_names("draw", card=self, tool=self._tools, palette=self._palette, brush=self._brush)
        set_names("draw", clear=self._clear, erase=self._erase)
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        label = QLabel(self.tr("Class"))
        label.setProperty("role", "small")
        classes = QHBoxLayout()
        classes.setSpacing(10)
        classes.addWidget(label)
        classes.addWidget(self._palette, 1)
        self.add_control(self._erase)
        self.add_control(self._clear)
        self.add(self._tools)
        self.add(classes)
        self.add(self._brush)

    def _connect(self) -> None:
        editor = self._editor
        self._tools.changed.connect(editor.set_tool)
        self._palette.current_changed.connect(editor.set_label)
        self._palette.add_requested.connect(lambda: editor.set_label(editor.points.classes))
        self._brush.value_changed.connect(lambda value: editor.set_brush(int(value)))
        self._clear.clicked.connect(editor.clear)
        self._erase.clicked.connect(editor.delete_selection)
        editor.changed.connect(self._show)
        for digit in range(1, 10):
            self._shortcut(str(digit), partial(editor.set_label, digit - 1))
        self._shortcut("[", lambda: editor.resize_brush(-1))
        self._shortcut("]", lambda: editor.resize_brush(1))

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show(self) -> None:
        editor = self._editor
        self._tools.set_current(editor.tool)
        known = editor.points.class_names
        names = [*known, *CLASS_NAMES[len(known) :]][: editor.classes]
        self._palette.set_classes([self.tr("class {0}").format(name) for name in names])
        self._palette.set_current(editor.label)
        self._brush.set_value(editor.brush)
        self._clear.setEnabled(len(editor.points) > 0)
        self._erase.setVisible(editor.selected > 0)
        self._erase.set_face(formatting.integer(editor.selected), "trash")
        self._erase.setAccessibleName(self._selection())

    def _selection(self) -> str:
        count = self._editor.selected
        if count == 1:
            return self.tr("Erase the selected point")
        return self.tr("Erase {0} selected points", None, count).format(formatting.integer(count))
