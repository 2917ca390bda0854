"""The kinds of data, models, settings and captures, by the names that documents give them: open tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any, TypeVar

from playground.training.architecture import ChosenModel
from playground.training.data_kind import ChosenData
from playground.training.settings import TrainingSettings

Value = TypeVar("Value")
HERE = "playground.training."


class KindTable(MutableMapping[str, type[Value]]):
    """An open table of classes. One that is told by its place, "module:class" in this package, is loaded when it is
    asked for: whoever shows one kind of model needs no other."""

    def __init__(self, kinds: Mapping[str, type[Value] | str]) -> None:
        self._kinds: dict[str, Any] = dict(kinds)

    def __getitem__(self, name: str) -> type[Value]:
        kind: Any = self._kinds[name]
        if isinstance(kind, str):
            module, class_name = kind.split(":")
            kind = self._kinds[name] = getattr(import_module(HERE + module), class_name)
        found: type[Value] = kind
        return found

    def __setitem__(self, name: str, kind: type[Value]) -> None:
        self._kinds[name] = kind

    def __delitem__(self, name: str) -> None:
        del self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def name_of(self, value: object) -> str:
        """The name of a value's kind; KeyError where it has none. Loads nothing."""
        kind = type(value)
        place = f"{kind.__module__.removeprefix(HERE)}:{kind.__qualname__}"
        for name, known in self._kinds.items():
            if known is kind or known == place:
                return name
        raise KeyError(f"{kind.__name__} is none of {', '.join(self)}")


DATA_KINDS: KindTable[ChosenData] = KindTable(
    {
        "points": "chosen_data:PointsData",
        "images": "chosen_images:ImagesData",
        "values": "chosen_values:ValuesData",
        "maps": "chosen_maps:MapsData",
        "plane-values": "chosen_plane_values:PlaneValuesData",
    }
)
MODEL_KINDS: KindTable[ChosenModel] = KindTable(
    {
        "network": "architecture:Architecture",
        "perceptron": "architecture:PerceptronModel",
        "convolution": "chosen_convolution:ConvolutionModel",
    }
)
SETTINGS_KINDS: KindTable[TrainingSettings] = KindTable({"descent": TrainingSettings})
CAPTURE_KINDS: KindTable[Any] = KindTable(
    {
        "network": "network_capture:NetworkCapture",
        "perceptron": "perceptron_capture:PerceptronCapture",
        "convolution": "convolution_capture:ConvolutionCapture",
    }
)
"""Kind of model → what its runs are captured as. Fields are numbers, texts, flags, arrays, and tuples, mappings with
texts as keys, or frozen dataclasses of such; a class checks its values in __post_init__ and raises a ValueError."""
