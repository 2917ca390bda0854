"""Metrics over any length of run in bounded memory."""

import weakref
from dataclasses import replace

import numpy as np
import pytest

from playground.training.captures import CaptureError
from playground.training.history import MAX_RECORDS, Checkpoint, History
from playground.training.snapshot import EditMark, Scores


def scores(loss: float) -> Scores:
    return Scores(loss, None, 0.5, None)


def filled(records: int) -> History:
    history = History(stride=1, layers=2)
    for epoch in range(records):
        history.record(float(epoch), scores(1 / (1 + epoch)), np.array([1.0, epoch]), np.array([2.0, epoch]))
    return history


def test_a_long_run_stays_bounded_and_keeps_its_beginning():
    history = filled(10 * MAX_RECORDS)
    curves = history.curves()
    assert len(curves.epoch) <= MAX_RECORDS + 1
    assert curves.epoch[0] == 0
    assert np.all(np.diff(curves.epoch) > 0)
    assert history.stride > 1
    assert curves.gradient_norms.shape == (len(curves.epoch), 2)
    assert np.array_equal(curves.weight_norms[:, 1], curves.epoch)
    assert np.isnan(curves.test_loss).all()


def test_curves_are_read_only_and_made_once():
    history = filled(5)
    assert history.curves() is history.curves()
    assert not history.curves().train_loss.flags.writeable
    assert not history.curves().gradient_norms.flags.writeable


def test_a_second_record_of_one_moment_replaces_the_first():
    history = filled(3)
    history.record(2.0, scores(9.0), np.zeros(2), np.zeros(2))
    assert list(history.curves().epoch) == [0, 1, 2]
    assert history.curves().train_loss[-1] == 9.0


def test_a_drag_leaves_one_mark():
    history = filled(3)
    history.mark_edits((EditMark(2.0, "learning rate", "0.1", "0.2"),))
    history.mark_edits((EditMark(2.0, "learning rate", "0.2", "0.3"),))
    assert history.curves().marks == (EditMark(2.0, "learning rate", "0.1", "0.3"),)
    history.mark_edits((EditMark(2.0, "learning rate", "0.3", "0.1"),))
    assert history.curves().marks == ()


def test_a_drag_while_it_trains_leaves_one_mark_with_the_first_and_the_last_value():
    history = filled(3)
    history.mark_edits((EditMark(2.0, "learning rate", "0.1", "0.2"),), gesture=7)
    history.mark_edits((EditMark(3.0, "learning rate", "0.2", "0.3"),), gesture=7)
    history.mark_edits((), gesture=7)
    history.mark_edits((EditMark(5.0, "learning rate", "0.3", "0.4"),), gesture=7)
    history.mark_edits((EditMark(6.0, "learning rate", "0.4", "0.1"),), gesture=8)
    told = [(mark.epoch, mark.old, mark.new) for mark in history.curves().marks]
    assert told == [(5.0, "0.1", "0.4"), (6.0, "0.4", "0.1")]


def test_weights_that_have_gone_bad_are_no_checkpoint():
    history = History(stride=1, layers=1)
    history.keep(Checkpoint(1, 1.0, np.ones(2)), 0.5)
    history.keep(Checkpoint(2, 2.0, np.full(2, 1e9)), 400.0)
    assert history.last_good is not None and history.last_good.step == 1


def test_only_the_latest_good_weights_are_kept():
    history = History(stride=1, layers=1)
    kept = []
    for step in range(5):
        kept.append(weakref.ref(checkpoint := Checkpoint(step, float(step), np.zeros(1))))
        history.keep(checkpoint, 1.0)
        assert history.last_good is checkpoint
        del checkpoint
    assert [ref() is not None for ref in kept] == [False, False, False, False, True]


def test_rewinding_cuts_what_came_after():
    history = filled(10)
    history.cut(4.0)
    assert list(history.curves().epoch) == [0, 1, 2, 3, 4]


def test_rewinding_forgets_the_edits_that_came_after():
    history = filled(10)
    history.mark_edits((EditMark(3.0, "L2", "0", "0.1"),))
    history.mark_edits((EditMark(7.0, "learning rate", "0.1", "10"),))
    history.cut(4.0)
    assert history.curves().marks == (EditMark(3.0, "L2", "0", "0.1"),)


def test_the_lengths_of_weights_are_captured_and_may_be_missing_in_old_documents():
    history, again = filled(5), History(stride=1, layers=2)
    again.restore(history.capture())
    assert np.array_equal(again.curves().weight_norms, history.curves().weight_norms)
    again.restore(replace(history.capture(), weight_norms=np.empty((0, 0))))
    assert again.curves().weight_norms.shape == (5, 2) and np.isnan(again.curves().weight_norms).all()
    with pytest.raises(CaptureError):
        replace(history.capture(), weight_norms=np.zeros((4, 2)))
