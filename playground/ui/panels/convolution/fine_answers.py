"""Works out finely, beside the window, what a view could only show coarsely at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from playground.engine.filtering import Filtered
from playground.ui.session.background import BackgroundLoader
from playground.ui.views.convolution.picture_work import Laid, PictureWork
from playground.ui.views.convolution.pictures_view import PicturesView

PAUSE = 120
"""Milliseconds without another kernel, after which it is worth while."""


class FineAnswers(QObject):
    """Waits until a kernel stays as it is."""

    def __init__(self, view: PicturesView) -> None:
        super().__init__(view)
        self._view = view
        self._asked: tuple[PictureWork, Laid] | None = None
        self._loader = BackgroundLoader(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._start)
        self._loader.finished.connect(self._take)
        view.coarse_painted.connect(self._ask)

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        return self._pause.isActive() or self._loader.busy

    def _ask(self) -> None:
        work = self._view.work
        if work is not None and (self._asked is None or self._asked[0] is not work or self._asked[1] is not work.laid):
            self._asked = work, work.laid
            self._pause.start()

    def _start(self) -> None:
        if self._asked is not None:
            work, laid = self._asked
            self._loader.start(lambda _: (work, laid, work.finely(laid)))

    def _take(self, found: tuple[PictureWork, Laid, Filtered]) -> None:
        work, laid, answer = found
        if work is self._view.work and laid is work.laid:
            work.put(answer)
            self._view.update()
