"""Measure consolidation: groups kept together, change labels, speed and growth.

    python -m benchmarks.consolidation basil | mrpc | changes | seeds
    python -m benchmarks.consolidation speed --size 62500

Looks for the corpora as the training does; prints one JSON object per run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.material import article, collection_2018, many, quotation

from quotecheck.consolidate import consolidate
from quotecheck.consolidate.candidates import candidates
from quotecheck.consolidate.changes import changes
from quotecheck.consolidate.clusters import clusters
from quotecheck.consolidate.collector import without_collector
from quotecheck.consolidate.decision import SURE, Settings, log_odds
from quotecheck.consolidate.profile import profiles
from quotecheck.lexicon.cues import find_cue
from quotecheck.models import Article, Cue, Quotation, Span, Speaker
from training import corpora_folder

GOLD = Path(__file__).parent / "gold" / "pairs"
LABELS = ("typographic", "trimmed", "elided", "bracketed", "reworded", "merged")
Measured = dict[str, Any]


def spans(of: Article, places: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end, text=of.text[start:end]) for start, end in places)


def scores(right: int, wrong: int, missed: int) -> Measured:
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f = 2 * right / max(1, 2 * right + wrong + missed)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f": round(f, 3)}


def as_extracted(
    quotations: list[Quotation], articles: list[Article]
) -> tuple[list[Quotation], tuple[Speaker, ...]]:
    """Give each quotation the speaker and the cue of what the installed pipeline finds in its place."""
    from quotecheck.extract import extract, load
    from quotecheck.identity import identify

    speakers, found = identify(list(extract(articles, load())))
    by_article: dict[str, list[Quotation]] = {}
    for one in found:
        by_article.setdefault(one.article, []).append(one)

    def place(q: Quotation) -> tuple[int, int]:
        return q.content[0].start, q.content[-1].end

    def in_place_of(q: Quotation) -> Quotation:
        start, end = place(q)
        shared = {
            number: min(end, place(one)[1]) - max(start, place(one)[0])
            for number, one in enumerate(by_article.get(q.article, []))
        }
        nearest = max(shared, key=lambda number: (shared[number], number), default=None)
        if nearest is None or shared[nearest] <= 0:
            return q
        one = by_article[q.article][nearest]
        return q.model_copy(update={name: getattr(one, name) for name in ("speaker", "relayed_by", "cue")})

    return [in_place_of(q) for q in quotations], speakers


def judged(of: Article, item: Measured) -> Quotation:
    """One side of a judged pair; `content` and `quoted` are given where they are not the whole stretch."""
    made = quotation(of, item["start"], item["end"], item["kind"])
    found = {name: spans(of, item[name]) for name in ("content", "quoted") if name in item}
    return made.model_copy(update=found)


def judged_pairs() -> tuple[list[Measured], list[Quotation], list[Article]]:
    """The hand-judged pairs of 2018 and of BASIL that have a verdict, with their quotations and articles."""
    rows = [
        {"draw": path.stem.removeprefix("allsides-2018").strip("-") or "first", **json.loads(line)}
        for path in sorted((*GOLD.glob("allsides-2018*.jsonl"), *GOLD.glob("basil-*.jsonl")))
        for line in path.read_text().splitlines()
    ]
    rows = [row for row in rows if row["same"] is not None]
    wanted = {row[side]["article"] for row in rows for side in ("first", "second")}
    articles = {a.id: a for a in (*collection_2018(), *basil_articles().values()) if a.id in wanted}
    made = {}
    for row in rows:
        for side in ("first", "second"):
            q = judged(articles[row[side]["article"]], row[side])
            made[q.id] = q
            row[side] = q.id
    return rows, list(made.values()), list(articles.values())


def seed_pairs(
    quotations: list[Quotation], key: dict[str, str | None], together: set[frozenset[str]]
) -> Measured:
    """Pairs over outlets that gold says are one utterance, and what was linked of them."""
    gold = {
        frozenset((a.id, b.id))
        for a, b in combinations(quotations, 2)
        if key[a.id] and key[a.id] == key[b.id]
    }
    home = {q.id: q.article for q in quotations}
    over = {pair for pair in gold if len({home[id] for id in pair}) == 2}
    return {"pairs": len(over), "linked": len(over & together), "wrongly": len(together - gold)}


def seeds() -> Measured:
    """Pairs of the five first articles, quotations and speakers as annotated."""
    articles, quotations, speakers, key = [], [], {}, {}
    for path in sorted((GOLD.parent / "seeds").glob("*.json")):
        d = json.loads(path.read_text(encoding="utf-8"))
        file = corpora_folder().parent / "seeds" / d["article"]["path"]
        text = file.read_bytes().decode()
        published = d["article"].get("published")
        home = article(path.stem, text, d["article"]["outlet"] or path.stem, published)
        articles.append(home)
        speakers |= {one["id"]: Speaker.model_validate(one) for one in d["speakers"]}
        for item in d["quotations"]:
            if not item.get("nested_in"):
                made = annotated(home, item)
                quotations.append(made)
                key[made.id] = item.get("utterance")
    found = consolidate(quotations, articles, list(speakers.values()))
    groups = [[variant.quotation for variant in utterance.variants] for utterance in found]
    together = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    return seed_pairs(quotations, key, together)


def cue(home: Article, item: Measured) -> Cue:
    """A cue as annotated by hand, with the lemma that the lexicon gives it."""
    text = home.text[item["start"] : item["end"]]
    entry = find_cue(text)
    return Cue.model_validate(item | {"text": text, "lemma": entry.lemma if entry else text.lower()})


def annotated(home: Article, item: Measured) -> Quotation:
    """A quotation as annotated by hand."""
    places = {name: [[s["start"], s["end"]] for s in item.get(name, ())] for name in ("content", "quoted")}
    return Quotation(
        id=f"{home.id}-{item['id']}",
        article=home.id,
        kind=item["kind"],
        content=spans(home, places["content"]),
        quoted=spans(home, places["quoted"]),
        speaker=item.get("speaker"),
        relayed_by=item.get("relayed_by"),
        cue=cue(home, item["cue"]) if item.get("cue") else None,
        confidence=1.0,
    )


def basil_articles() -> dict[str, Article]:
    made = {}
    for path in sorted((corpora_folder() / "basil" / "data" / "articles").rglob("*.json")):
        d = json.loads(path.read_text(encoding="utf-8"))
        body = d.get("body-paragraphs") or d.get("body") or []
        text = "\n".join(" ".join(p) if isinstance(p, list) else p for p in body)
        made[d["uuid"]] = article(d["uuid"], text, d.get("source", ""), d.get("date"), d.get("title"))
    return made


def basil_groups() -> tuple[list[list[Quotation]], list[set[tuple[int, int]]], list[Article]]:
    raw = (corpora_folder() / "basil" / "quote_groups.jsonl").read_bytes()
    verdicts = json.loads((GOLD / "basil-groups.json").read_text())
    assert hashlib.sha256(raw).hexdigest() == verdicts["sha256"], "the groups are not those that were judged"
    articles, groups = basil_articles(), []
    for number, line in enumerate(raw.decode().splitlines()):
        made = []
        for k, item in enumerate(json.loads(line)):
            home = articles.get(item["doc"]) or article(item["doc"], item["text"], item["pub"], None)
            articles[home.id] = home
            start = home.text.find(item["text"])
            if start < 0:  # the collection cuts some paragraphs
                home = articles[home.id] = article(home.id, f"{home.text}\n{item['text']}", item["pub"], None)
                start = home.text.find(item["text"])
            made.append(quotation(home, start, start + len(item["text"]), name=f"{number:03d}-{k}"))
        groups.append(made)
    apart = [{tuple(pair) for pair in verdicts["not_the_same"].get(str(n), [])} for n in range(len(groups))]
    return groups, apart, list(articles.values())


def basil() -> Measured:
    groups, apart, articles = basil_groups()
    quotations = [q for group in groups for q in group]
    home = {
        variant.quotation: number
        for number, utterance in enumerate(consolidate(quotations, articles, ()))
        for variant in utterance.variants
    }
    whole, one, right, together, wrong = 0, 0, 0, 0, 0
    for group, separate in zip(groups, apart, strict=True):
        if not separate:
            one += 1
            whole += len({home[q.id] for q in group}) == 1
        for (i, a), (j, b) in combinations(enumerate(group), 2):
            same = home[a.id] == home[b.id]
            right += same and (i, j) not in separate
            together += (i, j) not in separate
            wrong += same and (i, j) in separate
    origin = {q.id: n for n, group in enumerate(groups) for q in group}
    mixed = len({n for n in set(home.values()) if len({origin[q] for q in home if home[q] == n}) > 1})
    return {
        "groups": one,
        "kept_whole": round(whole / one, 3),
        "pairs_together": round(right / together, 3),
        "pairs_wrongly_together": wrong,
        "utterances_across_groups": mixed,
    }


def mrpc() -> Measured:
    """Average precision of the log-odds on pairs that have quotation marks on both sides."""
    ranked = []
    for path in sorted((corpora_folder() / "mrpc").glob("msr_paraphrase_*.txt")):
        for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]:
            label, _, _, one, other = line.split("\t")
            sides = [article(name, text, name, None) for name, text in (("a", one), ("b", other))]
            if all('"' in side.text for side in sides):
                made = [quotation(side, 0, len(side.text)) for side in sides]
                first, second = profiles(made, sides)
                ranked.append((log_odds(first, second, Settings(sides, ())), label == "1"))
    ranked.sort(key=lambda pair: -pair[0])
    hits, total = 0, 0.0
    for rank, (_, same) in enumerate(ranked, 1):
        hits += same
        total += same * hits / rank
    return {"pairs": len(ranked), "same": hits, "average_precision": round(total / hits, 3)}


def labelled_changes() -> Iterator[tuple[Quotation, Quotation, set[str]]]:
    """Pairs with the kinds of change that a reader sees: of BASIL, and of 2018 with square brackets."""
    groups, _, _ = basil_groups()
    for name, kinds in json.loads((GOLD / "basil-changes.json").read_text())["labels"].items():
        number, i, j = map(int, name.split("-"))
        yield groups[number][i], groups[number][j], set(kinds)
    articles = {a.id: a for a in collection_2018()}
    for line in (GOLD / "bracketed-2018.jsonl").read_text().splitlines():
        row = json.loads(line)
        first, second = (judged(articles[row[side]["article"]], row[side]) for side in ("first", "second"))
        yield first, second, set(row["kinds"])


def change_labels() -> Measured:
    """Kinds of change on pairs labelled by hand."""
    counts: Counter[str] = Counter()
    each: dict[str, Counter[str]] = {label: Counter() for label in LABELS}
    labelled = list(labelled_changes())
    for first, second, kinds in labelled:
        found = {change.kind for change in changes(first, second)}
        for label in LABELS:
            outcome = ("missed", "wrong", "right")[2 * (label in kinds and label in found) or label in found]
            if label in kinds or label in found:
                counts[outcome] += 1
                each[label][outcome] += 1
    per = {label: scores(c["right"], c["wrong"], c["missed"])["f"] for label, c in each.items()}
    return {"pairs": len(labelled), **scores(counts["right"], counts["wrong"], counts["missed"]), **per}


def memory() -> int:
    """Resident memory in MiB now."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024


@without_collector()
def speed(size: int) -> Measured:
    quotations, articles = many(size)
    before = memory()
    marks = [time.process_time()]
    found = profiles(quotations, articles)
    settings = Settings(articles, ())
    marks.append(time.process_time())
    near = candidates(found, 10)
    marks.append(time.process_time())
    odds, pairs = {}, 0
    for a, b in near:
        pairs += 1
        value = log_odds(found[a], found[b], settings)
        if value > -SURE:
            odds[a, b] = value
    marks.append(time.process_time())
    groups = clusters(odds, [profile.quotation.article for profile in found])
    marks.append(time.process_time())
    steps = ("profiles", "candidates", "decision", "clusters")
    seconds = {name: round(b - a, 1) for name, a, b in zip(steps, marks, marks[1:], strict=False)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "quotations": len(quotations),
        "pairs": pairs,
        "groups": len(groups),
        **seconds,
        "cpu_seconds": round(marks[-1] - marks[0], 1),
        "input_mib": before,
        "peak_mib": peak,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("basil", "mrpc", "changes", "seeds", "speed"))
    parser.add_argument("--size", type=int, default=62_500)
    given = parser.parse_args()
    measure = {
        "basil": basil,
        "mrpc": mrpc,
        "changes": change_labels,
        "seeds": seeds,
        "speed": lambda: speed(given.size),
    }[given.what]
    print(json.dumps({"what": given.what, **measure()}))


if __name__ == "__main__":
    main()
