"""Where the window lies: within a screen that is there, with its title bar and its frame."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

LIKELY_FRAME = QMargins(6, 40, 6, 6)
"""What is left for it until the system has made one, which is after the window was shown."""


def fitted(wanted: QRect, frame: QMargins, screens: Sequence[QRect], smallest: QSize) -> QRect:
    """The place nearest to the wanted one at which window and frame are within the free part of a screen: of the one
    that shows most of it, the first where none does.

    Where there is too little room for the smallest size, the title bar is what stays in sight.
    """
    room = max(screens, key=lambda screen: _area(screen & wanted)).marginsRemoved(frame)
    size = wanted.size().boundedTo(room.size()).expandedTo(smallest)
    left = max(min(wanted.left(), room.right() + 1 - size.width()), room.left())
    top = max(min(wanted.top(), room.bottom() + 1 - size.height()), room.top())
    return QRect(left, top, size.width(), size.height())


def fit_on_screen(window: QWidget) -> None:
    """Keep a window, unless it fills a screen anyway, within one with the frame that it has or is likely to get."""
    filling = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMinimized
    if window.windowState() & filling:
        return
    screens = [window.screen(), *QGuiApplication.screens()]
    free = [screen.availableGeometry() for screen in screens]
    place = fitted(window.geometry(), _frame(window), free, window.minimumSize())
    if place != window.geometry():
        window.setGeometry(place)


def _frame(window: QWidget) -> QMargins:
    handle = window.windowHandle()
    return LIKELY_FRAME if handle is None or not window.isVisible() else handle.frameMargins()


def _area(part: QRect) -> int:
    return max(part.width(), 0) * max(part.height(), 0)
