"""What a second thread of BLAS would bring: CNN steps with two threads for NumPy's matrix products beside one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from alternation import Effort, alternate
from cases import Case, first_weights, learner
from comparison import Comparison, compare
from peers import THREADPOOLCTL

AGAINST, BOUND = "2 threads : 1", round(1 / 1.5, 3)
EXCUSE = "BLAS keeps to one"
"""The cores are used above BLAS; docs/performance.md says why."""


def against_one(cases: Sequence[Case], effort: Effort) -> Iterator[Comparison]:
    """The CNNs; one process, and every turn sets the number of threads anew."""
    if not THREADPOOLCTL.is_installed:
        yield Comparison("CNNs", AGAINST, BOUND, missing=THREADPOOLCTL.name)
    elif (os.cpu_count() or 1) < 2:
        yield Comparison("CNNs", AGAINST, BOUND, excuse=f"one processor, {EXCUSE}")
    else:
        yield from (_measured(case, effort) for case in cases if case.has_maps)


def _measured(case: Case, effort: Effort) -> Comparison:
    from threadpoolctl import ThreadpoolController

    pools = ThreadpoolController().select(user_api="blas")
    before = pools.limit(limits=1)  # remembers how many there were
    step = learner(case, first_weights(case)).step
    try:
        times = alternate((step, step), effort, lambda index: pools.limit(limits=(2, 1)[index]))
    finally:
        before.restore_original_limits()
    found = compare(case.name, AGAINST, BOUND, times)
    quick_enough = found.ratio is not None and found.ratio <= BOUND
    return found if quick_enough else compare(case.name, AGAINST, BOUND, times, excuse=EXCUSE)
