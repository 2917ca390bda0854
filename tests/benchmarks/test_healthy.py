"""Where nothing is wrong, nothing is said to be: a few of the many runs of the benchmark."""

import pytest
from healthy import EPOCHS, findings, healthy


@pytest.mark.parametrize("number", [*range(0, 200, 13), *range(4, 29, 5)])
def test_a_healthy_run_is_left_in_peace(number):
    assert findings(healthy(number), EPOCHS) == []
