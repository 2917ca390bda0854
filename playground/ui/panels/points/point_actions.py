"""What is done to many points at once, without the brush: balancing classes, copying, adding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject

from playground.data.point_edits import balanced, joined
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.points.point_tools import PAINTING
from playground.ui.words import formatting

OFFSET = (0.12, -0.12)
"""So far beside the points, in the plane, lie their copies."""


class PointActions(QObject):
    """Works on the points and the selection of an editor; every action is a step of undo."""

    def __init__(self, editor: PointEditor, rng: np.random.Generator | None = None) -> None:
        super().__init__(editor)
        self._editor = editor
        self._rng = rng or np.random.default_rng()

    def balance(self) -> None:
        """Leave out points of the larger classes until all have as many."""
        self._editor.do(balanced(self._editor.points, self._rng), self.tr("classes balanced"))

    def select_all(self) -> None:
        """Select every point, to be moved or changed together."""
        self._take_hand()
        self._editor.select(np.arange(len(self._editor.points)))

    def duplicate(self) -> None:
        """Copy the selected points to a place beside them."""
        points, chosen = self._editor.points, self._editor.selection
        names = [points.class_names[label] for label in points.label[chosen]] if points.classes else []
        x = points.x[chosen] + np.array(OFFSET, np.float32)
        self.join(x, names, self.tr("points duplicated"), points.marks[chosen])

    def join(self, x: np.ndarray, names: Sequence[str], step: str, values: np.ndarray | None = None) -> None:
        """Add points x (n, 2) of these classes, or values (n,), as far as there is room, and select them; `step` names
        it."""
        editor, points = self._editor, self._editor.points
        if not len(x):
            return
        room = editor.room()
        x, names = x[:room], tuple(names[:room])
        known = {*points.class_names, *names}
        if len(known) > max(editor.max_classes, points.classes):
            text = self.tr("With these points there would be {0} classes; here at most {1} are allowed.")
            editor.refused.emit(text.format(formatting.integer(len(known)), formatting.integer(editor.max_classes)))
        elif len(x):
            self._take_hand()
            editor.do(
                joined(points, x, names, 0.0 if values is None else values[:room]),
                step,
                np.arange(len(points), len(points) + len(x)),
            )

    def _take_hand(self) -> None:
        """Whoever paints cannot see what is selected."""
        if self._editor.tool in (*PAINTING, "erase"):
            self._editor.set_tool("move")
