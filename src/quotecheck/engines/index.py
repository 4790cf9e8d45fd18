"""An archive's quotations in a DuckDB file: taken in shard by shard, candidates found on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.candidates import ALL_PAIRS, MOST, NEIGHBOURS, SHARE
from quotecheck.engines.checksum import checksum
from quotecheck.engines.pool import Workers
from quotecheck.engines.portions import Arrival, Stored, taken_in
from quotecheck.engines.shards import shard_files
from quotecheck.extras import require
from quotecheck.models import Extraction

MEMORY_LIMIT = "1GB"
# Long texts are not compressed: some of 20,000 are then found in a ninth of the time, and stored in a third.
_TABLES = """
CREATE TABLE IF NOT EXISTS shards (name VARCHAR, sha256 VARCHAR);
CREATE TABLE IF NOT EXISTS articles (
    id VARCHAR, shard VARCHAR, article VARCHAR, text VARCHAR USING COMPRESSION uncompressed,
    speakers VARCHAR
);
CREATE TABLE IF NOT EXISTS quotations (
    n BIGINT, shard VARCHAR, id VARCHAR, article VARCHAR, speaker VARCHAR, relay VARCHAR, day INTEGER,
    total DOUBLE, wording VARCHAR, body VARCHAR USING COMPRESSION uncompressed
);
CREATE TABLE IF NOT EXISTS postings (key UBIGINT, n BIGINT, worth DOUBLE);
CREATE TABLE IF NOT EXISTS odds (a BIGINT, b BIGINT, value DOUBLE);
CREATE TABLE IF NOT EXISTS speakers (id VARCHAR, body VARCHAR);
CREATE TABLE IF NOT EXISTS who (article VARCHAR, local VARCHAR, key VARCHAR);
CREATE TABLE IF NOT EXISTS heard (n BIGINT, key VARCHAR, kind VARCHAR);
CREATE TABLE IF NOT EXISTS about (rules VARCHAR);
CREATE OR REPLACE VIEW hearing AS
SELECT n, who.key, speakers.body ->> '$.kind' AS kind FROM quotations
LEFT JOIN who ON who.article = quotations.article AND who.local = quotations.speaker
LEFT JOIN speakers ON speakers.id = who.key;
"""
# Another speaker, or kind of speaker, than when a pair was judged.
_CHANGED = "SELECT n FROM (FROM hearing EXCEPT FROM heard)"
# The rules of `quotecheck.consolidate.candidates` as SQL: long lists are not multiplied out, their members,
# sorted by day and wording, meet the next few only.
_CANDIDATES = f"""
CREATE OR REPLACE TABLE candidates AS
WITH ranked AS (SELECT n, row_number() OVER (ORDER BY coalesce(day, 0), wording, id) AS rank FROM quotations),
lists AS (
    SELECT key, n, worth, count(*) OVER (PARTITION BY key) AS length,
           row_number() OVER (PARTITION BY key ORDER BY rank) AS place
    FROM postings JOIN ranked USING (n)
    QUALIFY length > 1
),
met AS (
    SELECT least(one.n, other.n) AS a, greatest(one.n, other.n) AS b, sum(one.worth) AS shared
    FROM lists AS one
    CROSS JOIN range(1, {ALL_PAIRS + 1}) AS steps(step)
    JOIN lists AS other ON other.key = one.key AND other.place = one.place + step
    WHERE one.length <= {ALL_PAIRS} OR step <= {NEIGHBOURS}
    GROUP BY ALL
),
likely AS (
    SELECT a, b, least(one.day, other.day) AS day, shared / least(one.total, other.total) AS share
    FROM met JOIN quotations AS one ON one.n = a JOIN quotations AS other ON other.n = b
    WHERE shared >= {SHARE} * least(one.total, other.total)
      AND (one.day IS NULL OR other.day IS NULL OR abs(one.day - other.day) <= $window)
),
best AS (
    SELECT a, b, day, row_number() OVER (PARTITION BY a ORDER BY share DESC, b) AS of_a,
           row_number() OVER (PARTITION BY b ORDER BY share DESC, a) AS of_b
    FROM likely
)
SELECT a, b, day FROM best WHERE of_a <= {MOST} OR of_b <= {MOST}
"""  # noqa: S608 - numbers only
_NEXT = "SELECT coalesce(max(n) + 1, 0) FROM quotations"
_FORGET = (
    "DELETE FROM postings WHERE n IN (SELECT n FROM quotations WHERE shard = $shard)",
    "DELETE FROM odds WHERE a IN (SELECT n FROM quotations WHERE shard = $shard)",
    "DELETE FROM odds WHERE b IN (SELECT n FROM quotations WHERE shard = $shard)",
    "DELETE FROM quotations WHERE shard = $shard",
    "DELETE FROM articles WHERE shard = $shard",
    "DELETE FROM shards WHERE name = $shard",
)


class Index:
    """The working file of an archive.

    Args:
        path: The DuckDB file; made if it is not there, or if what it holds was judged by other rules.

    Raises:
        ConfigError: DuckDB is not installed.
    """

    def __init__(self, path: Path) -> None:
        duckdb, rules = require("duckdb", "duckdb", "consolidating an archive"), _rules()
        self.connection = duckdb.connect(str(path))
        self.connection.execute("CREATE TABLE IF NOT EXISTS about (rules VARCHAR)")
        if self.connection.execute("FROM about").fetchall() != [(rules,)]:
            self.connection.close()
            path.unlink()
            self.connection = duckdb.connect(str(path))
        self.connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'; SET preserve_insertion_order = false")
        self.connection.execute(_TABLES)
        self.connection.execute("CREATE OR REPLACE TABLE about AS SELECT $rules AS rules", {"rules": rules})

    def update(self, folder: Path, workers: Workers) -> int:
        """Take in the shards that are new or have changed, and forget those that are gone.

        Args:
            folder: The archive.
            workers: Who reads the shards.

        Returns:
            The number of shards taken in.

        Raises:
            InputError: A shard is broken.
        """
        present = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in shard_files(folder)}
        known = dict(self.connection.execute("FROM shards").fetchall())
        for name in [name for name, sha256 in known.items() if present.get(name) != sha256]:
            with self._transaction():
                for statement in _FORGET:
                    self.connection.execute(statement, {"shard": name})
        new = [name for name, sha256 in present.items() if known.get(name) != sha256]
        paths = (folder / "shards" / name for name in new)
        for name, arrival in zip(new, workers.map(taken_in, paths), strict=True):
            self._take_in(name, present[name], arrival)
        return len(new)

    def _take_in(self, name: str, sha256: str, arrival: Arrival) -> None:
        shard = [name] * len(arrival.articles["id"])
        first = int(self.connection.execute(_NEXT).fetchall()[0][0])
        count = len(arrival.quotations["id"])
        with self._transaction():
            self.insert("articles", **arrival.articles, shard=shard)
            numbers = np.arange(first, first + count)
            self.insert("quotations", **arrival.quotations, n=numbers, shard=[name] * count)
            self.insert("postings", key=arrival.keys, n=arrival.keys_of + first, worth=arrival.worth)
            self.connection.execute("INSERT INTO shards VALUES (?, ?)", [name, sha256])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def insert(self, table: str, **columns: Sequence[str | None] | NDArray[Any]) -> None:
        """Insert columns of equal length."""
        arrays = {
            name: np.array(column, dtype=object) if isinstance(column, list) else column
            for name, column in columns.items()
        }
        if len(next(iter(arrays.values()))):
            self.connection.register("arriving", arrays)
            self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM arriving")  # noqa: S608
            self.connection.unregister("arriving")

    def people(self) -> Iterator[Extraction]:
        """The articles with their speakers, without text and quotations."""
        for (body,) in self.stream("SELECT speakers FROM articles ORDER BY id"):
            yield Extraction.model_validate_json(body)

    def stream(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some at a time, while others go on."""
        cursor = self.connection.cursor().execute(query)
        while rows := cursor.fetchmany(10_000):
            yield from rows

    def find_candidates(self, window_days: int) -> None:
        """Fill the table `candidates` with pairs worth judging; forget what was judged of others."""
        self.connection.execute(_CANDIDATES, {"window": window_days})
        self.connection.execute(f"DELETE FROM odds WHERE a IN ({_CHANGED}) OR b IN ({_CHANGED})")  # noqa: S608
        self.connection.execute("CREATE OR REPLACE TABLE odds AS FROM odds SEMI JOIN candidates USING (a, b)")

    def unjudged(self) -> Iterator[tuple[int, int]]:
        """The pairs that are still to be judged, in order of their days."""
        query = "FROM candidates ANTI JOIN odds USING (a, b) ORDER BY coalesce(day, 0), a, b"
        yield from self.stream(f"SELECT a, b {query}")

    def remember_speakers(self) -> None:
        """Keep the speakers that pairs were judged with."""
        self.connection.execute("CREATE OR REPLACE TABLE heard AS FROM hearing")

    def load(self, numbers: NDArray[np.int64], *, text: bool) -> Stored:
        """Quotations by their numbers, with the articles that hold them and the speakers over all articles.

        Args:
            numbers: The numbers.
            text: Whether the articles' text is wanted.
        """
        self.connection.register("wanted", {"n": numbers})
        quotations = self.connection.execute(_LOAD_QUOTATIONS).fetchall()
        articles = self.connection.execute(_LOAD_ARTICLES.format(text="text" if text else "NULL")).fetchall()
        self.connection.unregister("wanted")
        ids = {id for _, _, *ids in quotations for id in ids if id is not None}
        self.connection.register("wanted", {"id": np.array(sorted(ids), dtype=object)})
        speakers = self.connection.execute(_LOAD_SPEAKERS).fetchall() if ids else []
        self.connection.unregister("wanted")
        return Stored(quotations, articles, [body for (body,) in speakers])


_WITH_SPEAKERS = """
SELECT n, body, speaker.key AS speaker, relay.key AS relay FROM quotations
LEFT JOIN who AS speaker ON speaker.article = quotations.article AND speaker.local = quotations.speaker
LEFT JOIN who AS relay ON relay.article = quotations.article AND relay.local = quotations.relay
"""
_LOAD_QUOTATIONS = f"{_WITH_SPEAKERS} SEMI JOIN wanted USING (n) ORDER BY n"
_LOAD_ARTICLES = """
SELECT article, {text} FROM articles
WHERE id IN (SELECT article FROM quotations SEMI JOIN wanted USING (n)) ORDER BY id
"""
_LOAD_SPEAKERS = "SELECT body FROM speakers SEMI JOIN wanted USING (id)"
# A patch without a value takes the field away: nobody.
ALL_QUOTATIONS = f"""
SELECT json_merge_patch(body, json_object('speaker', speaker, 'relayed_by', relay))
FROM ({_WITH_SPEAKERS.replace("SELECT n,", "SELECT id,")}) ORDER BY id
"""  # noqa: S608 - constants only


def _rules() -> str:
    """A checksum of all that decides on pairs: the code and the word lists."""
    home = Path(str(resources.files("quotecheck")))
    parts = (home / "consolidate", home / "lexicon")
    files = sorted(path for part in parts for path in part.iterdir() if path.suffix != ".pyc")
    own = (Path(__file__), home / "engines" / "portions.py")
    return checksum([home / "text.py", *own, *(path for path in files if path.is_file())], home)
