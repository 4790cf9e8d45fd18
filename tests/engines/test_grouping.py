"""Consolidating an archive out of core gives what consolidating in memory gives."""

from __future__ import annotations

import os
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from quotecheck.consolidate.decision import log_odds
from quotecheck.engines import grouping, index, portions
from quotecheck.engines.batch import extract_batch
from quotecheck.engines.grouping import consolidate_archive
from quotecheck.engines.local import make_report
from quotecheck.engines.shards import write_shard
from quotecheck.errors import ConfigError
from quotecheck.identity.known import parse_known
from quotecheck.models import Extraction, Report
from quotecheck.reading import read_articles

pytest.importorskip("duckdb")
RAW = Path(__file__).parents[2] / "data/raw"


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    return extract_batch(list(read_articles([str(RAW)])))


def store(folder: Path, number: int, found: list[Extraction]) -> None:
    (folder / "shards").mkdir(exist_ok=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    lines = [one.model_dump_json(by_alias=True).encode() for one in found]
    write_shard(folder, number, [one.article for one in found], lines)


def assert_same(found: Report, expected: Report) -> None:
    assert found.utterances == expected.utterances
    assert found.speakers == expected.speakers
    assert set(found.articles) == set(expected.articles)
    assert sorted(found.quotations, key=lambda q: q.id) == sorted(expected.quotations, key=lambda q: q.id)


def test_the_same_as_in_memory(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "PAIRS_AT_ONCE", 3)
    monkeypatch.setattr(grouping, "QUOTATIONS_AT_ONCE", 4)
    monkeypatch.setattr(grouping, "BINS_AT_ONCE", 3)
    store(tmp_path, 0, extractions)
    expected = make_report(extractions)
    assert max(len(utterance.variants) for utterance in expected.utterances) > 1
    assert_same(consolidate_archive(tmp_path, window_days=10).report(), expected)


def test_the_same_on_several_processes(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "PAIRS_AT_ONCE", 3)
    monkeypatch.setattr(grouping, "QUOTATIONS_AT_ONCE", 4)
    for number, one in enumerate(extractions):
        store(tmp_path, number, [one])
    assert_same(consolidate_archive(tmp_path, window_days=10, jobs=2).report(), make_report(extractions))


def test_new_shards_join_what_was_judged(tmp_path: Path, extractions: list[Extraction]) -> None:
    for number in range(len(extractions)):
        store(tmp_path, number, [extractions[number]])
        report = consolidate_archive(tmp_path, window_days=10).report()
        assert_same(report, make_report(extractions[: number + 1]))


def test_a_shard_that_changed_or_went_is_forgotten(tmp_path: Path, extractions: list[Extraction]) -> None:
    first, second, *rest = extractions
    store(tmp_path, 0, [first, second])
    store(tmp_path, 1, rest)
    consolidate_archive(tmp_path, window_days=10)
    store(tmp_path, 0, [second])
    assert_same(consolidate_archive(tmp_path, window_days=10).report(), make_report([second, *rest]))
    (tmp_path / "shards/000001.jsonl.gz").unlink()
    assert_same(consolidate_archive(tmp_path, window_days=10).report(), make_report([second]))


def judged(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One entry for each pair that is judged from here on."""
    calls: list[None] = []

    def counted(*arguments: Any) -> float:
        calls.append(None)
        return log_odds(*arguments)

    monkeypatch.setattr(portions, "log_odds", counted)
    return calls


def test_pairs_are_judged_once(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(tmp_path, 0, extractions)
    first = consolidate_archive(tmp_path, window_days=10).report()
    calls = judged(monkeypatch)
    assert consolidate_archive(tmp_path, window_days=10).report() == first
    assert calls == []


def copied(one: Extraction) -> Extraction:
    """The same text, printed by another outlet."""
    home = one.article.model_copy(update={"id": f"{one.article.id}x", "outlet": "Copyist"})
    moved = {"article": home.id, "continues": None}
    quotations = [
        q.model_copy(update={"id": q.id.replace(one.article.id, home.id), **moved}) for q in one.quotations
    ]
    return one.model_copy(update={"article": home, "quotations": tuple(quotations)})


def test_verbatim_copies_are_judged_once(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = [*extractions, *map(copied, extractions)]
    store(tmp_path, 0, everything)
    calls = judged(monkeypatch)
    archive = consolidate_archive(tmp_path, window_days=10)
    assert_same(archive.report(), make_report(everything))
    assert len(calls) < archive._index._count("odds") * 2 / 3


def test_other_rules_judge_anew(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(tmp_path, 0, extractions)
    first = consolidate_archive(tmp_path, window_days=10).report()
    monkeypatch.setattr(index, "_rules", lambda: "others")
    calls = judged(monkeypatch)
    assert consolidate_archive(tmp_path, window_days=10).report() == first
    assert len(calls) > 0


def test_other_speakers_judge_anew(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(tmp_path, 0, extractions)
    consolidate_archive(tmp_path, window_days=10)
    report = make_report(extractions)
    loudest = Counter(quotation.speaker for quotation in report.quotations).most_common(2)
    names = [one.name for one in report.speakers if one.id in dict(loudest)]
    entries = "".join(f'[[speakers]]\nid = "x{n}"\nname = "{name}"\n' for n, name in enumerate(names))
    known = parse_known(entries, "speakers.toml")
    calls = judged(monkeypatch)
    found = consolidate_archive(tmp_path, window_days=10, known=known).report()
    assert len(calls) > 0
    assert_same(found, make_report(extractions, known=known))


def grouped_numbers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of all quotations that are grouped from here on."""
    numbers: list[int] = []

    def noted(portion: portions.Grouping) -> list[tuple[int, str, int, str]]:
        numbers.extend(number for number, *_ in portion.stored.quotations)
        return portions.grouped(portion)

    monkeypatch.setattr(grouping, "grouped", noted)
    return numbers


def test_where_nothing_is_new_nothing_is_done(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(tmp_path, 0, extractions)
    first = consolidate_archive(tmp_path, window_days=10).report()
    monkeypatch.setattr(grouping, "merge_speakers", pytest.fail)
    numbers, calls = grouped_numbers(monkeypatch), judged(monkeypatch)
    assert consolidate_archive(tmp_path, window_days=10).report() == first
    assert (numbers, calls) == ([], [])


def test_only_groups_that_change_are_made_anew(
    tmp_path: Path, extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    *known, new = extractions
    store(tmp_path, 0, known)
    consolidate_archive(tmp_path, window_days=10)
    store(tmp_path, 1, [new])
    numbers = grouped_numbers(monkeypatch)
    assert_same(consolidate_archive(tmp_path, window_days=10).report(), make_report(extractions))
    assert len(new.quotations) <= len(numbers) < sum(len(one.quotations) for one in extractions)
    assert len(numbers) == len(set(numbers))


def test_a_database_is_written_where_something_is_new(tmp_path: Path, extractions: list[Extraction]) -> None:
    *known, new = extractions
    target = tmp_path / "quotes.duckdb"

    def is_written(format: str = "duckdb") -> bool:
        archive = consolidate_archive(tmp_path, window_days=10)
        is_new = archive.write(format, target)
        archive._index.connection.close()
        return is_new

    store(tmp_path, 0, known)
    assert is_written()
    assert not is_written()
    store(tmp_path, 1, [new])
    assert is_written()
    assert not is_written()
    os.utime(target, (0, 0))  # as if somebody had changed it
    assert is_written()
    target.unlink()
    assert is_written()
    assert is_written("sqlite")


def test_utterances_come_in_order(tmp_path: Path, extractions: list[Extraction]) -> None:
    store(tmp_path, 0, extractions)
    found = consolidate_archive(tmp_path, window_days=10).report().utterances
    assert all(len(one.outlets) >= len(other.outlets) for one, other in pairwise(found))


def test_a_folder_without_an_archive(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"holds no archive: make one with quotecheck extract"):
        consolidate_archive(tmp_path, window_days=10)
