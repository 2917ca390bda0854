import copy
import pickle

from playground.data.notes import Note, both


def test_a_note_is_text_that_keeps_template_and_values() -> None:
    note = Note("{used:,} of {total:,} points are used.", used=10_000, total=25_000)
    assert note == "10,000 of 25,000 points are used."
    for other in (note, copy.deepcopy(note), pickle.loads(pickle.dumps(note))):
        assert isinstance(other, Note) and other == note
        assert (other.template, other.values) == (note.template, note.values)


def test_two_notes_make_one_that_still_knows_them() -> None:
    first, second = Note("One."), Note("{axis} scaled.", axis="x1")
    note = both(first, second)
    assert note == "One. x1 scaled."
    assert isinstance(note, Note) and note.values["second"] is second


def test_an_empty_note_adds_nothing() -> None:
    note = Note("One.")
    assert both(note, "") is note and both("", note) is note and both("", "") == ""
