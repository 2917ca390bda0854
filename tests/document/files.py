"""Files of documents, and what somebody could do to them."""

import json
import zipfile

import pytest

from playground.document import DocumentError, read

HEADER, THETA = "document.json", "runs/0/theta.npy"


def contents(path):
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def rewrite(path, changes):
    """The file with other members, bytes by name; None leaves one out."""
    content = contents(path) | changes
    with zipfile.ZipFile(path, "w") as file:
        for name, value in content.items():
            if value is not None:
                file.writestr(name, value)


def edit(path, *keys, value):
    """The file with another value in its JSON."""
    header = json.loads(contents(path)[HEADER])
    place = header
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    rewrite(path, {HEADER: json.dumps(header)})


def refused(path, *words):
    with pytest.raises(DocumentError) as caught:
        read(path)
    message = str(caught.value)
    assert str(path) in message and "\n" not in message
    for word in words:
        assert word in message, message
