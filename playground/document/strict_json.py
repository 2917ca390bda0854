"""JSON as documents have it: finite numbers of reasonable length, and every field once."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any

from playground.document.errors import DocumentError

MAX_DIGITS = 40


def parse(encoded: bytes) -> Any:
    """What a text says; DocumentError with the reason when it is not JSON, or not as documents have it."""
    try:
        return json.loads(
            encoded.decode(),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_number,
            parse_constant=_number,
        )
    except DocumentError:
        raise
    except RecursionError:
        raise DocumentError("nested too deeply") from None
    except ValueError as error:
        raise DocumentError("not JSON: {reason}", reason=str(error)) from None


def render(value: Any) -> bytes:
    """The text that `parse` turns back into an equal value: of lists, fields, texts, and numbers, which are finite."""
    return json.dumps(value, allow_nan=False, indent=1).encode()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise DocumentError("the field {name!r} is there twice", name=twice[:60])
    return fields


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise DocumentError(
            "a whole number of {count:,} digits; at most {most} are allowed", count=len(digits), most=MAX_DIGITS
        )
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise DocumentError("{number} is not a finite number", number=digits[:60])
    return number
