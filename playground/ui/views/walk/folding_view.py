"""Linear is linear: the affine maps that linear layers are together, with their numbers."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.affine import AffineMap
from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.training.walk_table import Quantity
from playground.ui.look.theme import THEME
from playground.ui.views.curves.layer_rows import layer_names
from playground.ui.views.walk.matrix_picture import MatrixPicture
from playground.ui.words.folding_text import part_text, product, same_text, unbent_text, whole_text

GAP, SPACE = 16, 6
LINES = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
LARGEST = 10_000


@dataclass(frozen=True, eq=False)
class _Block:
    """A text, and the matrices below it."""

    text: str
    matrices: tuple[Quantity, ...] = ()


class FoldingView(QWidget):
    """Renders what linear layers are together, or says why there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[_Block, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(self.tr("Linear layers as one map"))
        THEME.changed.connect(self._fit)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        self._blocks = _blocks(snapshot)
        self.setAccessibleDescription(self.text())
        self._fit()
        self.update()

    def text(self) -> str:
        """All that is said."""
        return "\n".join(block.text for block in self._blocks)

    def quantities(self) -> tuple[Quantity, ...]:
        """The matrices that are shown."""
        return tuple(each for block in self._blocks for each in block.matrices)

    def sizeHint(self) -> QSize:
        return QSize(600, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        y = 0.0
        for block in self._blocks:
            painter.setFont(THEME.font(12))
            painter.setPen(THEME.colours.text)
            height = self._text_height(block.text)
            painter.drawText(QRectF(0, y, self.width(), height), LINES, block.text)
            y += height + THEME.px(SPACE)
            x = 0.0
            for picture in self._pictures(block):
                size = picture.size()
                picture.paint(painter, QRectF(x, y, size.width(), size.height()), False)
                x += size.width() + THEME.px(GAP)
            y += self._matrix_height(block)

    def _fit(self) -> None:
        gap = THEME.px(SPACE)
        height = sum(self._text_height(each.text) + gap + self._matrix_height(each) for each in self._blocks)
        self.setMinimumHeight(round(height))

    def _text_height(self, text: str) -> float:
        room = QRect(0, 0, max(self.width(), 1), LARGEST)
        return QFontMetrics(THEME.font(12)).boundingRect(room, LINES, text).height()

    def _matrix_height(self, block: _Block) -> float:
        tallest = max((picture.size().height() for picture in self._pictures(block)), default=-THEME.px(GAP))
        return tallest + THEME.px(GAP)

    def _pictures(self, block: _Block) -> list[MatrixPicture]:
        """W with the room that b leaves it."""
        room = float(self.width())
        pictures: list[MatrixPicture] = []
        for quantity in reversed(block.matrices):
            pictures.insert(0, MatrixPicture(quantity, len(quantity.values), room))
            room -= pictures[0].size().width() + THEME.px(GAP)
        return pictures


def _blocks(snapshot: NetworkSnapshot) -> tuple[_Block, ...]:
    folding = snapshot.folding
    if folding is None:
        return (_Block(unbent_text()),)
    end = _Block(same_text(snapshot, folding))
    if folding.single is not None:
        return _Block(whole_text(snapshot, folding.single), _matrices(folding.single, "W", "b")), end
    names = layer_names(snapshot)
    parts = [each for each in folding.maps if len(each.layers) > 1]
    return *(_Block(part_text(names, each), _matrices(each, *product(each))) for each in parts), end


def _matrices(one: AffineMap, weight: str, bias: str) -> tuple[Quantity, ...]:
    return Quantity(weight, one.weight, True), Quantity(bias, one.bias[:, None], True)
