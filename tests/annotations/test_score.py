"""Scoring: matching, figures and lists on rows small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from quotecheck.annotations.articles import Articles
from quotecheck.annotations.jsontext import dump_block
from quotecheck.annotations.native import ArticleRef
from quotecheck.annotations.scoring.agreement import alpha
from quotecheck.annotations.scoring.figures import Figures, Rate
from quotecheck.annotations.scoring.items import Annotation, Item, load_annotation_set
from quotecheck.annotations.scoring.match import iou, match
from quotecheck.annotations.scoring.score import Score, Texts, score
from quotecheck.annotations.scoring.sentences import sentence_around
from quotecheck.annotations.scoring.speakers import compare_speakers
from quotecheck.cli import app
from quotecheck.models import Kind, Speaker, SpeakerKind
from tests.annotations.samples import ARTICLE, document, quotations, span, write

REF = ArticleRef(path="nowhere.txt", sha256="0" * 64)


def who(name: str, kind: SpeakerKind = "person", *aliases: str) -> Speaker:
    return Speaker(id=name.lower(), name=name, kind=kind, aliases=aliases)


def unnamed(description: str, *aliases: str) -> Speaker:
    return who(description, "unnamed", *aliases)


def item(start: int, end: int, kind: Kind = "direct", **more: Any) -> Item:
    return Item(f"{start}", kind, ((start, end),))._replace(**more)


def run(gold: list[Item], found: list[Item], **more: list[Item]) -> Score:
    previous = [Annotation("p.json", REF, tuple(more["previous"]))] if "previous" in more else None
    return score(
        [Annotation("g.json", REF, tuple(gold))],
        [Annotation("f.json", REF, tuple(found))],
        previous=previous,
    )


def rates(figures: Figures, name: str, level: str = "iou") -> tuple[int, int, int]:
    rate: Rate = figures.content[name][level]  # type: ignore[index]
    return rate.right, rate.gold, rate.found


@pytest.mark.parametrize(
    ("phenomenon", "gold", "found", "name", "expected"),
    [
        ("the same", [item(0, 10)], [item(0, 10)], "direct", {"exact": (1, 1, 1), "iou": (1, 1, 1)}),
        ("a little off", [item(0, 10)], [item(0, 9)], "direct", {"exact": (0, 1, 1), "iou": (1, 1, 1)}),
        ("far off", [item(0, 10)], [item(5, 15)], "direct", {"iou": (0, 1, 1), "overlap": (1, 1, 1)}),
        ("apart", [item(0, 10)], [item(10, 20)], "direct", {"overlap": (0, 1, 1)}),
        ("other kind", [item(0, 10)], [item(0, 10, "mixed")], "direct", {"exact": (0, 1, 0)}),
        ("other kind, counted", [item(0, 10)], [item(0, 10, "mixed")], "mixed", {"exact": (0, 0, 1)}),
        ("any kind", [item(0, 10)], [item(0, 10, "mixed")], "all", {"exact": (1, 1, 1)}),
        ("one found twice", [item(0, 10)], [item(0, 10), item(0, 9)], "all", {"iou": (1, 1, 2)}),
        ("two found as one", [item(0, 10), item(10, 20)], [item(0, 20)], "all", {"overlap": (1, 2, 1)}),
        ("optional, found", [item(0, 10, optional=True)], [item(0, 10)], "all", {"iou": (0, 0, 0)}),
        ("optional, missed", [item(0, 10, optional=True)], [], "all", {"iou": (0, 0, 0)}),
        ("nothing found", [item(0, 10)], [], "all", {"iou": (0, 1, 0)}),
    ],
)
def test_content_is_counted(
    phenomenon: str, gold: list[Item], found: list[Item], name: str, expected: dict[str, tuple[int, int, int]]
) -> None:
    figures = run(gold, found).figures
    for level, counts in expected.items():
        assert rates(figures, name, level) == counts, phenomenon


def test_the_best_partner_is_taken_and_the_same_kind_among_equals() -> None:
    gold = [item(0, 10), item(12, 22)]
    found = [item(0, 22), item(1, 10, "mixed"), item(12, 22, "mixed"), item(12, 22)]
    pairs = match(gold, found).pairs
    assert [(pair.found.content, pair.found.kind) for pair in pairs] == [
        (((1, 10),), "mixed"),
        (((12, 22),), "direct"),
    ]


def test_marks_and_punctuation_at_edges_do_not_matter_where_the_text_is_known() -> None:
    text = "He called it “absurd.” Then"
    (pair,) = match([item(14, 20)], [item(13, 22)], text).pairs
    assert pair.exact
    (pair,) = match([item(14, 20)], [item(13, 22)]).pairs
    assert not pair.exact


@pytest.mark.parametrize(
    ("phenomenon", "gold", "found", "expected"),
    [
        ("same", who("Ida Lund"), who("Ida Lund"), "right"),
        ("title and case", who("Ida Lund"), who("Mayor ida LUND"), "right"),
        ("accents", who("José Ruiz"), who("Jose Ruiz"), "right"),
        ("middle name", who("Ida Lund"), who("Ida M. Lund"), "right"),
        ("surname only", who("Ida Lund"), who("Lund"), "partial"),
        ("surname with title", who("Ida Lund"), who("Ms. Lund"), "partial"),
        ("role only", who("Ida Lund", "person", "the mayor"), who("the mayor"), "partial"),
        ("alias", who("Joseph Biden", "person", "Joe Biden"), who("Joe Biden"), "right"),
        ("called otherwise elsewhere", who("Tim Lund"), who("Timothy Lund", "person", "Tim Lund"), "right"),
        ("called otherwise, never so printed", who("Tim Lund"), who("Timothy Lund"), "wrong"),
        ("wife's name among his", who("Ida Lund"), who("Per Lund", "person", "Ida Lund"), "wrong"),
        ("initials among a name's", who("Ida Lund"), who("I.R. Lund", "person", "Ida Lund"), "wrong"),
        ("somebody else", who("Ida Lund"), who("Per Lund"), "wrong"),
        ("somebody else's surname", who("Ida Lund"), who("Holm"), "wrong"),
        ("left open", who("Ida Lund"), None, "unresolved"),
        ("open on both sides", None, None, "null"),
        ("invented", None, who("Ida Lund"), "invented"),
        ("longer name", who("Xinhua", "organization"), who("Xinhua News Agency", "organization"), "right"),
        ("official, not office", who("City Hall", "organization"), unnamed("a City Hall clerk"), "wrong"),
        ("description", unnamed("a senior clerk", "the clerk"), unnamed("the clerk"), "right"),
        ("shorter description", unnamed("a senior city clerk"), unnamed("a city clerk"), "right"),
        ("other description", unnamed("a city clerk"), unnamed("a city resident"), "wrong"),
        ("how far it goes", unnamed("a woman who left Norvik"), unnamed("the woman"), "right"),
        ("how far, and a body", who("a group", "group"), who("a group from Norvik", "organization"), "right"),
        ("one of several", who("clerks and farmers", "group"), who("clerks", "group"), "wrong"),
        ("whose paper", who("the clerks", "group"), who("the clerks' letter", "document"), "wrong"),
        ("a body, not its paper", who("Norvik", "organization"), who("law of Norvik", "document"), "wrong"),
        ("article and case", who("city report", "document"), who("The City report", "document"), "right"),
        ("possessive", unnamed("Lund’s clerk"), unnamed("a clerk for Lund"), "right"),
        ("whose", unnamed("Lund’s clerk"), unnamed("Holm’s clerk"), "wrong"),
        ("one or several", unnamed("city officials"), who("officials", "group"), "right"),
        ("a body is no person", who("Fox", "organization"), who("Vera Fox"), "wrong"),
    ],
)  # fmt: skip
def test_speakers_are_compared(
    phenomenon: str, gold: Speaker | None, found: Speaker | None, expected: str
) -> None:
    assert compare_speakers(gold, found) == expected, phenomenon


def test_parts_and_links_are_counted_among_items_that_both_have() -> None:
    lund, holm = who("Ida Lund"), who("Per Holm")
    gold = [
        item(0, 10, cue=(11, 15), source=(16, 20), speaker=lund, relayed_by=holm, utterance="a"),
        item(30, 40, cue=(41, 45), source=(46, 50), speaker=lund, utterance="a"),
        item(60, 70, speaker=holm, utterance="a"),
    ]
    found = [
        item(0, 10, cue=(11, 15), source=(18, 25), speaker=lund, relayed_by=holm, utterance="x"),
        item(30, 40, cue=(42, 45), source=None, speaker=holm, utterance="x"),
        item(80, 90, speaker=holm, utterance="x"),
    ]
    figures = run(gold, found).figures
    assert (figures.source["exact"].right, figures.source["overlap"].right) == (0, 1)
    assert (figures.cue["exact"].right, figures.cue["overlap"].right) == (1, 2)
    assert figures.relayed_by == Rate(right=1, gold=1, found=1)
    assert figures.utterances == Rate(right=1, gold=3, found=1)
    assert figures.triples == Rate(right=1, gold=2, found=1)
    assert figures.attributed["all"] == Rate(right=1, gold=3, found=3)
    assert figures.characters == Rate(right=20, gold=30, found=30)
    assert (figures.speaker["direct"].right, figures.speaker["direct"].wrong) == (1, 1)


def test_differences_and_gains_and_losses_are_listed() -> None:
    lund, holm = who("Ida Lund"), who("Per Holm")
    gold = [item(0, 10, speaker=lund), item(20, 30, speaker=lund), item(40, 50)]
    found = [item(0, 10, speaker=holm), item(20, 29, "mixed", speaker=lund), item(60, 70)]
    previous = [item(0, 10, speaker=lund), item(40, 50), item(80, 90)]
    listed = [(d.change, d.start) for d in run(gold, found, previous=previous).differences]
    assert sorted(listed) == sorted(
        [
            ("missed", 40), ("spurious", 60), ("speaker", 0), ("kind", 20), ("edges", 20),
            ("loss", 0), ("loss", 40), ("loss", 60), ("gain", 80),
        ]
    )  # fmt: skip


edges = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
items = st.lists(
    st.builds(
        lambda span, kind, speaker: Item(str(span), kind, (span,), speaker=speaker),
        edges,
        st.sampled_from(["direct", "mixed", "indirect"]),
        st.sampled_from([None, who("Ida Lund"), who("Per Holm")]),
    ),
    max_size=6,
)


@given(items)
def test_whoever_agrees_with_himself_scores_one(found: list[Item]) -> None:
    result = run(found, found)
    assert result.figures.attributed["all"].f == result.figures.content["all"]["exact"].f == 1


@given(items, items)
def test_f_is_the_same_both_ways(one: list[Item], other: list[Item]) -> None:
    forth, back = run(one, other).figures, run(other, one).figures
    for name in forth.content:
        rate, reverse = forth.content[name]["overlap"], back.content[name]["overlap"]
        assert (rate.gold, rate.found) == (reverse.found, reverse.gold)
    assert forth.content["all"]["exact"].right <= forth.content["all"]["overlap"].right


@given(st.lists(edges, max_size=1), st.lists(edges, max_size=1))
def test_iou_is_a_share(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    assert 0 <= iou(a, b) == iou(b, a) <= 1


def test_the_sentence_around_a_span_is_told_in_one_line() -> None:
    words = span("absurd and late")
    shown = sentence_around(ARTICLE, words["start"], words["end"])
    assert shown.startswith("Per Holm")
    assert shown.endswith("would die.")
    assert "“⟦absurd and late⟧”" in shown


def test_files_and_checksums_bring_articles_together(tmp_path: Path) -> None:
    path = write(tmp_path, dump_block(document()))
    other = document()
    other["article"]["sha256"] = "1" * 64
    lonely = write(tmp_path, dump_block(other), name="other")
    result = score(load_annotation_set([str(path)]), load_annotation_set([str(lonely)]), articles=Articles())
    assert result.figures.content["all"]["iou"].found == 0
    assert len(result.notes) == 2


def test_command_prints_figures_list_and_holds_the_floor(tmp_path: Path) -> None:
    gold = write(tmp_path, dump_block(document()), name="gold")
    worse = document()
    worse["quotations"] = quotations()[:4]
    predicted = write(tmp_path, dump_block(worse), name="predicted")
    runner = CliRunner()
    done = runner.invoke(app, ["score", str(gold), str(predicted), "--list"])
    assert done.exit_code == 0
    assert "missed: indirect by the panel" in done.stdout
    assert "⟦work was on time⟧" in done.stdout
    below = runner.invoke(
        app, ["score", str(gold), str(predicted), "--format", "json", "--fail-under", "0.9"]
    )
    assert below.exit_code == 1
    assert json.loads(below.stdout)["figures"]["content"]["all"]["iou"]["recall"] == pytest.approx(
        4 / 9, abs=1e-3
    )
    neither = runner.invoke(app, ["score", str(gold)])
    assert neither.exit_code != 0


def test_alpha_is_one_for_the_same_and_falls_with_disagreement(tmp_path: Path) -> None:
    pytest.importorskip("krippendorff")
    write(tmp_path, dump_block(document()), name="one")
    changed = document()
    changed["quotations"] = quotations()[:5]
    write(tmp_path, dump_block(changed), name="other")
    (one,), (other,) = (load_annotation_set([str(tmp_path / f"{name}.json")]) for name in ("one", "other"))
    texts = Texts(Articles())
    assert alpha([one], [one], texts) == 1
    lower = alpha([one], [other], texts)
    assert lower is not None
    assert 0.4 < lower < 1
