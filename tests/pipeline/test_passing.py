"""Posts that only pass words on: (phenomenon, text, each quotation's words, source and relay)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotecheck.pipeline.linking import find

_SIGNED = " https://t.co/abc1 — Lake News (@lakenews) May 3, 2018"
ROWS: list[tuple[str, str, list[tuple[str, str | None, str | None]]]] = [
    (
        "a name, a colon and marks",
        "NEW: {source:Ann Lee}{cue::} “{content:The ice will hold until the end of May.}”",
        [("The ice will hold until the end of May.", "Ann Lee", "Lake News")],
    ),
    (
        "a claim, and words in marks behind its colon",
        "{source:Ann Lee} {cue:says} {content:the ice will hold: “It froze in March.}”",
        [("the ice will hold", "Ann Lee", "Lake News"), ("It froze in March.", "Ann Lee", "Lake News")],
    ),
    (
        "behind the words",
        "“{content:The ice will hold until the end of May,}” {cue:says} {source:Mayor Ann Lee}",
        [("The ice will hold until the end of May,", "Mayor Ann Lee", "Lake News")],
    ),
    (
        "no marks",
        "JUST IN: {source:Ann Lee} {cue:says} {content:the ice will hold until the end of May}",
        [("the ice will hold until the end of May", "Ann Lee", "Lake News")],
    ),
    (
        "credited behind a dash",
        "“{content:The ice will hold until the end of May.}” - Ann Lee on the skating ban",
        [("The ice will hold until the end of May.", "Ann Lee", "Lake News")],
    ),
    (
        "words in marks and a link, of whoever wrote what it leads to",
        "“{content:The ice will hold until the end of May.}”",
        [("The ice will hold until the end of May.", None, "Lake News")],
    ),
    (
        "announced in the paragraph before",
        "The mayor announces the new ban.\n\n\n\n“{content:The ice is as thin as a sheet of paper.}”",
        [("The ice is as thin as a sheet of paper.", None, "Lake News")],
    ),
    (
        "words of the author's own beside them",
        "{source:Ann Lee} {cue:says} “{content:the ice will hold.}” We do not believe a word of it!",
        [("Ann Lee says “the ice will hold.” We do not believe a word of it!", "Lake News", None)],
    ),
    (
        "mostly the author's own",
        "The lake froze on Monday and many came to skate. {source:Ann Lee} {cue:says} {content:it holds}",
        [
            (
                "The lake froze on Monday and many came to skate. Ann Lee says it holds",
                "Lake News",
                None,
            )
        ],
    ),
    (
        "said by the author",
        "{source:I} {cue:said} {content:the ice will hold until the end of May}",
        [("I said the ice will hold until the end of May", "Lake News", None)],
    ),
    (
        "told to somebody, no name before the colon",
        "To all the skaters of this {source:town}{cue::} {content:The ice will hold until May.}",
        [("To all the skaters of this town: The ice will hold until May.", "Lake News", None)],
    ),
    (
        "a question",
        "Did {source:Ann Lee} {cue:say} {content:the ice will hold until the end of May}?",
        [("Did Ann Lee say the ice will hold until the end of May?", "Lake News", None)],
    ),
    (
        "what somebody thinks",
        "{source:Ann Lee} {cue:hopes} {content:the ice will hold until the end of May}",
        [("Ann Lee hopes the ice will hold until the end of May", "Lake News", None)],
    ),
]


@pytest.mark.parametrize(("phenomenon", "post", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_post_passes_on(
    tagged: Callable[[str], Doc],
    phenomenon: str,
    post: str,
    expected: list[tuple[str, str | None, str | None]],
) -> None:
    doc = tagged(f"Many came.\n\nIt was cold.\n\nSkaters were told of it.\n\n{post}{_SIGNED}")
    found = [
        tuple(part and doc[part[0] : part[1]].text for part in (span, one.source, one.relay))
        for one in find(doc)
        if one.content is not None
        for span in one.content.spans
    ]
    assert found == expected
