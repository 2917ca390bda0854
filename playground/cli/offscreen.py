"""A screen that nobody sees: what Qt needs to know before it is imported."""

import os


def use_offscreen() -> None:
    """Lets Qt draw without a screen, unless a platform was chosen already."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
