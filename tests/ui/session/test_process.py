"""What the process does for the window: memory that was freed goes back to the system."""

import subprocess
import sys

import pytest

from playground.ui.session.process import hands_beside_a_window

COMES_AND_GOES = """
import resource, sys
import numpy as np
from playground.ui.session.process import prepare_process

def resident_megabytes():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6

prepare_process()
np.ones(30_000_000, np.uint8)  # from now on, glibc would take all that is smaller for small
before = resident_megabytes()
kept = []
for _ in range(5):
    sets = []
    for _ in range(20):
        sets.append(np.ones(6_000_000, np.uint8))
        kept.append(np.ones(5_000, np.uint8))  # lies behind the set, so that what is freed is a hole
    del sets
print(resident_megabytes() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what memory a process has")
def test_large_arrays_leave_no_holes():
    words = [sys.executable, "-c", COMES_AND_GOES]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert float(done.stdout) < 10


@pytest.mark.parametrize(("cores", "hands"), [(1, 1), (2, 2), (3, 2), (4, 3), (16, 15)])
def test_a_core_is_left_to_the_window_where_there_are_more_than_two(cores: int, hands: int) -> None:
    assert hands_beside_a_window(cores) == hands
