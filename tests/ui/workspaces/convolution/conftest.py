"""The workspace of the convolution, for the tests of this folder."""

from collections.abc import Callable, Iterator

import pytest

from tests.ui.workspaces.convolution.convolution_bench import ConvolutionBench


@pytest.fixture
def bench(qtbot) -> Iterator[Callable[..., ConvolutionBench]]:
    def make(*given: object) -> ConvolutionBench:
        made = ConvolutionBench(*given)
        qtbot.addWidget(made.workspace)
        made.workspace.show()
        made.workspace.activateWindow()
        qtbot.waitUntil(made.workspace.isActiveWindow)
        made.show()
        return made

    yield make
