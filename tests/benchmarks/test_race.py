"""The race to a share of held-out pictures: same batches, equal askings, and an end."""

import math
from dataclasses import replace

import numpy as np
from race import Course, OurPupil, run, usual_experiment

from playground.data.image_sets import make_images
from playground.engine.network import Network
from playground.training.experiment import plan_network

COURSE = Course(pictures=60, share=0.9, steps=3, most_steps=12)
IMAGES = make_images("strokes", COURSE.pictures, 1)


class Told:
    """A pupil that reads so much at each asking, and remembers what it was taught."""

    def __init__(self, *shares):
        self.shares, self.lessons, self.masks = list(shares), [], []

    def batch(self, x, d):
        return x, d

    def learn(self, x, d, masks):
        self.lessons.append((x.copy(), d.copy()))
        self.masks.append((np.full((len(x), 3), len(self.lessons)),) if masks is None else masks)
        return self.masks[-1]

    def accuracy(self, x, d):
        assert len(x) == len(d) == 12, "the fifth that is held out"
        return self.shares.pop(0)


def test_everybody_gets_the_same_batches_and_dropout_until_they_arrive():
    first, late, early = Told(0.1, 0.95), Told(0.1, 0.2, 0.9), Told(0.1, 0.95)
    spent, turns = run([first, late, early], IMAGES, COURSE, 16, 0)
    assert turns == 3 and max(spent) < math.inf
    # The first one draws what dropout leaves out, for the others too, for as long as they need it.
    assert [len(each.lessons) for each in (first, late, early)] == [9, 9, 6]
    for other in (late, early):
        for (x, d), (other_x, other_d) in zip(first.lessons, other.lessons, strict=False):
            assert x.dtype == np.float32 and np.array_equal(x, other_x) and np.array_equal(d, other_d)
        assert all(own is drawn for own, drawn in zip(other.masks, first.masks, strict=False))


def test_who_does_not_arrive_takes_forever():
    never = Told(0.1, 0.2, 0.3, 0.89)
    spent, turns = run([never], IMAGES, COURSE, 16, 0)
    assert spent == [math.inf] and turns == 4 and len(never.lessons) == COURSE.most_steps


def test_our_pupil_learns():
    experiment = usual_experiment()
    spec = plan_network(replace(experiment, data=replace(experiment.data, pictures=IMAGES)))
    pupil = OurPupil(
        spec, [pair for pair in Network(spec, np.random.default_rng(0)).parameters if pair], experiment.training, 0
    )
    x, d = IMAGES.tensor(), np.eye(10, dtype=np.float32)[IMAGES.label]
    before = pupil.accuracy(x, d)
    for _ in range(30):
        (mask,) = pupil.learn(x, d, None)
        assert mask.shape == (COURSE.pictures, 96)
    assert pupil.accuracy(x, d) > max(0.5, before)


def test_it_is_the_network_that_the_window_shows():
    experiment = usual_experiment()
    assert experiment.data.source == "strokes" and experiment.training.optimizer == "adam"
