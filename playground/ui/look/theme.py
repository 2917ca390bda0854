"""The one appearance of the application: the theme that is in force, its type sizes, its font."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from playground.ui.look import fonts
from playground.ui.look.colours import DARK, LIGHT, Colours
from playground.ui.look.stylesheet import stylesheet

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")

SCALES = (0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
TEXT = 13
SMALL = 11

PROJECTOR = {1.5: (1.7, 1.4), 2.0: (2.2, 1.8)}
"""How much larger text may be in the projector mode → how much stronger lines and larger marks of figures are then."""

CLASS_SHAPES = ("circle", "square", "triangle", "diamond", "pentagon", "star")
"""The marker of each class: classes differ by shape as well as by colour."""


def next_scale(scale: float, direction: int) -> float:
    """Return the next larger (1) or smaller (-1) text size, or the normal one (0)."""
    if direction == 0:
        return 1.0
    steps = [s for s in SCALES if (s - scale) * direction > 1e-9]
    return min(steps, key=lambda s: abs(s - scale), default=scale)


class Theme(QObject):
    """The appearance of the whole application; `changed` is emitted after new colours or a new text size apply.

    `applying` frames that work, which goes through every widget, with True and False. `sheet_changed` is for windows.
    """

    changed = Signal()
    applying = Signal(bool)
    sheet_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._scale = 1.0
        self._projector = False
        self._projector_size = 1.5
        self._colours = LIGHT
        self._app: QApplication | None = None
        self._sheet = ""
        self._applied: tuple[Mode, bool, float, bool, float] | None = None

    @property
    def colours(self) -> Colours:
        return self._colours

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def scale(self) -> float:
        """The text size in force."""
        return min(self._scale * self._projector_size, SCALES[-1]) if self._projector else self._scale

    @property
    def chosen_scale(self) -> float:
        """The text size that the user chose; the projector mode has a larger one."""
        return self._scale

    @property
    def projector(self) -> bool:
        """Whether everything is to be seen from the last row of a room."""
        return self._projector

    @property
    def projector_size(self) -> float:
        """How much larger text is in the projector mode, whether that is on or not."""
        return self._projector_size

    def install(self, app: QApplication) -> None:
        """Load the fonts, have the application look so, and follow the system's colour scheme from now on."""
        fonts.load()
        if self._app is not app:
            self._app = app
            self._applied = None
            app.styleHints().colorSchemeChanged.connect(self._apply)
        self._tell_system()
        self._apply()

    def dress(self, window: QWidget) -> None:
        """Give a window the style sheet that is in force, now and from now on.

        An application's own would be applied to everything again and again while the window is put together: to all
        that lies in a widget, whenever that gets a parent.
        """
        window.setStyleSheet(self._sheet)
        self.sheet_changed.connect(window.setStyleSheet)

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

    def set_projector(self, on: bool) -> None:
        """Have large text, strong lines and large marks, or what was there before."""
        if on != self._projector:
            self._projector = on
            self._apply()

    def set_projector_size(self, size: float) -> None:
        """Take a size of PROJECTOR, and turn the mode on."""
        self._projector, self._projector_size = True, size
        self._apply()

    def zoom(self, direction: int) -> None:
        """Take the next larger (1) or smaller (-1) text size, or the normal one (0)."""
        self.set_scale(next_scale(self._scale, direction))

    def px(self, size: float) -> int:
        """Return a length that grows with the text, in pixels."""
        return round(size * self.scale)

    def stroke(self, width: float) -> float:
        """Return the width of a line of a figure, in pixels."""
        return width * PROJECTOR[self._projector_size][0] if self._projector else width

    def mark(self, size: float) -> float:
        """Return the size of a mark in a figure, in pixels."""
        return size * PROJECTOR[self._projector_size][1] if self._projector else size

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
        wanted = (self._mode, self._colours.dark, self._scale, self._projector, self._projector_size)
        if wanted == self._applied:
            return
        self._applied = wanted
        self.applying.emit(True)
        try:
            if self._app is not None:
                self._restyle(self._app)
            self.changed.emit()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        finally:
            self.applying.emit(False)

    def _restyle(self, app: QApplication) -> None:
        app.setPalette(_palette(self._colours))
        app.setFont(self.font())
        self._sheet = stylesheet(self._colours, self.px)
        self.sheet_changed.emit(self._sheet)

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
