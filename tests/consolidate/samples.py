"""Articles and quotations made from wordings, for tests."""

from __future__ import annotations

import datetime as dt
import hashlib

from quotecheck.models import Article, Kind, Quotation, Span

DAY = dt.date(2024, 5, 6)


def article(name: str, text: str, day: dt.date | None = DAY) -> Article:
    checksum = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=name, path=f"{name}.md", outlet=name.title(), published=day, sha256=checksum, text=text)


def quotation(
    wording: str, *, name: str = "one", at: int = 0, kind: Kind = "direct", speaker: str | None = None
) -> Quotation:
    """A quotation of one content span; in mixed ones the text between straight marks is quoted."""
    quoted = []
    if kind == "mixed":
        edges = [k for k, letter in enumerate(wording) if letter == '"']
        pairs = zip(edges[::2], edges[1::2], strict=True)
        quoted = [Span(start=at + a + 1, end=at + b, text=wording[a + 1 : b]) for a, b in pairs]
    return Quotation(
        id=f"{name}-{at}",
        article=name,
        kind=kind,
        content=(Span(start=at, end=at + len(wording), text=wording),),
        quoted=tuple(quoted),
        speaker=speaker,
        confidence=1.0,
    )


def printed(
    name: str, *wordings: str, speaker: str | None = None, day: dt.date | None = DAY
) -> tuple[Article, list[Quotation]]:
    """An article of an outlet that prints direct quotations, one per paragraph."""
    text, found = "", []
    for wording in wordings:
        start = len(text) + 1
        text += f"“{wording}” the mayor said.\n"
        found.append(quotation(wording, name=name, at=start, speaker=speaker))
    return article(name, text, day), found
