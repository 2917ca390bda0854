"""Threads that work through the parts of one thing side by side, the caller's among them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

Work = Callable[[int, int], object]
"""work(hand, part): what a hand does with a part; the hands are numbered from 0, the caller's, on."""


class Hands:
    """As many threads as are worth their while, which come when there is something to share, and then wait for more.

    NumPy lets go of Python's lock inside its calls, so they do work at the same time. Whoever shares may do so from
    any thread: hands that are busy with somebody else's parts come when they can, and are not waited for.
    """

    def __init__(self, count: int) -> None:
        """count: of all hands, the caller's among them."""
        self.count = count
        self._helpers: ThreadPoolExecutor | None = None
        self._hiring = threading.Lock()

    def share(self, work: Work, parts: int, count: int) -> None:
        """Has up to `count` hands take one part after the other, in order, until all are done.

        What a part raises is raised here, the first of it, once every hand has come to its end; no further part is
        begun then.
        """
        left = iter(range(parts))
        if count < 2 or parts < 2:
            _take(work, 0, left)
            return
        tickets: list[Future[None]] = []
        errors: list[BaseException] = []
        try:
            for hand in range(1, min(count, parts, self.count)):
                tickets.append(self._call(work, hand, left))
            _take(work, 0, left)
        except BaseException as error:  # also KeyboardInterrupt: nobody may go on with what the caller gives up
            _drop(left)
            errors.append(error)
        for ticket in tickets:
            errors += _errors(ticket)
        try:
            if errors:
                raise errors[0]
        finally:  # they hold what they come from, which need not wait for the garbage collector
            errors.clear()
            tickets.clear()

    def use(self, count: int) -> None:
        """There are so many from now on, the callers' among them; none of what is being shared may be under way."""
        self.dismiss()
        self.count = count

    def dismiss(self) -> None:
        """Ends the threads; whoever shares again has new ones come."""
        with self._hiring:
            helpers, self._helpers = self._helpers, None
        if helpers is not None:
            helpers.shutdown()

    def _call(self, work: Work, hand: int, left: Iterator[int]) -> Future[None]:
        with self._hiring:
            if self._helpers is None:
                self._helpers = ThreadPoolExecutor(max(1, self.count - 1), "hand")
            # NumPy's treatment of overflows belongs to the caller's context.
            return self._helpers.submit(copy_context().run, _take, work, hand, left)


def _take(work: Work, hand: int, left: Iterator[int]) -> None:
    """Does the parts that are left, one by one; after an error there are none."""
    try:
        for part in left:
            work(hand, part)
    except BaseException:
        _drop(left)
        raise


def _drop(left: Iterator[int]) -> None:
    for _ in left:
        pass


def _errors(ticket: Future[None]) -> list[BaseException]:
    """What a helper raised, unless it has not come, in which case it need not any more. Who is interrupted waits all
    the same."""
    try:
        error = None if ticket.cancel() else ticket.exception()
    except BaseException as interruption:
        return [interruption, *_errors(ticket)]
    return [] if error is None else [error]


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


HANDS = Hands(processors())
"""Those of this process. How many there are changes no number: see fast/sliced.py."""
