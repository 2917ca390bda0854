"""A widget that is shown elsewhere for a while and comes back to its place."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QWidget


class Loan:
    """Takes a widget out of its layout or splitter; `give_back` puts it where it was, as it was."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self._hidden = widget.isHidden()
        self._place = QWidget()
        self._place.setSizePolicy(widget.sizePolicy())
        _replace(widget, self._place)
        self._place.setHidden(self._hidden)

    def give_back(self) -> None:
        """Puts the widget back; it is hidden if it was."""
        _replace(self._place, self.widget)
        self.widget.setHidden(self._hidden)
        self._place.deleteLater()


def _replace(old: QWidget, new: QWidget) -> None:
    parent = old.parentWidget()
    assert parent is not None
    if isinstance(parent, QSplitter):
        # The widths stay as they are; to save and restore them widens what is hidden to its least width.
        parent.replaceWidget(parent.indexOf(old), new)
        old.setParent(None)
    else:
        layout = parent.layout()
        assert layout is not None
        layout.replaceWidget(old, new)
        old.setParent(None)
