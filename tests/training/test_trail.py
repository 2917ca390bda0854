"""The way back is remembered in bounded memory."""

from playground.training.trail import MOST_WAYPOINTS, Trail


def test_however_small_the_runs_the_oldest_waypoints_are_forgotten():
    trail, back = Trail(), 0
    for _ in range(MOST_WAYPOINTS + 10):
        trail.mark(())
        trail.walk(False, 3, 1.0)
    while trail.back() is not None:
        back += 1
    assert back == 3 * MOST_WAYPOINTS
