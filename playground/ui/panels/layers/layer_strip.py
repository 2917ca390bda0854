"""The layers of a network as boxes in a row, from the input to the output; one of them can be selected."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from playground.engine.spec import NetworkSpec
from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting, layer_text
from playground.ui.words.layer_kinds import kind_of, numbered

ARROW, NARROW_ARROW = 14, 6
HEIGHT = 76
PADDING, NARROW_PADDING = 7, 2


class _Box(QAbstractButton):
    """One layer: what it is, what it hands on, what it costs."""

    def __init__(self, lines: tuple[str, ...], hint: str, selectable: bool) -> None:
        super().__init__()
        self.lines = lines
        self.narrow = False
        self.setCheckable(selectable)
        self.setEnabled(selectable)
        self.setToolTip(hint)
        self.setAccessibleName(", ".join(lines))
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if selectable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        bold, plain = QFontMetricsF(self._title_font()), QFontMetricsF(THEME.font(11))
        widths = [(plain if i else bold).horizontalAdvance(line) for i, line in enumerate(self.lines)]
        padding = THEME.px(NARROW_PADDING if self.narrow else PADDING)
        return QSize(round(max(widths)) + 2 * padding + 3, THEME.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _title_font(self) -> QFont:
        return THEME.font(11 if self.narrow else 12, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = THEME.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge = colours.accent if chosen or self.hasFocus() else colours.line
        painter.setPen(QPen(edge, 1.5 if chosen else 1))
        hovered = self.underMouse() and self.isEnabled()
        painter.setBrush(colours.accent_soft if chosen else colours.hover if hovered else colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        line = THEME.px(15)
        top = (self.height() - line * len(self.lines)) / 2
        for number, text in enumerate(self.lines):
            painter.setFont(THEME.font(11) if number else self._title_font())
            painter.setPen(colours.muted if number else colours.text)
            painter.drawText(QRectF(0, top + number * line, self.width(), line), Qt.AlignmentFlag.AlignCenter, text)


class _Row(QWidget):
    """The boxes with small arrows between them."""

    def __init__(self) -> None:
        super().__init__()
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(ARROW)
        self.boxes: list[_Box] = []

    def set_boxes(self, boxes: list[_Box]) -> None:
        for box in self.boxes:
            self.layout_.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = boxes
        for box in boxes:
            self.layout_.addWidget(box)

    def fit(self, width: int) -> None:
        """Moves the boxes closer together where that makes them fit into a width; if it does not, they are scrolled."""
        for narrow in (False, True, False):
            self.layout_.setSpacing(NARROW_ARROW if narrow else ARROW)
            for box in self.boxes:
                box.narrow = narrow
                box.updateGeometry()
            needed = sum(box.sizeHint().width() + self.layout_.spacing() for box in self.boxes)
            if needed - self.layout_.spacing() <= width:
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for box in self.boxes[:-1]:
            middle = box.geometry().right() + 1 + self.layout_.spacing() / 2
            rect = QRectF(middle - 5, self.height() / 2 - 5, 10, 10)
            icons.paint(painter, "chevron-right", rect, THEME.colours.faint)


class LayerStrip(QScrollArea):
    """Shows a NetworkSpec; emits `selected` with the number of the layer that the user chose, the output included.

    The left and right arrow keys go from layer to layer, Delete asks for the removal of the selected one.
    """

    selected = Signal(int)
    removal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: NetworkSpec | None = None
        self._row = _Row()
        self._selected = 0
        self.setWidget(self._row)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._row.setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Layers of the network"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self._settle)

    @property
    def boxes(self) -> list[QAbstractButton]:
        """The boxes: the input, then one per layer."""
        return list(self._row.boxes)

    def show_spec(self, spec: NetworkSpec) -> None:
        """Shows another network."""
        if spec == self._spec:
            return
        self._spec = spec
        boxes = [self._input_box(spec)]
        for k in range(len(spec.layers)):
            box = _Box(self._lines(spec, k), self._hint(spec, k), selectable=True)
            box.clicked.connect(lambda _=False, k=k: self._choose(k))
            boxes.append(box)
        set_names("model.layer", input=boxes[0], **{str(k): box for k, box in enumerate(boxes[1:])})
        self._row.set_boxes(boxes)
        self.set_selected(min(self._selected, len(spec.layers) - 1))
        self._settle()

    def set_selected(self, layer: int) -> None:
        """Marks a layer as selected without emitting."""
        self._selected = layer
        for k, box in enumerate(self._row.boxes[1:]):
            box.setChecked(k == layer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._spec is not None:
            self._choose(min(max(self._selected + step, 0), len(self._spec.layers) - 1))
            self._row.boxes[self._selected + 1].setFocus()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, layer: int) -> None:
        self.set_selected(layer)
        self.ensureWidgetVisible(self._row.boxes[layer + 1])
        self.selected.emit(layer)

    def _input_box(self, spec: NetworkSpec) -> _Box:
        lines = (self.tr("Input"), layer_text.shape(spec.input_shape))
        return _Box(lines, self.tr("The input x: rows × columns × channels, values from 0 to 1"), selectable=False)

    def _lines(self, spec: NetworkSpec, k: int) -> tuple[str, ...]:
        layer, shape = spec.layers[k], layer_text.shape(spec.output_shapes[k])
        cost = self.tr("{0} par.").format(formatting.si(spec.parameter_counts[k]))
        activation = layer_text.activation(layer)
        title = kind_of(layer).title(layer)
        if k == len(spec.layers) - 1:
            return (activation[:1].upper() + activation[1:], title, cost)
        if activation:
            return (title, activation, shape, cost)
        return (title, shape, cost)

    def _hint(self, spec: NetworkSpec, k: int) -> str:
        name, count = numbered(spec)[k], spec.parameter_counts[k]
        text = self.tr("{0}: hands on {1}, {2} parameters (W and b); click to select it", None, count)
        return text.format(name, formatting.dimensions(*spec.output_shapes[k]), formatting.integer(count))

    def _settle(self) -> None:
        self.setFixedHeight(THEME.px(HEIGHT) + 12)
        self._row.fit(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.fit(self.viewport().width())
