"""A share of wrong labels: seeded, and everything else as it is without."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.errors import DataError
from playground.data.point_sets import POINT_SETS, make_points


@given(
    st.sampled_from(sorted(POINT_SETS)), st.integers(2, 300), st.floats(0, 0.5), st.floats(0, 0.5), st.integers(0, 20)
)
def test_so_many_labels_are_wrong_and_nothing_else_changes(name, count, noise, share, seed):
    clean = make_points(name, count, noise, seed)
    noisy = make_points(name, count, noise, seed, label_noise=share)
    assert np.array_equal(clean.x, noisy.x) and np.array_equal(clean.rank, noisy.rank)
    assert np.count_nonzero(clean.label != noisy.label) == round(share * count)
    assert noisy == make_points(name, count, noise, seed, label_noise=share)


def test_more_label_noise_flips_more_labels_and_the_same_ones_again():
    clean, little, much = (make_points("moons", 200, label_noise=share).label for share in (0.0, 0.1, 0.3))
    wrong_little, wrong_much = clean != little, clean != much
    assert np.all(wrong_much[wrong_little]) and wrong_much.sum() == 60


def test_of_three_classes_both_others_occur():
    clean, noisy = (make_points("rings", 300, label_noise=share).label for share in (0.0, 0.5))
    wrong = clean != noisy
    assert set(((noisy - clean) % 3)[wrong]) == {1, 2}


@pytest.mark.parametrize("share", [-0.1, 0.6])
def test_other_shares_are_refused(share):
    with pytest.raises(DataError, match=r"label noise .* 0 to 0\.5"):
        make_points("moons", 50, label_noise=share)
