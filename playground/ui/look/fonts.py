"""The fonts that are shipped, so that the window looks the same everywhere."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from playground.data.assets import asset_path

FAMILIES = ("Inter", "Noto Sans Math")


@cache
def load() -> tuple[str, ...]:
    """Register the shipped fonts with the application, once, and return the names of their families."""
    families: list[str] = []
    for path in sorted(asset_path("fonts").glob("*.ttf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return tuple(families)


def base() -> QFont:
    """Return the font of the application: Inter with tabular figures, and a mathematical font for what Inter lacks."""
    return QFont(_base())


@cache
def _base() -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
