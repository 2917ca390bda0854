"""The built-in picture has what kernels find."""

import numpy as np

from playground.data.filters import make_filter
from playground.data.scene import make_scene
from playground.engine.filtering import PictureFilter
from playground.engine.layer_kinds import Conv2DSpec


def test_it_is_the_same_again_at_every_size() -> None:
    for side in (32, 128, 1000):
        scene = make_scene(side)
        assert scene.shape == (side, side, 3) and scene.dtype == np.uint8
    assert np.array_equal(make_scene(64), make_scene(64))


def test_it_has_edges_in_every_direction_and_places_without() -> None:
    grey = make_scene(128).mean(axis=2, dtype=np.float32) / 255
    filter, spec = PictureFilter(grey), Conv2DSpec(1, 3, 1, 0)
    for name in ("sobel-x", "sobel-y", "laplacian"):
        found = np.abs(filter.run(make_filter(name), spec).h)
        assert np.quantile(found, 0.99) > 0.5 and np.median(found) < 0.2
