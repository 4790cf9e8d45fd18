"""The comparison as a page: complete without network or script, and safe with any text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from tests.consolidate.samples import printed

from quotecheck.consolidate import consolidate
from quotecheck.models import Article, ChangeKind, Report, Speaker
from quotecheck.output.comparison import comparison
from quotecheck.output.html import render_html, write_html

LONG = "We have inspected every pillar of the harbour bridge and found eleven serious cracks"
FRANK = "The mayor was quite frank about the costs & the delays of the <new> harbour bridge"


def report(*wordings: str, speaker: str = "ada") -> tuple[Report, dict[str, str]]:
    pairs = [printed(f"outlet-{k}", wording, speaker=speaker) for k, wording in enumerate(wordings)]
    articles = [article for article, _ in pairs]
    quotations = [quotation for _, found in pairs for quotation in found]
    speakers = (Speaker(id="ada", name="Ada <Holm>", kind="person", description="mayor"),)
    utterances = consolidate(quotations, articles, speakers)
    made = Report(
        articles=tuple(article.info() for article in articles),
        speakers=speakers,
        quotations=tuple(quotations),
        utterances=utterances,
    )
    return made, {article.id: article.text for article in articles}


def page(*wordings: str) -> str:
    made, texts = report(*wordings)
    return "".join(render_html(comparison(made), texts))


class Reader(HTMLParser):
    """Collects what a browser would fetch, and checks that elements close in order."""

    VOID = frozenset({"meta", "input", "br", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in {"src", "srcset", "data"}]
        if tag == "link":
            self.fetched.append("link")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_is_well_formed_and_fetches_nothing() -> None:
    text = page(FRANK, FRANK.replace("quite frank", "not very open"), LONG, LONG)
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    assert reader.fetched == []
    assert "@import" not in text
    assert not re.search(r"url\(", text)


def test_text_of_articles_cannot_become_markup() -> None:
    text = page(FRANK, FRANK)
    assert "<new>" not in text
    assert "&lt;new&gt;" in text
    assert "Ada &lt;Holm&gt;" in text


def test_words_that_differ_are_marked_with_what_stood_there() -> None:
    text = page(LONG, LONG.replace("eleven", "twelve"))
    assert re.search(r'<mark class="high"[^>]*number[^>]*>twelve</mark>', text)
    assert re.search(r'<del class="high"[^>]*>eleven</del>', text)


def test_the_gravest_difference_comes_first() -> None:
    text = page(LONG, LONG, FRANK, FRANK.replace("quite frank", "not very open"))
    assert text.index("quite frank") < text.index("eleven serious")


def test_outlets_with_one_wording_share_a_place() -> None:
    assert page(LONG, LONG, LONG).count('<p class="wording">') == 1


def test_a_quotation_is_shown_in_context() -> None:
    assert "the mayor said." in page(LONG, LONG)


def test_nothing_to_compare_is_said() -> None:
    assert "No utterance was found in two or more outlets" in page(LONG)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a#top", "https://example.org/a#:~:text=We%20have%20inspected"),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_a_link_leads_to_the_sentence(url: str | None, expected: str | None) -> None:
    made, texts = report(LONG, LONG)
    articles = tuple(article.model_copy(update={"url": url}) for article in made.articles)
    stream = StringIO()
    write_html(comparison(made.model_copy(update={"articles": articles})), stream, texts)
    found = re.search(r'href="([^"]*)"', stream.getvalue())
    assert (found and found[1].startswith(expected or "")) if expected else found is None


def test_only_asked_kinds_are_compared() -> None:
    made, _ = report(LONG, LONG.replace("eleven", "twelve"), FRANK, FRANK.replace("quite frank", "not open"))
    kinds: list[ChangeKind] = ["number", "elided"]
    assert len(comparison(made).utterances) == 2
    assert [u.text for u in comparison(made, kinds).utterances] == [LONG]
    assert comparison(made, kinds[1:]).utterances == ()


def test_articles_of_one_outlet_are_no_comparison() -> None:
    made, _ = report(LONG, LONG)
    assert len(comparison(made).utterances) == 1
    article: Article = printed("outlet-0", LONG)[0]
    assert article.outlet == "Outlet-0"
    same = tuple(v.model_copy(update={"outlet": "Outlet-0"}) for v in made.utterances[0].variants)
    alone = made.utterances[0].model_copy(update={"variants": same})
    assert comparison(made.model_copy(update={"utterances": (alone,)})).utterances == ()


@pytest.mark.parametrize(("kind", "given"), [("unnamed", False), ("person", True)])
def test_only_named_speakers_are_in_dispute(kind: str, given: bool) -> None:
    pairs = [printed("herald", LONG, speaker="one"), printed("courier", LONG, speaker="other")]
    articles = [article for article, _ in pairs]
    quotations = tuple(quotation for _, found in pairs for quotation in found)
    speakers = tuple(Speaker.model_validate({"id": id, "name": id, "kind": kind}) for id in ("one", "other"))
    made = Report(
        articles=tuple(article.info() for article in articles),
        speakers=speakers,
        quotations=quotations,
        utterances=consolidate(quotations, articles, speakers),
    )
    assert ("Given to" in "".join(render_html(comparison(made), {}))) is given
