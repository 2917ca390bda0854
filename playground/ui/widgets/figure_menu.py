"""Copying and saving a figure: the context menu that every figure has."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QImage, QMouseEvent, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QWidget

from playground.data.outputs import replacing
from playground.data.paths import reason
from playground.ui.look.theme import THEME
from playground.ui.widgets.file_dialogs import file_to_save
from playground.ui.widgets.names import set_names
from playground.ui.widgets.png import png_bytes
from playground.ui.words.refusals import sentence

SHARPNESS = 2


class FigureMenu(QObject):
    """Gives a widget a context menu: copy as image, save as PNG or SVG.

    `done` carries a sentence for the status bar, `failed` one for the message bar; `saved` follows a file
    that was written.
    """

    done = Signal(str)
    failed = Signal(str)
    saved = Signal()

    def __init__(self, figure: QWidget, name: str) -> None:
        """`name` is the proposed file name, without its ending, and begins the names of the entries."""
        super().__init__(figure)
        self._figure = figure
        self._name = name
        self.menu = QMenu(figure)
        copy = self.menu.addAction(self.tr("Copy as image"), self.copy)
        png = self.menu.addAction(self.tr("Save as PNG…"), lambda: self._ask("png"))
        svg = self.menu.addAction(self.tr("Save as SVG…"), lambda: self._ask("svg"))
        set_names(f"figure.{name}", menu=self.menu, copy=copy, png=png, svg=svg)
        figure.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        figure.customContextMenuRequested.connect(self._popup)

    def image(self) -> QImage:
        """Return the figure as a picture of twice the screen's sharpness."""
        size = self._figure.size()
        image = QImage(size * SHARPNESS, QImage.Format.Format_RGB32)
        image.fill(THEME.colours.panel)
        image.setDevicePixelRatio(SHARPNESS)
        painter = QPainter(image)
        self._render(painter)
        painter.end()
        return image

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())
        self.done.emit(self.tr("Figure copied"))

    def save(self, path: Path) -> None:
        """Write the figure as SVG or PNG, by the ending of the path; emits `done` or `failed`."""
        content = self._svg() if path.suffix.lower() == ".svg" else png_bytes(self.image())
        try:
            with replacing(path) as file:
                file.write(content)
        except (OSError, ValueError) as error:
            self.failed.emit(self.tr("{0} cannot be written: {1}").format(path, sentence(reason(error))))
        else:
            self.done.emit(self.tr("Figure saved as {0}").format(path.name))
            self.saved.emit()

    def _svg(self) -> bytes:
        size = self._figure.size()
        written = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(written)
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(0, 0), size))
        generator.setTitle(self._name)
        painter = QPainter(generator)
        painter.fillRect(QRect(QPoint(0, 0), size), THEME.colours.panel)
        self._render(painter)
        painter.end()
        return bytes(written.data().data())

    def _render(self, painter: QPainter) -> None:
        figure = self._figure
        watching = [widget for widget in (figure, *figure.findChildren(QWidget)) if widget.hasMouseTracking()]
        # What is shown for the pointer only, as labels and the brush, is no part of the figure.
        for widget in watching:
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))
        figure.render(painter, QPoint(0, 0))
        for widget in watching:
            if widget.underMouse():
                QCoreApplication.sendEvent(widget, _pointer_at(widget, QCursor.pos()))

    def _popup(self, position: QPoint) -> None:
        self.menu.popup(self._figure.mapToGlobal(position))

    def _ask(self, ending: str) -> None:
        kinds = f"{ending.upper()} (*.{ending})"
        path = file_to_save(self._figure, self.tr("Save figure"), f"{self._name}.{ending}", kinds)
        if path is not None:
            self.save(path.with_suffix(f".{ending}"))


def _pointer_at(widget: QWidget, place: QPoint) -> QMouseEvent:
    """The news that the pointer moved to a place on the screen."""
    none = Qt.MouseButton.NoButton
    local = QPointF(widget.mapFromGlobal(place))
    return QMouseEvent(QEvent.Type.MouseMove, local, QPointF(place), none, none, Qt.KeyboardModifier.NoModifier)


def figure_of(widget: QWidget | None) -> FigureMenu | None:
    """Return the figure that a widget is or lies in: what Ctrl+C copies when the pointer is there."""
    while widget is not None:
        for child in widget.children():
            if isinstance(child, FigureMenu):
                return child
        widget = widget.parentWidget()
    return None
