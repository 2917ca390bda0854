"""Reading points from a file beside the window, with progress and a way to cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from playground.data.errors import DataError
from playground.data.points import PointSet
from playground.ui.session.background import BackgroundLoader, Progress
from playground.ui.widgets.progress_strip import ProgressStrip

PATIENCE = 300


class PointImport(ProgressStrip):
    """Visible while reading takes long; `loaded` brings the points, `failed` a sentence that names the file."""

    loaded = Signal(object)
    failed = Signal(str)

    def __init__(self, read: Callable[[Path, Progress], PointSet], parent: QWidget | None = None) -> None:
        """read: the points in a file; DataError where there are none."""
        super().__init__("", tooltip="", parent=parent)
        self.setToolTip(self.tr("How much of the file has been read"))
        self._read = read
        self._loader = BackgroundLoader(self)
        self.cancelled.connect(self._loader.cancel)
        self._loader.progressed.connect(self.set_progress)
        self._loader.cancelled.connect(self._leave)
        self._loader.failed.connect(self._fail)
        self._loader.finished.connect(self._finish)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.show)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a file is still being read."""
        return self._loader.busy

    def drop(self) -> None:
        """Drop what is being read."""
        self._loader.cancel()

    def open(self, path: Path) -> None:
        """Read this file; one that is still being read is dropped."""
        self.set_label(self.tr("Reading {0}").format(path.name))
        self.set_progress(None)
        self._patience.start()
        self._loader.start(lambda progress: self._read(path, progress))

    def _leave(self) -> None:
        self._patience.stop()
        self.hide()

    def _finish(self, points: object) -> None:
        self._leave()
        self.loaded.emit(points)

    def _fail(self, sentence: str) -> None:
        self._leave()
        self.failed.emit(sentence)


def read_points(
    path: Path, progress: Progress, max_classes: int, problem: str = "classes", values: bool = False
) -> PointSet:
    """The points in a file; DataError when it holds pictures or too many classes.

    values: there may be values in place of classes; there are where it can be nothing else, or that is the problem.
    """
    # What reads files is not loaded before there is one: the window opens sooner.
    from playground.data.contents import content_of
    from playground.data.library import load
    from playground.data.value_files import load_plane_values

    if values and (problem == "values" or content_of(path) == "plane-values"):
        return load_plane_values(path, progress)
    loaded = load(path, progress=progress)
    if not isinstance(loaded, PointSet):
        raise DataError("{name} holds pictures, not points; open it in the Images workspace.", name=path.name)
    check_class_count(loaded, path.name, max_classes)
    return loaded


def points_in_text(
    text: str, name: str, max_classes: int, problem: str = "classes", values: bool = False, seed: int = 0
) -> PointSet:
    """The points in text that holds a table, as in a file; DataError as for one."""
    # What reads tables is not loaded before there is one: the window opens sooner.
    from playground.data.point_tables import points_of_text
    from playground.data.value_files import holds_plane_values, plane_values_of_text

    if values and (problem == "values" or holds_plane_values(text)):
        return plane_values_of_text(text, name, seed)
    found = points_of_text(text, name, seed)
    check_class_count(found, name, max_classes)
    return found


def check_class_count(points: PointSet, name: str, most: int) -> None:
    """Raises DataError for more classes than are allowed here."""
    if points.classes > most:
        raise DataError(
            "{name} has {count} classes; here at most {most} are allowed.", name=name, count=points.classes, most=most
        )
