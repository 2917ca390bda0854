"""What everybody who works with a workspace relies on, whatever it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from playground.document.tried_picture import TriedPicture
from playground.training.snapshot import Snapshot
from playground.ui.words.messages import Actions, Severity


class Workspace(Protocol):
    """The widget of a workspace: what it asks for comes as signals, what it is to do are methods."""

    @property
    def play_requested(self) -> SignalInstance:
        """(bool): train, or pause."""

    @property
    def step_requested(self) -> SignalInstance:
        """Train for one step."""

    @property
    def fine_step_requested(self) -> SignalInstance:
        """Train for the smallest step that the model takes."""

    @property
    def sample_step_requested(self) -> SignalInstance:
        """(number of a sample): train for one step from this sample of the data set alone."""

    @property
    def back_requested(self) -> SignalInstance:
        """Take the last step back."""

    @property
    def weights_edited(self) -> SignalInstance:
        """(θ as the snapshot has it, what that is called): go on with these weights; edits in a row are one gesture."""

    @property
    def restart_requested(self) -> SignalInstance:
        """Start afresh."""

    @property
    def rewind_requested(self) -> SignalInstance:
        """Go back to the last good weights."""

    @property
    def model_requested(self) -> SignalInstance:
        """(Document): show this one."""

    @property
    def handed_on(self) -> SignalInstance:
        """(name of a workspace, what its `take_over` takes): show that one, and give it this."""

    @property
    def document_dropped(self) -> SignalInstance:
        """(Path): show the document in this file."""

    @property
    def sketched(self) -> SignalInstance:
        """`sketch` has become another."""

    @property
    def preparing(self) -> SignalInstance:
        """(bool): frames work of the window's thread that the user waits for, and for which the worker waits."""

    @property
    def status_changed(self) -> SignalInstance:
        """(list of texts): what stands at the bottom of the window."""

    @property
    def selection_changed(self) -> SignalInstance:
        """`has_selection` or `can_paste` may have changed."""

    @property
    def busy(self) -> bool:
        """Whether it still reads or makes something beside the window."""

    @property
    def complaint(self) -> str:
        """The warning or error that is shown at the top, if there is one."""

    @property
    def has_fine_steps(self) -> bool:
        """Whether a step of its model may be made of smaller ones."""

    @property
    def has_walk(self) -> bool:
        """Whether one step of its training can be walked through."""

    @property
    def has_selection(self) -> bool:
        """Whether there is something to delete."""

    @property
    def can_copy(self) -> bool:
        """Whether what is selected can be cut, copied and duplicated."""

    @property
    def can_select_all(self) -> bool:
        """Whether there is something that can be selected as a whole."""

    @property
    def can_paste(self) -> bool:
        """Whether it takes what lies on the clipboard."""

    def isVisible(self) -> bool: ...
    def window(self) -> QWidget: ...

    def show_frames(self, snapshots: tuple[Snapshot, ...], /) -> None:
        """Shows one frame: a snapshot for every run."""

    def show_message(self, severity: Severity, text: str, actions: Actions = (), details: str = "", /) -> None:
        """Says what happened, with actions as buttons and details to unfold."""

    def toggle_play(self) -> None:
        """Trains, or pauses."""

    def step(self) -> None:
        """Trains for one step."""

    def fine_step(self) -> None:
        """Trains for the smallest step that the model takes."""

    def step_back(self) -> None:
        """Takes the last step back."""

    def walk_through(self) -> None:
        """Walks through one step of training."""

    def reset(self) -> None:
        """Starts afresh."""

    def open_file(self, path: Path, /) -> None:
        """Takes a file of a kind that the workspace takes."""

    def sketch(self) -> np.ndarray | None:
        """What was drawn beside the data, to be saved with them: (rows, columns, 1 or 3) uint8."""

    def show_sketch(self, sketch: np.ndarray, /) -> None:
        """Shows what was drawn."""

    def tried(self) -> TriedPicture | None:
        """The opened picture of which `sketch` is what is seen; None where there is none."""

    def show_tried(self, picture: TriedPicture, /) -> None:
        """Shows what was opened."""

    def trust(self, folder: Path | None, /) -> None:
        """Where the next document lies: it may read there without asking; None: it is not from a file."""

    def take_over(self, offered: object, /) -> None:
        """Takes what another workspace hands on."""

    def paste(self) -> None:
        """Takes what lies on the clipboard."""

    def cut_selection(self) -> None:
        """Copies what is selected to the clipboard, and deletes it."""

    def copy_selection(self) -> None:
        """Copies what is selected to the clipboard."""

    def duplicate_selection(self) -> None:
        """Puts a copy of what is selected beside it."""

    def select_all(self) -> None:
        """Selects everything."""

    def delete_selection(self) -> None:
        """Deletes what is selected."""

    def finish(self) -> None:
        """Ends what runs beside the window; called before the window goes."""
