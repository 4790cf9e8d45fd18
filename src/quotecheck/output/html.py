"""The comparison as one self-contained page: no network, and no script needed to read it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from quotecheck import __version__
from quotecheck.models import ArticleInfo, Change, Quotation, Report, Severity, Speaker, Utterance, Variant
from quotecheck.output.atomic import replacing
from quotecheck.output.marking import GRAVEST_FIRST, Stretch, gravest, gravity, stretches
from quotecheck.output.rows import day, outlet_name

CONTEXT = 280  # code points shown on each side of a quotation
WHY = {
    "only": "One outlet printed it.",
    "most-evidence": "the wording that the others bear out most",
    "longest": "the longest of the wordings that the others bear out equally",
    "earliest": "the earliest of the wordings that the others bear out equally",
}

Flag = tuple[str, Severity]


@dataclass(frozen=True)
class Print:
    """One place where a wording was printed."""

    outlet: str
    published: str
    kind: str
    title: str
    path: str
    url: str
    context: tuple[str, str, str] | None


@dataclass(frozen=True)
class VariantView:
    """One wording on the page and who printed it; `whose` is set where it is given to somebody else."""

    prints: list[Print]
    stretches: list[Stretch]
    reference: bool
    changes: list[Flag]
    whose: str
    relay: str


@dataclass(frozen=True)
class Card:
    """One utterance on the page."""

    id: str
    severity: str
    speaker: str
    about: str
    occasion: str
    flags: list[Flag]
    kinds: list[str]
    text: str
    why: str
    variants: list[VariantView]


@dataclass(frozen=True)
class Page:
    """Everything that the template shows."""

    version: str
    title: str
    summary: str
    kinds: list[tuple[str, int]]
    cards: list[Card]


def _flags(changes: Iterable[Change]) -> list[Flag]:
    """Each kind once with its gravest severity, the gravest first."""
    found: dict[str, Severity] = {}
    for change in sorted(changes, key=gravity):
        found.setdefault(change.kind, change.severity)
    return list(found.items())


def _link(article: ArticleInfo, quotation: Quotation) -> str:
    """Address of the sentence in its article (a text fragment), or "" where the article has none."""
    if not article.url or not article.url.startswith(("http://", "https://")):
        return ""
    words = quotation.content[0].text.strip("“”\"' ,.").split()
    return f"{article.url.partition('#')[0]}#:~:text={quote(' '.join(words[:8]), safe='')}"


def _context(quotation: Quotation, text: str) -> tuple[str, str, str]:
    """What stands before the quotation in its paragraphs, the quotation, and what follows."""
    start, end = quotation.content[0].start, quotation.content[-1].end
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    if start - len(before) > 0 and len(before) == CONTEXT:
        before = "… " + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + " …"
    return before, text[start:end], after


class _Builder:
    """Turns a report into what the template shows."""

    def __init__(self, report: Report, texts: Mapping[str, str]) -> None:
        self.report, self.texts = report, texts
        self.articles = {article.id: article for article in report.articles}
        self.quotations = {quotation.id: quotation for quotation in report.quotations}
        self.speakers = {speaker.id: speaker for speaker in report.speakers}

    def name(self, speaker: str | None) -> str:
        found = self.speakers.get(speaker or "")
        return found.name if found else "Speaker not resolved"

    def prints(self, variant: Variant) -> Print:
        quotation, article = self.quotations[variant.quotation], self.articles[variant.article]
        text = self.texts.get(article.id)
        published = day(article.published)
        return Print(
            outlet=outlet_name(article.outlet),
            published=published.isoformat() if published else "",
            kind=quotation.kind,
            title=article.title or "",
            path=article.path,
            url=_link(article, quotation),
            context=_context(quotation, text) if text is not None else None,
        )

    def variants(self, ordered: Sequence[Variant], utterance: Utterance) -> list[VariantView]:
        """The different wordings, each with everybody who printed it so."""
        disputed = "disputed-speaker" in utterance.flags
        alike: dict[tuple[str, str | None, str | None], list[Variant]] = {}
        for variant in ordered:
            quotation = self.quotations[variant.quotation]
            alike.setdefault((variant.text, quotation.speaker, quotation.relayed_by), []).append(variant)
        return [
            VariantView(
                prints=[self.prints(variant) for variant in group],
                stretches=stretches(group[0]),
                reference=group[0].reference,
                changes=_flags(group[0].changes),
                whose=self.name(speaker) if disputed and speaker not in {None, utterance.speaker} else "",
                relay=self.name(relay) if relay else "",
            )
            for (_, speaker, relay), group in alike.items()
        ]

    def card(self, utterance: Utterance) -> Card:
        ordered = sorted(utterance.variants, key=lambda v: (not v.reference, v.outlet or "", v.quotation))
        flags = _flags(change for variant in ordered for change in variant.changes)
        speaker: Speaker | None = self.speakers.get(utterance.speaker or "")
        about = speaker.description if speaker and speaker.description != speaker.name else ""
        return Card(
            id=utterance.id,
            severity=(*GRAVEST_FIRST, "none")[gravest(utterance)],
            speaker=self.name(utterance.speaker),
            about=about or "",
            occasion=_occasion(utterance),
            flags=flags,
            kinds=[kind for kind, _ in flags],
            text=utterance.text,
            why=self.why(ordered, utterance),
            variants=self.variants(ordered, utterance),
        )

    def why(self, variants: Sequence[Variant], utterance: Utterance) -> str:
        article = self.articles[variants[0].article]
        same = sum(variant.text == utterance.text for variant in variants)
        agreed = f"; {same} outlets print it so" if same > 1 else ""
        return f"As in {outlet_name(article.outlet)}: {WHY[utterance.reference_reason]}{agreed}."

    def page(self, title: str) -> Page:
        cards = [self.card(utterance) for utterance in self.report.utterances]
        counts = Counter(kind for card in cards for kind in card.kinds)
        kinds = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return Page(__version__, title, _summary(self.report, cards), kinds, cards)


def _occasion(utterance: Utterance) -> str:
    outlets = len({variant.outlet or variant.article for variant in utterance.variants})
    first = f"first in {utterance.first_outlet}" if utterance.first_outlet else ""
    date = utterance.first_date.isoformat() if utterance.first_date else ""
    return " · ".join(part for part in (date, f"{outlets} outlets", first) if part)


def _summary(report: Report, cards: Sequence[Card]) -> str:
    outlets = len({outlet_name(article.outlet) for article in report.articles})
    serious = sum(card.severity == "high" for card in cards)
    return (
        f"{_count(len(cards), 'utterance')} in two or more of {_count(outlets, 'outlet')} "
        f"({_count(len(report.articles), 'article')}); in {serious} of them a rendering changes the meaning. "
        "The most serious differences come first."
    )


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def render_html(
    report: Report, texts: Mapping[str, str] | None = None, title: str = "Who printed what"
) -> Iterator[str]:
    """Render the page.

    Args:
        report: The utterances to show, in their order.
        texts: Article id to its text; quotations of these articles are shown in context.
        title: Heading of the page.

    Yields:
        The page, piece by piece.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # other formats need not load it

    environment = Environment(
        loader=PackageLoader("quotecheck.output"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = _Builder(report, texts or {}).page(title)
    return iter(environment.get_template("compare.html.j2").generate(page=page))


def write_html(report: Report, stream: TextIO, texts: Mapping[str, str] | None = None) -> None:
    """Write the page to an open file."""
    stream.writelines(render_html(report, texts))


def write_page(report: Report, output: Path | None, texts: Mapping[str, str]) -> None:
    """Write the page with quotations in context to a file, whole or not at all, or to standard output.

    Raises:
        OutputError: The file cannot be written.
    """
    if output is None:
        write_html(report, sys.stdout, texts)
        return
    with replacing(output) as part, part.open("w", encoding="utf-8") as stream:
        write_html(report, stream, texts)
