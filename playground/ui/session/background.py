"""Work that takes seconds, beside the window: making and reading image sets, opening large pictures."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from playground.data.errors import Cancelled, DataError
from playground.data.image_sets import IMAGE_SETS, ImageSet
from playground.data.paths import kind_of
from playground.data.preparation import Preparation
from playground.ui.session.parting import part_with
from playground.ui.words.refusals import sentence

Progress = Callable[[float], None]
# After each report of progress the worker really sleeps, so that the window gets Python's lock.
BREATH_SECONDS = 0.001
# Work that is given up may be slow to notice, and what follows need not wait for it. But a slider that is dragged asks
# for one set after another, and each thread at work beside others keeps megabytes of the process's memory for good.
AT_ONCE = 2

log = logging.getLogger(__name__)

# A QThread that is destroyed while it runs ends the process: each is kept here until it has ended.
_running: set[_Job] = set()


class _Job(QThread):
    """Runs one piece of work; what it returns, or why it failed, is kept for the window's thread to take."""

    progressed = Signal(object, float)
    ended = Signal(object)

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self._work = work
        self.result: object = None
        self.failure = ""
        self.details = ""
        self.cancelled = False

    def run(self) -> None:
        try:
            self.result = self._work(self._report)
        except Cancelled:
            self.cancelled = True
        except DataError as error:
            self.failure = sentence(error)
        except Exception as error:
            log.exception("loading failed")
            self.failure, self.details = sentence(error), traceback.format_exc()
        self.ended.emit(self)

    def _report(self, fraction: float) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        self.progressed.emit(self, fraction)
        time.sleep(BREATH_SECONDS)


class BackgroundLoader(QObject):
    """Does one piece of work at a time in a thread; a new one cancels the old one, whose result is dropped."""

    progressed = Signal(float)
    finished = Signal(object)
    failed = Signal(str, str)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: _Job | None = None
        self._begun: set[_Job] = set()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.finish)

    @property
    def busy(self) -> bool:
        """Whether there is work whose result is still wanted."""
        return self._job is not None

    def start(self, work: Callable[[Progress], object]) -> None:
        """Starts `work(progress)`; `finished` brings what it returns, `failed` a sentence and details."""
        self._drop()
        self._job = _Job(work)
        self._job.progressed.connect(self._report)
        self._job.ended.connect(self._end)
        self._begin()

    def cancel(self) -> None:
        """Drops the work at hand; nothing is changed by it."""
        if self._job is not None:
            self._drop()
            self.cancelled.emit()

    def finish(self) -> None:
        """Ends every such thread, without waiting for what takes long: call it before the window goes."""
        self._drop()
        for job in _running:
            job.requestInterruption()
        for job in _running:
            part_with(job)
        _running.clear()

    def _begin(self) -> None:
        """Begins the work that is wanted, unless too much that was given up has not ended yet."""
        job = self._job
        if job is not None and job not in self._begun and len(self._begun) < AT_ONCE:
            self._begun.add(job)
            _running.add(job)
            job.start(QThread.Priority.LowPriority)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.requestInterruption()
            self._job = None

    def _report(self, job: _Job, fraction: float) -> None:
        if job is self._job:
            self.progressed.emit(fraction)

    def _end(self, job: _Job) -> None:
        job.wait()
        _running.discard(job)
        self._begun.discard(job)
        if job is not self._job:
            self._begin()
            return
        self._job = None
        if job.failure:
            self.failed.emit(job.failure, job.details)
        elif not job.cancelled:
            self.finished.emit(job.result)


def image_set_work(
    source: str, count: int | None, seed: int, preparation: Preparation, recognise: bool = True
) -> Callable[[Progress], ImageSet]:
    """Work that makes a built-in image set or reads one from a file or folder; recognise: how its pictures are prepared
    may be told from their look, which changes what a network that learned them is asked."""

    def work(progress: Progress) -> ImageSet:
        # What makes and reads sets is not loaded before one is wanted: the window opens sooner.
        from playground.data.library import load

        if source not in IMAGE_SETS and kind_of(source) == "nothing":
            raise DataError(
                "{source} is not there any more, or is called otherwise; a folder or a zip file with a subfolder of "
                "pictures per class can be opened, or a file or folder with IDX, NPZ, NPY or CIFAR's binary version.",
                source=source,
            )
        loaded = load(source, count=count, seed=seed, preparation=preparation, progress=progress, recognise=recognise)
        if not isinstance(loaded, ImageSet):
            raise DataError("{source} holds points, not pictures; open it in the Network workspace.", source=source)
        return loaded

    return work
