"""The names of controls: the same in every language and from version to version, so that a lesson can point at one."""

from PySide6.QtCore import QObject


def set_names(area: str, **controls: QObject) -> None:
    """Names controls area.control. What is made of several gives its parts names below its own."""
    for name, control in controls.items():
        control.setObjectName(f"{area}.{name}")
