"""Picture files of any kind that Pillow reads → 8-bit grey or colour pictures of a sensible size."""

import io
import warnings
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image, UnidentifiedImageError

from playground.data.errors import DataError
from playground.data.paths import kind_of, open_file

MAX_PIXELS = 80_000_000
"""Larger pictures are refused before they are decoded; 8,000 × 8,000 is 64 million."""
MAX_SIDE = 2048
"""Larger pictures are reduced by a whole factor while they are converted."""
BAND_PIXELS = 4_000_000
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


def open_picture(source: str | Path | bytes, name: str | None = None) -> Image.Image:
    """The picture as mode "L" (all grey) or "RGB", upright, its first frame, at most about 2048 pixels a side.

    Transparent places become white (black when all that is visible is white); 16-bit and float values are scaled to
    8 bits. `name` is what messages call it (default: the file's name, or "The picture" for bytes).
    Raises DataError when it cannot be read, is truncated, or has more than 80 million pixels.
    """
    if name is None:
        name = "The picture" if isinstance(source, bytes) else Path(source).name or repr(str(source))
    if not isinstance(source, bytes):
        check_is_file(source, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _opened(source) as file, Image.open(file) as image:
                return upright(image, name)
    except DataError:
        raise
    except PermissionError as error:
        raise DataError("{name}: this file may not be read.", name=name) from error
    except Image.DecompressionBombError as error:
        raise DataError(
            "{name} is too large; allowed are {most} million pixels.", name=name, most=MAX_PIXELS // 1_000_000
        ) from error
    except UnidentifiedImageError as error:
        raise DataError(
            "{name} is not a picture that can be read; PNG, JPEG, GIF, BMP, TIFF, WebP can.", name=name
        ) from error
    except Exception as error:  # Pillow's decoders raise errors of many kinds on damaged files.
        raise DataError(
            "{name} is damaged or truncated ({reason}).",
            name=name,
            reason=str(error).rstrip(".") or type(error).__name__,
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


def upright(image: Image.Image, name: str) -> Image.Image:
    """The opened image decoded, reduced, 8-bit, without transparency, turned as its EXIF data say."""
    if image.format == "EPS":  # Pillow would have Ghostscript run what the file says.
        raise DataError(
            "{name} is a PostScript program, which is not run; PNG, JPEG, GIF, BMP, TIFF, WebP can be read.", name=name
        )
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise DataError(
            "{name} has {width:,} × {height:,} pixels; allowed are {most} million in all.",
            name=name,
            width=width,
            height=height,
            most=MAX_PIXELS // 1_000_000,
        )
    image.draft(None, (MAX_SIDE, MAX_SIDE))  # type: ignore[no-untyped-call, unused-ignore]
    image.load()
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    picture = opaque(in_bands(deep_to_grey(image)))
    if turn is not None:
        picture = picture.transpose(turn)
    return without_equal_channels(picture)


def deep_to_grey(image: Image.Image) -> Image.Image:
    """16-bit, 32-bit and float pictures as "L"; others unchanged."""
    if image.mode != "F" and not image.mode.startswith("I"):
        return image
    values = np.asarray(image, dtype=np.float32)
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    if image.mode == "F" and low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    elif low >= 0 and high <= 65535 and image.mode != "F":
        low, high = 0.0, 65535.0
    return Image.fromarray(((values - low) * (255 / max(high - low, 1e-30))).round().astype(np.uint8))


def in_bands(image: Image.Image) -> Image.Image:
    """As "L", "RGB" or "RGBA", reduced to MAX_SIDE; a band at a time, so that no second full picture is needed."""
    mode = target_mode(image)
    factor = -(-max(image.size) // MAX_SIDE)
    if factor == 1:
        return image.convert(mode)
    width, height = image.size
    rows = max(BAND_PIXELS // width // factor, 1) * factor
    reduced = Image.new(mode, (-(-width // factor), -(-height // factor)))
    for top in range(0, height, rows):
        band = image.crop((0, top, width, min(top + rows, height))).convert(mode)
        if mode == "RGBA":
            band = band.convert("RGBa").reduce(factor).convert("RGBA")
        else:
            band = band.reduce(factor)
        reduced.paste(band, (0, top // factor))
    return reduced


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
