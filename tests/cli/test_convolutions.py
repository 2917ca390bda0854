"""A convolution was never trained: the commands that ask trained models say so in a line."""

import pytest

from playground.document import document_of, write
from playground.training.convolution_examples import example
from playground.training.experiment import Experiment


@pytest.fixture
def slide(tmp_path):
    path, experiment = tmp_path / "slide.atelier", example("slide")
    assert isinstance(experiment, Experiment)
    write(path, document_of("convolution", experiment, experiment.data.input_shape, ()))
    return path


def test_it_is_neither_evaluated_nor_asked(refused, slide, tmp_path):
    for command in (("evaluate", slide, "digits"), ("predict", slide, slide)):
        assert f"{slide} holds nothing that was trained; open it in the window" in refused(*command)


def test_it_is_nothing_to_learn_from(refused, slide):
    assert "slide.atelier" in refused("train", "--data", slide)
    assert "'slide' is neither a file or folder nor a built-in set" in refused("train", "--data", "slide")
