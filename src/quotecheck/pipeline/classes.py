"""The class of a cue where it stands: what was said, and what was only believed, planned or named."""

from __future__ import annotations

from spacy.tokens import Doc

from quotecheck.lexicon.clauses import ACCUSING, is_clause, takes_objects
from quotecheck.lexicon.cues import CueEntry
from quotecheck.models import CueClass
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import Content

_SHORTEST_CLAUSE = 3


def class_of(doc: Doc, content: Content, entry: CueEntry | None) -> CueClass:
    """The cue's class; what stands between marks was said, and the object of a verb is no quotation."""
    if content.kind != "indirect":
        return "say" if entry is None or entry.cls == "attitude" else entry.cls
    if entry is None:
        return "attitude"
    own = [doc[i].lower_ for start, end in content.spans for i in range(start, end)]
    needs_clause = takes_objects(entry) or len(own) < _SHORTEST_CLAUSE
    accusing = entry.cls in ACCUSING
    return entry.cls if not needs_clause or is_clause(own, accusing=accusing) else "attitude"


def is_nobodys(attribution: Attribution, entry: CueEntry | None) -> bool:
    """Whether marked words are in a plan or belief without a holder ("was meant as a “floor”")."""
    mixed = attribution.content is not None and attribution.content.kind == "mixed"
    return mixed and attribution.source is None and (entry is None or entry.cls == "attitude")
