"""Which class each file of a folder belongs to, and whether it is for training or testing, by the folders' names."""

from collections.abc import Sequence

import numpy as np

from playground.data.foreign import printable
from playground.data.readers.array_names import Split, told_by
from playground.data.readers.own_split import own_split
from playground.data.readers.trees import Tree
from playground.data.suffixes import PICTURE_FILES, ends_in
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class ClassFile:
    """A file within the folder of a class."""

    path: str
    class_name: str
    split: Split


@dataclass(frozen=True)
class ClassFolders:
    """files: sorted by class; passed_over: folders that are hidden or empty; outside: files that lie in no class."""

    files: tuple[ClassFile, ...]
    passed_over: tuple[str, ...]
    outside: tuple[str, ...]

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the folders that hold files, sorted."""
        return tuple(sorted({file.class_name for file in self.files}))

    def split(self) -> tuple[frozenset[str], str]:
        """The paths of the files for testing, none where that is not told, and a note on the split."""
        number = {name: place for place, name in enumerate(self.class_names)}
        label = np.array([number[file.class_name] for file in self.files], np.int64)
        is_test, note = own_split([file.split for file in self.files], label, self.class_names)
        tested = () if is_test is None else np.flatnonzero(is_test).tolist()
        return frozenset(self.files[place].path for place in tested), note


def class_folders(tree: Tree) -> ClassFolders:
    """The classes of a tree: its first folders, each with all that lies at any depth below.

    A single folder around everything is passed through; folders called train, test and validation above the classes
    are what divides the files into these.
    """
    base = passed_through(tree.files)
    splits = split_folders([path.removeprefix(base) for path in tree.files])
    around = split_around(base)
    places = {passed_through(tree.files, base + folder + "/", True): split for folder, split in splits.items()}
    files, outside = [], []
    for path in tree.files:
        start, split = next(((start, each) for start, each in places.items() if path.startswith(start)), (base, None))
        name, is_within, _ = path.removeprefix(start).partition("/")
        if is_within and (split is not None or not places):
            files.append(ClassFile(path, printable(name), split or around))
        else:
            outside.append(path)
    files.sort(key=lambda file: (file.class_name, file.path))
    return ClassFolders(tuple(files), (*tree.hidden, *tree.empty), tuple(outside))


def passed_through(files: Sequence[str], start: str = "", only_usual: bool = False) -> str:
    """Where the classes' folders are: `start`, or within a single folder that holds all the others.

    only_usual: such a folder counts only if its name says no more than train or images.
    """
    inner = [path.removeprefix(start) for path in files if path.startswith(start)]
    folders = {path.partition("/")[0] for path in inner if "/" in path}
    has_pictures = any("/" not in path and ends_in(path, PICTURE_FILES) for path in inner)
    if len(folders) != 1 or has_pictures or not any(path.count("/") > 1 for path in inner):
        return start
    (folder,) = folders
    told = told_by(folder)
    if only_usual and (told.rest or told.role not in ("", "images")):
        return start
    return passed_through(files, f"{start}{folder}/", only_usual)


def split_around(base: str) -> Split:
    """The part of a set that all files are of, where a folder that was passed through says so."""
    told = [told_by(folder) for folder in base.split("/")]
    splits: list[Split] = [each.split for each in told if each.split and not each.rest]
    return splits[-1] if splits else ""


def split_folders(files: Sequence[str]) -> dict[str, Split]:
    """The folders that divide the classes' files into training and test set, none where the classes come first."""
    folders = {path.partition("/")[0] for path in files if "/" in path}
    deep = {path.partition("/")[0] for path in files if path.count("/") > 1}
    told = {folder: told_by(folder) for folder in sorted(deep)}
    splits: dict[str, Split] = {folder: each.split for folder, each in told.items() if each.split and not each.rest}
    return splits if "train" in splits.values() or len(splits) == len(folders) else {}
