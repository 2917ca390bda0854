from playground.data.readers.columns import both
from playground.engine.errors import Phrase


def test_two_notes_make_one_that_still_knows_them() -> None:
    first, second = Phrase("One."), Phrase("{axis} scaled.", axis="x1")
    note = both(first, second)
    assert note == "One. x1 scaled."
    assert isinstance(note, Phrase) and note.values["second"] is second


def test_an_empty_note_adds_nothing() -> None:
    note = Phrase("One.")
    assert both(note, "") is note and both("", note) is note and both("", "") == ""
