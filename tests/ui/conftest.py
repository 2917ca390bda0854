"""What holds for all tests of the window."""

import pytest
from PySide6.QtGui import QCursor


@pytest.fixture(autouse=True)
def pointer_in_the_corner(request: pytest.FixtureRequest) -> None:
    """Where the test before has left the pointer, it would lie over something of this one."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp")
        QCursor.setPos(0, 0)
