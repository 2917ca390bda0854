"""The workspace of the perceptron, for the tests of this folder."""

from collections.abc import Callable, Iterator

import pytest

from tests.ui.workspaces.perceptron.perceptron_bench import PerceptronBench


@pytest.fixture
def bench(qtbot) -> Iterator[Callable[..., PerceptronBench]]:
    def make(**data: object) -> PerceptronBench:
        made = PerceptronBench(**data)
        qtbot.addWidget(made.workspace)
        made.workspace.show()
        made.workspace.activateWindow()
        qtbot.waitUntil(made.workspace.isActiveWindow)
        made.show()
        return made

    yield make
