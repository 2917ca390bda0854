"""A push button with an icon that is tinted to match its text."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton, QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME

Kind = Literal["ghost", "primary", "flat"]

MNEMONIC = Qt.TextFlag.TextShowMnemonic.value


class Button(QPushButton):
    """A button: `primary` is filled with the accent, `ghost` has a line around it, `flat` has nothing."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        tooltip: str,
        kind: Kind = "ghost",
        small: bool = False,
        other_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """other_text: what stands there at other times, for which there is always room."""
        super().__init__(text, parent)
        self._icon = icon
        self._other_text = other_text
        self._kind = kind
        self._looks: tuple[object, ...] = ()
        self.setProperty("kind", kind)
        if not text:
            self.setProperty("face", "icon")
        if small:
            self.setProperty("compact", True)
        self.setToolTip(tooltip)
        self.setAccessibleName(text or tooltip)
        self.setAccessibleDescription(tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tint()

    def set_face(self, text: str, icon: str, tooltip: str | None = None, *, name: str = "") -> None:
        """Show another text and icon, as when Train becomes Pause; name: what it is called where there is no text."""
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(name or text or self.toolTip())
        if tooltip is not None:
            self.setToolTip(tooltip)
            self.setAccessibleDescription(tooltip)
        self._tint()

    def sizeHint(self) -> QSize:
        """As wide as with the wider of both texts: all else of the two is equal."""
        hint = super().sizeHint()
        if not (self._other_text and self.text()):
            return hint
        here, other = (self.fontMetrics().size(MNEMONIC, text).width() for text in (self.text(), self._other_text))
        return hint + QSize(max(other - here, 0), 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._tint()

    def _tint(self) -> None:
        size = THEME.px(14)
        gap = 3 if self.text() else 0
        looks = (self._icon, self._ink().name(), size, gap)
        # Qt asks several times for one new theme, and a new icon lays out the whole window.
        if looks == self._looks or not (self._icon or self._looks):
            return
        self._looks = looks
        self.setIcon(icons.icon(self._icon, self._ink(), size, gap) if self._icon else QIcon())
        self.setIconSize(QSize(size + gap, size))

    def _ink(self) -> QColor:
        colours = THEME.colours
        if not self.isEnabled():
            return colours.muted if self._kind == "primary" else colours.faint
        return colours.on_accent if self._kind == "primary" else colours.text
