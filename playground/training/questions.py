"""Questions about a model that take longer than a frame: answered a piece at a time, refined from frame to frame."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from playground.late_dataclass import dataclass

REST = 20
"""While the weights go on changing, a question is left alone for so many times as long as its answer took."""


class Question(Hashable, Protocol):
    """What a view wants to know; a frozen value, equal where the same is asked."""

    def pieces(self, subject: Any) -> Iterator[object]:
        """Works on the answer about a model that nobody else changes, a few milliseconds from one `yield` to the next.

        subject: a copy of the model (an engine Network, or a Perceptron), with `experiment` beside it, see Subject.
        What it yields is the answer so far, frozen, or None, which leaves what was known before; what it yields last is
        the whole.
        """


@dataclass(frozen=True, eq=False)
class Subject:
    """What a question is asked about: a model of its own, and the experiment that it comes from."""

    model: Any
    experiment: Any


@dataclass(frozen=True)
class Answer:
    """What is known so far, and whether it is all; `version` is that of the weights that it speaks for, `subject` the
    model that was asked."""

    result: object
    complete: bool
    version: object
    subject: Subject


@dataclass
class _Work:
    """An answer that is being worked out: the pieces to come, the last one, and the seconds that it has taken."""

    pieces: Iterator[object]
    version: object
    subject: Subject
    result: object = None
    seconds: float = 0.0


class Inquiry:
    """The questions that are being looked at, and what is known of each.

    An answer is worked out for the weights of one moment. Should they change meanwhile by training, it is finished all
    the same, and begun anew a while later: a whole answer of a moment ago says more than an unfinished one of now.
    Other weights by an edit or by going back make it worthless at once.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._questions: tuple[Question, ...] = ()
        self._work: dict[Question, _Work] = {}
        self._again: dict[Question, float] = {}
        self._answers: dict[Question, Answer] = {}
        self._given: dict[Question, Answer] = {}
        self._failed: set[Question] = set()

    def ask(self, questions: Sequence[Question]) -> None:
        """Goes on with these questions only."""
        self._questions = tuple(dict.fromkeys(questions))
        self._failed.clear()
        for known in (self._work, self._answers, self._again):
            for gone in known.keys() - set(self._questions):
                del known[gone]
        for question in self._questions:
            if question in self._given:
                self._answers.setdefault(question, self._given[question])

    def forget(self) -> None:
        """All answers are about another model."""
        for known in (self._work, self._answers, self._given, self._again):
            known.clear()

    def give(self, question: Question, result: object, version: object, subject: Subject) -> None:
        """Takes over a whole answer about weights of this version, as it was saved with them."""
        self._given[question] = Answer(result, True, version, subject)
        self.ask(self._questions)

    def whole(self, question: Question, version: object) -> object | None:
        """The whole answer about weights of this version; None where it is not known."""
        for answer in (self._answers.get(question), self._given.get(question)):
            if answer is not None and answer.complete and answer.version == version:
                return answer.result
        return None

    def is_open(self, version: object, changing: bool) -> bool:
        """Whether there is something to work out now for weights of this version, which may be `changing`."""
        return self._next(version, changing) is not None

    def go_on(self, version: object, changing: bool, subject: Callable[[], Subject]) -> None:
        """Works out the next piece; `subject` makes a Subject for a question that is begun."""
        question = self._next(version, changing)
        if question is None:
            return
        start = self._clock()
        try:
            if question not in self._work:
                asked = subject()
                self._work[question] = _Work(question.pieces(asked), version, asked)
            work = self._work[question]
            work.result = next(work.pieces)
            work.seconds += self._clock() - start
            if work.result is not None or question not in self._answers:
                self._answers[question] = Answer(work.result, False, work.version, work.subject)
        except StopIteration:
            self._end(question)
        except Exception:
            self._work.pop(question, None)
            self._failed.add(question)
            raise

    def _end(self, question: Question) -> None:
        work = self._work.pop(question)
        self._answers[question] = Answer(work.result, True, work.version, work.subject)
        self._again[question] = self._clock() + REST * work.seconds
        # The others come first now, should the weights go on changing.
        self._questions = (*(other for other in self._questions if other != question), question)

    @property
    def answers(self) -> Mapping[Question, Answer]:
        """What is known of each question; those of which nothing is known yet are missing."""
        return dict(self._answers)

    def _next(self, version: object, changing: bool) -> Question | None:
        """The question to work on: one that was begun, or the first whose answer is not about these weights."""
        if self._work:
            return next(iter(self._work))
        for question in self._questions:
            answer = self._answers.get(question)
            is_wanted = answer is None or answer.version != version
            is_resting = changing and self._clock() < self._again.get(question, 0.0)
            if is_wanted and not is_resting and question not in self._failed:
                return question
        return None
