"""The theme: contrast, colour maps, fonts, and that it reaches the application."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QRawFont, QStyleHints
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMainWindow, QToolButton, QWidget

from playground.ui.look import colour_maps, fonts, icons
from playground.ui.look.colours import DARK, LIGHT, Colours
from playground.ui.look.theme import CLASS_SHAPES, THEME

READABLE = (
    ("text", "panel"),
    ("text", "background"),
    ("text", "hover"),
    ("text", "accent_soft"),
    ("text", "bad_soft"),
    ("text", "warning_soft"),
    ("muted", "panel"),
    ("accent", "panel"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("good_text", "panel"),
    ("good_text", "good_soft"),
    ("bad_text", "panel"),
    ("bad_text", "bad_soft"),
    ("warning_text", "panel"),
    ("warning_text", "warning_soft"),
)
SYMBOLS = "⟨⟩‖∇θγρηδ₁₂²←→≠×−·Σ∂∈∞µ±✓–—“”…"

ROOT = Path(__file__).resolve().parents[3]
CHANGES_AND_ENDS = """
import os
import re

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from playground.ui.look.theme import THEME

app = QApplication([])
THEME.install(app)
window = QWidget()
THEME.dress(window)
for mode in ("dark", "light"):
    THEME.set_mode(mode)
    paths = re.findall(r"url\\((.*?)\\)", window.styleSheet())
    print(len(paths) > 5 and not any(QImage(path).isNull() for path in paths), flush=True)
os._exit(0)  # as when it is killed: nothing is tidied up
"""


@pytest.fixture(autouse=True)
def theme(qapp):
    THEME.install(qapp)
    THEME.set_mode("light")
    THEME.set_scale(1.0)
    yield
    THEME.set_mode("light")
    THEME.set_scale(1.0)


class CountingLabel(QLabel):
    """Counts how often it gets a new style."""

    dressed = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.dressed += event.type() == QEvent.Type.StyleChange


def luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


def contrast(first: QColor, second: QColor) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink, ground", READABLE)
def test_text_can_be_read(colours: Colours, ink: str, ground: str):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


def test_contrast_is_computed_as_wcag_does():
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_every_class_has_its_own_colour_and_marker():
    for colours in (LIGHT, DARK):
        assert len({colour.name() for colour in colours.classes}) == len(colours.classes) == len(CLASS_SHAPES)
        assert colours.negative == colours.classes[0]
        assert colours.positive == colours.classes[1]
    assert len(set(CLASS_SHAPES)) == 6


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_diverging_map_goes_from_orange_over_the_background_to_blue(colours: Colours):
    table = colour_maps.diverging_table(colours).astype(int)
    assert table.shape == (256, 3)
    red, blue = table[:, 0], table[:, 2]
    assert red[0] > blue[0] and blue[-1] > red[-1]
    middle = table[127:129].mean(axis=0)
    ground = np.array(colours.panel.getRgb()[:3])
    assert np.abs(middle - ground).max() <= 16


def test_diverging_map_is_symmetric_around_zero():
    rows = colour_maps.diverging_index(np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), limit=2.0).astype(int)
    assert rows[0] == 0 and rows[-1] == 255
    assert abs((rows[1] + rows[3]) - 255) <= 1
    assert rows[2] in (127, 128)


def test_diverging_colours_keep_the_shape_and_draw_no_nan():
    values = np.array([[np.nan, np.inf], [-np.inf, 0.0]])
    assert colour_maps.diverging_index(values).tolist() == [[128, 255], [0, 128]]


def test_zeros_take_the_middle_colour_whatever_the_limit():
    assert set(colour_maps.diverging_index(np.zeros(3))) == {128}


@pytest.mark.filterwarnings("error")
def test_what_has_faded_away_has_the_colour_of_zero():
    velocities = np.array([-6e-45, 0.0, 6e-45], np.float32)
    assert set(colour_maps.diverging_index(velocities)) == {128}


def test_fixed_theme_reaches_palette_windows_and_listeners(qapp: QApplication, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    THEME.dress(window)
    with qtbot.waitSignal(THEME.changed):
        THEME.set_mode("dark")
    assert THEME.colours is DARK
    assert qapp.palette().window().color() == DARK.background
    assert DARK.panel.name() in window.styleSheet()


def test_follows_the_system_unless_it_is_fixed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    hints = qapp.styleHints()

    def system_is(scheme: Qt.ColorScheme) -> None:
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: scheme)
        hints.colorSchemeChanged.emit(scheme)

    THEME.set_mode("system")
    system_is(Qt.ColorScheme.Dark)
    assert THEME.colours is DARK
    system_is(Qt.ColorScheme.Light)
    assert THEME.colours is LIGHT
    THEME.set_mode("light")
    system_is(Qt.ColorScheme.Dark)
    assert THEME.colours is LIGHT


def test_listeners_are_told_once(qapp: QApplication):
    told = []
    THEME.changed.connect(lambda: told.append(THEME.colours.dark))
    THEME.set_mode("dark")
    THEME.set_mode("dark")
    assert told == [True]


def test_a_widget_is_dressed_no_oftener_for_lying_deep(qtbot):
    """Qt restyles a widget once for each of its ancestors when one style sheet of the application replaces another."""
    outer = QWidget()
    qtbot.addWidget(outer)
    THEME.dress(outer)
    parents = [outer]
    for _ in range(12):
        parents.append(QWidget(parents[-1]))
    label = CountingLabel("1,284", parents[-1])
    outer.show()
    label.dressed = 0
    THEME.set_scale(1.3)
    assert 1 <= label.dressed <= 2


def test_what_is_put_together_is_dressed_once_when_it_comes_into_a_window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    THEME.dress(window)
    label = inner = CountingLabel("1,284")
    for _ in range(12):
        outer = QWidget()
        inner.setParent(outer)
        inner = outer
    assert not label.dressed
    window.setCentralWidget(outer)
    assert label.dressed == 1


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_buttons_of_qts_own_file_dialog_show_what_they_do(qtbot, mode):
    THEME.set_mode(mode)
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    THEME.dress(dialog)
    dialog.show()
    for name in ("backButton", "forwardButton", "toParentButton", "newFolderButton", "listModeButton"):
        button = dialog.findChild(QToolButton, name)
        button.setEnabled(True)
        image = button.grab().toImage()
        grounds = [image.pixelColor(2, 2), THEME.colours.background]
        inked = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        assert sum(min(contrast(colour, ground) for ground in grounds) > 2.5 for colour in inked) >= 10, name


def test_unknown_theme_is_refused():
    with pytest.raises(ValueError, match="sepia"):
        THEME.set_mode("sepia")


def test_text_grows_in_steps_and_back():
    THEME.zoom(1)
    larger = THEME.font().pixelSize()
    assert larger > 13
    for _ in range(10):
        THEME.zoom(1)
    assert THEME.scale == 2.0
    THEME.zoom(0)
    assert THEME.font().pixelSize() == 13


def test_labels_grow_with_the_text(qtbot):
    label = QLabel("1,284")
    qtbot.addWidget(label)
    label.setProperty("role", "number")
    THEME.dress(label)
    label.show()
    before = label.sizeHint().width()
    THEME.set_scale(2.0)
    label.ensurePolished()
    assert label.sizeHint().width() > 1.6 * before


def test_shipped_fonts_cover_the_course_and_are_small():
    assert set(fonts.FAMILIES) <= set(fonts.load())
    covered = [QRawFont.fromFont(_one_family(name)) for name in fonts.FAMILIES]
    assert [c for c in SYMBOLS if not any(font.supportsCharacter(ord(c)) for font in covered)] == []
    assert sum(path.stat().st_size for path in fonts.asset_path("fonts").iterdir()) <= 2**20


def test_figures_have_one_width():
    for weight in (400, 600):
        metrics = QFontMetricsF(THEME.font(weight=weight))
        assert len({round(metrics.horizontalAdvance(digit * 10), 3) for digit in "0123456789"}) == 1


def test_every_icon_can_be_drawn_and_tinted():
    for name in icons.names():
        image = icons.icon(name, QColor("#FF0000"), 24).pixmap(24, 24).toImage()
        inked = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        assert any(colour.alpha() > 128 and colour.red() > 200 and colour.green() < 60 for colour in inked), name


def test_style_sheets_find_icons_in_memory_each_in_its_colour(qapp):
    for colour in ("#ff0000", "#00ff00", "#ff0000"):
        path = icons.tinted_file("check", QColor(colour))
        assert path.startswith(":/")
        image = QImage(path)
        inked = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        assert max(inked, key=QColor.alpha).name() == colour


def _one_family(name: str) -> QFont:
    font = QFont(name)
    font.setPixelSize(13)
    return font


@pytest.mark.parametrize("there", [True, False], ids=["a folder", "no folder"])
def test_themes_change_without_files_in_the_temporary_folder(tmp_path, there):
    folder = tmp_path / "temporary"
    if there:
        folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    done = subprocess.run(
        [sys.executable, "-c", CHANGES_AND_ENDS], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["True", "True"], done.stderr
    assert (list(folder.iterdir()) if there else folder.exists()) in ([], False)
