"""schema.org as JSON-LD: each quotation a `Quotation`, part of a `NewsArticle`, spoken by someone."""

from __future__ import annotations

import json
from typing import Any, TextIO

from quotecheck.models import ArticleInfo, Report, Speaker, SpeakerKind, Utterance
from quotecheck.output.cells import to_text

# schema.org wants a Person or an Organization; a document is a source that is quoted from.
_TYPES: dict[SpeakerKind, str] = {
    "person": "Person",
    "unnamed": "Person",
    "organization": "Organization",
    "group": "Organization",
    "document": "CreativeWork",
}


def write_jsonld(report: Report, stream: TextIO) -> None:
    """Write the report as one JSON-LD document (vocabulary: https://schema.org/Quotation)."""
    graph = [
        *map(_article, report.articles),
        *map(_speaker, report.speakers),
        *_quotations(report),
        *map(_utterance, report.utterances),
    ]
    json.dump({"@context": "https://schema.org", "@graph": graph}, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _article(article: ArticleInfo) -> dict[str, Any]:
    return _given(
        {
            "@id": f"#{article.id}",
            "@type": "NewsArticle",
            "headline": article.title,
            "url": article.url,
            "datePublished": to_text(article.published),
            "publisher": article.outlet and {"@type": "Organization", "name": article.outlet},
        }
    )


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return _given(
        {
            "@id": f"#{speaker.id}",
            "@type": _TYPES[speaker.kind],
            "name": speaker.name,
            "description": speaker.description,
            "alternateName": list(speaker.aliases),
        }
    )


def _quotations(report: Report) -> list[dict[str, Any]]:
    kinds = {speaker.id: speaker.kind for speaker in report.speakers}
    return [
        _given(
            {
                "@id": f"#{quotation.id}",
                "@type": "Quotation",
                "text": quotation.text,
                "isPartOf": {"@id": f"#{quotation.article}"},
                _said(kinds.get(quotation.speaker or "")): quotation.speaker
                and {"@id": f"#{quotation.speaker}"},
            }
        )
        for quotation in report.quotations
    ]


def _said(kind: SpeakerKind | None) -> str:
    return "citation" if kind == "document" else "spokenByCharacter"


def _utterance(utterance: Utterance) -> dict[str, Any]:
    return {
        "@id": f"#{utterance.id}",
        "@type": "Quotation",
        "text": utterance.text,
        "workExample": [{"@id": f"#{variant.quotation}"} for variant in utterance.variants],
    }


def _given(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value}
