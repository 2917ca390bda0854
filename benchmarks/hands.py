"""The monkey's hands: presses, drags, turns of the wheel and keys, as the window system hands them to a window."""

from __future__ import annotations

import random
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
BUTTONS = (Button.LeftButton,) * 8 + (Button.RightButton, Button.MiddleButton)
MODIFIERS = (Modifier.NoModifier,) * 6 + (Modifier.ShiftModifier, Modifier.ControlModifier, Modifier.AltModifier)
KEYS = (
    *(Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home),
    *(Key.Key_End, Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Space, Key.Key_Escape, Key.Key_Delete),
    *(Key.Key_Backspace, Key.Key_Period, Key.Key_1, Key.Key_2, Key.Key_9, Key.Key_0, Key.Key_F, Key.Key_P, Key.Key_Z),
    *(Key.Key_BracketLeft, Key.Key_BracketRight, Key.Key_Plus, Key.Key_Minus, Key.Key_Menu, Key.Key_F1, Key.Key_F11),
)
TEXTS = (
    *("", " ", "0", "1", "-1", "3", "0.5", "0,5", ".", "1e-3", "1e-320", "1e308", "1e999", "-0", "nan", "inf", "∞"),
    *("9" * 40, "0" * 400, "1/3", "2^63", "0x10", "1_000", "١٢٣", "½", "−1", "10 %", "1 e 5", "true", "None"),
    *("tanh", "32, 16", "conv 8 3 dense 10", "<b>x</b>", "{0}", "%s", "&&", "\\", "ß", "é", "\U0001f600" * 5, "Ω̃"),
    *("\u202eabc", "a\tb", "../../x", "C:\\x", "x" * 2000, "a;b", "'; --", "\x1b[31m"),
)
Beat = Callable[[], None]


class Hands:
    """What one act does with them is settled by its own `rng`, so that no other act is another when it changes."""

    def __init__(self, rng: random.Random, beat: Beat) -> None:
        self._rng, self._beat = rng, beat

    def settle(self) -> None:
        """Lets the application answer."""
        self._beat()
        QCoreApplication.processEvents()
        self._beat()

    def fiddle(self, widget: QWidget) -> str:
        """Does anything that can be done to a widget; what was done."""
        if widget.visibleRegion().isEmpty():
            _scroll_to(widget)
        acts = (self.click, self.click, self.click, self.double_click, self.drag, self.drag, self.wheel, self.keys)
        act = self._rng.choice(acts)
        act(widget)
        return act.__name__

    def click(self, widget: QWidget) -> None:
        """One click, mostly with the left button."""
        place, button, modifier = self._place(widget), self._rng.choice(BUTTONS), self._rng.choice(MODIFIERS)
        self._mouse(QTest.mousePress, widget, place, button, modifier)
        self._mouse(QTest.mouseRelease, widget, place, button, modifier)

    def double_click(self, widget: QWidget) -> None:
        """Two clicks in one place."""
        self._mouse(QTest.mouseDClick, widget, self._place(widget), Button.LeftButton)

    def drag(self, widget: QWidget) -> None:
        """A way with the button down, at times out of the widget."""
        button, modifier = self._rng.choice(BUTTONS), self._rng.choice(MODIFIERS)
        self._mouse(QTest.mousePress, widget, self._place(widget), button, modifier)
        for _ in range(self._rng.randint(1, 25)):
            place = self._place(widget, 0.3 if self._rng.random() < 0.2 else 0.0)
            if shiboken6.isValid(widget) and (window := widget.window().windowHandle()) is not None:
                QTest.mouseMove(window, widget.mapTo(widget.window(), place))
            self.settle()
            if self._rng.random() < 0.03:
                self._key(Key.Key_Escape)
        self._mouse(QTest.mouseRelease, widget, self._place(widget), button, modifier)

    def wheel(self, widget: QWidget) -> None:
        """Some turns of the wheel, both ways."""
        for _ in range(self._rng.randint(1, 8)):
            if not shiboken6.isValid(widget):
                return
            place, modifier = self._place(widget), self._rng.choice(MODIFIERS)
            turn = QPoint(self._rng.choice((0, 0, 0, 120)), self._rng.choice((-120, 120, -1200, 15)))
            event = QWheelEvent(
                *(QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), turn, Button.NoButton, modifier),
                *(Qt.ScrollPhase.NoScrollPhase, False),
            )
            QApplication.sendEvent(widget, event)
            self.settle()

    def keys(self, widget: QWidget | None = None) -> None:
        """Some keys, to a widget that is given the focus or to whatever has it."""
        if widget is not None and widget.focusPolicy():
            widget.setFocus()
        for _ in range(self._rng.randint(1, 8)):
            modifier = self._rng.choice((*[Modifier.NoModifier] * 8, Modifier.ShiftModifier, Modifier.ControlModifier))
            self._key(self._rng.choice(KEYS), modifier)

    def type_into(self, widget: QWidget) -> str:
        """Replaces what stands in a field by a text of any kind, and leaves it in any way; the text."""
        text = self._rng.choice(TEXTS)
        widget.setFocus()
        self._key(Key.Key_A, Modifier.ControlModifier)
        if self._rng.random() < 0.3:
            QApplication.clipboard().setText(text)
            self._key(Key.Key_V, Modifier.ControlModifier)
        else:
            self._key(Key.Key_Delete)
            for character in text[:60]:
                self._send(QKeyEvent(QEvent.Type.KeyPress, 0, Modifier.NoModifier, character))
        self._key(self._rng.choice((Key.Key_Return, Key.Key_Return, Key.Key_Tab, Key.Key_Escape)))
        return repr(text[:30])

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        target = QApplication.activePopupWidget() or QApplication.activeWindow()
        if target is not None and target.windowHandle() is not None:
            QTest.keyClick(target.windowHandle(), key, modifier)
        self.settle()

    def _send(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            QApplication.sendEvent(focused, event)
        self.settle()

    def _mouse(
        self,
        act: Callable[..., None],
        widget: QWidget,
        place: QPoint,
        button: Qt.MouseButton,
        modifier: Qt.KeyboardModifier = Modifier.NoModifier,
    ) -> None:
        if shiboken6.isValid(widget) and (window := widget.window().windowHandle()) is not None:
            act(window, button, modifier, widget.mapTo(widget.window(), place))
        self.settle()

    def _place(self, widget: QWidget, beyond: float = 0.0) -> QPoint:
        """Somewhere in what can be seen of a widget, or so far beyond it, as a share of its size."""
        if not shiboken6.isValid(widget):
            return QPoint()
        area = widget.visibleRegion().boundingRect() if not beyond else widget.rect()
        across, down = (self._rng.uniform(-beyond, 1 + beyond) for _ in range(2))
        return QPoint(round(area.left() + across * area.width()), round(area.top() + down * area.height()))


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        parent.ensureWidgetVisible(widget)
