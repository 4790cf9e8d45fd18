"""The corpus of the project and its annotations agree; so does the gold, which holds no text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from quotecheck.annotations.native import AnnotationFile, Stretch, load_annotations
from quotecheck.reading import read_articles

ROOT = Path(__file__).parents[1]
ANNOTATIONS = sorted((ROOT / "data" / "annotations").glob("*.json"))
GOLD = sorted((ROOT / "benchmarks" / "gold" / "seeds").glob("*.json"))
NAMES = [path.stem for path in ANNOTATIONS]
MARKS = '“”"'


def stretches(file: AnnotationFile) -> list[Stretch]:
    found: list[Stretch] = list(file.not_quotes)
    for item in file.quotations:
        found += [*item.content, *item.quoted, *(x for x in (item.cue, item.source) if x)]
    return found


def article_text(file: AnnotationFile, at: Path) -> str:
    (article,) = read_articles([str(at.parent / file.article.path)])
    assert article.sha256 == file.article.sha256
    return article.text


def test_every_digest_is_annotated() -> None:
    assert sorted(path.stem for path in (ROOT / "data" / "raw").glob("*.md")) == NAMES
    assert len(NAMES) == len(GOLD) == 5


@pytest.mark.parametrize("path", ANNOTATIONS, ids=NAMES)
def test_offsets_slice_back(path: Path) -> None:
    file = load_annotations(str(path))
    text = article_text(file, path)
    for span in stretches(file):
        assert span.text == text[span.start : span.end] != ""


@pytest.mark.parametrize("path", ANNOTATIONS, ids=NAMES)
def test_every_mark_is_accounted_for(path: Path) -> None:
    file = load_annotations(str(path))
    text = article_text(file, path)
    inner = [*file.not_quotes, *(span for item in file.quotations for span in item.quoted)]
    used = {at for span in inner for at in (span.start - 1, span.end)}
    stray = sum("stray-mark" in item.flags for item in file.quotations)
    assert sum(char in MARKS and at not in used for at, char in enumerate(text)) == stray


@pytest.mark.parametrize("path", [*ANNOTATIONS, *GOLD], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_references_resolve_and_spans_do_not_cross(path: Path) -> None:
    file = load_annotations(str(path))
    speakers = {speaker.id for speaker in file.speakers}
    used = {key for item in file.quotations for key in (item.speaker, item.relayed_by) if key}
    assert used == speakers
    outer = [item for item in file.quotations if item.nested_in is None]
    spans = sorted((span.start, span.end) for item in outer for span in item.content)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_repeats_no_text(path: Path) -> None:
    assert all(span.text is None for span in stretches(load_annotations(str(path))))


@pytest.mark.parametrize("files", [ANNOTATIONS, GOLD], ids=["digests", "seeds"])
def test_keys_of_utterances_tie_renderings_together(files: list[Path]) -> None:
    keys = [item.utterance for path in files for item in load_annotations(str(path)).quotations]
    shared = {key for key in keys if key}
    assert len(shared) == 15
    assert all(keys.count(key) > 1 for key in shared)
