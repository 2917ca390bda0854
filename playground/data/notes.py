"""What a reader has to say of what it read: sentences that keep their values apart, as refusals do."""


class Note(str):
    """A sentence for the user; `template` and `values` say it in another language.

    The template is a literal where the note is made. A value may be a note itself.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> "Note":
        note = super().__new__(cls, template.format(**values) if values else template)
        note.template, note.values = template, values
        return note


def both(first: str, second: str) -> str:
    """Two notes, either of which may be empty, as one."""
    return Note("{first} {second}", first=first, second=second) if first and second else first or second
