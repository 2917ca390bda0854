"""Questions that take longer than a frame, answered a piece at a time beside training."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
import pytest

from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers
from playground.training.chosen_data import PointsData
from playground.training.commands import Configure, Look, Pause, Play, Restart, Step, WantFrame
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.loop import TrainingLoop
from playground.training.questions import Inquiry, Subject
from playground.training.settings import TrainingSettings
from tests.frames import first
from tests.ui.bench import Clock


@dataclass(frozen=True)
class Largest:
    """The largest weight, looked for one after another."""

    pieces_each: int = 4

    def pieces(self, subject: Subject) -> Iterator[float]:
        largest = 0.0
        for part in np.array_split(abs(subject.model.theta), self.pieces_each):
            largest = max(largest, float(part.max()))
            yield largest


@dataclass(frozen=True)
class Broken:
    """A question whose answer fails."""

    def pieces(self, subject: Subject) -> Iterator[float]:
        yield 1 / 0


QUESTION = Largest()


@pytest.fixture
def loop() -> TrainingLoop:
    loop = TrainingLoop(Clock())
    loop.handle(Configure(Experiment(PointsData("xor", count=60))))
    return loop


def shown(loop: TrainingLoop):
    loop.handle(WantFrame())
    return first(loop.frame())


def rest(loop: TrainingLoop) -> None:
    while loop.waiting_time() == 0.0:
        loop.train(0.001)


def test_an_answer_is_refined_from_frame_to_frame(loop):
    rest(loop)
    loop.handle(Look(Focus(questions=(QUESTION,))))
    seen = []
    while loop.waiting_time() == 0.0:
        loop.train(0.0)
        frame = shown(loop)
        if frame is not None and QUESTION in frame.answers:
            seen.append(frame.answers[QUESTION])
    assert len(seen) == 5 and [answer.complete for answer in seen] == [False] * 4 + [True]
    assert seen[-1].result == pytest.approx(abs(frame.theta).max())
    results = [answer.result for answer in seen]
    assert results == sorted(results)


def test_it_is_begun_anew_when_the_weights_change(loop):
    loop.handle(Look(Focus(questions=(QUESTION,))))
    rest(loop)
    before = shown(loop)
    loop.handle(Step())
    rest(loop)
    after = shown(loop)
    assert after.answers[QUESTION].complete
    assert after.answers[QUESTION].result == pytest.approx(abs(after.theta).max())
    assert after.answers[QUESTION].version != before.answers[QUESTION].version


@pytest.mark.parametrize("command", [Restart(), Configure(Experiment(PointsData("moons", count=60)))])
def test_what_was_known_of_another_model_is_forgotten(loop, command):
    loop.handle(Look(Focus(questions=(QUESTION,))))
    rest(loop)
    assert QUESTION in shown(loop).answers
    loop.handle(command)
    assert QUESTION not in shown(loop).answers


def test_another_learning_rate_keeps_what_is_known(loop):
    loop.handle(Look(Focus(questions=(QUESTION,))))
    rest(loop)
    start = shown(loop).experiment
    loop.handle(Configure(replace(start, training=TrainingSettings(learning_rate=0.2))))
    assert shown(loop).answers[QUESTION].complete


def test_while_a_network_learns_whole_answers_come_too(loop):
    """The weights change with every step; each answer is worked out for those of one moment."""
    loop.handle(Look(Focus(questions=(QUESTION, Largest(7)))))
    loop.handle(Play())
    complete = {question: set() for question in (QUESTION, Largest(7))}
    for _ in range(60):
        loop.train(0.02)
        frame = shown(loop)
        for question, answer in frame.answers.items():
            if answer.complete:
                complete[question].add(answer.version)
    assert frame.progress.step > 60
    assert all(len(versions) > 3 for versions in complete.values()), "the questions take turns"


def test_nobody_looks_nothing_is_worked_out(loop):
    loop.handle(Look(Focus(questions=(QUESTION,))))
    loop.handle(Look(Focus()))
    rest(loop)
    assert shown(loop).answers == {}
    assert loop.waiting_time() is None


def test_a_question_that_fails_is_told_once_and_the_others_are_answered(loop):
    rest(loop)
    loop.handle(Look(Focus(questions=(Broken(), QUESTION))))
    with pytest.raises(ZeroDivisionError):
        loop.train(1.0)
    loop.handle(Pause())
    rest(loop)
    assert set(shown(loop).answers) == {QUESTION}


def test_answers_speak_for_the_weights_that_they_were_begun_with():
    inquiry, theta = Inquiry(Clock()), np.array([1.0, -3.0, 2.0, 0.5])
    inquiry.ask([QUESTION])

    @dataclass
    class Model:
        theta: np.ndarray

    inquiry.go_on(1, True, lambda: Subject(Model(theta.copy()), None))
    theta[:] = 9
    while inquiry.answers[QUESTION].version == 1 and not inquiry.answers[QUESTION].complete:
        inquiry.go_on(2, True, lambda: Subject(Model(theta.copy()), None))
    assert inquiry.answers[QUESTION].result == 3.0
    assert inquiry.is_open(2, False) and not inquiry.is_open(1, False)


def test_another_loss_makes_what_was_known_worthless(loop):
    """The output layer changes with it, at the same step."""
    loop.handle(Look(Focus(questions=(QUESTION,))))
    rest(loop)
    start = shown(loop).experiment
    loop.handle(Configure(replace(start, training=replace(start.training, loss="squared-error"))))
    assert QUESTION not in shown(loop).answers


@dataclass(frozen=True)
class Late:
    """A question of which nothing is known before all is."""

    def pieces(self, subject: Subject) -> Iterator[float | None]:
        yield None
        yield None
        yield float(subject.model.theta[0])


def test_a_whole_answer_of_a_moment_ago_stays_until_the_next_is_whole(loop):
    loop.handle(Look(Focus(questions=(Late(),))))
    rest(loop)
    loop.handle(Play())
    seen = []
    for _ in range(60):
        loop.train(0.02)
        seen.append(shown(loop).answers[Late()])
    assert all(answer.complete or answer.result is not None for answer in seen)
    assert all(answer.result == answer.subject.model.theta[0] for answer in seen)
    assert len({answer.version for answer in seen}) > 2


def test_what_changes_is_asked_again_only_after_a_while():
    ticks = count()
    inquiry, network = Inquiry(lambda: next(ticks)), Network(NetworkSpec((2,), parse_layers("dense1:linear")))
    inquiry.ask([Late()])
    while inquiry.is_open(1, True):
        inquiry.go_on(1, True, lambda: Subject(network, None))
    assert inquiry.answers[Late()].complete
    assert not inquiry.is_open(2, True) and inquiry.is_open(2, False)
    while next(ticks) < 200:
        pass
    assert inquiry.is_open(2, True)
