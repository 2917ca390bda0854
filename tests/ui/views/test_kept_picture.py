"""Pictures that are kept are drawn anew when they have to be, and not before."""

import pytest
from PySide6.QtCore import QBuffer, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from playground.ui.look.theme import THEME
from playground.ui.views.kept_picture import KeptPicture

AREA = QRect(10, 20, 30, 10)


@pytest.fixture
def screen(qapp):
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    return image


class Drawing:
    """Fills the area, and counts how often it was asked to."""

    def __init__(self):
        self.count = 0

    def __call__(self, painter):
        self.count += 1
        painter.fillRect(AREA, THEME.colours.accent)


def paint(kept, device, key, draw):
    painter = QPainter(device)
    kept.paint(painter, AREA, key, draw)
    painter.end()


def test_it_is_drawn_once_for_a_key(screen):
    kept, draw = KeptPicture(), Drawing()
    for _ in range(3):
        paint(kept, screen, ("a",), draw)
    assert draw.count == 1
    paint(kept, screen, ("b",), draw)
    assert draw.count == 2


def test_it_lies_where_it_was_drawn(screen):
    paint(KeptPicture(), screen, (), Drawing())
    inside, outside = screen.pixelColor(AREA.center()), screen.pixelColor(AREA.bottomRight() * 1.2)
    assert inside == THEME.colours.accent and outside.name() == "#ffffff"


def test_another_theme_or_text_size_draws_it_anew(screen):
    kept, draw, mode, scale = KeptPicture(), Drawing(), THEME.mode, THEME.scale
    try:
        paint(kept, screen, (), draw)
        THEME.set_mode("dark")
        paint(kept, screen, (), draw)
        THEME.set_scale(1.5)
        paint(kept, screen, (), draw)
    finally:
        THEME.set_mode(mode)
        THEME.set_scale(scale)
    assert draw.count == 3


def test_files_that_can_be_enlarged_get_the_drawing_itself(qapp):
    buffer, kept, draw = QBuffer(), KeptPicture(), Drawing()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    for count in (1, 2):
        paint(kept, generator, (), draw)
        assert draw.count == count
    assert b"<image" not in buffer.data().data()
