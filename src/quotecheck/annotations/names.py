"""When two names are one: for checks and for scoring."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quotecheck.text import normalize

_TITLES = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|prof|sir|dame|sen|rep|gov|gen|col|lt|maj|sgt|rev|hon|the|an?|president|"
    r"senator|representative|governor|secretary|minister|mayor|judge|justice)\s+)+"
)


@lru_cache(maxsize=10_000)
def same_name(name: str) -> str:
    """A name without case, accents, points, titles and articles: equal for spellings of one name."""
    plain = unicodedata.normalize("NFKD", normalize(name)).casefold()
    bare = "".join(char for char in plain if not unicodedata.combining(char)).replace(".", "")
    words = " ".join(re.findall(r"[^\W_]+", bare))
    titles = _TITLES.match(words)
    return words[titles.end() if titles else 0 :] or plain


def compatible(a: str, b: str) -> bool:
    """Whether one name may be a shorter or longer form of the other: its words are among the other's."""
    one, other = set(same_name(a).split(" ")), set(same_name(b).split(" "))
    return one <= other or other <= one
