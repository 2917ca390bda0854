"""Whether a window can open, and with which of Qt's libraries: asked before Qt, which would abort the process."""

import ctypes
import os
import socket
import sys
from pathlib import Path

from playground.bootstrap import libraries
from playground.bootstrap.console import SetupError, say

_WITHOUT_QT = {"train", "evaluate", "predict", "bench", "--version", "--help", "-h"}
_WITHOUT_WINDOW = {"screenshot", "tour"}


def prepare(arguments: list[str]) -> list[str]:
    """See to what a command line needs of Qt; the command line to go on with: the tour's where no window can open.

    Raises SetupError where a library is missing, or where a window was asked for by name and there is no screen.
    """
    command = next((word for word in arguments if not word.startswith("-")), "")
    if not sys.platform.startswith("linux") or command in _WITHOUT_QT or _WITHOUT_QT & set(arguments):
        return arguments
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if command in _WITHOUT_WINDOW or not ("xcb" in chosen or "wayland" in chosen or chosen == ""):
        libraries.require()
        return arguments
    if displays := open_displays(chosen):
        libraries.require(displays)
    if open_displays(chosen):  # asked again: without its libraries X could not be tried
        return arguments
    return _without_screen(arguments)


def open_displays(chosen: str = "") -> list[str]:
    """The kinds of display, `wayland` and `x11`, that answer here; `chosen` as Qt reads it from QT_QPA_PLATFORM."""
    displays = []
    if os.environ.get("WAYLAND_DISPLAY") and ("wayland" in chosen or not chosen) and _wayland_answers():
        displays.append("wayland")
    if os.environ.get("DISPLAY") and ("xcb" in chosen or not chosen) and _x11_answers():
        displays.append("x11")
    return displays


def _without_screen(arguments: list[str]) -> list[str]:
    if arguments:
        message = "no window can open: there is no screen here; train, evaluate, predict, screenshot and tour need none"
        raise SetupError(message, status=2)
    folder = Path("atelier-tour" if os.access(".", os.W_OK) else Path.home() / "atelier-tour").resolve()
    say(f"No window can open: there is no screen here. Running the tour instead, into {folder}.")
    libraries.require()
    return ["tour", str(folder)]


def _wayland_answers() -> bool:
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / os.environ["WAYLAND_DISPLAY"]
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    """Whether the X server lets us in; also where libxcb is missing and it cannot be asked."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
