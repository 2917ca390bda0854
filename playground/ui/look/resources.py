"""Files for Qt alone, such as style sheets name: they are in memory, and nothing of them is left on any disk."""

import struct

from PySide6.QtCore import QResource

FOLDER = ":/made"
_HEAD = struct.Struct(">4s4I")
_registered: dict[str, bytes] = {}
"""What Qt reads where it is, for as long as the process lives."""


def memory_file(folder: str, name: str, content: bytes) -> str:
    """The path by which Qt reads this content; a folder has one file, which stays as it was made first."""
    if folder not in _registered:
        _registered[folder] = _resource(name, content)
        QResource.registerResourceData(_registered[folder], f"{FOLDER[1:]}/{folder}")
    return f"{FOLDER}/{folder}/{name}"


def _resource(name: str, content: bytes) -> bytes:
    """What Qt's rcc would make of a folder with one file: a head, a tree of two entries, the content, the name."""
    root = struct.pack(">IHII", 0, 2, 1, 1)  # no name, a folder, of one entry, which is entry 1
    file = struct.pack(">IHHHI", 0, 0, 0, 1, 0)  # name at 0, not compressed, anywhere, any language, content at 0
    tree, sized = root + file, struct.pack(">I", len(content)) + content
    named = struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
    names = _HEAD.size + len(tree) + len(sized)
    return _HEAD.pack(b"qres", 1, _HEAD.size, _HEAD.size + len(tree), names) + tree + sized + named


def _hash(name: str) -> int:
    """Qt's hash of a name, by which it finds the entries of a folder."""
    value = 0
    for letter in name:
        value = (value << 4) + ord(letter)
        value = (value ^ (value & 0xF0000000) >> 23) & 0x0FFFFFFF
    return value
