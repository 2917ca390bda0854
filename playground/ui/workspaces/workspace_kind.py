"""What the program needs to know of a workspace before it is there; loads nothing of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass

if TYPE_CHECKING:
    from playground.data.contents import Content
    from playground.document.document import Document
    from playground.training.experiment import Experiment
    from playground.ui.session.attention import Attention
    from playground.ui.session.session import Session
    from playground.ui.session.state import ExperimentState
    from playground.ui.workspaces.page import WorkspacePage


@dataclass(frozen=True)
class WorkspaceKind:
    """A row of the table of workspaces.

    `make_page` and `usual_document` load what they need when they are called, so that the command line can read the
    table without a window.
    """

    name: str
    """In documents, settings and commands."""
    title: Phrase
    tooltip: Phrase
    icon: str
    data: str
    """The kind of data that it shows, as in DATA_KINDS."""
    model: str
    """The kind of model that it shows, as in MODEL_KINDS."""
    make_page: Callable[[ExperimentState, Attention], WorkspacePage]
    usual_document: Callable[[], Document]
    """What it shows at first, and what File > New gives."""
    other_data: tuple[str, ...] = ()
    """Further kinds of data that it shows."""
    takes: tuple[Content, ...] = ()
    """The contents of files that it opens besides documents."""
    run_words: Mapping[str, Phrase] = field(default_factory=dict, hash=False)
    """What actions of the Run menu are called there, where that is not what they are called elsewhere."""
    objection: Callable[[Document], Phrase | None] = lambda document: None
    """Why it cannot show a document of its kinds of data and model; None where it can."""
    frame_seconds: float = 1 / 32
    """From one frame to the next while it trains and nothing is edited."""
    tour_seconds: float = 3.0
    """How long the tour trains before it takes a picture."""

    def shows(self, experiment: Experiment) -> bool:
        """Whether an experiment is of its kinds of data and model."""
        from playground.training.kinds import DATA_KINDS, MODEL_KINDS

        is_its_data = DATA_KINDS.name_of(experiment.data) in (self.data, *self.other_data)
        return is_its_data and MODEL_KINDS.name_of(experiment.model) == self.model

    def open(self) -> Session:
        """A session with its page, at work on the usual document."""
        from playground.ui.session.attention import Attention
        from playground.ui.session.late_samples import without_samples
        from playground.ui.session.session import Session
        from playground.ui.session.state import ExperimentState

        document = self.usual_document()
        state, attention = ExperimentState(without_samples(document)[0].experiment), Attention()
        session = Session(state, attention, self.make_page(state, attention), self.frame_seconds)
        if document.theta is not None:
            session.load(document)
        return session
