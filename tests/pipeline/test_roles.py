"""The trained tagger inside the shipped pipeline."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import DocBin

from quotecheck.errors import ModelError
from quotecheck.extract import load
from quotecheck.pipeline.roles import ROLES, RolesTagger

TEXT = (
    "The harbour board met on Tuesday.\n\n"
    "“We will not raise the fees this year,” said Anna Keller, who leads the board. "
    "Mayor Tom Price warned that the port would lose ships without repairs.\n\n"
    "According to a report by the Lund Institute, traffic fell by a tenth."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def found(nlp: Language) -> list[tuple[str, str]]:
    doc = nlp(TEXT)
    return [(span.label_, span.text) for span in doc.spans[ROLES]]


EXPECTED = [
    ("content", "We will not raise the fees this year"),
    ("cue", "said"),
    ("cue", "warned"),
    ("source", "Mayor Tom Price"),
    ("cue", "According to"),
    ("content", "traffic fell by a tenth"),
]


@pytest.mark.parametrize(("label", "text"), EXPECTED, ids=[row[1] for row in EXPECTED])
def test_tags(nlp: Language, label: str, text: str) -> None:
    assert (label, text) in found(nlp)


@pytest.mark.parametrize("name", ["Anna Keller", "Tom Price"])
def test_names(nlp: Language, name: str) -> None:
    assert any(name in entity.text and entity.label_ == "PER" for entity in nlp(TEXT).ents)


def test_each_span_has_a_probability(nlp: Language) -> None:
    group = nlp(TEXT).spans[ROLES]
    assert len(group.attrs["scores"]) == len(group)
    assert all(0.0 <= score <= 1.0 for score in group.attrs["scores"])


@pytest.mark.parametrize("text", ["", " ", "\n\n", "”", "word " * 2000, "x" * 5000, "\u200b \u0301"])
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert ROLES in doc.spans


def test_one_document_or_many_make_no_difference(nlp: Language) -> None:
    texts = [TEXT, "Nobody said anything.", TEXT[:120], ""]
    together = [DocBin(docs=[doc]).get_docs(nlp.vocab) for doc in nlp.pipe(texts)]
    alone = [DocBin(docs=[nlp(text)]).get_docs(nlp.vocab) for text in texts]
    for one, other in zip(together, alone, strict=True):
        spans = [[(s.label_, s.start, s.end) for s in doc.spans[ROLES]] for doc in (next(one), next(other))]
        assert spans[0] == spans[1]


def test_weights_survive_disk_bytes_and_pickle(nlp: Language, tmp_path: Path) -> None:
    tagger = nlp.get_pipe("quotecheck_roles")
    assert isinstance(tagger, RolesTagger)
    tagger.to_disk(tmp_path / "roles")
    weights = tagger.tagger.weights
    assert RolesTagger().from_disk(tmp_path / "roles").tagger.weights == weights
    assert RolesTagger().from_bytes(tagger.to_bytes()).tagger.weights == weights
    assert pickle.loads(pickle.dumps(tagger)).tagger.weights == weights  # noqa: S301


def test_two_processes_find_the_same(nlp: Language) -> None:
    texts = [TEXT, TEXT[40:]]
    one, two = list(nlp.pipe(texts)), list(nlp.pipe(texts, n_process=2, batch_size=1))
    for doc, other in zip(one, two, strict=True):
        assert [(s.label_, s.start, s.end) for s in doc.spans[ROLES]] == [
            (s.label_, s.start, s.end) for s in other.spans[ROLES]
        ]


def test_no_weights_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no weights"):
        _ = RolesTagger().tagger
    with pytest.raises(ModelError, match="not complete"):
        RolesTagger().from_disk(tmp_path)
