"""Every way is tried by turns, then the quickest is kept."""

import pytest

from playground.engine.fast.trial import TRUSTED, TURNS, Trial


def tried(trial: Trial, seconds: dict[int, list[float]]) -> int:
    """What is chosen once every way has taken so long, turn by turn."""
    turns = {way: iter(times) for way, times in seconds.items()}
    for _ in range(TURNS * len(seconds)):
        assert not trial.is_over
        trial.note(next(turns[trial.choice]))
    assert trial.is_over
    return trial.choice


def test_the_quickest_way_wins() -> None:
    assert tried(Trial([1, 2, 4]), {1: [3.0] * TURNS, 2: [2.0] * TURNS, 4: [2.5] * TURNS}) == 2


def test_the_shortest_time_counts_but_not_that_of_the_first_turn() -> None:
    # 1: 0.1 would win if the first turn counted; 2 was disturbed in all turns but one
    assert tried(Trial([1, 2]), {1: [0.1, 3.0, 3.0, 3.0, 3.0], 2: [9.0, 9.0, 9.0, 2.0, 9.0]}) == 2


def test_where_there_is_one_way_nothing_is_tried() -> None:
    trial = Trial([1])
    assert trial.is_over and trial.choice == 1


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_of_equal_ways_the_first_is_kept(seconds: float) -> None:
    assert tried(Trial([1, 2]), {1: [seconds] * TURNS, 2: [seconds] * TURNS}) == 1


def test_now_and_then_all_are_tried_again() -> None:
    trial = Trial([1, 2])
    assert tried(trial, {1: [1.0] * TURNS, 2: [2.0] * TURNS}) == 1
    for _ in range(TRUSTED):
        assert trial.is_over and trial.choice == 1
        trial.note(1.0)
    trial.note(2.0)
    assert (trial.choice, trial.settled) == (2, 1), "what was found stands while all are tried again"
    trial = Trial([1, 2])
    assert tried(trial, {1: [1.0] * TURNS, 2: [2.0] * TURNS}) == 1
    for _ in range(TRUSTED):
        trial.note(1.0)
    assert tried(trial, {1: [2.0] * TURNS, 2: [1.0] * TURNS}) == 2
