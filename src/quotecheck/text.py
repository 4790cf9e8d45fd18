"""Normalising copies of text: pure ``str -> str``; the article itself is never altered.

Every function is idempotent, and none keeps offsets: compare the copies, slice the original.
"""

from __future__ import annotations

import re
import unicodedata

_DOUBLE = "“”„‟«»〝〞＂❝❞"
_SINGLE = "‘’‚‛‹›′＇❛❜`´"
_MARKS = str.maketrans({**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")})
_DOUBLED = re.compile(r"''+")
_SPACES = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
_ELLIPSIS = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…[.…]*|\.(?:\s?\.){2,})\s*")
_DASH = re.compile(r"\s*(?:[‒–—―]+|-{2,})\s*|\s+-\s+")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def normalize_marks(text: str) -> str:
    """Make all quotation marks and apostrophes straight; doubled single marks become one double mark."""
    return _DOUBLED.sub('"', text.translate(_MARKS))


def normalize_spaces(text: str) -> str:
    """Make each run of blanks, line ends and invisible characters one space, and none at the ends."""
    return _SPACES.sub(" ", text).strip()


def normalize_ellipses(text: str) -> str:
    """Write every ellipsis (``...``, ``. . .``, ``[…]``) as one character between spaces."""
    while (copy := _ELLIPSIS.sub(" … ", text).strip()) != text:
        text = copy
    return text


def normalize_dashes(text: str) -> str:
    """Write every dash (en, em, doubled hyphen, hyphen between spaces) as an em dash between spaces."""
    while (copy := _DASH.sub(" — ", text).strip()) != text:
        text = copy
    return text


def remove_brackets(text: str) -> str:
    """Drop square brackets and keep what an editor put between them."""
    while (bare := _BRACKETS.sub(r"\1", text)) != text:
        text = bare
    return text


def normalize(text: str) -> str:
    """Everything that differs by house style alone made the same; letters, case and commas stay.

    Args:
        text: Any text.

    Returns:
        The text composed (NFC) with straight marks, single spaces, one form of ellipsis and dash.
    """
    copy = normalize_marks(unicodedata.normalize("NFC", text))
    return normalize_spaces(normalize_dashes(normalize_ellipses(normalize_spaces(copy))))
