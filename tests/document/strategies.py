"""Random experiments and documents, as wild as they are allowed to be."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from playground.data.features import FEATURES
from playground.data.image_sets import MAX_IMAGES
from playground.data.points import AxisScale, PointSet
from playground.document import Document, SavedRun
from playground.document.fitting import parameter_count
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.perceptron_rules import RULES
from playground.engine.schedules import SCHEDULES
from playground.engine.spec import AveragePool2DSpec, Conv2DSpec, DenseSpec, DropoutSpec, FlattenSpec, MaxPool2DSpec
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.chosen_maps import MapsData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.tasks import LOSS_NAMES, VALUE_LOSSES
from tests.document.captures import Capture, Record
from tests.training.convolutions import convolutions

seeds = st.integers(0, 2**53)
shares = st.floats(0.1, 1)
activations = st.sampled_from([name for name in ACTIVATIONS if name not in ("step", "softmax")])
finite = st.floats(-1e6, 1e6)


@st.composite
def point_sets(draw, classed=True, valued=False):
    count, classes = draw(st.integers(0, 12)), draw(st.integers(2, 6)) if classed else 0
    rng = np.random.default_rng(draw(seeds))
    x = rng.uniform(-3, 3, (count, 2)).astype(np.float32)
    scale = draw(st.none() | st.builds(AxisScale, st.tuples(finite, finite), st.just((0.1, -1e-7))))
    names = tuple(draw(st.lists(st.text(max_size=9), min_size=classes, max_size=classes)))
    rank = rng.random(count, np.float32)
    columns = draw(st.just(()) | st.tuples(st.text(max_size=9), st.text(max_size=9)))
    label = rng.integers(0, max(classes, 1), count)
    points = PointSet(x, label, rank, names, draw(st.text()), draw(st.text()), scale, columns)
    if not valued:
        return points
    value, value_scale = rng.uniform(-1, 1, count), draw(st.none() | st.tuples(finite, st.just(-0.3)))
    return replace(points, value=value, value_scale=value_scale, value_name=draw(st.text(max_size=9)))


@st.composite
def points_data(draw):
    common = {
        "count": draw(st.integers(2, 10_000)),
        "noise": draw(st.floats(0, 0.5)),
        "label_noise": draw(st.floats(0, 0.5)),
        "margin": draw(st.floats(0, 1)),
        "train_share": draw(shares),
        "seed": draw(seeds),
        "features": tuple(draw(st.lists(st.sampled_from(list(FEATURES)), min_size=1, unique=True))),
    }
    drawn = draw(st.none() | point_sets())
    return PointsData(source="circle" if drawn is None else "drawn", drawn=drawn, **common)


@st.composite
def values_data(draw):
    drawn = draw(st.none() | point_sets(classed=False))
    return ValuesData(
        source="line" if drawn is None else "drawn",
        count=draw(st.integers(2, 10_000)),
        noise=draw(st.floats(0, 0.5)),
        outliers=draw(st.floats(0, 0.5)),
        train_share=draw(shares),
        seed=draw(seeds),
        drawn=drawn,
    )


@st.composite
def plane_values_data(draw):
    drawn = draw(st.none() | point_sets(classed=False, valued=True))
    return PlaneValuesData(
        source="saddle" if drawn is None else "drawn",
        count=draw(st.integers(2, 10_000)),
        noise=draw(st.floats(0, 0.5)),
        train_share=draw(shares),
        seed=draw(seeds),
        features=tuple(draw(st.lists(st.sampled_from(list(FEATURES)), min_size=1, unique=True))),
        drawn=drawn,
    )


images_data = st.builds(ImagesData, st.text(max_size=200), st.integers(10, MAX_IMAGES), shares, seeds)
plain_layers = st.builds(DenseSpec, st.integers(1, 8), activations) | st.builds(DropoutSpec, st.floats(0, 0.99))
map_layers = (
    st.builds(Conv2DSpec, st.integers(1, 4), st.integers(1, 3), st.integers(1, 2), st.just("same"), activations)
    | st.builds(MaxPool2DSpec, st.just(1), st.none() | st.just(1))
    | st.builds(AveragePool2DSpec, st.just(1), st.none() | st.just(1))
)


def settings(losses=LOSS_NAMES):
    return st.builds(
        TrainingSettings,
        learning_rate=st.floats(1e-12, 100),
        optimizer=st.sampled_from(list(OPTIMIZERS)),
        batch_size=st.integers(1, 10_000),
        loss=st.sampled_from(losses),
        l1=st.floats(0, 10),
        l2=st.floats(0, 10),
        clip=st.none() | st.floats(1e-6, 1e6),
        stop_epoch=st.none() | st.integers(1, 1_000_000),
        stop_loss=st.none() | st.floats(1e-6, 1e6),
        stop_accuracy=st.none() | st.floats(1e-6, 1),
        patience=st.none() | st.integers(1, 1_000_000),
        schedule=st.sampled_from(list(SCHEDULES)),
        period=st.integers(1, 10_000),
        seed=seeds,
        pace=st.just(0.0) | st.floats(1e-3, 1e6),
    )


@st.composite
def architectures(draw, images):
    maps = draw(st.lists(map_layers, max_size=3)) if images else []
    flat = draw(st.lists(st.just(FlattenSpec()), max_size=1)) if images else []
    hidden = (*maps, *flat, *draw(st.lists(plain_layers, max_size=4)))
    keys = tuple(draw(st.lists(st.integers(0, 99), min_size=len(hidden), max_size=len(hidden), unique=True)))
    output = draw(st.none() | st.sampled_from([name for name in ACTIVATIONS if name != "step"]))
    frozen = tuple(draw(st.lists(st.sampled_from(("0", "3:1", "7:2:0", "1:0:b", "out")), max_size=3, unique=True)))
    return Architecture(hidden, keys, output, draw(st.sampled_from(list(INITIALIZERS))), frozen)


@st.composite
def experiments(draw):
    kind = draw(st.sampled_from(["points", "values", "plane-values", "images", "maps"]))
    if kind == "maps":
        return draw(convolutions())
    if kind == "plane-values":
        return Experiment(draw(plane_values_data()), draw(architectures(False)), draw(settings(VALUE_LOSSES)))
    if kind == "values":
        return Experiment(draw(values_data()), draw(architectures(images=False)), draw(settings(VALUE_LOSSES)))
    data = draw(images_data if kind == "images" else points_data())
    model = PerceptronModel() if kind == "points" and draw(st.booleans()) else draw(architectures(kind == "images"))
    return Experiment(data, model, draw(settings()))


perceptrons = st.builds(
    PerceptronModel,
    rule=st.sampled_from(list(RULES)),
    beside=st.booleans(),
    inputs=st.permutations(list(FEATURES)).map(lambda names: tuple(names[:2])),
    every_sample=st.booleans(),
)


@st.composite
def captures(draw):
    rng = np.random.default_rng(draw(seeds))
    rng.random(draw(st.integers(0, 3)))
    count = draw(st.integers(0, 5))
    return Capture(
        weights=rng.normal(0, 1e3, count).astype(np.float32),
        moments={name: rng.random((count, 2)) for name in draw(st.sets(st.text(max_size=9), max_size=3))},
        order=rng.permutation(count),
        pixels=rng.integers(0, 256, (count, 2, 2, 1), np.uint8),
        is_seen=rng.random(count) < 0.5,
        random=rng.bit_generator.state,
        records=tuple(draw(st.lists(st.builds(Record, finite, st.text(max_size=9)), max_size=3))),
        best=draw(st.none() | st.builds(Record, finite)),
        place=(draw(st.integers(-(2**127), 2**127)), draw(finite)),
        total=np.float64(draw(finite)),
        earlier=tuple(rng.random((draw(st.integers(0, 2)), 2), np.float32)),
        good=draw(st.none() | st.just(np.float32(rng.random(3)))),
    )


@st.composite
def documents(draw):
    """Documents of up to three runs. The test that writes them has a table of captures with the toy one in it."""
    first = draw(experiments())
    shape = (8, 9, 3)
    if isinstance(first.data, PointsData):
        shape = (2,) if isinstance(first.model, PerceptronModel) else (len(first.data.features),)
    names = tuple(draw(st.lists(st.text(max_size=12), min_size=2, max_size=6)))
    losses = LOSS_NAMES
    if isinstance(first.data, ValuesData):
        shape, names, losses = (1,), (), VALUE_LOSSES
    if isinstance(first.data, MapsData):
        shape, names = first.data.input_shape, ()
    if isinstance(first.data, PlaneValuesData):
        shape, names, losses = (len(first.data.features),), (), VALUE_LOSSES
    runs = []
    for _ in range(draw(st.integers(1, 3))):
        experiment = replace(first, training=draw(settings(losses)))
        count = parameter_count(experiment, shape, names)
        theta = None
        if draw(st.booleans()):
            theta = np.random.default_rng(draw(seeds)).normal(0, 1e3, count).astype(np.float32)
        step, epoch = draw(st.integers(0, 2**53)), draw(st.floats(0, 1e9))
        runs.append(SavedRun(experiment, theta, step, epoch, draw(st.none() | captures())))
    return Document(draw(st.text(min_size=1, max_size=9)), tuple(runs), shape, names)
