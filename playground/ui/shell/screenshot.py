"""Pictures of the real window, trained for a while and painted without a screen."""

from __future__ import annotations

import gc
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QWidget

from playground.data.outputs import replacing
from playground.data.paths import reason
from playground.document.document import DocumentError
from playground.document.files import read
from playground.training.focus import Probe
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME, Mode
from playground.ui.session.parting import wait_for_busy
from playground.ui.session.process import prepare_process
from playground.ui.session.session import Session
from playground.ui.shell.app import make_application
from playground.ui.shell.opening import is_document, workspace_for
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.studio import Studio
from playground.ui.shell.window_memory import NoSettings
from playground.ui.widgets.png import png_bytes
from playground.ui.workspaces.kinds import FIRST

START_SECONDS = 60.0
SETTLE_SECONDS = 0.3
TICK_MILLISECONDS = 10


def take_screenshot(
    target: Path,
    workspace: str | None,
    mode: Mode,
    size: tuple[int, int],
    seconds: float,
    file: str | None,
    tell: Callable[[float], None] | None = None,
) -> None:
    """Writes a picture of the window with a workspace, after opening a file and training for some seconds.

    tell: is called with how much of the training is done, 0 to 1, many times a second. Raises DocumentError when the
    file cannot be opened or the picture cannot be written.
    """
    with studio_offscreen(size) as studio:
        THEME.set_mode(mode)
        if file is None:
            session = studio.show_workspace(workspace or FIRST.name)
            wait_for_frame(session)
        else:
            session = open_file(studio, Path(file), workspace)
        train(session, seconds, tell)
        save_picture(studio.window, target)


@contextmanager
def studio_offscreen(size: tuple[int, int], recovery: Recovery | None = None) -> Iterator[Studio]:
    """The application with its window, shown in this size, that remembers nothing of the user's and for nobody.

    recovery: where unsaved work is kept; nowhere without one.
    """
    collecting, switching, hook = gc.isenabled(), sys.getswitchinterval(), sys.excepthook
    errors: list[str] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        # As text: the error itself would keep alive what it was raised in, a painter for instance.
        errors.append("".join(traceback.format_exception(kind, error, trace)))
        print(errors[-1], file=sys.stderr)

    prepare_process()
    tell = qInstallMessageHandler(_tell)
    app = make_application()
    mode = THEME.mode
    studio = Studio(NoSettings(), recovery)
    sys.excepthook = note
    try:
        studio.window.resize(*size)
        studio.window.show()
        yield studio
    finally:
        studio.window.close()
        studio.finish()
        wait_for_busy()
        studio.window.deleteLater()
        studio.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()
        THEME.set_mode(mode)
        sys.excepthook = hook
        qInstallMessageHandler(tell)
        sys.setswitchinterval(switching)
        if collecting:
            gc.enable()
    if errors:
        raise RuntimeError(f"the window failed:\n{errors[0]}")


def _tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Hands on what Qt has to say, except that a screen that nobody sees cannot hint at sizes."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def open_file(studio: Studio, path: Path, workspace: str | None) -> Session:
    """Opens a document in its workspace, points or pictures in the one that is named; raises what is wrong with it."""
    if is_document(path):
        name = read(path).workspace
        if workspace not in (None, name):
            raise DocumentError(
                "{path} belongs to the workspace {name}, not to {workspace}", path=path, name=name, workspace=workspace
            )
        session = studio.open(path)
    else:
        session = studio.show_workspace(workspace_for(path, workspace))
        wait_for_frame(session)
        studio.open_any(path, workspace)
        wait_until(lambda: not session.workspace.busy, START_SECONDS)
        if session.workspace.complaint:
            raise DocumentError("{reason}", reason=session.workspace.complaint)
    wait_for_frame(session)
    return session


def train(session: Session, seconds: float, tell: Callable[[float], None] | None = None) -> None:
    """Trains for some seconds, as if the button had been pressed; returns earlier when training ends by itself.

    tell: is called with how much of that is done, 0 to 1.
    """
    if not seconds:
        return
    session.workspace.toggle_play()
    wait_until(lambda: session.running, START_SECONDS)
    clock = QElapsedTimer()
    clock.start()

    def is_over() -> bool:
        if tell is not None:
            tell(min(clock.elapsed() / (1000 * seconds), 1.0))
        return not session.running

    wait_until(is_over, seconds)


def wait_for_frame(session: Session) -> None:
    """Waits for a session's samples, for the first frame that shows them, for what is laid out after it, for the
    picture that is tried, and for the answers to what it asks.

    Samples that could not be loaded are not waited for. Raises TimeoutError where nothing comes.
    """

    def is_there() -> bool:
        snapshot = session.snapshot
        return not session.workspace.busy and snapshot is not None and snapshot.data_set is session.state.data_set

    def is_answered() -> bool:
        snapshot, focus = session.snapshot, session.attention.focus
        if isinstance(snapshot, NetworkSnapshot) and not _shows(snapshot, focus.probe):
            return False
        answers = snapshot.answers if snapshot else {}
        return all(each in answers and answers[each].complete for each in focus.questions)

    if not wait_until(is_there, START_SECONDS):
        raise TimeoutError(f"no frame has come in {START_SECONDS:g} s")
    wait_until(lambda: False, SETTLE_SECONDS)
    if not wait_until(is_answered, START_SECONDS):
        raise TimeoutError(f"no answer has come in {START_SECONDS:g} s")


def _shows(snapshot: NetworkSnapshot, probe: Probe | None) -> bool:
    """Whether a frame is of this picture, if it is one that the network can be asked about."""
    if probe is None or probe.tensor.shape != snapshot.spec.input_shape:
        return True
    return snapshot.trace is not None and snapshot.trace.tensor is probe.tensor


def save_picture(window: QWidget, target: Path) -> None:
    """Paints a window into a PNG file; DocumentError when it cannot be written."""
    try:
        with replacing(target) as file:
            file.write(png_bytes(window.grab()))
    except (OSError, ValueError) as error:
        raise DocumentError("{target} cannot be written: {reason}", target=target, reason=reason(error)) from None


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Lets the application live until something is so, at most for some seconds; whether it is so.

    Ctrl+C ends it with KeyboardInterrupt, which Qt would swallow.
    """
    loop, clock, timer = QEventLoop(), QElapsedTimer(), QTimer()
    interrupts: list[int] = []
    clock.start()

    def look() -> None:
        # In this order, so that a condition that raises an error does not wait for ever.
        if interrupts or clock.elapsed() >= 1000 * seconds or done():
            loop.quit()

    timer.timeout.connect(look)
    timer.start(TICK_MILLISECONDS)
    before = signal.signal(signal.SIGINT, lambda number, frame: interrupts.append(number))
    try:
        if not done():
            loop.exec()
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupts:
        raise KeyboardInterrupt
    return done()
