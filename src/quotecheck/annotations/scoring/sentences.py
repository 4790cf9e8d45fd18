"""The sentence around a span, for people who read a list."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|[\n\r]+")
_LONGEST = 400


def sentence_around(text: str, start: int, end: int) -> str:
    """What stands around a span, from sentence end to sentence end, in one line.

    Args:
        text: The article's text.
        start: First code point of the span.
        end: One past its last.

    Returns:
        The sentence or sentences with the span in ⟦ ⟧, shortened in the middle where it is very long.
    """
    first = max(
        (found.end() for found in _END.finditer(text, max(0, start - 600), start)),
        default=max(0, start - 600),
    )
    following = _END.search(text, max(end - 1, first), end + 600)
    last = following.end() if following else min(len(text), end + 600)
    inside = text[start:end]
    if len(inside) > _LONGEST:
        inside = f"{inside[: _LONGEST // 2]} … {inside[-_LONGEST // 2 :]}"
    return " ".join(f"{text[first:start]}⟦{inside}⟧{text[end:last]}".split())
