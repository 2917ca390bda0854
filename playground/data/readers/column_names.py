"""What the names of columns mean: which of them are coordinates, the label, or only count the rows."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

LABELS = (
    *("label", "labels", "class", "classes", "target", "targets", "species", "category", "categories"),
    *("classlabel", "classname", "klasse", "classe", "clase", "kategorie", "catégorie", "categoría", "ziel"),
    *("y", "diagnosis", "outcome", "response", "output", "group", "gruppe", "cluster", "type", "typ", "kind", "art"),
    *("variety", "sort", "color", "colour", "farbe", "lab", "t"),
)
"""Names of the column of labels, the surest first."""
LABEL_PARTS = ("label", "class", "target", "klasse", "category")
INDICES = {
    *("", "id", "ids", "index", "idx", "#", "no", "nr", "row", "rows", "rowid", "rowname", "rownames", "rownumber"),
    *("number", "num", "n", "obs", "observation", "sample", "sampleid", "case", "point", "pointid", "lfdnr", "nummer"),
}
"""Names of columns that count or name the rows; pandas writes none, or `Unnamed: 0` where it read none."""
UNNAMED = re.compile(r"unnamed:\d+")
PAIRS = (
    *(("x", "y"), ("xcoordinate", "ycoordinate"), ("xcoord", "ycoord"), ("coordx", "coordy"), ("posx", "posy")),
    *(("xpos", "ypos"), ("px", "py"), ("longitude", "latitude"), ("lon", "lat"), ("lng", "lat"), ("u", "v")),
)
LONGEST_MEANT = 80
"""No longer name means anything."""
UNIT = re.compile(r"[\[(](?!\d+[\])])[^\])]*[\])]")
PUNCTUATION = re.compile(r"[\s_.\-\[\](){}'\"]+")
NUMBERED = re.compile(r"([^\W\d](?:.*\D)?)(\d{1,6})")


def plain(name: str) -> str:
    """A column's name without what does not tell it apart: capitals, units, blanks, brackets, subscripts."""
    name = unicodedata.normalize("NFKC", name[:LONGEST_MEANT]).casefold()
    return PUNCTUATION.sub("", UNIT.sub("", name) or name)


def is_index(name: str) -> bool:
    """Whether a column with this plain name tells only which row it is."""
    return name in INDICES or UNNAMED.fullmatch(name) is not None


def label_among(names: Sequence[str]) -> int | None:
    """Which of the plain names is that of the labels; None where none is."""
    for label in LABELS:
        if label in names:
            return names.index(label)
    parts = [column for column, name in enumerate(names) if any(part in name for part in LABEL_PARTS)]
    return parts[0] if len(parts) == 1 else None


def pair_among(names: Sequence[str]) -> tuple[int, int] | None:
    """Which of the plain names are those of two coordinates: x1 and x2, x and y, or one name with two numbers."""
    numbered: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for column, name in enumerate(names):
        parts = NUMBERED.fullmatch(name)
        if parts and not is_index(name):
            numbered[parts[1]].setdefault(int(parts[2]), column)
    if len(found := numbered.pop("x", {})) > 1:
        first, second = (1, 2) if 1 in found and 2 in found else sorted(found)[:2]
        return found[first], found[second]
    for first_name, second_name in PAIRS:
        if first_name in names and second_name in names:
            return names.index(first_name), names.index(second_name)
    pairs = [found for found in numbered.values() if len(found) == 2]
    if len(pairs) == 1 and not any(len(found) > 2 for found in numbered.values()):
        first, second = sorted(pairs[0])
        return pairs[0][first], pairs[0][second]
    return None
