"""What a workspace showed when the window was closed, or the program killed, is there again at the next start."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from playground.data.paths import reason
from playground.document.document import DocumentError
from playground.document.files import read
from playground.ui.session.session import Session
from playground.ui.shell.documents import DocumentFile
from playground.ui.shell.opening import kind_for
from playground.ui.shell.recovery import Kept, Recovery, RecoveryError
from playground.ui.words.moments import moment
from playground.ui.words.refusals import sentence

log = logging.getLogger(__name__)
translate = QCoreApplication.translate


def bring_back(
    name: str, session: Session, file: DocumentFile, recovery: Recovery, start_afresh: Callable[[], object]
) -> None:
    """Shows a saved document as itself, and unsaved work with a word on when it is from; `start_afresh`: the way out.
    What cannot be read or shown is told, and never deleted."""
    try:
        kept = recovery.kept(name)
        if kept is not None and kept.document is not None:
            kind_for(kept.document, name)
    except (RecoveryError, DocumentError) as error:
        log.warning("kept work cannot be shown: %s", error)
        _set_aside(name, session, recovery, sentence(error))
        return
    if kept is None:
        return
    if kept.document is None:
        _open_again(name, session, file, kept, recovery)
        return
    session.workspace.trust(None if kept.path is None else kept.path.parent)
    session.load(kept.document)
    file.restored(kept.document, kept.path)
    text = translate("ComingBack", "This is the work of {0}, which was not saved.").format(moment(kept.when))
    if kept.path is not None:
        text = translate("ComingBack", "This is {0} with the changes of {1}, which were not saved.")
        text = text.format(kept.path.name, moment(kept.when))
    session.workspace.show_message("info", text, [(translate("ComingBack", "Start afresh"), start_afresh)])


def _open_again(name: str, session: Session, file: DocumentFile, kept: Kept, recovery: Recovery) -> None:
    assert kept.path is not None
    try:
        document = read(kept.path)
        kind_for(document, kept.path.name)
    except DocumentError as error:
        recovery.remember(name, None)
        session.workspace.show_message("warning", sentence(error))
        return
    session.workspace.trust(kept.path.parent)
    session.load(document)
    file.opened(kept.path, document)


def _set_aside(name: str, session: Session, recovery: Recovery, problem: str) -> None:
    try:
        where = str(recovery.set_unreadable(name))
    except OSError as error:
        where = sentence(reason(error))
    text = translate("ComingBack", "The work that was kept cannot be brought back: {0} It was put aside: {1}")
    session.workspace.show_message("warning", text.format(problem, where))
