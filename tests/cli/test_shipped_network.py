"""The shipped network reads digits as people draw and photograph them."""

import numpy as np
import pytest

from playground.cli.models import SHIPPED, open_model
from playground.data.assets import asset_path
from playground.data.pictures import from_canvas, prepare
from tests.cli.drawings import DRAWN, drawn, photographed
from tests.data.drawn_digits import inked, mouse_strokes

WAYS = {
    "plain": {},
    "thin": {"width": 5},
    "thick": {"width": 34},
    "slanted to the right": {"slant": 0.35},
    "slanted to the left": {"slant": -0.25},
    "small": {"scale": 0.2, "width": 7},
    "off-centre": {"scale": 0.35, "shift": 0.25},
    "off the other way": {"scale": 0.35, "shift": -0.28, "width": 10},
}


@pytest.fixture(scope="module")
def network():
    return open_model("strokes")


def read(network, prepared):
    """The digit that the network sees in a prepared picture."""
    return str(network.targets.decode(network.outputs(prepared.tensor[None]))[0])


def on_the_pad(*arguments, **options):
    """A drawing as the window hands it on."""
    return from_canvas(np.asarray(drawn(*arguments, **options)), (28, 28, 1))


@pytest.mark.parametrize("way", WAYS)
def test_digits_drawn_with_the_mouse(network, way):
    answers = {name: read(network, on_the_pad(words, **WAYS[way])) for name, words in DRAWN.items()}
    assert {name: answer for name, answer in answers.items() if answer != name[0]} == {}


def test_digits_drawn_with_a_shaky_hand(network):
    right = [
        read(network, on_the_pad(words, shaky=seed)) == name[0] for name, words in DRAWN.items() for seed in range(3)
    ]
    assert sum(right) / len(right) > 0.95


def test_photographs_of_pen_on_paper(network):
    right = [
        read(network, prepare(photographed(words, seed), (28, 28, 1))) == name[0]
        for seed, (name, words) in enumerate(DRAWN.items())
    ]
    assert sum(right) / len(right) > 0.95


def test_it_doubts_few_of_the_digits_that_people_draw(network):
    tensors = [on_the_pad(words, shaky=seed).tensor for words in DRAWN.values() for seed in range(3)]
    assert (network.novelty(np.stack(tensors)) > 1).mean() < 0.06


NO_DIGITS = {
    "A": "10,100 50,0* 90,100 | 25,62 75,62",
    "W": "0,0 25,100* 50,30* 75,100* 100,0",
    "fir": "50,100 50,2 | 50,20 25,40 | 50,20 75,40 | 50,45 18,68 | 50,45 82,68 | 50,66 10,92 | 50,66 90,92",
    "star": "20,100 50,0* 80,100* 5,38* 95,38* 20,100",
}


def test_of_two_digits_it_is_said_that_there_are_two_and_one_is_read(network):
    words = "30,0 0,60 40,60 | 30,30 30,100 | 65,15 85,0 95,25 60,98* 98,98"
    strokes = tuple(1.7 * stroke + 50 for stroke in mouse_strokes(words, 0.5, 9))
    prepared = from_canvas(np.asarray(inked(strokes, 9, (280, 280))), (28, 28, 1))
    assert len(prepared.digits) == 2 and read(network, prepared) in "42"


@pytest.mark.parametrize("name", NO_DIGITS)
def test_it_doubts_what_is_no_digit(network, name):
    for pen in (9, 14, 20):
        strokes = tuple(1.7 * stroke + 50 for stroke in mouse_strokes(NO_DIGITS[name], 0.5, pen))
        prepared = from_canvas(np.asarray(inked(strokes, pen, (280, 280))), (28, 28, 1))
        assert network.novelty(prepared.tensor[None])[0] > 1


def test_the_shipped_network_is_small():
    assert asset_path(SHIPPED["strokes"]).stat().st_size < 2**20
