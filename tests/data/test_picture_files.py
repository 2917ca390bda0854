"""Picture files of every kind, good and bad, become 8-bit pictures or one clear sentence."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.errors import DataError
from playground.data.picture_files import MAX_SIDE, open_picture


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def gradient(dtype: type, top: int) -> np.ndarray:
    return np.linspace(0, top, 64).reshape(8, 8).astype(dtype)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_ordinary_modes(mode: str, kind: str) -> None:
    colour = Image.new("RGB", (9, 5), (200, 30, 30)).convert(mode)
    picture = open_picture(saved(colour, kind))
    assert picture.mode in ("L", "RGB")
    assert picture.size == (9, 5)


def test_colours_survive_and_greys_become_grey() -> None:
    assert open_picture(saved(Image.new("RGB", (3, 3), (200, 30, 30)))).getpixel((1, 1)) == (200, 30, 30)
    grey = open_picture(saved(Image.new("RGB", (3, 3), (90, 90, 90))))
    assert (grey.mode, grey.getpixel((0, 0))) == ("L", 90)


def test_cmyk() -> None:
    picture = open_picture(saved(Image.new("CMYK", (4, 4), (0, 255, 255, 0)), "TIFF"))
    red, green, blue = picture.getpixel((0, 0))
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("dtype", [np.uint16, np.int32])
def test_16_bit(dtype: type) -> None:
    kind = "PNG" if dtype is np.uint16 else "TIFF"
    values = np.asarray(open_picture(saved(Image.fromarray(gradient(dtype, 65535)), kind)))
    np.testing.assert_allclose(values, gradient(float, 255), atol=1.0)


def test_the_bits_that_are_used_tell_what_is_white_unless_it_is_known() -> None:
    picture = saved(Image.fromarray(gradient(np.uint16, 900)))
    assert open_picture(picture).getpixel((7, 7)) == 900 * 255 // 1023
    assert open_picture(picture, known=(0.0, 4095.0)).getpixel((7, 7)) == 900 * 255 // 4095
    assert open_picture(picture, known=(0.0, 16.0)).getpixel((7, 7)) == 900 * 255 // 1023
    assert open_picture(saved(Image.new("L", (3, 3), 90)), known=(0.0, 4095.0)).getpixel((0, 0)) == 90


@pytest.mark.parametrize("top", [1.0, 255.0, 4000.0])
def test_float(top: float) -> None:
    values = np.asarray(open_picture(saved(Image.fromarray(gradient(np.float32, 1) * top), "TIFF")))
    np.testing.assert_allclose(values, gradient(float, 255), atol=1.0)


def test_float_with_nan() -> None:
    values = gradient(np.float32, 1)
    values[0, 0] = np.nan
    with pytest.raises(DataError, match=r"the number at \[0, 0\] is nan"):
        open_picture(saved(Image.fromarray(values), "TIFF"))


def test_transparent_places_are_white_unless_that_hides_everything() -> None:
    ink = Image.new("RGBA", (9, 9), (0, 0, 0, 0))
    ink.putpixel((4, 4), (0, 0, 0, 255))
    picture = open_picture(saved(ink))
    assert (picture.getpixel((0, 0)), picture.getpixel((4, 4))) == (255, 0)
    ink.putpixel((4, 4), (255, 255, 255, 255))
    picture = open_picture(saved(ink))
    assert (picture.getpixel((0, 0)), picture.getpixel((4, 4))) == (0, 255)


def test_exif_rotation() -> None:
    image = Image.new("L", (20, 10), 0)
    image.putpixel((0, 0), 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = open_picture(saved(image, "PNG", exif=exif))
    assert picture.size == (10, 20)
    assert picture.getpixel((9, 0)) == 255


def test_first_frame_of_an_animation() -> None:
    frames = [Image.new("L", (6, 6), value) for value in (10, 200)]
    picture = open_picture(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert picture.convert("L").getpixel((3, 3)) == 10


@pytest.mark.parametrize("mode", ["1", "P", "RGBA", "L"])
def test_large_pictures_are_reduced(mode: str) -> None:
    image = Image.new("L", (5000, 3001), 255)
    image.paste(0, (0, 0, 2500, 3001))
    picture = open_picture(saved(image.convert(mode)))
    assert max(picture.size) <= MAX_SIDE
    assert picture.size[0] / picture.size[1] == pytest.approx(5000 / 3001, rel=0.01)
    grey = picture.convert("L")
    assert (grey.getpixel((10, 10)), grey.getpixel((picture.width - 2, 10))) == (0, 255)


def test_one_pixel() -> None:
    assert open_picture(saved(Image.new("L", (1, 1), 7))).getpixel((0, 0)) == 7


def test_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (4, 4)).save(path)
    assert open_picture(path).size == open_picture(str(path)).size == (4, 4)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_truncated(kind: str, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    data = saved(Image.fromarray(noise), kind)
    path = tmp_path / f"cut.{kind.lower()}"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(DataError, match=r"^cut\."):
        open_picture(path)


def test_renamed_text(tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_text("Dear all")
    with pytest.raises(DataError, match=r"letter\.png is not a picture that can be read; PNG, JPEG"):
        open_picture(path)


def test_programs_that_draw_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "drawing.png"
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n{} loop\n%%EOF\n")
    with pytest.raises(DataError, match=r"drawing\.png is a PostScript program"):
        open_picture(path)


def test_missing_and_folder_and_empty(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.png: there is no such file"):
        open_picture(tmp_path / "none.png")
    with pytest.raises(DataError, match="folder"):
        open_picture(tmp_path)
    (tmp_path / "empty.png").touch()
    with pytest.raises(DataError, match=r"empty\.png"):
        open_picture(tmp_path / "empty.png")


@pytest.mark.parametrize("side", [9_001, 30_000])
def test_decompression_bomb(side: int, tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    path = tmp_path / "bomb.png"
    path.write_bytes(data + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT")))
    with pytest.raises(DataError, match=r"bomb\.png .*80 million"):
        open_picture(path)


def test_damaged_files_never_raise_anything_else() -> None:
    rng = np.random.default_rng(1)
    image = Image.fromarray(rng.integers(0, 255, (32, 32, 3)).astype(np.uint8))
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"):
        data = saved(image, kind)
        for _ in range(40):
            damaged = bytearray(data)
            for place in rng.integers(0, min(len(data), 200), 6):
                damaged[place] = rng.integers(0, 256)
            try:
                open_picture(bytes(damaged))
            except DataError as error:
                assert str(error).startswith("The picture")
