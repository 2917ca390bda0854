"""Layers as words, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.activations import ACTIVATIONS
from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
    SpecError,
)
from playground.engine.words import format_layers, parse_layers

counts, activations = st.integers(1, 999), st.sampled_from(list(ACTIVATIONS))
steps = st.none() | counts
layers = st.one_of(
    st.builds(DenseSpec, counts, activations),
    st.builds(Conv2DSpec, counts, counts, counts, st.just("same") | st.integers(0, 99), activations, counts),
    st.builds(MaxPool2DSpec, counts, steps),
    st.builds(AveragePool2DSpec, counts, steps),
    st.just(FlattenSpec()),
    st.builds(DropoutSpec, st.floats(0, 1, exclude_max=True)),
)


def test_words() -> None:
    words = "conv8x5:relu pool2 conv16x3s2p0:leaky-relu avgpool2s1 flatten dropout0.25 dense64:relu dense10"
    expected = (
        Conv2DSpec(8, 5, activation="relu"),
        MaxPool2DSpec(2),
        Conv2DSpec(16, 3, 2, 0, "leaky-relu"),
        AveragePool2DSpec(2, 1),
        FlattenSpec(),
        DropoutSpec(0.25),
        DenseSpec(64, "relu"),
        DenseSpec(10),
    )
    assert parse_layers(words) == expected
    assert format_layers(expected) == words


def test_no_words_are_no_layers() -> None:
    assert parse_layers("  ") == ()
    assert format_layers(()) == ""


@given(st.lists(layers, max_size=5).map(tuple))
def test_round_trip(written: tuple[LayerSpec, ...]) -> None:
    assert parse_layers(format_layers(written)) == written


@pytest.mark.parametrize(
    "word", ["dens8", "dense", "dense-1", "conv8", "conv8x", "pool", "Dense8", "dropout", "٣", "dense٣"]
)
def test_a_bad_word_is_named_with_what_is_allowed(word: str) -> None:
    with pytest.raises(SpecError) as refusal:
        parse_layers(f"dense8 {word}")
    assert repr(word) in str(refusal.value)
    assert "dense8, conv8x5" in str(refusal.value)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("dense0", "units must be a whole number of at least 1, not 0"),
        ("dense8:rellu", "unknown activation 'rellu'; allowed are linear"),
        ("conv8x0", "kernel size"),
        ("conv8x3s0", "stride"),
        ("conv8x3d0", "dilation"),
        ("pool0", "pool size"),
        ("dropout1.5", "below 1, not 1.5"),
    ],
)
def test_a_bad_value_is_named_with_its_word(word: str, reason: str) -> None:
    with pytest.raises(SpecError) as refusal:
        parse_layers(word)
    assert repr(word) in str(refusal.value)
    assert reason in str(refusal.value)
