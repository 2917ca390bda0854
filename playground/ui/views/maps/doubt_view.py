"""A word on whether a picture is like those that the network learned, beside what it answers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.training.usual_distance import KNOWN_SHARE
from playground.ui.look.theme import THEME
from playground.ui.words import formatting

HEIGHT = 22


class DoubtView(QWidget):
    """“familiar”, “nothing fits”, or nothing where it is not known; while the network learns, of a moment ago."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._novelty: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Whether the picture is like those that were learned"))
        THEME.changed.connect(self.updateGeometry)
        THEME.changed.connect(self.update)
        self._describe()

    @property
    def is_doubted(self) -> bool:
        """Whether nothing that the network knows fits."""
        return self._novelty is not None and not self._novelty <= 1

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows what a snapshot says of the probe picture."""
        novelty = snapshot.trace.novelty if snapshot.trace else None
        if novelty != self._novelty:
            self._novelty = novelty
            self._describe()
            self.update()

    def word(self) -> str:
        """What is shown."""
        if self._novelty is None:
            return ""
        return self.tr("nothing fits") if self.is_doubted else self.tr("familiar")

    def sizeHint(self) -> QSize:
        return QSize(110, THEME.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, THEME.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.word():
            return
        colours, font = THEME.colours, THEME.font(12, 600 if self.is_doubted else 400)
        metrics, room = QFontMetricsF(font), THEME.px(8)
        text = metrics.elidedText(self.word(), Qt.TextElideMode.ElideRight, self.width() - 2 * room)
        pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * room, self.height())
        # The word alone ends where the numbers above it do.
        pill.moveRight(self.width() + (0 if self.is_doubted else room))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_doubted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.warning_soft)
            painter.drawRoundedRect(pill, 6, 6)
        painter.setFont(font)
        painter.setPen(colours.warning_text if self.is_doubted else colours.muted)
        painter.drawText(pill.adjusted(room, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.word())
        wrong = round(100 * (1 - KNOWN_SHARE))
        text = self.tr(
            "Is the picture like those that the network learned?\n"
            "It is compared, in the layers of the network, with up to 1,500 of them. When even the nearest is farther\n"
            "than is usual, nothing fits, and the bars only tell which class is the least unlike.\n"
            "Of 100 pictures of the learned kind about {0} are doubted by mistake. What is of another kind is not\n"
            "always noticed: of letters, pictograms and scribbles the network that comes along misses one in eight."
        ).format(formatting.integer(wrong))
        if self._novelty is not None:
            measured = self.tr("This picture: {0} times the usual distance.")
            text += "\n" + measured.format(formatting.decimal(self._novelty))
        self.setToolTip(text)
