"""Documents that earlier versions saved open, and say and answer what they did then."""

import json
import zipfile

import numpy as np
import pytest

from playground.document import read, write
from playground.document.archive import FORMAT
from tests.document.formats.answers import ANSWERS, FILES, described, outputs

THEN = json.loads(ANSWERS.read_text("utf-8"))
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def format_in_the_name(path):
    return int(path.name.split("-")[0])


def asked_for(told, asked):
    """Of all that is told the part that was known when the file was saved: fields that came later are left out."""
    if isinstance(asked, dict) and isinstance(told, dict):
        return {name: asked_for(told[name], value) for name, value in asked.items()}
    return told


def check(document, then):
    said = {name: value for name, value in then.items() if name != "outputs"}
    assert asked_for(described(document), said) == said
    if then["outputs"] is None:
        assert outputs(document) is None
    else:
        np.testing.assert_allclose(outputs(document), then["outputs"], rtol=1e-5, atol=1e-5)


@every_file
def test_a_document_of_an_earlier_version_says_what_it_did(path):
    check(read(path), THEN[path.name])


@every_file
def test_a_document_of_an_earlier_version_loses_nothing_when_it_is_saved_again(path, tmp_path):
    write(tmp_path / "again.atelier", read(path))
    check(read(tmp_path / "again.atelier"), THEN[path.name])


def test_there_are_documents_of_every_format():
    assert {format_in_the_name(path) for path in FILES} == set(range(1, FORMAT + 1))
    assert {path.name for path in FILES} == THEN.keys()


@every_file
def test_the_documents_are_kept_as_they_were_written(path):
    with zipfile.ZipFile(path) as file:
        header = "experiment.json" if format_in_the_name(path) == 1 else "document.json"
        assert json.loads(file.read(header))["format"] == format_in_the_name(path)
