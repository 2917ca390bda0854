"""What a refusal is: a sentence for the user that keeps its values apart, so that it can be said in any language."""


class Refusal(ValueError):
    """Why something was refused: one sentence that names the value and says what is allowed.

    `template` is the sentence with a place for each of the `values`, as `str.format` knows them; `str` fills them in.
    Without values it stands as it is, braces and all. The template is a literal where the refusal is raised: there
    the texts for translators are collected. A value may be a refusal itself.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template
