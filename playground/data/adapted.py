"""Pictures of a set as a network takes them that learned other ones."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from playground.data.image_sets import Progress
from playground.data.pictures import prepare, to_picture
from playground.data.preparation import Preparation, Style

ENLARGED_SIDE = 96


def adapted(
    images: npt.NDArray[np.uint8], shape: tuple[int, ...], preparation: Preparation, progress: Progress
) -> npt.NDArray[np.uint8]:
    """Pictures (n, rows, columns, channels) as inputs (n, *shape), each prepared by itself."""
    style = preparation.style_for(shape[-1])
    if style == "photo" and images.shape[1:] == shape:
        return images
    x = np.empty((len(images), *shape), np.uint8)
    for index, image in enumerate(images):
        picture = to_picture(image) if image.shape == shape else _framed(image, style)
        x[index] = np.round(prepare(picture, shape, style, preparation.fit).tensor * 255)
        progress((index + 1) / len(images))
    return x


def _framed(image: npt.NDArray[np.uint8], style: Style) -> Image.Image:
    """A picture of another size as one to be prepared: small writing that fills it is enlarged and gets a margin."""
    picture = to_picture(image)
    smallest, largest = min(picture.size), max(picture.size)
    if style == "photo" or smallest >= ENLARGED_SIDE:
        return picture
    grey = np.asarray(picture.convert("L"))
    ground = int(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])))
    grey = np.pad(grey, -(-3 * largest // 8), constant_values=ground)
    factor = ENLARGED_SIDE / smallest
    size = (round(grey.shape[1] * factor), round(grey.shape[0] * factor))
    return Image.fromarray(grey).resize(size, Image.Resampling.BICUBIC)
