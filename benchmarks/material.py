"""Articles of the corpora as the program's own objects, and any number of quotations made from them."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import random
from collections.abc import Iterator

from quotecheck.models import Article, Quotation, Span
from quotecheck.pipeline.pairing import pair_marks
from training import corpora_folder


def day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def article(id: str, text: str, outlet: str, published: str | None, title: str | None = None) -> Article:
    checksum = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=id, path=id, outlet=outlet, published=day(published), title=title, sha256=checksum, text=text
    )


def quotation(of: Article, start: int, end: int, kind: str = "direct", name: str = "") -> Quotation:
    span = Span(start=start, end=end, text=of.text[start:end])
    quoted = () if kind == "indirect" else (span,)
    id = name or f"{of.id}-{start}-{end}"
    return Quotation(id=id, article=of.id, kind=kind, content=(span,), quoted=quoted, confidence=1.0)


def collection_2018() -> Iterator[Article]:
    with gzip.open(corpora_folder() / "allsides" / "articles-2018.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            yield article(d["id"], d["text"], d["outlet"], d["published"], d["title"])


def perturbed(text: str, rng: random.Random) -> str:
    """A wording with one of the changes that outlets make."""
    words = text.split()
    choice = rng.randrange(5)
    if choice == 0 and len(words) > 6:
        return " ".join(words[: -rng.randrange(1, len(words) // 3 + 1)])
    if choice == 1 and len(words) > 6:
        return " ".join(words[rng.randrange(1, len(words) // 3 + 1) :])
    if choice == 2 and len(words) > 3:
        words.pop(rng.randrange(len(words)))
        return " ".join(words)
    if choice == 3 and len(words) > 3:
        words[rng.randrange(len(words))] = rng.choice(("indeed", "really", "people", "country"))
        return " ".join(words)
    return text.replace("’", "'")


def many(size: int) -> tuple[list[Quotation], list[Article]]:
    """Quotations of the 2018 collection, repeated with perturbations in copies of their articles."""
    originals, articles = [], list(collection_2018())
    for home in articles:
        seen = set()
        for stretch in pair_marks(home.text).quoted:
            if stretch.end - stretch.start > 8 and stretch.start not in seen:
                seen.add(stretch.start)
                originals.append(quotation(home, stretch.start, stretch.end))
    rng, made, copies = random.Random(5), list(originals), {}  # noqa: S311  # repeatable draws
    while len(made) < size:
        model = rng.choice(originals)
        copy = len(made)
        text = perturbed(model.text, rng) or model.text
        span = Span(start=0, end=len(text), text=text)
        where = f"{model.article}~{copy % 5}"
        copies.setdefault(where, model.article)
        made.append(
            model.model_copy(
                update={"id": f"{where}-{copy}", "article": where, "content": (span,), "quoted": (span,)}
            )
        )
    by_id = {home.id: home for home in articles}
    extra = [by_id[home].model_copy(update={"id": where, "outlet": where}) for where, home in copies.items()]
    return made[:size], articles + extra
