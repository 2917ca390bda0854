"""Random experiments with a convolution, as wild as they are allowed to be, and edits of them."""

from typing import Any

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from playground.data.number_maps import MAPS, NumberMap
from playground.engine.connection_counts import LayerSizes
from playground.engine.kernels import Kernels
from playground.engine.limits import SpecError
from playground.engine.words import parse_layers
from playground.training.chosen_convolution import CONVOLUTION, WAYS
from playground.training.chosen_maps import MapsData
from playground.training.convolution_beside import MAP_ACTIVATIONS, POOLINGS
from playground.training.convolution_examples import EXAMPLES, edited, example
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError

seeds = st.integers(0, 2**53)


@st.composite
def number_maps(draw: Any, most: int = 14) -> NumberMap:
    shape = draw(st.integers(1, most)), draw(st.integers(1, most)), draw(st.integers(1, 4))
    return NumberMap(np.random.default_rng(draw(seeds)).normal(0, 9, shape), draw(st.text(max_size=9)))


@st.composite
def maps_data(draw: Any) -> MapsData:
    drawn = draw(st.none() | number_maps())
    return MapsData("drawn" if drawn else draw(st.sampled_from(list(MAPS))), draw(seeds), drawn)


@st.composite
def kernels(draw: Any) -> Kernels:
    size, channels, filters = draw(st.integers(1, 7)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(seeds))
    return Kernels(rng.normal(0, 9, (size, size, channels, filters)), rng.normal(0, 9, filters))


changes = st.fixed_dictionaries(
    {},
    optional={
        "operation": st.sampled_from([CONVOLUTION, *POOLINGS]),
        "kernels": kernels(),
        "stride": st.integers(0, 8),
        "padding": st.none() | st.integers(-1, 7),
        "dilation": st.integers(1, 5),
        "activation": st.sampled_from([*MAP_ACTIVATIONS, "softmax"]),
        "pooling": st.none() | st.sampled_from(list(POOLINGS)),
        "pool_size": st.integers(0, 8),
        "pool_stride": st.none() | st.integers(0, 8),
        "way": st.sampled_from(WAYS),
        "every_sample": st.booleans(),
        "delta": st.none() | number_maps(20),
        "stack": st.sampled_from(["", "conv1x3 pool2", "conv4x5s2p0d3 avgpool3s1", "dense8"]).map(parse_layers),
        "sizes": st.builds(LayerSizes, units=st.integers(1, 10**6), field=st.integers(1, 200)),
    },
)


@st.composite
def convolutions(draw: Any) -> Experiment:
    """An example after an edit that is allowed."""
    experiment = example(draw(st.sampled_from(list(EXAMPLES))))
    try:
        return edited(experiment, draw(st.none() | maps_data()), **draw(changes))
    except (ExperimentError, SpecError):
        assume(False)
        raise
