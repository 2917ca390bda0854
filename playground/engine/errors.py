"""Sentences for the user that keep their values apart, so that they can be said in any language."""


class Phrase(str):
    """Words for the user; `template` is the text with a place for each of the `values`, as `str.format` knows them.

    Without values the template stands as it is, braces and all. It is a literal where the phrase is made: there the
    texts for translators are collected. A value may be a phrase itself.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> "Phrase":
        phrase = super().__new__(cls, template.format(**values) if values else template)
        phrase.template, phrase.values = template, values
        return phrase


class Refusal(ValueError):
    """Why something was refused: one sentence that names the value and says what is allowed.

    It is made as a phrase is, and `str` is the sentence. A value may be a phrase, or another refusal.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return Phrase(self.template, **self.values)
