"""The application: how it ends."""

import signal

from PySide6.QtWidgets import QWidget

from playground.ui.shell.app import _let_interrupts_in


def test_an_interrupt_closes_the_window_but_never_in_the_middle_of_something(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    before = signal.getsignal(signal.SIGINT)
    try:
        _let_interrupts_in(qapp)
        signal.raise_signal(signal.SIGINT)
        assert window.isVisible()
        qtbot.waitUntil(lambda: not window.isVisible())
    finally:
        signal.signal(signal.SIGINT, before)
