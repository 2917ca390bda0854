"""The application: how it ends, and what it does not wait for."""

import os
import signal

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QWidget

from playground.ui.shell.app import SETTINGS_FILES, _let_interrupts_in, settings
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio

ENDINGS = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]


@pytest.mark.parametrize("number", ENDINGS)
def test_an_interrupt_closes_the_window_but_never_in_the_middle_of_something(qtbot, qapp, number):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    before = {each: signal.getsignal(each) for each in ENDINGS}
    try:
        _let_interrupts_in(qapp)
        signal.raise_signal(number)
        assert window.isVisible()
        qtbot.waitUntil(lambda: not window.isVisible())
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_what_the_window_remembers_is_in_qts_settings(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _: [str(tmp_path)])
    assert isinstance(settings(), QSettings)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
@pytest.mark.parametrize("name", SETTINGS_FILES)
def test_a_pipe_in_the_place_of_settings_is_not_waited_for(qtbot, monkeypatch, tmp_path, caplog, name):
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _: [str(tmp_path)])
    (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / name)
    studio = Studio(settings())
    qtbot.addWidget(studio.window)
    studio.show("perceptron")
    studio.window.close()
    assert str(tmp_path / name) in caplog.text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_in_the_place_of_kept_work_is_not_waited_for(qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _: [])
    os.mkfifo(tmp_path / "unsaved-perceptron.atelier")
    studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat), Recovery(tmp_path))
    qtbot.addWidget(studio.window)
    assert studio.show_workspace("perceptron").state.experiment.data.source == "separable"
    studio.window.close()
