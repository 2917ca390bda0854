"""Picture files of any kind that Pillow reads → 8-bit grey or colour pictures of a sensible size."""

import io
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image, UnidentifiedImageError

from playground.data.deep_pictures import Scale, deep_values, is_deep, scale_by_depth, tiles, to_grey
from playground.data.errors import DataError
from playground.data.foreign import parsing
from playground.data.paths import kind_of, open_file
from playground.data.values import Values

MAX_PIXELS = 80_000_000
"""Larger pictures are refused before they are decoded; 8,000 × 8,000 is 64 million."""
MAX_SIDE = 2048
"""Larger pictures are reduced by a whole factor while they are converted."""
MOST_BYTES = 450_000_000
"""What a picture may take in memory while it is decoded."""
COPIES = {
    **{"PNG": 1.0, "GIF": 1.0, "TGA": 1.0, "BMP": 1.75, "DIB": 1.75, "PPM": 1.75, "TIFF": 1.75},
    **{"WEBP": 5.0, "AVIF": 4.0, "JPEG2000": 5.0},
}
"""Formats that are read besides JPEG, and how many times a picture is in memory while it is decoded."""
JPEG = ("JPEG", "MPO")
READABLE = "PNG, JPEG, GIF, BMP, TIFF, WebP"
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def open_picture(source: str | Path | bytes, name: str | None = None, known: Scale | None = None) -> Image.Image:
    """The picture as mode "L" (all grey) or "RGB", upright, its first frame, at most about 2048 pixels a side.

    Transparent places become white (black when all that is visible is white); pictures of more than 8 bits are scaled:
    `known` is what stands for black and white in the set that it goes with, taken where its numbers lie within,
    otherwise the bits that they use tell. `name` is what messages call it (default: the file's name, or "The picture"
    for bytes).
    Raises DataError when it cannot be read, is truncated, or has more than 80 million pixels.
    """
    return read_picture(source, name, known=known)[0]


def read_picture(
    source: str | Path | bytes, name: str | None = None, values: Scale | None = None, known: Scale | None = None
) -> tuple[Image.Image, Values | None]:
    """The same, and which numbers are in it where it has more than 8 bits; `values` are black and white in any case."""
    if name is None:
        name = "The picture" if isinstance(source, bytes) else Path(source).name or repr(str(source))
    if not isinstance(source, bytes):
        check_is_file(source, name)
    with parsing(name):
        try:
            with _opened(source) as file, Image.open(file) as image:
                return upright(image, name, values, known)
        except PermissionError as error:
            raise DataError("{name}: this file may not be read.", name=name) from error
        except Image.DecompressionBombError as error:
            raise DataError(
                "{name} is too large; allowed are {most} million pixels.", name=name, most=MAX_PIXELS // 1_000_000
            ) from error
        except UnidentifiedImageError as error:
            raise DataError(
                "{name} is not a picture that can be read; {readable} can.", name=name, readable=READABLE
            ) from error


def check_is_file(source: str | Path, name: str) -> None:
    """Raises DataError where there is nothing that could be opened as a picture."""
    kind = kind_of(source)
    if kind == "nothing":
        raise DataError("{name}: there is no such file.", name=name)
    if kind == "folder":
        raise DataError("{name} is a folder; a picture file is needed.", name=name)
    if kind == "other":
        raise DataError("{name} is not an ordinary file; a picture file is needed.", name=name)


def _opened(source: str | Path | bytes) -> BinaryIO:
    return io.BytesIO(source) if isinstance(source, bytes) else open_file(source)


def upright(
    image: Image.Image, name: str, values: Scale | None, known: Scale | None
) -> tuple[Image.Image, Values | None]:
    """The opened image decoded, reduced, 8-bit, without transparency, turned as its EXIF data say; its deep values."""
    check_format(image, name)
    image.draft(None, (MAX_SIDE, MAX_SIDE))  # type: ignore[no-untyped-call, unused-ignore]
    image.load()
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    deep = deep_values(image, name) if is_deep(image) else None
    picture = opaque(reduced(image, values or scale_by_depth(image, deep, known) if deep else None))
    if turn is not None:
        picture = picture.transpose(turn)
    return without_equal_channels(picture), deep


def check_format(image: Image.Image, name: str) -> None:
    """Raises DataError for pictures that would have to be run rather than read, or that take too much memory."""
    if image.format == "EPS":  # Pillow would have Ghostscript run what the file says.
        raise DataError(
            "{name} is a PostScript program, which is not run; {readable} can be read.", name=name, readable=READABLE
        )
    if image.format not in (*COPIES, *JPEG):
        raise DataError("{name} is not a picture that can be read; {readable} can.", name=name, readable=READABLE)
    width, height = image.size
    most = min(MAX_PIXELS, int(MOST_BYTES / bytes_per_pixel(image)))
    if width * height > most:
        raise DataError(
            "{name} has {width:,} × {height:,} pixels; allowed are {most} million in all.",
            name=name,
            width=width,
            height=height,
            most=most // 1_000_000,
        )


def bytes_per_pixel(image: Image.Image) -> float:
    """What a pixel takes while the picture is decoded."""
    bands = len(image.getbands())
    if image.format in JPEG:
        return 2.0 * bands  # of a progressive one all coefficients are kept, however small the picture becomes
    size = 2 if image.mode.startswith("I;16") else 1 if image.mode in ("1", "L", "P") else 4
    return size * COPIES[image.format or ""]


def reduced(image: Image.Image, scale: Scale | None) -> Image.Image:
    """As "L", "RGB" or "RGBA", at most MAX_SIDE a side; a piece at a time, so that no second full picture is needed.

    scale: what is black and white of a picture of more than 8 bits.
    """
    mode = "L" if scale else target_mode(image)
    factor = -(-max(image.size) // MAX_SIDE)
    width, height = image.size
    result = Image.new(mode, (-(-width // factor), -(-height // factor)))
    for left, top, cut in tiles(image, factor):
        tile = to_grey(cut, scale) if scale else cut.convert(mode)
        if mode == "RGBA" and factor > 1:
            tile = tile.convert("RGBa").reduce(factor).convert("RGBA")
        elif factor > 1:
            tile = tile.reduce(factor)
        result.paste(tile, (left // factor, top // factor))
    return result


def target_mode(image: Image.Image) -> str:
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in ("1", "L") else "RGB"


def opaque(image: Image.Image) -> Image.Image:
    """A picture without transparency, on white; on black where white would hide all that is visible."""
    if image.mode != "RGBA":
        return image
    pixels = np.asarray(image)
    alpha = pixels[..., 3]
    seen = pixels[alpha > 64]
    hidden = bool(len(seen)) and int(alpha.min()) < 64 and int(seen[:, :3].min()) > 224
    paper = Image.new("RGBA", image.size, "black" if hidden else "white")
    return Image.alpha_composite(paper, image).convert("RGB")


def without_equal_channels(picture: Image.Image) -> Image.Image:
    """Colour pictures that hold only greys as "L"."""
    if picture.mode != "RGB":
        return picture
    red, green, blue = (np.asarray(channel) for channel in picture.split())
    if np.array_equal(red, green) and np.array_equal(red, blue):
        return picture.getchannel(0)
    return picture
