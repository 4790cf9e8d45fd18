"""Embedded posts: (phenomenon, text, the words and the name that signs them)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotecheck.pipeline.linking import find
from quotecheck.pipeline.posts import find_posts

ROWS: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "words, name and date",
        "Skating is over! Stay off the ice. — Ann Lee (@annlee) January 3, 2018",
        [("Skating is over! Stay off the ice.", "Ann Lee")],
    ),
    (
        "links and handles at the end",
        "Stay off the ice. @LakeNews https://t.co/abc1 pic.twitter.com/xyz — Ann Lee (@annlee) May 3, 2018",
        [("Stay off the ice.", "Ann Lee")],
    ),
    (
        "two in one paragraph",
        "It melts. — Ann Lee (@annlee) May 3, 2018 It froze! — Bo (@bo1) May 4, 2018",
        [("It melts.", "Ann Lee"), ("It froze!", "Bo")],
    ),
    ("no date", "Stay off the ice. — Ann Lee (@annlee)", [("Stay off the ice.", "Ann Lee")]),
    ("nothing but a link", "https://t.co/abc1 — Ann Lee (@annlee) May 3, 2018", []),
    ("nothing but tags", "—@bob #ice #snow — Ann Lee (@annlee) May 3, 2018", []),
    (
        "a post of several paragraphs, parted by more than the usual gap",
        "The mayor was short.\n\nMany came.\n\n"
        "Skating is over!\n\n\n\nGo home. — Ann Lee (@annlee) May 3, 2018\n\nThey did.",
        [("Skating is over! ## Go home.", "Ann Lee")],
    ),
    (
        "a link alone in the last paragraph",
        "Many came.\n\nIt was cold.\n\nGo home.\n\n\n\nhttps://t.co/abc1 — Ann Lee (@annlee) May 3, 2018",
        [("Go home.", "Ann Lee")],
    ),
    (
        "the name before the words",
        "She tweeted:\n\nAnn Lee (@annlee) Stay off the ice. pic.twitter.com/xyz",
        [("Stay off the ice.", "Ann Lee")],
    ),
    ("who an author is", "The end.\n\nAnn Lee (@annlee) teaches chess.", []),
    ("a handle in a sentence", "The mayor — Ann Lee (@annlee) — spoke of the ice.", []),
]


@pytest.mark.parametrize(("phenomenon", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_posts(
    tagged: Callable[[str], Doc], phenomenon: str, text: str, expected: list[tuple[str, str]]
) -> None:
    doc = tagged(text)
    found = [
        (
            " ## ".join(doc[start:end].text for start, end in post.content),
            doc[post.name[0] : post.name[1]].text,
        )
        for post in find_posts(doc)
    ]
    assert found == expected


def test_a_post_is_a_direct_quotation_of_its_author(tagged: Callable[[str], Doc]) -> None:
    doc = tagged(
        "The mayor was short.\nDid {source:Bo} {cue:say} {content:it froze}? — Ann Lee (@annlee) May 3, 2018"
    )
    (one,) = find(doc)
    assert one.content is not None
    assert (one.content.kind, one.cue, one.continues) == ("direct", None, None)
    assert [doc[start:end].text for start, end in one.content.spans] == ["Did Bo say it froze?"]


def test_marks_around_a_post_are_no_part_of_it(tagged: Callable[[str], Doc]) -> None:
    doc = tagged("“Stay off the ice.” https://t.co/abc1 — Ann Lee (@annlee) May 3, 2018")
    (one,) = find(doc)
    assert one.content is not None
    assert [doc[start:end].text for start, end in one.content.spans] == ["Stay off the ice."]


def test_a_post_that_gives_others_words_relays_them(tagged: Callable[[str], Doc]) -> None:
    doc = tagged(
        "The mayor was short.\n{source:Bo Park} {cue:tells} the board: {content:“Stay off the ice.”} "
        "— The Courier (@courier) May 3, 2018"
    )
    (one,) = find(doc)
    assert one.content is not None
    assert [doc[start:end].text for start, end in one.content.spans] == ["Stay off the ice."]
    assert one.source is not None
    assert one.relay is not None
    assert [doc[start:end].text for start, end in (one.source, one.relay)] == ["Bo Park", "The Courier"]
