"""What the loss view reads from curves with gaps."""

import numpy as np

from playground.training.snapshot import Curves
from playground.ui.views.curves.edit_marks import loss_at


def test_where_there_was_no_loss_the_nearest_record_stands_in():
    epoch, none = np.array([0.0, 1.0, 2.0]), np.full(3, np.nan)
    curves = Curves(epoch, np.array([0.8, 0.4, np.nan]), none, none, none, np.zeros((3, 1)))
    assert loss_at(curves, 2.0) == 0.4
    assert loss_at(curves, 0.5) == np.mean([0.8, 0.4])
    assert loss_at(Curves(epoch, none, none, none, none, np.zeros((3, 1))), 1.0) is None
