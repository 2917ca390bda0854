"""The window: PySide6."""
