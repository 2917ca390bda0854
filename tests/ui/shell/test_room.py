"""What stays in sight in a small window, what gives way, and what can be shown alone."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from playground.ui.look.theme import THEME
from playground.ui.shell.main_window import MainWindow
from playground.ui.widgets.card import Card
from playground.ui.widgets.columns import Columns
from playground.ui.widgets.enlarge_button import EnlargeButton
from playground.ui.widgets.workspace_body import WorkspaceBody
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from playground.ui.workspaces.page import WorkspacePage

SIZES = (
    (1920, 1080, 1.0),
    (1920, 1080, 1.5),
    (1440, 900, 1.0),
    (1280, 720, 1.5),
    (1024, 768, 1.0),
    (1024, 768, 1.5),
    (911, 512, 1.0),
    (911, 512, 1.5),
    (640, 600, 1.0),
)
RESULTS = {
    "perceptron": ("separator.plane", "mistakes.card"),
    "network": ("decision.plane", "loss.card"),
    "images": ("trial.pad", "loss.card"),
}


@pytest.fixture(autouse=True)
def theme(qapp):
    THEME.install(qapp)
    yield
    THEME.set_projector(False)
    THEME.set_scale(1.0)


@pytest.fixture
def window(studio, qtbot) -> MainWindow:
    studio.window.show()
    with qtbot.waitActive(studio.window):
        studio.window.activateWindow()
    return studio.window


def fit(window: MainWindow, width: int, height: int, scale: float = 1.0) -> None:
    THEME.set_scale(scale)
    window.resize(width, height)
    for _ in range(5):
        QCoreApplication.processEvents()


def page_of(window: MainWindow, name: str) -> WorkspacePage:
    window.show_workspace(name)
    page = window.workspace(name)
    assert isinstance(page, WorkspacePage)
    return page


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def is_whole(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def network(window: MainWindow) -> tuple[NetworkWorkspace, WorkspaceBody, Columns]:
    page = page_of(window, "network")
    assert isinstance(page, NetworkWorkspace)
    fit(window, 1440, 900)
    return page, page.body, page.body.columns


@pytest.mark.parametrize("name", RESULTS)
def test_transport_result_and_loss_stay_in_sight(window, name):
    page = page_of(window, name)
    result, loss = (part(page, each) for each in RESULTS[name])
    for width, height, scale in SIZES:
        fit(window, width, height, scale)
        said = f"{name} at {width} × {height}, {scale}"
        assert (window.width(), window.height()) == (width, height), said
        assert is_whole(result) and is_whole(loss), said
        side = min(result.width(), result.height())
        least = min(196 * scale, 0.44 * height) if name == "images" else 0.33 * min(page.width(), page.height())
        assert side >= least, said
        for control in ("transport.train", "transport.step", "transport.reset", "transport.chip"):
            assert is_whole(part(page, control)), f"{control} of {said}"
        if name == "images" and height > 400 * scale:  # Lower ones scroll the last classes.
            assert is_whole(part(page, "trial.probabilities")), said


@pytest.mark.parametrize("name", RESULTS)
def test_nothing_is_scrolled_sideways_but_the_layers_of_a_network(window, name):
    page = page_of(window, name)
    for width, height, scale in SIZES:
        fit(window, width, height, scale)
        for area in page.findChildren(QScrollArea):
            if area.isVisible() and area.horizontalScrollBar().isVisible():
                layers = "model.layers", "model.diagram"
                is_strip = area.objectName() in layers or any(area.findChild(QWidget, each) for each in layers)
                assert is_strip, (area, width, height, scale)


@pytest.mark.parametrize("name", RESULTS)
def test_a_page_at_rest_is_not_laid_out_again(window, name):
    class Requests(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.count += event.type() == QEvent.Type.LayoutRequest
            return False

    page = page_of(window, name)
    for size in ((1440, 900), (1024, 768), (640, 600)):
        fit(window, *size)
        settled = Requests()
        for _ in range(50):
            QCoreApplication.processEvents()
        for part in (page, *page.findChildren(QWidget)):
            part.installEventFilter(settled)
        for _ in range(50):
            QCoreApplication.processEvents()
        assert settled.count == 0, size


def test_the_window_may_be_640_pixels_wide(window):
    assert window.minimumWidth() <= 640 and window.minimumHeight() <= 512


def test_columns_at_the_left_give_way_first_and_come_back(window):
    _, _, columns = network(window)
    assert columns.folded == ()
    fit(window, 1024, 768)
    assert columns.folded == ("data",) and columns.tabs["data"].isVisible()
    fit(window, 911, 512)
    assert columns.folded == ("data", "model")
    fit(window, 1440, 900)
    assert columns.folded == () and not columns.tabs["data"].isVisible()


def test_a_tab_opens_its_column_over_the_page_and_closes_it(window, qtbot):
    page, _, columns = network(window)
    fit(window, 1024, 768)
    place = page.decision.mapTo(window, QPoint())
    qtbot.mouseClick(columns.tabs["data"], Qt.MouseButton.LeftButton)
    assert columns.opened == "data" and page.data.isVisible()
    assert page.decision.mapTo(window, QPoint()) == place
    qtbot.mouseClick(columns.tabs["data"], Qt.MouseButton.LeftButton)
    assert columns.opened == "" and not page.data.isVisible()
    fit(window, 1440, 900)
    assert page.data.isVisible()


def test_columns_are_as_wide_as_before_after_a_lesson_in_large_text(window, qtbot):
    """A drawer was open in between, on a page whose least widths are larger than what the columns have."""
    page = page_of(window, "network")
    fit(window, 1440, 900)
    (columns,) = [each for each in page.findChildren(Columns) if each.isVisible()]
    before = columns.splitter.sizes()
    fit(window, 1440, 900, 1.75)
    assert columns.folded
    for name in columns.folded:
        qtbot.mouseClick(columns.tabs[name], Qt.MouseButton.LeftButton)
        assert columns.opened == name
    columns.close_drawer()
    fit(window, 1440, 900)
    assert not columns.folded and columns.splitter.sizes() == before


def test_what_a_drawer_shows_is_scrolled_rather_than_pressed(window):
    page, _, columns = network(window)
    fit(window, 911, 512)
    columns.toggle("model")
    fit(window, 911, 512)
    assert page.model.diagram.isVisible() and page.model.diagram.height() > 150


def test_the_left_column_is_folded_by_hand_and_that_is_remembered(window, qtbot):
    page, _, columns = network(window)
    before = page.decision.width()
    window.menu_actions.left_column.trigger()
    fit(window, 1440, 900)
    assert columns.folded == ("data",) and page.decision.width() > before
    page.body.columns.fold_by_hand(())
    assert columns.folded == ()
    qtbot.mouseClick(part(page, "fold.data"), Qt.MouseButton.LeftButton)
    assert columns.folded_by_hand == ("data",)
    window._memory.save(window, {"network": page})
    columns.fold_by_hand(())
    window._memory.restore_folds("network", page)
    assert columns.folded == ("data",)
    qtbot.mouseClick(columns.tabs["data"], Qt.MouseButton.LeftButton)
    assert columns.folded == ()


def test_widths_of_columns_come_back_with_the_window(window):
    page, _, columns = network(window)
    columns.splitter.setSizes([300, 560, 440])
    before = columns.splitter.sizes()
    fit(window, 911, 512)
    window._memory.save(window, {"network": page})
    columns.splitter.setSizes([200, 600, 600])
    window._memory.restore_splitters("network", page)
    fit(window, 1440, 900)
    assert columns.folded == ()
    assert columns.splitter.sizes()[0] == pytest.approx(before[0], abs=40)


@pytest.mark.parametrize("way", ["key", "button", "double click"])
def test_a_card_is_shown_alone_and_among_the_others_again(window, qtbot, way):
    page, body, columns = network(window)
    card, place = page.decision, page.decision.geometry()

    def ask() -> None:
        if way == "key":
            QCursor.setPos(window.mapToGlobal(QPoint(2, 2)))  # over no card
            card.view.setFocus()
            QTest.keyClick(window, Qt.Key.Key_F)
        elif way == "button":
            qtbot.mouseClick(card.findChild(EnlargeButton), Qt.MouseButton.LeftButton)
        else:
            qtbot.mouseDClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() // 2 + 60, 20))
        fit(window, 1440, 900)

    ask()
    assert body.enlarged is card and card.width() > 0.9 * body.width() and card.height() > 0.9 * body.height()
    assert min(card.view.width(), card.view.height()) > 1.4 * min(place.width(), place.height())
    assert not columns.isVisible()
    ask()
    assert body.enlarged is None and columns.isVisible() and card.geometry() == place


def test_clicks_below_the_header_enlarge_nothing(window, qtbot):
    page, body, _ = network(window)
    for place in (page.decision.view, page.loss.view, page.model.columns):
        qtbot.mouseDClick(place, Qt.MouseButton.LeftButton)
    page.model.layer.setEnabled(False)
    qtbot.mouseDClick(page.model.layer, Qt.MouseButton.LeftButton)
    assert body.enlarged is None


def test_every_card_can_be_shown_alone(window):
    for name in RESULTS:
        page = page_of(window, name)
        fit(window, 1440, 900)
        for card in page.findChildren(Card):
            if card.isVisible():
                before = card.geometry()
                page.body.toggle(card)
                fit(window, 1440, 900)
                assert page.body.enlarged is card and card.isVisible(), card.title()
                page.body.toggle(card)
                fit(window, 1440, 900)
                assert card.isVisible() and card.geometry() == before, card.title()


def test_the_key_is_a_letter_where_one_types(window):
    page, body, _ = network(window)
    field = QLineEdit(page.decision)
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F)
    assert body.enlarged is None and field.text() == "f"


def test_escape_takes_away_what_lies_on_top(window):
    page, body, columns = network(window)
    fit(window, 1024, 768)
    columns.toggle("data")
    body.toggle(page.decision)
    page.warn("Something")

    def escape() -> tuple[bool, bool, str]:
        QTest.keyClick(window, Qt.Key.Key_Escape)
        return page.messages.isVisible(), body.enlarged is not None, columns.opened

    assert escape() == (False, True, "data")
    assert escape() == (False, False, "data")
    assert escape() == (False, False, "")
    assert escape() == (False, False, "")


def test_a_message_over_a_drawer_goes_first(window):
    page, _, columns = network(window)
    fit(window, 1024, 768)
    columns.toggle("data")
    page.warn("Something")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not page.messages.isVisible() and columns.opened == "data"


def test_a_refused_edit_moves_nothing(window):
    page, _, _ = network(window)
    before = page.model.columns.geometry()
    page.model.reason.tell("A sentence that says why it was not done, and what could be done in its place.")
    fit(window, 1440, 900)
    assert page.model.reason.isVisible() and page.model.columns.geometry() == before


def test_the_maps_fit_what_the_cards_above_them_leave(window):
    page = page_of(window, "images")
    fit(window, 1440, 900)
    assert is_whole(page.maps) and is_whole(page.model)
