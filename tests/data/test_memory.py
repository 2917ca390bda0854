"""Memory follows what is used: reading any file takes no more than 512 MB above the program's own."""

import gzip
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.data.set_files import idx, npy

ROOT = Path(__file__).resolve().parents[2]
MOST = 512 * 1024
READER = """
import sys
from pathlib import Path
from playground.data.errors import DataError
from playground.data.library import load
from playground.data.picture_files import open_picture

def peak():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])

before = peak()
try:
    found = open_picture(sys.argv[1]).size if sys.argv[1].endswith(".png") else load(sys.argv[1])
    print("read", peak() - before)
except DataError as error:
    print(error, peak() - before)
"""


def read(path: Path) -> tuple[str, int]:
    """What came of reading a file in a program of its own, and by how many kilobytes that grew."""
    command = [sys.executable, "-W", "error", "-c", READER, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert (done.returncode, done.stderr) == (0, "")
    said, _, grown = done.stdout.strip().rpartition(" ")
    return said, int(grown)


def zeros(count: int) -> bytes:
    """So many times 16 MB of nothing, as gzip files may be joined."""
    return gzip.compress(bytes(1 << 24), 1) * count


def idx_of_nothing(folder: Path, stated: int, held: int) -> Path:
    """Pictures of 1024 × 1024 pixels: how many the header states, and how many times 16 there are."""
    header = bytes([0, 0, 8, 3]) + struct.pack(">3I", stated, 1024, 1024)
    (folder / "a-images.gz").write_bytes(gzip.compress(header) + zeros(held))
    (folder / "a-labels.gz").write_bytes(gzip.compress(idx((np.arange(stated) % 2).astype(np.uint8))))
    return folder / "a-images.gz"


def npz_of_nothing(path: Path, array: np.ndarray) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("x.npy", npy(array))
        archive.writestr("y.npy", npy(np.arange(len(array)) % 2))
    return path


pytestmark = pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="the system does not tell the peak")


def test_more_pictures_than_there_is_room_for(tmp_path: Path) -> None:
    said, grown = read(idx_of_nothing(tmp_path, 640, 40))
    assert said == "read"
    assert grown < MOST


def test_a_header_that_states_more_than_there_is(tmp_path: Path) -> None:
    said, grown = read(idx_of_nothing(tmp_path, 1_000_000, 2))
    assert "truncated: its header states 1,000,000 items" in said
    assert grown < MOST / 8


def test_numbers_that_are_larger_than_pictures(tmp_path: Path) -> None:
    said, grown = read(npz_of_nothing(tmp_path / "set.npz", np.zeros((40_000, 28, 28))))
    assert said == "read"
    assert grown < MOST / 4
    said, grown = read(npz_of_nothing(tmp_path / "set.npz", np.asfortranarray(np.zeros((22_000, 28, 28)))))
    assert "allowed are 0.128 GB" in said
    assert grown < MOST / 8


@pytest.mark.parametrize("mode", ["I;16", "RGBA", "P"])
def test_a_large_picture(mode: str, tmp_path: Path) -> None:
    Image.new(mode, (8000, 8000)).save(tmp_path / "large.png", compress_level=1)
    said, grown = read(tmp_path / "large.png")
    assert said == "read"
    assert grown < MOST


def test_an_archive_with_more_names_than_files(tmp_path: Path) -> None:
    name, entries = b"a/1.png", 400_000
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, entries * len(entry), 0, 0)
    (tmp_path / "set.zip").write_bytes(entry * entries + end)
    said, grown = read(tmp_path / "set.zip")
    assert "holds too many files" in said
    assert grown < MOST / 8
