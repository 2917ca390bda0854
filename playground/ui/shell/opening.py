"""Which workspace shows a file or a document that somebody names, and why none does."""

from __future__ import annotations

import os
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from playground.data.suffixes import IMAGE_SET_FILES, PICTURE_FILES, POINT_FILES, patterns
from playground.document.document import Document, DocumentError
from playground.document.files import SUFFIX
from playground.engine.errors import Phrase
from playground.ui.workspaces.kinds import FIRST, WORKSPACES
from playground.ui.workspaces.workspace_kind import WorkspaceKind

if TYPE_CHECKING:
    from playground.data.contents import Content

translate = QCoreApplication.translate


def is_document(path: Path) -> bool:
    """Whether a file is to be read as a document; also one that is not there."""
    return path.suffix.lower() == SUFFIX or not os.path.exists(path)


def workspace_for(path: Path, wish: str | None = None) -> str:
    """The workspace that takes samples or a picture: the one wished for where it does, otherwise the usual one.

    Raises DocumentError where the wish does not fit, DataError or OSError where the file cannot be looked at.
    """
    # What reads files is not loaded before there is one: the window opens sooner.
    from playground.data.contents import content_of

    content = content_of(path)
    fitting = {name: kind for name, kind in WORKSPACES.items() if content in kind.takes}
    if wish is None:
        return FIRST.name if FIRST.name in fitting else next(iter(fitting))
    if wish not in fitting:
        raise _belongs_elsewhere(path.name, content, list(fitting.values()))
    return wish


def kind_for(document: Document, name: str) -> WorkspaceKind:
    """The workspace that shows a document; DocumentError, with the document's `name`, says why none does."""
    kind = WORKSPACES.get(document.workspace)
    if kind is None:
        raise DocumentError(
            "{name} belongs to a workspace that this Atelier does not have: {workspace}.",
            name=name,
            workspace=document.workspace,
        )
    if not all(kind.shows(run.experiment) for run in document.runs):
        raise DocumentError(
            "{name} is damaged: the workspace {workspace} does not show what is in it.",
            name=name,
            workspace=document.workspace,
        )
    objection = kind.objection(document)
    if objection is not None:
        raise DocumentError("{name}: {reason}.", name=name, reason=objection)
    return kind


def dialog_filter() -> str:
    """The kinds of files that can be opened, as a file dialog lists them."""
    kinds = (
        (translate("Opening", "Atelier documents"), f"*{SUFFIX}"),
        (translate("Opening", "Points"), patterns(POINT_FILES)),
        (translate("Opening", "Pictures"), patterns(PICTURE_FILES)),
        (translate("Opening", "Image sets"), patterns(IMAGE_SET_FILES)),
    )
    everything = " ".join(endings for _, endings in kinds)
    rows = (
        (translate("Opening", "All that can be opened"), everything),
        *kinds,
        (translate("Opening", "All files"), "*"),
    )
    return ";;".join(f"{name} ({endings})" for name, endings in rows)


def _belongs_elsewhere(name: str, content: Content, fitting: list[WorkspaceKind]) -> DocumentError:
    titles = [kind.title for kind in fitting]
    where = reduce(lambda first, second: Phrase("{first} or {second}", first=first, second=second), titles)
    if content == "values":
        return DocumentError("{name} holds values; open it in the {workspaces} workspace.", name=name, workspaces=where)
    if content == "points":
        return DocumentError("{name} holds points; open it in the {workspaces} workspace.", name=name, workspaces=where)
    if content == "plane-values":
        return DocumentError(
            "{name} holds points with values; open it in the {workspaces} workspace.", name=name, workspaces=where
        )
    return DocumentError("{name} holds pictures; open it in the {workspaces} workspace.", name=name, workspaces=where)
