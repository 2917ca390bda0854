"""Weights that come back are told from weights that hardly move."""

from playground.training.perceptron_cycle import CycleWatch


def test_weights_that_come_back_within_rounding_repeat():
    watch = CycleWatch((1.0, 2.0, 3.0))
    watch.note_pass((1.0 + 1e-13, 2.0, 3.0), 4, 1.0)
    cycle = watch.cycle(is_separable=False)
    assert cycle is not None and (cycle.kind, cycle.updates, cycle.passes) == ("repeats", 4, 1)


def test_large_weights_that_small_steps_hardly_move_do_not():
    watch = CycleWatch((1000.0, 0.0, 0.0))
    for count in range(1, 20):
        watch.note_pass((1000.0 + 1e-8 * count, 0.0, 0.0), 4, 1e-8)
        assert watch.cycle(is_separable=False) is None
