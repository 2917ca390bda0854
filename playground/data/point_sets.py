"""The built-in point sets, and POINT_SETS, their only list."""

import numpy as np
import numpy.typing as npt

from playground.data import region_sets
from playground.data.errors import DataError
from playground.data.point_recipe import PointRecipe as PointRecipe
from playground.data.point_recipe import Points as Points
from playground.data.point_recipe import jitter
from playground.data.point_recipe import labels as labels
from playground.data.points import CLASS_NAMES, MAX_CLASSES, MAX_POINTS, PLANE, PointSet
from playground.data.splits import stratified_rank
from playground.engine.errors import Phrase

MAX_NOISE = 0.5
MAX_LABEL_NOISE = 0.5
MAX_MARGIN = 1.0


def polar(radius: npt.NDArray[np.float64], angle: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def circle(count: int, noise: float, rng: np.random.Generator) -> Points:
    """A disc (class 1) inside a ring (class 0)."""
    label = labels(count, 2)
    share = rng.random(count)
    radius = np.where(label == 1, 1.2 * np.sqrt(share), 1.8 + 0.8 * share)
    return jitter(polar(radius, rng.uniform(0, 2 * np.pi, count)), noise, rng), label


def xor(count: int, noise: float, rng: np.random.Generator) -> Points:
    """Class 1 in the quadrants where x1 and x2 have the same sign, class 0 in the others; a gap along the axes."""
    label = labels(count, 2)
    x = rng.uniform(0.2, 2.6, (count, 2))
    side = np.where(rng.random(count) < 0.5, -1.0, 1.0)
    x[:, 0] *= side
    x[:, 1] *= np.where(label == 1, side, -side)
    return jitter(x, noise, rng), label


def blobs(count: int, noise: float, rng: np.random.Generator) -> Points:
    """Two Gaussian clouds, class 0 lower left, class 1 upper right."""
    label = labels(count, 2)
    centre = np.where(label == 1, 1.3, -1.3)[:, None]
    return jitter(centre + 0.4 * rng.standard_normal((count, 2)), noise, rng), label


def spiral(count: int, noise: float, rng: np.random.Generator) -> Points:
    """Two interleaved arms of one and three quarter turns."""
    label = labels(count, 2)
    share = np.sqrt(rng.uniform(0.005, 1.0, count))
    angle = 1.75 * 2 * np.pi * share + np.where(label == 1, 0.0, np.pi)
    return jitter(polar(2.7 * share, angle), 0.4 * noise, rng), label


def moons(count: int, noise: float, rng: np.random.Generator) -> Points:
    """Two interleaved half circles, class 1 above."""
    label = labels(count, 2)
    angle = rng.uniform(0, np.pi, count)
    upper = np.stack([1.6 * np.cos(angle) - 0.8, 1.6 * np.sin(angle) - 0.4], axis=1)
    return jitter(np.where((label == 1)[:, None], upper, -upper), noise, rng), label


def rings(count: int, noise: float, rng: np.random.Generator) -> Points:
    """Three classes: a core and two rings around it."""
    label = labels(count, 3)
    share = rng.random(count)
    radius = np.choose(label, [0.7 * np.sqrt(share), 1.25 + 0.35 * share, 2.15 + 0.35 * share])
    return jitter(polar(radius, rng.uniform(0, 2 * np.pi, count)), noise, rng), label


def linear(count: int, noise: float, rng: np.random.Generator) -> Points:
    """The whole plane, divided by a line of random direction; noise blurs the line."""
    label = labels(count, 2)
    x = rng.uniform(-2.7, 2.7, (count, 2))
    angle = rng.uniform(0, 2 * np.pi)
    distance = x @ np.array([np.cos(angle), np.sin(angle)])
    x *= np.where((distance > 0) == (label == 1), 1.0, -1.0)[:, None]
    return jitter(x, noise, rng), label


def separable(count: int, noise: float, rng: np.random.Generator, margin: float = 0.15) -> Points:
    """Two clouds that a line of random direction separates with at least `margin` on either side.

    Noise spreads the clouds, never across the line.
    """
    label = labels(count, 2)
    angle = rng.uniform(0, 2 * np.pi)
    normal = np.array([np.cos(angle), np.sin(angle)])
    centre = 0.3 * rng.uniform(-1, 1, 2)
    depth = margin + 0.6 * np.abs(rng.standard_normal(count)) * (1 + noise)
    depth += 0.4 * rng.random(count)
    along = rng.standard_normal(count) * (1 + noise)
    side = np.where(label == 1, 1.0, -1.0) * np.minimum(depth, margin + 1.6)
    across = np.array([-normal[1], normal[0]])
    return centre + side[:, None] * normal + np.clip(along, -1.9, 1.9)[:, None] * across, label


POINT_SETS: dict[str, PointRecipe] = {
    "circle": PointRecipe(
        circle,
        Phrase("Circle"),
        Phrase("A disc inside a ring: no line separates them"),
        places={"network": 0, "perceptron": 2},
    ),
    "xor": PointRecipe(
        xor,
        Phrase("XOR"),
        Phrase("Opposite corners belong together: no line separates them"),
        places={"network": 1, "perceptron": 1},
    ),
    "blobs": PointRecipe(blobs, Phrase("Blobs"), Phrase("Two Gaussian clouds"), places={"network": 2}),
    "spiral": PointRecipe(
        spiral,
        Phrase("Spiral"),
        Phrase("Two arms around one another: hard for small networks"),
        places={"network": 3},
        sketch=(150, 0.0),
    ),
    "moons": PointRecipe(
        moons, Phrase("Moons"), Phrase("Two half circles that reach into one another"), places={"network": 4}
    ),
    "rings": PointRecipe(
        rings,
        Phrase("Rings"),
        Phrase("Three classes: a disc and two rings around it"),
        classes=3,
        places={"network": 5},
        sketch=(130, 0.08),
    ),
    "linear": PointRecipe(
        linear,
        Phrase("Linear"),
        Phrase("The plane in two halves: a single neuron can do it"),
        places={"network": 6},
    ),
    "over-sine": PointRecipe(
        region_sets.sine,
        Phrase("Sine"),
        Phrase("Above and below a sine: one bend after another"),
        is_further=True,
        places={"network": 7},
        sketch=(100, 0.0),
    ),
    "over-cubic": PointRecipe(
        region_sets.cubic,
        Phrase("Cubic"),
        Phrase("Above and below a cubic with two turning points"),
        is_further=True,
        places={"network": 8},
        sketch=(110, 0.0),
    ),
    "over-abs": PointRecipe(
        region_sets.absolute,
        Phrase("|x|"),
        Phrase("Above and below |x|: two ReLUs can do it exactly"),
        is_further=True,
        places={"network": 9},
        sketch=(90, 0.0),
    ),
    "heart": PointRecipe(
        region_sets.heart,
        Phrase("Heart"),
        Phrase("Inside and outside a heart"),
        is_further=True,
        places={"network": 10},
        sketch=(150, 0.0),
    ),
    "checkerboard": PointRecipe(
        region_sets.checkerboard,
        Phrase("Board"),
        Phrase("A checkerboard of four times four squares: hard for small networks"),
        is_further=True,
        places={"network": 11},
        sketch=(130, 0.0),
    ),
    "separable": PointRecipe(
        separable,
        Phrase("Separable"),
        Phrase("Two clouds with a line between them"),
        # Noise never pushes these points across their line: only one of the two is worth a control.
        options=("margin",),
        places={"perceptron": 0},
        sketch=(44, 0.0),
    ),
}
"""Name → how it is made. A set added here can be made, chosen, trained on and saved under its name."""


def offered_in(workspace: str, most_classes: int = MAX_CLASSES) -> tuple[str, ...]:
    """The sets that a workspace offers, in order: those of at most so many classes."""
    last = len(POINT_SETS)
    places = {
        name: last if recipe.places is None else recipe.places.get(workspace)
        for name, recipe in POINT_SETS.items()
        if recipe.classes <= most_classes
    }
    offered = {name: place for name, place in places.items() if place is not None}
    return tuple(sorted(offered, key=offered.__getitem__))


def make_points(
    name: str, count: int = 500, noise: float = 0.0, seed: int = 0, margin: float = 0.15, label_noise: float = 0.0
) -> PointSet:
    """A built-in point set: the same arguments give the same points.

    count 2…10,000, noise 0…0.5 (of half the plane's side), margin 0…1 (plane units, where it is an option), label_noise
    0…0.5 (the share of the points that get another class; everything else stays as it is without).
    Raises DataError when the name is unknown or a value is outside its range.
    """
    if name not in POINT_SETS:
        raise DataError(
            "There is no point set {name!r}; allowed are {allowed}.", name=name, allowed=", ".join(POINT_SETS)
        )
    check_making(count, noise)
    if not 0.0 <= margin <= MAX_MARGIN:
        raise DataError("The margin is {margin}; allowed is 0 to {most:g}.", margin=margin, most=MAX_MARGIN)
    if not 0.0 <= label_noise <= MAX_LABEL_NOISE:
        raise DataError("The label noise is {noise}; allowed is 0 to {most}.", noise=label_noise, most=MAX_LABEL_NOISE)
    rng = np.random.default_rng(seed)
    rank_rng, label_rng = rng.spawn(2)
    recipe = POINT_SETS[name]
    x, label = recipe.make(count, noise, rng, **({"margin": margin} if "margin" in recipe.options else {}))
    inside, names = reflected(x).astype(np.float32), CLASS_NAMES[: recipe.classes]
    rank = stratified_rank(label, rank_rng)
    return PointSet(inside, flipped(label, recipe.classes, label_noise, label_rng), rank, names, name)


def flipped(
    label: npt.NDArray[np.int64], classes: int, share: float, rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Labels of which this share is wrong: of more than two classes any other. A larger share adds to them."""
    order, steps = rng.permutation(len(label)), rng.integers(1, classes, len(label))
    wrong = order[: round(share * len(label))]
    result = label.copy()
    result[wrong] = (label[wrong] + steps[wrong]) % classes
    return result


def check_making(count: int, noise: float) -> None:
    """Raises DataError for a number of points or a noise that no set is made with."""
    if not 2 <= count <= MAX_POINTS:
        raise DataError("{count} points; allowed are 2 to {most:,}.", count=count, most=MAX_POINTS)
    if not 0.0 <= noise <= MAX_NOISE:
        raise DataError("The noise is {noise}; allowed is 0 to {most}.", noise=noise, most=MAX_NOISE)


def reflected(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Points that noise threw out of the plane, mirrored back at its edge (clipping would pile them up there)."""
    return np.clip(PLANE - np.abs(np.abs(x) - PLANE), 0.0, PLANE) * np.sign(x)
