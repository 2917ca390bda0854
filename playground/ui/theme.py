"""The colours, the type sizes and the one appearance of the application: the only place that names a colour."""

from dataclasses import dataclass
from typing import Literal

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from playground.ui import fonts
from playground.ui.stylesheet import stylesheet

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")

SCALES = (0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
TEXT = 13
SMALL = 11

CLASS_SYMBOLS = ("o", "s", "t1", "d", "p", "star")
"""The pyqtgraph marker of each class: classes differ by shape as well as by colour."""


@dataclass(frozen=True)
class Colours:
    """The colour tokens of one theme. `faint` is for decoration and what is disabled: it is too pale to be read."""

    dark: bool
    background: QColor
    panel: QColor
    line: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    hover: QColor
    good: QColor
    bad: QColor
    warning: QColor
    good_soft: QColor
    bad_soft: QColor
    warning_soft: QColor
    good_text: QColor
    bad_text: QColor
    warning_text: QColor
    classes: tuple[QColor, ...]
    diverging: tuple[QColor, QColor, QColor]

    @property
    def negative(self) -> QColor:
        """Orange: class A, negative weights, negative values."""
        return self.classes[0]

    @property
    def positive(self) -> QColor:
        """Blue: class B, positive weights, positive values."""
        return self.classes[1]


def _colours(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


LIGHT = Colours(
    dark=False,
    background=QColor("#F5F6F8"),
    panel=QColor("#FFFFFF"),
    line=QColor("#E1E4EA"),
    text=QColor("#1D2330"),
    muted=QColor("#6A7384"),
    faint=QColor("#9AA3B2"),
    accent=QColor("#3454D1"),
    accent_soft=QColor("#E8ECFB"),
    on_accent=QColor("#FFFFFF"),
    hover=QColor("#F1F3F7"),
    good=QColor("#1B9E77"),
    bad=QColor("#C0392B"),
    warning=QColor("#E08214"),
    good_soft=QColor("#E5F4EF"),
    bad_soft=QColor("#FAE9E7"),
    warning_soft=QColor("#FDF0E2"),
    good_text=QColor("#0F7053"),
    bad_text=QColor("#A93024"),
    warning_text=QColor("#93500A"),
    classes=_colours("#E08214", "#2F7FC1", "#1B9E77", "#8E5EA2", "#D45087", "#7F7F7F"),
    diverging=(QColor("#F6B26B"), QColor("#F7F7F8"), QColor("#6FACDE")),
)

DARK = Colours(
    dark=True,
    background=QColor("#14171D"),
    panel=QColor("#1C2028"),
    line=QColor("#2C323D"),
    text=QColor("#E7EAF0"),
    muted=QColor("#9AA3B2"),
    faint=QColor("#6A7384"),
    accent=QColor("#8BA2FF"),
    accent_soft=QColor("#2A3352"),
    on_accent=QColor("#14171D"),
    hover=QColor("#252A34"),
    good=QColor("#4CC9A4"),
    bad=QColor("#E57368"),
    warning=QColor("#F0A04B"),
    good_soft=QColor("#1B3530"),
    bad_soft=QColor("#3A2529"),
    warning_soft=QColor("#3A2E22"),
    good_text=QColor("#4CC9A4"),
    bad_text=QColor("#F08B81"),
    warning_text=QColor("#F0A04B"),
    classes=_colours("#F0A04B", "#5AA7E6", "#4CC9A4", "#B48AC8", "#E87DAA", "#A6A6A6"),
    diverging=(QColor("#C07F3A"), QColor("#262B35"), QColor("#4483BA")),
)


def next_scale(scale: float, direction: int) -> float:
    """Return the next larger (1) or smaller (-1) text size, or the normal one (0)."""
    if direction == 0:
        return 1.0
    steps = [s for s in SCALES if (s - scale) * direction > 1e-9]
    return min(steps, key=lambda s: abs(s - scale), default=scale)


class Theme(QObject):
    """The appearance of the whole application; `changed` is emitted after new colours or a new text size apply.

    `applying` frames that work, which goes through every widget, with True and False.
    """

    changed = Signal()
    applying = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._scale = 1.0
        self._colours = LIGHT
        self._app: QApplication | None = None
        self._applied: tuple[Mode, bool, float] | None = None

    @property
    def colours(self) -> Colours:
        return self._colours

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def scale(self) -> float:
        return self._scale

    def install(self, app: QApplication) -> None:
        """Load the fonts, dress the application, and follow the system's colour scheme from now on."""
        fonts.load()
        if self._app is not app:
            self._app = app
            self._applied = None
            app.setStyle("Fusion")
            app.styleHints().colorSchemeChanged.connect(self._apply)
        self._tell_system()
        self._apply()

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or fix the light or the dark theme."""
        if mode not in MODES:
            raise ValueError(f"theme {mode!r}: expected one of {', '.join(MODES)}")
        if mode == self._mode:
            return
        self._mode = mode
        self._tell_system()
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Set the text size as a factor of 13 px, between 0.85 and 2."""
        scale = min(max(scale, SCALES[0]), SCALES[-1])
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def zoom(self, direction: int) -> None:
        """Take the next larger (1) or smaller (-1) text size, or the normal one (0)."""
        self.set_scale(next_scale(self._scale, direction))

    def px(self, size: float) -> int:
        """Return a length that grows with the text, in pixels."""
        return round(size * self._scale)

    def font(self, size: float = TEXT, weight: int = 400) -> QFont:
        """Return the application's font with tabular figures, `size` in pixels before scaling."""
        font = fonts.base()
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def _tell_system(self) -> None:
        """Ask for window frames and file dialogs that match a fixed theme."""
        if self._app is not None:
            schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
            self._app.styleHints().setColorScheme(schemes.get(self._mode, Qt.ColorScheme.Unknown))

    def _apply(self) -> None:
        self._colours = DARK if self._is_dark() else LIGHT
        wanted = (self._mode, self._colours.dark, self._scale)
        if wanted == self._applied:
            return
        self._applied = wanted
        pg.setConfigOptions(
            imageAxisOrder="row-major",
            antialias=True,
            background=self._colours.panel,
            foreground=self._colours.muted,
        )
        self.applying.emit(True)
        try:
            if self._app is not None:
                self._dress(self._app)
            self.changed.emit()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        finally:
            self.applying.emit(False)

    def _dress(self, app: QApplication) -> None:
        # A sheet that replaces another is applied to every widget once for each of its ancestors; a first one, once.
        app.setStyleSheet("")
        app.setPalette(_palette(self._colours))
        app.setFont(self.font())
        app.setStyleSheet(stylesheet(self._colours, self.px))

    def _is_dark(self) -> bool:
        if self._mode != "system" or self._app is None:
            return self._mode == "dark"
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(colours: Colours) -> QPalette:
    """Return the palette for whatever the style sheet does not reach."""
    role = QPalette.ColorRole
    palette = QPalette(colours.panel, colours.background)
    for roles, colour in (
        ((role.Window,), colours.background),
        ((role.Base, role.Button, role.ToolTipBase), colours.panel),
        ((role.AlternateBase,), colours.hover),
        ((role.Text, role.WindowText, role.ButtonText, role.ToolTipText), colours.text),
        ((role.PlaceholderText,), colours.muted),
        ((role.Highlight, role.Link, role.Accent), colours.accent),
        ((role.HighlightedText,), colours.on_accent),
    ):
        for each in roles:
            palette.setColor(each, colour)
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, colours.faint)
    return palette


THEME = Theme()
"""The application's appearance; Qt's palette and font are one per process as well."""
