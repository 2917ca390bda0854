import copy
import pickle

from playground.data.errors import DataError
from playground.engine.errors import Phrase, Refusal


def test_a_refusal_is_its_sentence_and_keeps_template_and_values() -> None:
    error = DataError("{name}: {count:,} classes; allowed are 2 to {most}.", name="a.csv", count=1200, most=6)
    assert str(error) == "a.csv: 1,200 classes; allowed are 2 to 6."
    assert error.template == "{name}: {count:,} classes; allowed are 2 to {most}."
    assert error.values == {"name": "a.csv", "count": 1200, "most": 6}
    assert isinstance(error, ValueError)


def test_a_refusal_without_values_stands_as_it_is() -> None:
    assert str(Refusal("A rank lies outside {0, 1}.")) == "A rank lies outside {0, 1}."


def test_braces_in_a_value_are_only_text() -> None:
    assert str(Refusal("There is no {name!r}.", name="{a}")) == "There is no '{a}'."


def test_a_value_may_be_called_anything() -> None:
    assert str(Refusal("{self} and {template}", self=1, template=2)) == "1 and 2"


def test_a_refusal_within_a_refusal_is_told_in_its_place() -> None:
    reason = DataError("{count} points; allowed are 2 to {most:,}.", count=1, most=10_000)
    assert str(Refusal("{path}: {reason}", path="a", reason=reason)) == "a: 1 points; allowed are 2 to 10,000."


def test_a_refusal_can_be_copied_and_sent_to_another_process() -> None:
    error = DataError("{name} holds {count} samples.", name="x", count=0)
    for other in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(other) is DataError
        assert (str(other), other.template, other.values) == ("x holds 0 samples.", error.template, error.values)


def test_a_phrase_is_text_that_keeps_template_and_values() -> None:
    phrase = Phrase("{used:,} of {total:,} points are used.", used=10_000, total=25_000)
    assert phrase == "10,000 of 25,000 points are used."
    for other in (phrase, copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):
        assert isinstance(other, Phrase) and other == phrase
        assert (other.template, other.values) == (phrase.template, phrase.values)


def test_what_a_refusal_says_as_text_still_knows_its_values() -> None:
    error = Refusal("{name} holds {count} samples.", name="x", count=0)
    said = str(error)
    assert isinstance(said, Phrase) and (said.template, said.values) == (error.template, error.values)
