"""Small maps of numbers, and kernels with a name."""

import numpy as np
import pytest

from playground.data.errors import DataError
from playground.data.filters import FILTERS, make_filter, name_of_filter
from playground.data.number_maps import MAPS, MOST_SIDE, NumberMap, make_map
from playground.engine.limits import SpecError


@pytest.mark.parametrize("name", MAPS)
def test_a_built_in_map_is_small_and_the_same_again(name: str) -> None:
    found = make_map(name, 3)
    assert found == make_map(name, 3) and found.name == name and not found.values.flags.writeable
    assert max(found.values.shape[:2]) <= MOST_SIDE
    assert (make_map(name, 4) != found) == MAPS[name].is_random


def test_a_change_leaves_the_old_map_alone() -> None:
    old = make_map("slide")
    new = old.with_number((4, 4, 0), 2.5)
    assert new.values[4, 4, 0] == 2.5 and old.values[4, 4, 0] == 0
    larger = old.with_shape(6, 4, 2, 1.0)
    assert np.array_equal(larger.values[:5, :, :1], old.values[:, :4]) and larger.values[5:].min() == 1
    assert larger.values[..., 1].min() == 1 and old.with_shape(5, 5, 1) is old


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (np.ones((5, 5)), "Numbers of shape"),
        (np.ones((0, 5, 1)), "allowed are 1 to 32 rows and columns"),
        (np.ones((33, 5, 1)), "allowed are 1 to 32 rows and columns"),
        (np.ones((5, 5, 65)), "1 to 64 channels"),
        (np.full((2, 2, 1), np.nan), "A number is nan; allowed are −10⁶ to 10⁶"),
        (np.full((2, 2, 1), -np.inf), "A number is -inf"),
        (np.full((2, 2, 1), 2e6), "A number is 2e[+]06"),
    ],
)
def test_what_is_no_map_is_refused(values: np.ndarray, words: str) -> None:
    with pytest.raises(DataError, match=words):
        NumberMap(values)


def test_a_name_that_there_is_not_is_refused() -> None:
    with pytest.raises(DataError, match="There is no map 'lena'; allowed are slide"):
        make_map("lena")
    with pytest.raises(DataError, match="There is no kernel 'median'; allowed are identity"):
        make_filter("median")
    with pytest.raises(SpecError, match="the kernel size must be a whole number between 1 and 7"):
        make_filter("blur", 9)


@pytest.mark.parametrize("size", range(1, 8))
@pytest.mark.parametrize("name", FILTERS)
def test_a_kernel_of_every_size(name: str, size: int) -> None:
    kernel = make_filter(name, size, 5)
    assert kernel.shape == (size, size) and np.array_equal(kernel, make_filter(name, size, 5))


def test_kernels_do_what_they_are_called() -> None:
    assert make_filter("blur", 5).sum() == pytest.approx(1)
    assert make_filter("identity", 7)[3, 3] == make_filter("identity", 7).sum() == 1
    for name in ("sobel-x", "sobel-y", "laplacian"):
        assert make_filter(name).sum() == 0
    assert np.array_equal(make_filter("sobel-x").T, make_filter("sobel-y"))
    for name in ("sharpen", "emboss"):
        assert make_filter(name).sum() == 1
    assert name_of_filter(make_filter("emboss", 5)) == "emboss" and name_of_filter(make_filter("random")) is None
    alike = np.repeat(make_filter("emboss")[..., None], 3, axis=2)
    assert name_of_filter(alike) == "emboss" and name_of_filter(alike * [1, 1, 2]) is None
