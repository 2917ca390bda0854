"""The window in a language in which every text stands in «guillemets»: what has none was never translated."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QMenu, QWidget

from playground.data.errors import DataError
from playground.data.readers.columns import both
from playground.data.readers.csv import read_csv
from playground.engine.errors import Phrase
from playground.ui.panels.layers.model_panel import ModelPanel
from playground.ui.session.session import Session
from playground.ui.shell.studio import Studio
from playground.ui.widgets.unfolding_button import UnfoldingButton
from playground.ui.widgets.value_slider import LogSlider
from playground.ui.words.layer_text import units
from playground.ui.words.refusals import sentence
from tests.ui.unfolding import unfolded
from translations.update import collect, tool

TAGS = re.compile(r"<[^>]*>|&\w+;")
TRANSLATED = re.compile(r"«[^«»]*»")
WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    "Atelier",
    *(
        "tanh",
        "sigmoid",
        "softmax",
        "Softmax",
        "softplus",
        "linear",
        "square",
        "leaky",
        "ReLU",
        "ELU",
        "sin",
        "sign",
        "max",
    ),
    *("px", "ms", "µs", "ns"),  # units
    *("Ctrl", "Shift", "Space", "Del", "Esc", "Backspace"),  # keys
}
"""What is called the same in every language."""


@pytest.fixture(scope="module")
def guillemets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A translation of every text, with two forms where a number is told: «one …» and «…»."""
    folder = tmp_path_factory.mktemp("language")
    ts, qm = folder / "atelier_de.ts", folder / "atelier_de.qm"
    collect(ts)
    root = ElementTree.parse(ts).getroot()
    for message in root.iter("message"):
        text, translation = message.findtext("source"), message.find("translation")
        assert translation is not None
        translation.attrib.clear()
        forms = translation.findall("numerusform")
        for form, start in zip(forms, ("«one ", "«"), strict=False):
            form.text = f"{start}{text}»"
        if not forms:
            translation.text = f"«{text}»"
    ts.write_text(ElementTree.tostring(root, encoding="unicode"), encoding="utf-8")
    subprocess.run([tool("lrelease"), str(ts), "-qm", str(qm)], check=True, stdout=subprocess.DEVNULL)
    return qm


@pytest.fixture
def translated(qapp: QApplication, guillemets: Path) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(guillemets))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def studio(qtbot, translated, tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(studio.window)
    yield studio
    studio.window.close()


def texts_of(part: QObject) -> Iterator[str]:
    """All that a widget or a menu entry says, to the eye and to a screen reader."""
    if isinstance(part, QWidget):
        yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription(), part.windowTitle())
    if isinstance(part, QLabel | QAbstractButton | QAction):
        yield part.text()
    if isinstance(part, QMenu):
        yield part.title()
    if isinstance(part, QLineEdit):
        yield part.placeholderText()
    if isinstance(part, QComboBox):
        yield from (part.itemText(index) for index in range(part.count()))


def english(root: QObject) -> list[str]:
    """Texts with words that stand outside of every translation."""
    parts = [root, *root.findChildren(QObject)]
    texts = {text: part for part in parts if isinstance(part, QWidget | QAction) for text in texts_of(part)}
    return [f"{type(part).__name__}: {text}" for text, part in texts.items() if untranslated(text)]


def untranslated(text: str) -> list[str]:
    text = TAGS.sub(" ", text)
    while TRANSLATED.search(text):
        text = TRANSLATED.sub(" ", text)
    return [word for word in WORD.findall(text) if word not in NAMES]


def opened(qtbot, studio: Studio, name: str) -> Session:
    studio.show(name)
    session = studio.sessions[name]
    qtbot.waitUntil(lambda: session.snapshot is not None and len(session.state.data_set) > 0, timeout=60_000)
    return session


@pytest.mark.parametrize("name", ["regression", "perceptron", "network", "images", "convolution"])
def test_every_workspace_speaks_another_language(qtbot, studio, name):
    session = opened(qtbot, studio, name)
    studio.window.menu_actions.step.trigger()
    qtbot.waitUntil(lambda: session.snapshot.progress.step > 0, timeout=60_000)
    session.workspace.show_message("error", "", details="1")
    session.workspace.findChild(QAbstractButton, "message.unfold").click()
    for button in session.workspace.findChildren(UnfoldingButton):
        unfolded(button)
    assert english(studio.window) == []
    values = session.workspace.findChild(QAbstractButton, "data.problem.values")
    if values is not None:
        values.click()
        assert english(studio.window) == []


def test_the_settings_of_every_layer_speak_another_language(qtbot, studio):
    session = opened(qtbot, studio, "images")
    panel = session.workspace.model
    for kind in ("pool", "avgpool", "dropout"):
        panel.insert(kind)
    assert panel.reason() == ""
    for box in panel.strip.boxes[1:]:
        box.click()
        assert english(session.workspace) == []


def test_what_depends_on_a_number_has_the_form_for_it(translated):
    assert (units(1), units(1200)) == ("«1 unit»", "«1,200 units»")
    assert ModelPanel.tr("{0} parameters", None, 1) == "«one {0} parameters»"


def test_a_text_of_a_base_class_is_translated_in_its_subclasses(qtbot, translated):
    slider = LogSlider("", 0.01, 10, 1, tooltip="")
    qtbot.addWidget(slider)
    qtbot.keyClicks(slider.edit, "much")
    qtbot.keyClick(slider.edit, Qt.Key.Key_Return)
    assert slider.edit.toolTip() == "«“1.0much” cannot be used here: «a number from 0.010 to 10»»"


def test_menus_settings_and_help_speak_another_language(qtbot, studio):
    window = studio.window
    opened(qtbot, studio, "network")
    window.show_workspace("settings")
    window.menu_actions.shortcuts.trigger()
    window.menu_actions.about.trigger()
    assert english(window) == []
    assert {"«File»", "«Edit»", "«Run»", "«View»", "«Help»"} <= {menu.title() for menu in window.findChildren(QMenu)}
    assert window.menu_actions.undo.text() == "«Undo»"


def test_a_refusal_is_told_in_another_language(translated):
    inner = DataError("{count} points; allowed are 2 to {most:,}.", count=-1, most=10_000)
    assert sentence(inner) == "«\u22121 points; allowed are 2 to 10,000.»"
    outer = DataError("{name} cannot be read: {reason}.", name="a-b.csv", reason=inner)
    assert sentence(outer) == f"«a-b.csv cannot be read: {sentence(inner)}.»"
    assert str(outer) == "a-b.csv cannot be read: -1 points; allowed are 2 to 10,000.."


def test_a_note_of_two_sentences_is_told_in_another_language(translated):
    used = Phrase("{used:,} of {total:,} points are used, evenly chosen.", used=10_000, total=20_000)
    left_out = Phrase("1 line without {parts} is left out.", parts=Phrase("a label or a coordinate"))
    told = "«10,000 of 20,000 points are used, evenly chosen.» «1 line without «a label or a coordinate» is left out.»"
    assert sentence(both(used, left_out)) == f"«{told}»"


def test_columns_without_names_are_told_in_another_language(translated, tmp_path):
    (tmp_path / "points.csv").write_text(",a,x1,x2,y\n1,0,1,2,u\n2,0,2,1,v\n", encoding="utf-8")
    told = "«Columns taken as x1, x2 and label: ««x1, x2», y»; passed over: ««column 1», a».»"
    assert sentence(read_csv(tmp_path / "points.csv").note) == told


def test_a_refused_edit_says_why_in_another_language(qtbot, studio):
    session = opened(qtbot, studio, "network")
    assert session.state.edit_data(count=1) == "««points»: «1 is not «a whole number between 2 and 10,000»»»"


def test_a_file_that_cannot_be_read_says_why_in_another_language(qtbot, studio, tmp_path):
    session = opened(qtbot, studio, "network")
    (tmp_path / "wrong.csv").write_text("1,2,3,4\n", encoding="utf-8")
    studio.try_open(tmp_path / "wrong.csv")
    messages = session.workspace.messages
    qtbot.waitUntil(messages.isVisible, timeout=60_000)
    assert messages.text() == "«wrong.csv, line 1 has 4 columns; 3 are needed («x1, x2, label»), " + (
        "or a header that names them, separated by semicolon, tab, | or blanks, "
        "or by comma where numbers have decimal points.»"
    )
