"""Conversions: what goes out comes back, in every text that people write."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from quotecheck.annotations.articles import CORPORA, Articles
from quotecheck.annotations.convert import (
    NATIVE,
    anchored,
    guess,
    losses,
    read_documents,
    write_documents,
)
from quotecheck.annotations.formats import jsonformats
from quotecheck.annotations.formats.exchange import Exchange, Group, from_exchange, to_exchange
from quotecheck.annotations.formats.registry import FORMATS
from quotecheck.annotations.jsontext import dump_block
from quotecheck.annotations.native import AnnotationFile, load_annotations
from quotecheck.cli import app
from quotecheck.errors import ConfigError, InputError, OutputError, QuotecheckError
from tests.annotations.samples import ARTICLE, document, write

TWO_WAY = [name for name, found in FORMATS.items() if found.read and found.write]
LOSSLESS = [name for name in TWO_WAY if not FORMATS[name].drops]

# Emoji with joiners, combining accents, CRLF, tabs, non-breaking and other spaces, all kinds of marks.
PIECES = (
    *("word", "ß", "1", "e\u0301", "🐟", "👩🏽\u200d🚒", "—", "&", "<"),
    *("“", "”", '"', "''", " ", "\u00a0", "\u2002", "\t", "\r\n", "\n"),
)
pieces = st.sampled_from(PIECES)
texts = st.lists(pieces, min_size=3, max_size=40).map("".join)


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    text = draw(texts)
    edge = st.integers(0, len(text))

    def span() -> tuple[int, int]:
        a, b = sorted((draw(edge), draw(edge)))
        return (a, b) if a < b else (max(0, a - 1), max(1, a))

    groups = []
    for _ in range(draw(st.integers(0, 4))):
        edges = sorted({draw(edge) for _ in range(4)})
        pairs = zip(edges[::2], edges[1::2], strict=False)
        content = tuple(pair for pair in pairs) or (span(),)
        cue, source = (span() if draw(st.booleans()) else None for _ in range(2))
        groups.append(Group(content, cue, source))
    return Exchange("a-name", text, tuple(groups))


def spans(exchange: Exchange) -> list[tuple[object, ...]]:
    return [(group.content, group.cue, group.source) for group in exchange.groups]


def there_and_back(exchange: Exchange, name: str, folder: Path) -> Exchange:
    for file, data in write_documents([exchange], name).items():
        (folder / file).write_bytes(data)
    wanted = next(iter(write_documents([exchange], name)))
    (found,) = read_documents([str(folder / wanted)], name, Articles())
    return found


@pytest.mark.parametrize("name", TWO_WAY)
@given(exchange=exchanges())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_spans_come_back_as_they_went(name: str, exchange: Exchange, tmp_path: Path) -> None:
    found = there_and_back(exchange, name, tmp_path)
    assert found.text == exchange.text
    assert spans(found) == spans(exchange)


@pytest.mark.parametrize("name", LOSSLESS)
def test_everything_comes_back(name: str, tmp_path: Path) -> None:
    file = AnnotationFile.model_validate(document())
    found = there_and_back(to_exchange(file, ARTICLE, "harbour"), name, tmp_path)
    assert found.name == "harbour"
    assert from_exchange(found, "harbour.md") == file


@pytest.mark.parametrize("name", sorted(set(TWO_WAY) - set(LOSSLESS)))
def test_what_is_lost_is_told(name: str) -> None:
    exchange = to_exchange(AnnotationFile.model_validate(document()), ARTICLE, "harbour")
    assert losses([exchange], name)["speaker"] == 10
    assert losses([exchange], "prodigy") == {}


def test_kinds_are_inferred_where_a_format_has_none(tmp_path: Path) -> None:
    file = AnnotationFile.model_validate(document())
    found = from_exchange(there_and_back(to_exchange(file, ARTICLE, "h"), "citron", tmp_path), "h.md")
    kinds = {item.id: item.kind for item in found.quotations}
    assert kinds == {item.id: item.kind for item in file.quotations} | {"q5": "mixed"}
    assert found.quotations[2].quoted == file.quotations[2].quoted


BRAT_TEXT = "“Go,” Lund said\nand left. Holm agreed.\n"
BRAT = """\
T1\tContent 0 5;21 25\t“Go,” left
T2\tSource 6 10\tLund
T3\tCue 11 15\tsaid
and a raw line end
T4\tAttribution 11 15\tsaid
E1\tAttribution:T4 Cue:T3 Content:T1 Source:T2
T5\tContent 16 19\tand
T6\tContent 26 30\tHolm
T7\tAttribution-no-source 31 37\tagreed
E2\tAttribution-no-source:T7 Content:T5 Content2:T6
T8\tDiscuss 0 5\t“Go,”
E3\tAttribution:T8
"""


def test_brat_is_read_leniently(tmp_path: Path) -> None:
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions" / "doc_ann1.ann").write_text(BRAT, encoding="utf-8")
    (tmp_path / "text" / "doc.txt").write_text(BRAT_TEXT, encoding="utf-8")
    (found,) = read_documents([str(tmp_path / "attributions")], None, Articles())
    assert spans(found) == [
        (((0, 5), (21, 25)), (11, 15), (6, 10)),
        (((16, 19), (26, 30)), None, None),
    ]


PARC = """<root><SENTENCE gorn="0">
<WORD ByteCount="9,11" text="We" /><WORD ByteCount="12,14" text="go"><attribution id="a"><attributionRole roleValue="content"/></attribution></WORD>
<WORD ByteCount="14,15" text=","><attribution id="a"><attributionRole roleValue="content"/></attribution></WORD>
<WORD ByteCount="16,20" text="Lund"><attribution id="a"><attributionRole roleValue="source"/></attribution></WORD>
<WORD ByteCount="21,25" text="said"><attribution id="a"><attributionRole roleValue="cue"/></attribution></WORD>
</SENTENCE><SENTENCE gorn="1"><WORD ByteCount="27,30" text="Yes"><attribution id="a"><attributionRole roleValue="content"/></attribution></WORD></SENTENCE></root>
"""  # noqa: E501


def test_parc_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wsj.xml"
    path.write_text(PARC)
    (found,) = read_documents([str(path)], None, Articles())
    assert found.text == "We go, Lund said\nYes\n"
    assert spans(found) == [(((3, 6), (17, 20)), (12, 16), (7, 11))]


def test_conll_marks_where_spans_begin() -> None:
    exchange = Exchange("d", "Go on, go. Lund said.\nNo.", (Group(((0, 5), (7, 9)), (16, 20), (11, 15)),))
    rows = [line.split("\t") for line in jsonformats.conll(exchange).splitlines() if "\t" in line][1:]
    assert rows[0] == ["Go", "B-content", "O", "O"]
    assert rows[1] == ["on", "I-content", "O", "O"]
    assert rows[3] == ["go", "B-content", "O", "O"]
    assert [row[2:] for row in rows if row[0] in ("Lund", "said")] == [["O", "B-source"], ["B-cue", "O"]]


def test_schema_org_says_who_said_it() -> None:
    exchange = to_exchange(AnnotationFile.model_validate(document()), ARTICLE, "harbour")
    graph = jsonformats.schema_org(exchange)["@graph"]
    assert graph[0]["spokenByCharacter"] == {"@type": "Person", "name": "Ida Lund"}
    assert graph[0]["text"] == "We begin at dawn, Nobody waits."
    assert graph[0]["isPartOf"]["publisher"]["name"] == "Harbour Times"


def test_documents_are_anchored_to_the_stored_text(tmp_path: Path) -> None:
    stored = ARTICLE.replace("\n", "\r\n")
    (tmp_path / "harbour.txt").write_bytes(stored.encode())
    file = AnnotationFile.model_validate(document())
    found = anchored(to_exchange(file, ARTICLE, "harbour"), [str(tmp_path)])
    back = from_exchange(found, "harbour.txt")
    assert [s.text for q in back.quotations for s in q.content] == [
        s.text for q in file.quotations for s in q.content
    ]
    assert [s.text for s in back.not_quotes] == [s.text for s in file.not_quotes]
    (tmp_path / "harbour.txt").write_text("Something else.")
    with pytest.raises(InputError, match="is not the text"):
        anchored(to_exchange(file, ARTICLE, "harbour"), [str(tmp_path)])


@pytest.mark.parametrize("name", TWO_WAY)
def test_formats_are_told_from_their_files(name: str, tmp_path: Path) -> None:
    exchange = to_exchange(AnnotationFile.model_validate(document()), ARTICLE, "harbour")
    file, data = next(iter(write_documents([exchange], name).items()))
    (tmp_path / file).write_bytes(data)
    assert guess(str(tmp_path / file)) == name


@pytest.mark.parametrize(
    ("name", "file", "data"),
    [
        ("brat", "a.ann", b"T1\tContent 0 900\tx\n"),
        ("citron", "a.json", b'{"text": "x"}'),
        ("prodigy", "a.jsonl", b'{"text": "x", "spans": [{"start": 0}]}'),
        ("label-studio", "a.json", b'[{"data": {"text": "x"}, "annotations": [{"result": [{}]}]}]'),
        ("doccano", "a.jsonl", b"[]\n"),
        ("web-annotation", "a.jsonld", b"{}"),
        ("docbin", "a.spacy", b"no"),
        ("uima", "a.xmi", b"<a/>"),
        ("parc", "a.xml", b"<a>"),
        ("citron", "a.json", b'{"text": "x", "quotes": [{"contents": [{"start": 0, "end": 9}]}]}'),
        ("brat", "a.ann", b"#1\tAnnotatorNotes T1\tquotecheck {no\n"),
        ("prodigy", "a.jsonl", b'{"text": "x", "spans": [], "meta": [1]}'),
        (None, "a.odd", b""),
        ("conll", "a.conll", b"x"),
        ("nonsense", "a.json", b"{}"),
    ],
)
def test_what_is_broken_is_told(name: str | None, file: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(data)
    (tmp_path / "a.txt").write_text("short text")
    with pytest.raises((InputError, ConfigError)) as raised:
        list(read_documents([str(tmp_path / file)], name, Articles()))
    assert str(raised.value)


def test_a_record_that_makes_no_sense_is_told() -> None:
    for rest in ({"kind": "verbatim"}, {"quoted": 5}, {"kind": "direct", "quoted": [{"start": 0}]}):
        with pytest.raises(InputError, match="makes no sense"):
            from_exchange(Exchange("a", "word", (Group(((0, 4),), None, None, rest),)), "a.txt")


def test_xml_cannot_hold_everything(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="XML cannot hold"):
        write_documents([Exchange("a", "a\x0bb", ())], "uima")


readable = st.sampled_from([name for name, found in FORMATS.items() if found.read])


@given(name=readable, data=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_input_breaks_a_reader(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"a{FORMATS[name].suffix}"
    path.write_bytes(data)
    (tmp_path / "a.txt").write_text("short text")
    try:
        documents = list(read_documents([str(path)], name, Articles()))
    except QuotecheckError as error:
        documents, message = [], str(error)
        assert message
    for found in documents:
        from_exchange(found, "a.txt")


def test_command_converts_there_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, dump_block(document()))
    runner = CliRunner()
    out = runner.invoke(app, ["convert", "harbour.json", "--to", "citron", "-o", "citron"])
    assert out.exit_code == 0, out.output
    assert "citron cannot carry speaker: left out 10 times" in out.stderr
    out = runner.invoke(app, ["convert", "harbour.json", "--to", "label-studio", "-o", "studio"])
    back = runner.invoke(app, ["convert", "studio", "--to", "native", "-o", "native"])
    assert back.exit_code == 0, back.output
    record = json.loads((tmp_path / "native" / "harbour.json").read_text(encoding="utf-8"))
    assert record["article"]["path"] == "harbour.txt"
    assert record["quotations"][3]["content"] == document()["quotations"][3]["content"]
    assert runner.invoke(app, ["check", "native", "--select", "QC3"]).exit_code == 0


def corpus() -> Iterator[Path]:
    root = Path(os.environ.get(CORPORA, "nowhere")) / "corpora" / "polnear" / "dev"
    seen = set()
    for path in sorted((root / "attributions").glob("*.ann")):
        article = path.stem.rpartition("_")[0]
        if article not in seen:
            seen.add(article)
            yield path


@pytest.mark.corpora
@pytest.mark.skipif(not list(corpus()), reason="the corpora are not beside the project")
@pytest.mark.parametrize("name", [NATIVE, *TWO_WAY])
def test_polnear_goes_through_every_two_way_format(name: str, tmp_path: Path) -> None:
    documents = list(read_documents([str(path) for path in corpus()], "brat", Articles()))
    assert len(documents) == 84
    for file, data in write_documents(documents, name, str(tmp_path)).items():
        (tmp_path / file).write_bytes(data)
    found = {document.name: document for document in read_documents([str(tmp_path)], name, Articles())}
    assert len(found) == len(documents)
    for before in documents:
        assert found[before.name].text == before.text
        assert sorted(spans(found[before.name]), key=str) == sorted(spans(before), key=str)
    if name == NATIVE:
        items = sum(len(load_annotations(str(path)).quotations) for path in tmp_path.glob("*.json"))
        assert items == sum(len(document.groups) for document in documents)
