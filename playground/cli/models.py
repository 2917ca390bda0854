"""A trained model from a saved file, or one that is shipped, ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from playground.cli.errors import UsageError
from playground.cli.sources import DataSet
from playground.data.assets import asset_path
from playground.data.errors import DataError
from playground.data.features import expand
from playground.data.image_sets import IMAGE_SETS, ImageSet, Progress
from playground.data.paths import kind_of
from playground.data.pictures import Style, open_picture, prepare, to_picture
from playground.data.points import PointSet
from playground.data.readers.folder import list_pictures, read_folder
from playground.document import Document, read
from playground.engine.network import Network
from playground.training.batches import as_float
from playground.training.chosen_data import PointsData
from playground.training.tasks import Classification, ClassTargets

ENLARGED_SIDE = 96
CHECKED_FILES = 200
SHIPPED = {"strokes": "models/strokes.atelier"}


@dataclass(frozen=True)
class Model:
    """A document and the network in it, None for a perceptron."""

    name: str
    document: Document
    network: Network | None

    @property
    def takes_pictures(self) -> bool:
        """Whether its inputs are pictures rather than points."""
        return not isinstance(self.document.experiment.data, PointsData)

    @property
    def style(self) -> Style:
        """How a single picture is prepared for it: as handwriting where it takes grey pictures of a ready-made set.

        The pictures of a folder were photographs in training, so they are here.
        """
        source = Path(self.document.experiment.data.source)
        is_folder = source.name not in IMAGE_SETS and not source.suffix and "idx" not in source.name
        return "photo" if self.document.input_shape[-1] != 1 or is_folder else "digit"

    @property
    def task(self) -> Classification:
        """What the model was taught to do."""
        assert self.network is not None
        return Classification(len(self.document.class_names), self.network.spec.output_shape[0])

    @property
    def targets(self) -> ClassTargets:
        """The code between classes and output units."""
        assert self.network is not None
        return self.task.targets(self.network.spec.layers[-1].activation)

    def inputs(self, data: DataSet, progress: Progress) -> np.ndarray:
        """All samples of a data set as the model takes them: x (n, *input_shape); UsageError when it takes others."""
        if isinstance(data, PointSet) == self.takes_pictures:
            wanted = "pictures" if self.takes_pictures else "points"
            raise UsageError(
                "{name} was trained on {wanted}; {name2} holds none", name=self.name, wanted=wanted, name2=data.name
            )
        if isinstance(data, PointSet):
            return self._plane_inputs(data)
        return self._picture_inputs(data, progress)

    def read_folder(self, path: Path, count: int | None, progress: Progress) -> ImageSet:
        """The pictures in the subfolders of a folder, each prepared for the model unless they all have its size."""
        rows, columns, channels = self.document.input_shape
        files = [file for _, file in list_pictures(path)[1][:CHECKED_FILES]]
        ready = all(_size(file) in (None, (columns, rows)) for file in files)
        # A photograph that has the right size already is only scaled to [0, 1].
        return read_folder(path, count, (rows, columns, channels), "photo" if ready else self.style, progress)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """The probability of every class (n, classes) for inputs x (n, *input_shape)."""
        assert self.network is not None
        with np.errstate(all="ignore"):
            return self.targets.decision(self.network.predict(as_float(x)))

    def _plane_inputs(self, points: PointSet) -> np.ndarray:
        chosen = self.document.experiment.data
        assert isinstance(chosen, PointsData)
        x: np.ndarray = points.x
        trained_scale = None if chosen.drawn is None else chosen.drawn.scale
        if points.scale is not None or trained_scale is not None:
            # Each file was brought into the plane in its own way; the model knows only that of its own data.
            units = x if points.scale is None else points.scale.to_file(x)
            x = units if trained_scale is None else trained_scale.to_plane(units)
        # A perceptron sees the plane itself, whatever features are chosen.
        return x if self.network is None else expand(x, chosen.features)

    def _picture_inputs(self, data: ImageSet, progress: Progress) -> np.ndarray:
        shape = self.document.input_shape
        if data.images.shape[1:] == shape:
            return data.images
        x = np.empty((len(data), *shape), np.float32)
        for index, image in enumerate(data.images):
            x[index] = prepare(_framed(image, self.style), shape, self.style).tensor
            progress((index + 1) / len(data))
        return x


def _size(file: Path) -> tuple[int, int] | None:
    try:
        return open_picture(file).size
    except DataError:
        return None


def _framed(image: np.ndarray, style: Style) -> Image.Image:
    """A picture of a data set as one to be prepared: small writing that fills it is enlarged and gets a margin."""
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


def open_model(name: str) -> Model:
    """The model in a saved file, or a shipped one; raises UsageError, DataError or DocumentError naming the file."""
    path = asset_path(SHIPPED[name]) if name in SHIPPED else Path(name)
    if kind_of(path) == "nothing":
        raise UsageError(
            "{name!r} is neither a saved model (.atelier) nor one of the shipped ones: {names}",
            name=name,
            names=", ".join(SHIPPED),
        )
    document = read(path)
    if document.theta is None:
        raise UsageError("{name} holds no trained weights; train it and save it again", name=name)
    network = None
    if document.spec is not None:
        network = Network(document.spec, None)
        network.theta[:] = document.theta
    return Model(name, document, network)
