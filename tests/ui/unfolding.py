"""What stands below an UnfoldingButton, reached as a user reaches it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from playground.ui.widgets.unfolding_button import UnfoldingButton


def unfolded(button: UnfoldingButton) -> QWidget:
    """What a button unfolds, folded again after a look at it."""
    button.click()
    assert button.unfolded.isVisible()
    button.unfolded.close()
    return button.unfolded


def control(button: UnfoldingButton, name: str) -> Any:
    """A control of what a button unfolds, by its name."""
    found = unfolded(button).findChild(QWidget, name)
    assert found is not None, name
    return found
