"""How well what is no digit is told from digits by the shipped network: python benchmarks/doubt.py [--quick].

Each measure's threshold is the one within which 97 % of the strokes are that the network was tested with. What is no
digit is of two groups: the measure was chosen by the first, its error rates are those of the second.
"""

from __future__ import annotations

import blas  # noqa: F401  # isort: skip

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from non_digits import CHOSEN_BY, HELD_OUT, non_digits, told_apart
from novelty_measures import Measure, Passed, measures, passed
from report import Figure, Row, finish, parser

from playground.cli.models import SavedModel, SavedNetwork, open_model
from playground.data.adapted import adapted
from playground.data.image_sets import make_images
from playground.data.pictures import from_canvas, prepare
from playground.data.preparation import Preparation
from playground.training.batches import as_float
from playground.training.chosen_images import ImagesData
from playground.training.data_kind import Samples
from playground.training.novelty import make_detector
from playground.training.usual_distance import KNOWN_SHARE
from tests.data.drawn_digits import drawings, on_the_pad
from tests.data.photographs import photograph

SHAPE = (28, 28, 1)
ABOUT = "Measures how well what is no digit is told from digits."
LEARNED, TESTED, UNSEEN, EACH = 6000, 1000, 3000, 300
QUICK = 12
FALSE_ALARMS, FOUND = 6.0, 80.0


def main() -> int:
    options = parser(ABOUT).parse_args()
    most = QUICK if options.quick else EACH
    rows = []
    for row in measured(open_model("strokes"), most, 2 * LEARNED if options.quick else None):
        rows.append(row)
        print(row.row(), flush=True)
    return finish(rows, options)


def measured(model: SavedModel, most: int, strokes: int | None) -> Iterator[Row]:
    """A table of all measures, and the figures of the program's own; of so many strokes, or as many as were learned."""
    assert isinstance(model, SavedNetwork)
    network, samples = model.network, learned(model, strokes)
    digits = {name: passed(network, x) for name, x in pictures_of_digits(most).items()}
    others = {
        name: passed(network, non_digits(draw, most, SHAPE, seed))
        for seed, (name, draw) in enumerate({**CHOSEN_BY, **HELD_OUT}.items(), start=100)
    }
    detector = make_detector(network, samples)
    assert detector is not None
    rng = np.random.default_rng(1)
    known, tested = rng.permutation(samples.train)[:LEARNED], rng.permutation(samples.test)[:TESTED]
    all_measures = measures(network, samples.x[known], samples.wanted[known], detector)
    tests = passed(network, samples.x[tested])
    print(f"{'doubted, %':44}" + "".join(f"{name[:9]:>10}" for name in (*digits, "chosen by", "held out", "AUROC")))
    for name, measure in all_measures.items():
        alarms, found = doubted(measure, tests, digits), doubted(measure, tests, others)
        groups = (mean_of(found, CHOSEN_BY), mean_of(found, HELD_OUT))
        area = 100 * auroc(measure, digits["strokes"], [others[each] for each in HELD_OUT])
        print(f"{name:44}" + "".join(f"{value:10.1f}" for value in (*alarms.values(), *groups, area)), flush=True)
    print()
    yield from (Figure(f"doubted of digits: {name}", value, "%", FALSE_ALARMS) for name, value in alarms.items())
    yield from (Figure(f"found: {name}", found[name], "%", 0, at_least=True) for name in HELD_OUT)
    yield Figure(
        "two digits together: said to be several", 100 * told_apart(most, SHAPE, 99), "%", FOUND, at_least=True
    )
    yield Figure("found of all that was held out", mean_of(found, HELD_OUT), "%", FOUND, at_least=True)


def learned(model: SavedModel, strokes: int | None) -> Samples:
    """What a network learned and was tested with."""
    data = model.learned
    assert isinstance(data, ImagesData)
    return data.made(data.source, count=strokes or data.count).samples()


def pictures_of_digits(most: int) -> dict[str, np.ndarray]:
    """Digits that the network has never seen, by where they come from: (n, 28, 28, 1)."""
    drawn, real = drawings()[:most], make_images("digits", min(1797, 6 * most)).images
    return {
        "strokes": make_images("strokes", min(UNSEEN, 10 * most), seed=777).tensor(),
        "UCI": as_float(adapted(real, SHAPE, Preparation("digit"), lambda _: None)),
        "drawn": np.stack([from_canvas(on_the_pad(each), SHAPE).tensor for each in drawn]),
        "photographs": np.stack([prepare(photograph(each, seed), SHAPE).tensor for seed, each in enumerate(drawn)]),
    }


def doubted(measure: Measure, tests: Passed, groups: Mapping[str, Passed]) -> dict[str, float]:
    """The percentage of each group that is stranger than is usual in the test set."""
    threshold = np.quantile(measure(tests), KNOWN_SHARE)
    return {name: 100 * float((measure(pictures) > threshold).mean()) for name, pictures in groups.items()}


def mean_of(found: Mapping[str, float], kinds: Mapping[str, object]) -> float:
    """The mean of these kinds, which count the same."""
    return float(np.mean([found[name] for name in kinds]))


def auroc(measure: Measure, digits: Passed, others: Sequence[Passed]) -> float:
    """Of all pairs of a digit and something else, the share in which the digit is the less strange."""
    first, second = measure(digits), np.concatenate([measure(each) for each in others])
    place = np.searchsorted(np.sort(first), second, side="left")
    return float(place.mean() / len(first))


if __name__ == "__main__":
    sys.exit(main())
