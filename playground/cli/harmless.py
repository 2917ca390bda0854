"""Text as it can be shown on a terminal whatever names are in it."""

import re

COMMANDING = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Letters that are not shown but obeyed: those that begin escape sequences, and those that turn the direction of text.
Joiners stay, of which names in many scripts are made."""


def harmless(text: str) -> str:
    """A line with every letter that a terminal would obey written as Python writes it, such as \\x1b."""
    return COMMANDING.sub(lambda found: found[0].encode("unicode_escape").decode(), text).replace("\n", "\\n")


def in_json(text: str) -> str:
    """JSON in which such letters, of which it lets some through, are written as numbers."""
    return COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
