"""The runs of one workspace side by side, trained in lockstep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from playground.engine.errors import Refusal
from playground.engine.network import uninterrupted
from playground.training.changes import loses_learning, renewal
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.hyperparameters import Renewal
from playground.training.lockstep import Lockstep
from playground.training.member import CapturedRun, Member
from playground.training.novelty import NOVELTY, NoveltyDetector
from playground.training.pace import Speed
from playground.training.questions import Inquiry
from playground.training.returns import Begin, Beginning, ByHand, Place, Returns
from playground.training.snapshot import Snapshot
from playground.training.trail import MOST_PARAMETERS, Move, Trail
from playground.training.trainer import StepsBack, Trainer, make_trainer
from playground.training.watch import Watch


class Runs:
    """Goes on with every run by the same number of steps: those with the same data, seed and batch size see the same
    batches in the same order. The first one sets the pace."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.members: list[Member] = []
        self.returns: Returns[tuple[CapturedRun, ...]] = Returns()
        self._focus = Focus()
        self._trail = Trail()
        self._lockstep = Lockstep(clock, self.captured, self._take_back)

    def __bool__(self) -> bool:
        return bool(self.members)

    def look(self, focus: Focus) -> None:
        """What is wanted in snapshots from now on."""
        self._focus = focus
        for member in self.members:
            member.inquiry.ask(focus.questions)

    def configure(
        self, index: int, experiment: Experiment, playing: bool, gesture: int = 0, place: Place | None = None
    ) -> None:
        """Edits a run, or begins one behind the last. Raises what does not fit; the run stays as it was."""
        if index == len(self.members):
            self.returns.enter(place, False, self.captured)
            self._put(index, make_trainer(experiment))
            return
        begin = Begin.AS_BEFORE if place is None else place.begin
        loses = begin is not Begin.AS_BEFORE or loses_learning(self.members[index].trainer.experiment, experiment)
        kept = self.returns.enter(place, loses, self.captured)
        if kept is not None and self._return(index, experiment, kept, playing):
            return
        self._edit(self.members[index], experiment, playing, gesture)
        self._begin(index, begin, gesture)

    def _begin(self, index: int, begin: Beginning, gesture: int) -> None:
        if isinstance(begin, ByHand):
            self.members[index].trainer.put_weights(begin.theta, gesture)
            self._renew(self.members[index])
        elif begin is Begin.AFRESH:
            self.restart()
        elif begin is Begin.LAST_GOOD:
            self.rewind()

    def _edit(self, member: Member, experiment: Experiment, playing: bool, gesture: int) -> None:
        old, model = member.trainer.experiment, member.trainer.run.model
        novelty = member.inquiry.whole(NOVELTY, member.trainer.run.step_count)
        member.trainer.configure(experiment, gesture)
        renewed = renewal(old, experiment)
        if renewed or not self._trail.can_go_back:
            self._trail = Trail()
        else:
            self._trail.mark(self.captured())  # whoever goes back beyond it takes the steps of then as they were then
        if renewed & ~Renewal.OPTIMIZER:
            member.inquiry.forget()
            if novelty is not None and member.trainer.run.model is model:
                # Other samples, but the weights learned what they learned.
                member.inquiry.give(NOVELTY, novelty, member.trainer.run.step_count, member.trainer.subject())
            if not playing:
                member.speed = Speed(self._clock)  # that of before says nothing about this one

    def _return(self, index: int, experiment: Experiment, kept: tuple[CapturedRun, ...], playing: bool) -> bool:
        """Goes on with runs that were kept; False where their samples have become such that they do not fit."""
        runs = [replace(run, experiment=experiment) if at == index else run for at, run in enumerate(kept)]
        try:
            self.restore(runs)
        except Refusal:
            return False
        self.start()
        if not playing:
            self.begin_evaluation()
        return True

    def load(
        self,
        index: int,
        experiment: Experiment,
        theta: np.ndarray,
        step: int,
        epoch: float,
        novelty: NoveltyDetector | None,
    ) -> None:
        """Begins a run, in place of one that there is or behind the last, with these weights."""
        trainer = make_trainer(experiment)
        trainer.load(theta, step, epoch)
        self._put(index, trainer, novelty)

    def restore(self, captured: Sequence[CapturedRun]) -> None:
        """Goes on from captured runs, exactly, in place of those that there are."""
        trainers = []
        for run in captured:
            trainer = make_trainer(run.experiment)
            trainer.restore(run.capture)
            trainers.append(trainer)
        self.members = []
        for index, (trainer, run) in enumerate(zip(trainers, captured, strict=True)):
            self._put(index, trainer, run.novelty)

    def _take_back(self, captured: Sequence[CapturedRun]) -> None:
        """A step that was given up has not been taken: learning goes on from what came before it."""
        for member, run in zip(self.members, captured, strict=True):
            member.trainer.restore(run.capture)

    def go_back(self) -> None:
        """Takes the last step back, exactly; from a run that has diverged as many as it takes to be before that."""
        trail, count = self._trail, 1
        if not trail.can_go_back:
            self._step_back()
        waypoint = trail.back()
        while waypoint is not None:
            moves = [replace(move) for move in waypoint.moves]
            experiments = [member.trainer.experiment for member in self.members]
            self.restore(waypoint.runs)
            self._trail = trail
            for move in moves:
                self._retrace(move)
            for member, experiment in zip(self.members, experiments, strict=True):
                member.trainer.configure(experiment)
            self.begin_evaluation()  # which may find that it has diverged by now
            if not any(member.trainer.run.divergence for member in self.members):
                return
            count, waypoint = 2 * count, trail.back(count)

    def _step_back(self) -> None:
        """Where nothing is known of the way, as of runs that were opened."""
        for run in self._stepping_back():
            run.step_back()

    def _stepping_back(self) -> list[StepsBack]:
        runs = [member.trainer.run for member in self.members]
        return [run for run in runs if isinstance(run, StepsBack) and run.can_step_back]

    def drop(self) -> None:
        """Ends the last run, unless it is the only one."""
        if len(self.members) > 1:
            self.members.pop()
            self._trail = Trail()

    def restart(self) -> None:
        """Starts all afresh."""
        for member in self.members:
            member.trainer.restart()
            self._renew(member)

    def rewind(self) -> None:
        """Takes the runs that diverged back to their last good weights; all of them where none did."""
        diverged = [member for member in self.members if member.trainer.run.divergence]
        for member in diverged or self.members:
            member.trainer.rewind()
            self._renew(member)

    def go_on(self) -> None:
        """Learns on where the user's conditions had stopped it."""
        for member in self.members:
            member.trainer.run.go_on()

    def begin_again(self) -> None:
        """Goes once more through places that are all filled: nothing was learned that would be lost."""
        for member in self.members:
            experiment = member.trainer.experiment
            if member.is_over and experiment.model.route(experiment.data) is not None:
                member.trainer.restart()
                self._renew(member)

    def start(self) -> None:
        """Training begins: speeds are measured from now on."""
        for member in self.members:
            member.speed.start(member.trainer.run.step_count, member.trainer.run.epoch)

    def train(self, steps: int, between: Callable[[], object]) -> None:
        """So many steps of each run that has something left to learn, the smallest where its model is so watched."""
        self._walk(any(member.trainer.experiment.model.every_sample for member in self.members), steps, between)

    def step(self, fine: bool, sample: int | None, between: Callable[[], object]) -> None:
        """One step, or one of the smallest, of each run that has something left to learn; of networks also one from
        a sample alone. It is not given up."""
        self.go_on()
        self._walk(fine, 1, between, sample)

    def _walk(self, fine: bool, steps: int, between: Callable[[], object], sample: int | None = None) -> None:
        trail = self._trail
        if trail.wants_waypoint and self._is_small:
            trail.mark(self.captured())
        start = self._clock()
        count = self._lockstep.move(self.members, fine, steps, between, sample)
        trail.walk(fine, count, self._clock() - start, sample)

    def _retrace(self, move: Move) -> None:
        """Takes the steps of a move again, going on wherever it stopped then."""
        left, count = move.count, 1
        while left > 0 and count > 0:
            if self.is_over:
                self.go_on()
            count = self._lockstep.move(self.members, move.fine, left, uninterrupted, move.sample)
            left -= count

    def note_speed(self) -> None:
        """Brings the speeds up to date."""
        for member in self.members:
            member.speed.note(member.trainer.run.step_count, member.trainer.run.epoch)

    def watch(self, seconds: float, between: Callable[[], object]) -> bool:
        """Measures, beside so many seconds of learning, those of which nothing new has been told for a while; whether
        there is news."""
        share = seconds / max(1, len(self.members))
        return any([member.watch.go_on(member.trainer.run, share, between) for member in self.members])

    def begin_evaluation(self) -> None:
        """Training rests: the scores are brought wholly up to date, piece by piece."""
        for member in self.members:
            if not member.trainer.run.divergence:
                member.trainer.run.begin_evaluation()

    def evaluate_for_frame(self) -> None:
        """Brings scores up to date while training runs, where that costs little."""
        for member in self.members:
            member.trainer.run.evaluate_for_frame()

    def snapshots(self, playing: bool) -> tuple[Snapshot, ...]:
        """Everything that one frame shows, run by run."""
        can_go_back = self._trail.can_go_back or bool(self._stepping_back())
        return tuple(member.snapshot(self._focus, playing, can_go_back) for member in self.members)

    def captured(self) -> tuple[CapturedRun, ...]:
        """All runs as values."""
        return tuple(member.captured() for member in self.members)

    @property
    def may_be_left(self) -> bool:
        """Whether a step is under way that may be given up: then none of the runs has taken it."""
        return self._lockstep.may_be_left

    @property
    def seen_in_step(self) -> bool:
        """Whether the snapshot of a run that is in a step tells of what was before it: not of the batch that comes
        next, and of several runs some may have taken the step."""
        return len(self.members) == 1 and self.may_be_left and not self._focus.batch and self._focus.walk is None

    @property
    def is_over(self) -> bool:
        """Whether no run has anything left to learn."""
        return all(member.is_over for member in self.members)

    @property
    def has_samples(self) -> bool:
        """Whether there is anything to learn from."""
        return any(member.trainer.run.train_count for member in self.members)

    @property
    def pace(self) -> float:
        """The most steps a second; 0 for as fast as possible."""
        return self.members[0].trainer.experiment.training.pace if self.members else 0.0

    def _put(self, index: int, trainer: Trainer, novelty: NoveltyDetector | None = None) -> None:
        member = Member(trainer, Speed(self._clock), Inquiry(self._clock), Watch(self._clock))
        member.inquiry.ask(self._focus.questions)
        if novelty is not None:
            member.inquiry.give(NOVELTY, novelty, trainer.run.step_count, trainer.subject())
        self.members[index : index + 1] = [member]
        self._trail = Trail()

    @property
    def _is_small(self) -> bool:
        """Whether the runs can be captured again and again while they learn."""
        return sum(member.trainer.run.parameter_count for member in self.members) <= MOST_PARAMETERS

    def _renew(self, member: Member) -> None:
        self._trail = Trail()
        member.inquiry.forget()
        member.speed.start(member.trainer.run.step_count, member.trainer.run.epoch)
