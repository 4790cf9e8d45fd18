"""An article and its annotations that every rule is content with."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from quotecheck.annotations.jsontext import dump_block

ARTICLE = """\
Harbour council votes on the breakwater

“We begin at dawn,” Mayor Ida Lund said. “Nobody waits.”

“And nobody sleeps,” she went on.

Per Holm, a fisherman 🐟 of 40 years, called the plan “absurd and late” and told us that the reefs would die.

The council denied it had hidden “cost overruns” in a paper titled “Stone by Stone.”

“I was told,” Lund said on Friday, “by Holm: ‘Stop now.’ We did not.”

“The reefs are not in danger.

“They never were,” Lund said.

The panel, according to its spokesman Jon Aas, said work was on time.
"""
SPEAKERS: list[dict[str, Any]] = [
    {"id": "ida-lund", "name": "Ida Lund", "kind": "person", "description": "mayor", "aliases": ["Lund"]},
    {"id": "per-holm", "name": "Per Holm", "kind": "person", "description": None, "aliases": []},
    {"id": "council", "name": "the council", "kind": "organization", "description": None, "aliases": []},
    {"id": "panel", "name": "the panel", "kind": "organization", "description": None, "aliases": []},
    {"id": "jon-aas", "name": "Jon Aas", "kind": "person", "description": None, "aliases": []},
]


def span(words: str, nth: int = 0, *, text: str = ARTICLE, **more: Any) -> dict[str, Any]:
    """The nth place where words stand in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words, **more}


def cue(name: str) -> dict[str, Any]:
    """The class of a cue."""
    return {"class": name}


def item(name: str, kind: str, content: list[Any], quoted: list[Any], **more: Any) -> dict[str, Any]:
    """A quotation record."""
    base = {"cue": None, "source": None, "speaker": None}
    return {"id": name, "kind": kind, "content": content, "quoted": quoted, **base, **more}


def quotations() -> list[dict[str, Any]]:
    """The quotations of the article."""
    dawn = [span("We begin at dawn,"), span("Nobody waits.")]
    told = [span("I was told,"), span("by Holm: ‘Stop now.’ We did not.")]
    reefs, never = [span("The reefs are not in danger.")], [span("They never were,")]
    return [
        item(
            "q1", "direct", dawn, dawn,
            cue=span("said", **cue("say")), source=span("Mayor Ida Lund"), speaker="ida-lund",
        ),
        item(
            "q2", "direct", [span("And nobody sleeps,")], [span("And nobody sleeps,")],
            cue=span("went on", **cue("say")), source=span("she"), speaker="ida-lund",
        ),
        item(
            "q3", "mixed", [span("the plan “absurd and late”")], [span("absurd and late")],
            cue=span("called", **cue("criticize")), source=span("Per Holm"), speaker="per-holm",
        ),
        item(
            "q4", "indirect", [span("the reefs would die")], [],
            cue=span("told", **cue("tell")), source=span("Per Holm"), speaker="per-holm",
        ),
        item(
            "q5", "indirect", [span("it had hidden “cost overruns” in a paper titled “Stone by Stone.”")], [],
            cue=span("denied", **cue("deny")), source=span("The council"), speaker="council",
        ),
        item(
            "q6", "direct", told, told,
            cue=span("said", 1, **cue("say")), source=span("Lund", nth=1), speaker="ida-lund",
        ),
        item("q7", "direct", [span("Stop now.")], [span("Stop now.")], nested_in="q6", speaker="per-holm"),
        item(
            "q8", "direct", never, never,
            cue=span("said", 2, **cue("say")), source=span("Lund", nth=2), speaker="ida-lund",
        ),
        item("q9", "direct", reefs, reefs, speaker="ida-lund", flags=["no-cue"]),
        item(
            "q10", "indirect", [span("work was on time")], [],
            cue=span("said", 3, **cue("say")), source=span("The panel"), speaker="panel",
            relayed_by="jon-aas",
        ),
    ]  # fmt: skip


def document(text: str = ARTICLE) -> dict[str, Any]:
    """The whole annotation file as a record."""
    return {
        "format": "quotecheck-annotations/1",
        "article": {
            "path": "harbour.md",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "outlet": "Harbour Times",
            "published": "2024-05-01",
            "title": "Harbour council votes on the breakwater",
        },
        "annotator": "ann",
        "status": "reviewed",
        "speakers": [dict(speaker) for speaker in SPEAKERS],
        "quotations": json.loads(json.dumps(quotations())),
        "not_quotes": [span("cost overruns", reason="scare"), span("Stone by Stone.", reason="title")],
    }


FRONT = """\
---
outlet: Harbour Times
published: 2024-05-01
title: Harbour council votes on the breakwater
---
"""


def write(folder: Path, json_text: str, article: str | None = ARTICLE, name: str = "harbour") -> Path:
    """Put an annotation file and its article into a folder."""
    if article is not None:
        (folder / "harbour.md").write_bytes((FRONT + article).encode())
    path = folder / f"{name}.json"
    path.write_text(json_text, encoding="utf-8", newline="")
    return path


def clean_json() -> str:
    """The annotation file as text."""
    return dump_block(document()) + "\n"


def dumps(value: Any) -> str:
    """JSON on one line, as it stands in the file."""
    return json.dumps(value, ensure_ascii=False)
