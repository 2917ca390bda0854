"""Questions about a model that take longer than a frame: answered a piece at a time, refined from frame to frame."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Question(Hashable, Protocol):
    """What a view wants to know; a frozen value, equal where the same is asked."""

    def pieces(self, subject: Any) -> Iterator[object]:
        """Works on the answer about a model that nobody else changes, a few milliseconds from one `yield` to the next.

        subject: a copy of the model (an engine Network, or a Perceptron), with `experiment` beside it, see Subject.
        What it yields is the answer so far, frozen; what it yields last is the whole.
        """


@dataclass(frozen=True, eq=False)
class Subject:
    """What a question is asked about: a model of its own, and the experiment that it comes from."""

    model: Any
    experiment: Any


@dataclass(frozen=True)
class Answer:
    """What is known so far, and whether it is all; `version` is that of the weights that it speaks for."""

    result: object
    complete: bool
    version: object


class Inquiry:
    """The questions that are being looked at, and what is known of each.

    An answer is worked out for the weights of one moment. Should they change meanwhile by training, it is finished all
    the same, and then begun anew: a whole answer of a moment ago says more than an unfinished one of now. Other
    weights by an edit or by going back make it worthless at once.
    """

    def __init__(self) -> None:
        self._questions: tuple[Question, ...] = ()
        self._work: dict[Question, tuple[Iterator[object], object]] = {}
        self._answers: dict[Question, Answer] = {}
        self._given: dict[Question, Answer] = {}
        self._failed: set[Question] = set()

    def ask(self, questions: Sequence[Question]) -> None:
        """Goes on with these questions only."""
        self._questions = tuple(dict.fromkeys(questions))
        self._failed.clear()
        for known in (self._work, self._answers):
            for gone in known.keys() - set(self._questions):
                del known[gone]
        for question in self._questions:
            if question in self._given:
                self._answers.setdefault(question, self._given[question])

    def forget(self) -> None:
        """All answers are about another model."""
        for known in (self._work, self._answers, self._given):
            known.clear()

    def give(self, question: Question, result: object, version: object) -> None:
        """Takes over a whole answer about weights of this version, as it was saved with them."""
        self._given[question] = Answer(result, True, version)
        self.ask(self._questions)

    def whole(self, question: Question, version: object) -> object | None:
        """The whole answer about weights of this version; None where it is not known."""
        for answer in (self._answers.get(question), self._given.get(question)):
            if answer is not None and answer.complete and answer.version == version:
                return answer.result
        return None

    def is_open(self, version: object) -> bool:
        """Whether there is something to work out for weights of this version."""
        return self._next(version) is not None

    def go_on(self, version: object, subject: Any) -> None:
        """Works out the next piece; `subject` makes a Subject for a question that is begun."""
        question = self._next(version)
        if question is None:
            return
        try:
            if question not in self._work:
                self._work[question] = (question.pieces(subject()), version)
            work, begun = self._work[question]
            self._answers[question] = Answer(next(work), False, begun)
        except StopIteration:
            self._end(question)
        except Exception:
            self._work.pop(question, None)
            self._failed.add(question)
            raise

    def _end(self, question: Question) -> None:
        _, begun = self._work.pop(question)
        before = self._answers.get(question)
        self._answers[question] = Answer(None if before is None else before.result, True, begun)
        # The others come first now, should the weights go on changing.
        self._questions = (*(other for other in self._questions if other != question), question)

    @property
    def answers(self) -> Mapping[Question, Answer]:
        """What is known of each question; those of which nothing is known yet are missing."""
        return dict(self._answers)

    def _next(self, version: object) -> Question | None:
        """The question to work on: one that was begun, or the first whose answer is not about these weights."""
        if self._work:
            return next(iter(self._work))
        for question in self._questions:
            answer = self._answers.get(question)
            if question not in self._failed and (answer is None or answer.version != version):
                return question
        return None
