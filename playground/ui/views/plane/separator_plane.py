"""The plane of a separator: what is gripped there has the pointer, and the brush steps back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from playground.ui.views.plane.plane_frame import Brush
from playground.ui.views.plane.plane_picture import NOWHERE
from playground.ui.views.plane.plane_view import PlaneView


class SeparatorPlane(PlaneView):
    """A plane on which brush and selection are shown only where they belong."""

    def __init__(self) -> None:
        super().__init__()
        self._usual: tuple[Brush | None, Qt.CursorShape] = (None, Qt.CursorShape.CrossCursor)
        self._gripped: Qt.CursorShape | None = None
        self._selected: npt.NDArray[np.floating] = NOWHERE
        self._is_selectable = True

    def set_brush(self, brush: Brush | None, cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor) -> None:
        """What the pointer looks like where nothing is gripped."""
        self._usual = brush, cursor
        self._show_pointer()

    def set_gripped(self, cursor: Qt.CursorShape | None) -> None:
        """What the pointer looks like while something is gripped, or could be; None: as usual."""
        self._gripped = cursor
        self._show_pointer()

    def set_selection(self, x: npt.NDArray[np.floating]) -> None:
        """Mark these points (n, 2), unless the plane shows something else of them."""
        self._selected = x
        super().set_selection(x if self._is_selectable else NOWHERE)

    def set_selectable(self, selectable: bool) -> None:
        """Whether the plane is that of the points themselves."""
        self._is_selectable = selectable
        self.set_selection(self._selected)

    def _show_pointer(self) -> None:
        if self._gripped is None:
            super().set_brush(*self._usual)
        else:
            super().set_brush(None, self._gripped)
