"""What each paragraph of an article is: headline, subhead, byline, caption or body; pure text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

ParagraphKind = Literal["headline", "subhead", "byline", "caption", "body"]

_BYLINE = re.compile(
    r"""(?ix) ^\s* (?:
        by\s+\S.{0,120}$ (?<![.!?”"])         # By Jane Doe
      | by\s+guest\s+authors\b .*             # republished work
      | (?:updated|published|posted|last\s+updated|first\s+published)\b .{0,80}$
      | (?:share\s+(?:on|this)|read\s+(?:more|next|also)|related|advertisement|watch(?:\s+live)?
          |see\s+also|click\s+here|sign\s+up|subscribe|follow\s+us)\b \s*:? .{0,160}$
      | .{0,160} \b contribut(?:ed|ing) \s+ to \s+ (?:this|the) \s+
          (?:report|story|article|post|piece|coverage)\b .*
      | \(?(?:reporting|editing|writing)\s+by\b .*
      | (?:this\s+(?:story|article)\s+has\s+been\s+(?:updated|corrected)) .*
      | (?:copyright|©) .*
      | (?:\w+\s)?transcripts? \s
          (?:provided|(?:is|are|was)\s(?:created|provided|available|courtesy|from|not))\b [^“"]*$
      | .{0,200} \bread\s+more$
      | (?-i: [^a-z“"]{20,200} (?<![.!?”"]) $)  # a teaser in capitals
    )""",
)
_CREDIT = re.compile(
    r"""(?x) (?:
        \b(?:Photo|Image|Picture|Credit|Photograph|PHOTO|CREDIT)s?\s*(?:by|:)\s*\S.{0,80}$
      | \(\s*(?:AP|Reuters|AFP|Getty|EPA)\b[^)]{0,60}\)\s*$
      | [A-Z][\w.'’-]+\s?/\s?(?:AP|AFP|Reuters|Getty|Associated\s+Press|Press\s+Pool|EPA|Pool)\b.{0,40}$
      | \b(?:AP|AFP|Reuters|Getty|EPA)\s+(?:Photo|Images)\b.{0,40}$
    )""",
)
_DATELINE = re.compile(
    r"""(?x) (?:
        [A-Z][A-Z.’'-]*[A-Z.] (?:\s[A-Z][A-Z.’'-]*[A-Z.])* (?:,\s[^()“"\n–—-]{2,25}?)?  # NORVIK, March 3
      | [A-Z][^()“"\n–—-]{2,40} (?=\s?\()                                               # Norvik (Courier)
    ) \s? (?:\([A-Z][\w\s&.]{1,25}\)\s?)? (?:--+|[–—:-]) \s (?=[A-Z“"‘'\d])""",
)
_STOPS = (".", "!", "?", "”", '"', "’", "'", ",", ";", ":", ")")
_LONGEST_BYLINE, _LONGEST_CREDIT = 300, 120
_SUBHEAD_WORDS, _HEADLINE_WORDS = 12, 30


def _is_title(line: str, words: int) -> bool:
    return line.count(" ") < words and not line.endswith(_STOPS) and line[:1] not in "“\"'‘—-–•*"


def classify(lines: Sequence[str]) -> list[ParagraphKind]:
    """Say what each paragraph is.

    The headline is the title-like first paragraph, or two (a deck), before any body; a subhead is a
    short line without a final stop between body paragraphs.

    Args:
        lines: The text of each paragraph, in order.
    """
    kinds: list[ParagraphKind] = []
    for index, line in enumerate(lines):
        body_before = "body" in kinds
        if len(line) <= _LONGEST_BYLINE and _BYLINE.match(line):
            kinds.append("byline")
        elif _CREDIT.search(line, max(0, len(line) - _LONGEST_CREDIT)):
            kinds.append("caption")
        elif not body_before and index < 3 and len(lines) > 1 and _is_title(line, _HEADLINE_WORDS):
            kinds.append("headline")
        elif body_before and index + 1 < len(lines) and _is_title(line, _SUBHEAD_WORDS):
            kinds.append("subhead")
        else:
            kinds.append("body")
    return kinds


def dateline_length(text: str) -> int:
    """How many characters the place and agency take that open a paragraph: "NORVIK, March 3 (Courier) - "."""
    match = _DATELINE.match(text)
    return match.end() if match else 0
