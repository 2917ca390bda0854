"""Finds what does not fit into a window: texts that are cut, widgets beyond their parents or over each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLabel,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStyle,
    QWidget,
)

from playground.ui.views.kept_picture import KeptPicture
from playground.ui.widgets.drawer import Drawer
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.widgets.overlaid_bar import OverlaidBar
from tests.ui.painted_texts import PaintedText, TextNotes
from tests.ui.widget_texts import too_small

OVERLAYS = (Drawer, MessageBar, OverlaidBar, QScrollBar, QSplitterHandle)
"""What lies over others by design."""


def misfits(root: QWidget, notes: TextNotes) -> list[str]:
    """Everything that does not fit in a widget that is shown."""
    within = root.findChildren(QWidget)
    shown = [root, *(each for each in within if each.isVisible() and each.window() is root.window())]
    found = [complaint for widget in shown for complaint in _of_widget(widget)]
    return sorted({*found, *_painted(root, shown, notes)})


def name_of(widget: QWidget) -> str:
    """The names on the way to a widget, or what it is."""
    names: list[str] = []
    each: QWidget | None = widget
    while each is not None and len(names) < 3:
        if name := each.objectName():
            names.append(name)
        each = each.parentWidget()
    return f"{type(widget).__name__} {' < '.join(names)}"


def _of_widget(widget: QWidget) -> Iterator[str]:
    name = name_of(widget)
    for what in (*too_small(widget), *_beyond(widget)):
        yield f"{name}: {what}"
    if isinstance(widget, QScrollBar) and _scrolls_sideways(widget):
        yield f"{name}: scrolls to the side"
    for first, second in combinations(_laid(widget), 2):
        if first.geometry().intersects(second.geometry()):
            yield from _common(first, second, widget)


def _laid(parent: QWidget) -> list[QWidget]:
    """The visible widgets within another that no other may touch."""
    children = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [each for each in children if each.isVisible() and not each.isWindow() and not _lies_over(each)]


def _common(first: QWidget, second: QWidget, parent: QWidget) -> Iterator[str]:
    """Where what can be seen of two widgets lies over each other: of containers, what they hold."""
    for one in _leaves(first):
        for other in _leaves(second):
            common = _seen(one, parent) & _seen(other, parent)
            if common.width() > 1 and common.height() > 1:
                yield f"{name_of(one)} lies over {name_of(other)} by {common.width()} × {common.height()}"


def _leaves(widget: QWidget) -> list[QWidget]:
    within = _laid(widget)
    return [leaf for each in within for leaf in _leaves(each)] if within else [widget]


def _seen(widget: QWidget, ancestor: QWidget) -> QRect:
    rect = QRect(widget.mapTo(ancestor, QPoint()), widget.size())
    if isinstance(widget, QLabel) and not widget.wordWrap():
        is_rich = widget.textFormat() is Qt.TextFormat.RichText
        hint = widget.sizeHint() if is_rich else widget.fontMetrics().size(0, widget.text())
        return QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, widget.alignment(), hint, rect)
    return rect


def _lies_over(widget: QWidget) -> bool:
    return isinstance(widget, OVERLAYS) or widget.property("role") == "refusal"


def _beyond(widget: QWidget) -> Iterator[str]:
    """What of a widget is outside its parent; what is scrolled may be so, but not to the side."""
    parent = widget.parentWidget()
    if widget.isWindow() or parent is None or _lies_over(widget) or not widget.size().isValid():
        return
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        if widget.width() > parent.width() and not _may_scroll_sideways(area):
            yield f"{widget.width()} wide where {parent.width()} is seen"
        return
    rect, room = widget.geometry(), parent.rect()
    if not room.contains(rect) and not rect.isEmpty():
        yield f"{_rect(rect)} beyond {_rect(room)} of {name_of(parent)}"


def _may_scroll_sideways(area: QWidget) -> bool:
    """A network may be as deep as one likes, and each of its layers is a box beside the one before."""
    return area.objectName() == "model.layers"


def _scrolls_sideways(bar: QScrollBar) -> bool:
    if bar.orientation() is not Qt.Orientation.Horizontal or bar.maximum() <= bar.minimum():
        return False
    container = bar.parentWidget()
    area = None if container is None else container.parentWidget()
    return area is None or not _may_scroll_sideways(area)


def _painted(root: QWidget, shown: list[QWidget], notes: TextNotes) -> Iterator[str]:
    """Paints a widget, and what is scrolled out of it, and looks at the texts."""
    _forget_pictures(shown)
    notes.clear()
    root.grab()
    for area in (each for each in shown if isinstance(each, QScrollArea) and each.widget() is not None):
        if not area.viewport().rect().contains(area.widget().rect()):
            area.widget().grab()
    yield from _shortened(shown, notes)
    yield from _written(notes)


def _shortened(shown: list[QWidget], notes: TextNotes) -> Iterator[str]:
    labels = [(name_of(each), each.text()) for each in shown if isinstance(each, QLabel)]
    for where, text in [*labels, *((each.place, each.text) for each in notes.painted)]:
        for line in text.split("\n"):
            if line in notes.shortened:
                yield f"{where}: “{notes.shortened[line]}” is shortened to “{line}”"


def _written(notes: TextNotes) -> Iterator[str]:
    """Texts that are cut by the edge of where they are painted, or run into each other."""
    by_device: dict[int, list[PaintedText]] = {}
    for each in notes.painted:
        if each.is_cut:
            yield f"{each.place}: “{each.text}” {_rectf(each.ink)} is cut by {_rectf(each.room)}"
        by_device.setdefault(id(each.device), []).append(each)
    for texts in by_device.values():
        for first, second in combinations(texts, 2):
            common = first.ink & second.ink
            if first.text != second.text and common.width() > 1 and common.height() > 1:
                yield f"{first.place}: “{first.text}” runs into “{second.text}” of {second.place}"


def _forget_pictures(widgets: list[QWidget]) -> None:
    """What was painted before is painted anew."""
    for widget in widgets:
        for part in (widget, *vars(widget).values()):
            for value in getattr(part, "__dict__", {}).values():
                if isinstance(value, KeptPicture):
                    value._key = ()


def _rect(rect: QRect) -> str:
    return f"({rect.x()}, {rect.y()}, {rect.width()} × {rect.height()})"


def _rectf(rect: QRectF) -> str:
    return f"({rect.x():.0f}, {rect.y():.0f}, {rect.width():.0f} × {rect.height():.0f})"
