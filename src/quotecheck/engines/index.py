"""An archive's quotations in a DuckDB file: taken in shard by shard, candidates found on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.candidates import ALL_PAIRS, MOST, NEIGHBOURS, SHARE, SHARE_OF_ONE
from quotecheck.consolidate.decision import SURE
from quotecheck.engines.checksum import checksum
from quotecheck.engines.pool import Workers
from quotecheck.engines.portions import Arrival, Stored, taken_in
from quotecheck.engines.shards import shard_files
from quotecheck.extras import require
from quotecheck.models import Extraction, Speaker

MODEST = "SET memory_limit = '400MB'; SET threads = 2"  # each thread needs a part of that memory
BINS_AT_ONCE = 10  # of pairs to judge: with 270 in a row DuckDB had no memory for anything else
MET_AT_ONCE = 1_000_000  # pairs, in some 50 MB
BYTES_AT_ONCE = 32_000_000  # of long texts
# Long texts are not compressed: some of 20,000 are then found in a ninth of the time, and stored in a third.
_TABLES = """
CREATE TABLE IF NOT EXISTS shards (name VARCHAR, sha256 VARCHAR);
CREATE TABLE IF NOT EXISTS articles (
    id VARCHAR, shard VARCHAR, article VARCHAR, text VARCHAR USING COMPRESSION uncompressed,
    speakers VARCHAR
);
CREATE TABLE IF NOT EXISTS quotations (
    n INTEGER, shard VARCHAR, id VARCHAR, article VARCHAR, speaker VARCHAR, relay VARCHAR, day INTEGER,
    total BIGINT, wording VARCHAR, body VARCHAR USING COMPRESSION uncompressed
);
CREATE TABLE IF NOT EXISTS postings (key UBIGINT, n INTEGER, worth INTEGER);
CREATE TABLE IF NOT EXISTS odds (a INTEGER, b INTEGER, value DOUBLE);
CREATE TABLE IF NOT EXISTS speakers (id VARCHAR, body VARCHAR);
CREATE TABLE IF NOT EXISTS identified (state VARCHAR);
CREATE TABLE IF NOT EXISTS who (article VARCHAR, local VARCHAR, key VARCHAR);
CREATE TABLE IF NOT EXISTS heard (n INTEGER, key VARCHAR, kind VARCHAR);
CREATE TABLE IF NOT EXISTS utterances (part UBIGINT, id VARCHAR, outlets BIGINT, body VARCHAR);
CREATE TABLE IF NOT EXISTS about (rules VARCHAR);
CREATE TABLE IF NOT EXISTS written (path VARCHAR, state VARCHAR);
CREATE OR REPLACE VIEW hearing AS
SELECT n, who.key, speakers.body ->> '$.kind' AS kind FROM quotations
LEFT JOIN who ON who.article = quotations.article AND who.local = quotations.speaker
LEFT JOIN speakers ON speakers.id = who.key;
"""
_STILL_CANDIDATES = "CREATE OR REPLACE TABLE odds AS FROM odds SEMI JOIN candidates USING (a, b)"
# `changed`: another speaker, or kind of speaker, than when a pair was judged.
_FORGET_CHANGED = "DELETE FROM odds WHERE a IN (SELECT n FROM changed) OR b IN (SELECT n FROM changed)"
_WORK = """
CREATE OR REPLACE TABLE work AS
SELECT a, b, (row_number() OVER (ORDER BY coalesce(day, 0), a, b) - 1) // $at_once AS bin
FROM candidates ANTI JOIN odds USING (a, b)
"""
_AT_WORK = """
(SELECT DISTINCT bin, n FROM (SELECT bin, a AS n FROM work UNION ALL SELECT bin, b FROM work)
 WHERE bin >= {start} AND bin < {end})
"""
_STATES = """
WITH people AS (SELECT id, hash(id, body ->> '$.kind', body ->> '$.name') AS state FROM speakers)
SELECT n, hash(shards.sha256, quotations.id, one.state, other.state) AS state FROM quotations
JOIN shards ON shards.name = quotations.shard
LEFT JOIN who AS speaker ON speaker.article = quotations.article AND speaker.local = quotations.speaker
LEFT JOIN who AS relay ON relay.article = quotations.article AND relay.local = quotations.relay
LEFT JOIN people AS one ON one.id = speaker.key LEFT JOIN people AS other ON other.id = relay.key
ORDER BY n
"""
_MET = f"""
SELECT a, b, value AS odds, hash(a, b, value) AS state FROM odds
WHERE value > -{SURE} AND rowid >= $start AND rowid < $end
"""  # noqa: S608
# The rules of `quotecheck.consolidate.candidates` as SQL: long lists are not multiplied out, their members,
# sorted by day and wording, meet the next few only.
_CANDIDATES = f"""
CREATE TABLE IF NOT EXISTS candidates AS
WITH ranked AS (
    SELECT n, day, row_number() OVER (ORDER BY coalesce(day, 0), wording, id) AS rank FROM quotations
),
lists AS (
    SELECT key, n, day, worth, count(*) OVER (PARTITION BY key) AS length,
           row_number() OVER (PARTITION BY key ORDER BY rank) AS place
    FROM postings JOIN ranked USING (n)
    QUALIFY length > 1
),
met AS (
    SELECT least(one.n, other.n) AS a, greatest(one.n, other.n) AS b, sum(one.worth) AS shared
    FROM lists AS one
    CROSS JOIN range(1, {ALL_PAIRS + 1}) AS steps(step)
    JOIN lists AS other ON other.key = one.key AND other.place = one.place + step
    WHERE (one.length <= {ALL_PAIRS} OR step <= {NEIGHBOURS})
      AND (one.day IS NULL OR other.day IS NULL OR abs(one.day - other.day) <= $window)
    GROUP BY ALL
),
told AS (
    SELECT n, day, total, if(who.key IS NULL, NULL, hash(who.key)) AS speaker FROM quotations
    LEFT JOIN who ON who.article = quotations.article AND who.local = quotations.speaker
),
likely AS (
    SELECT a, b, least(one.day, other.day) AS day, shared / least(one.total, other.total) AS share
    FROM met JOIN told AS one ON one.n = a JOIN told AS other ON other.n = b
    WHERE shared * 100 >=
          least(one.total, other.total) * if(one.speaker = other.speaker, {SHARE_OF_ONE}, {SHARE})
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
    "DROP TABLE IF EXISTS candidates",
)


Identified = tuple[Sequence[Speaker], Mapping[tuple[str, str], str]]


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
        self.connection.execute(f"{MODEST}; SET preserve_insertion_order = false")
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
                    self.connection.execute(statement, {"shard": name} if "$shard" in statement else None)
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
            self.connection.execute("DROP TABLE IF EXISTS candidates")

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

    def identify(self, merge: Callable[[Iterator[Extraction]], Identified], known: str) -> None:
        """Put speakers together, unless the shards and the user's list are those of the last time.

        Args:
            merge: Gives the speakers over all articles, and which of them each speaker of an article is.
            known: The user's list.
        """
        shards = self.connection.execute("FROM shards ORDER BY name").fetchall()
        state = hashlib.sha256(repr((shards, known)).encode()).hexdigest()
        if self.connection.execute("FROM identified").fetchall() == [(state,)]:
            return
        speakers, to_global = merge(self._people())
        with self._transaction():
            self.connection.execute("DELETE FROM speakers; DELETE FROM who; DELETE FROM identified")
            self.connection.execute("DROP TABLE IF EXISTS candidates")
            bodies = [one.model_dump_json() for one in speakers]
            self.insert("speakers", id=[one.id for one in speakers], body=bodies)
            articles, locals = [article for article, _ in to_global], [local for _, local in to_global]
            self.insert("who", article=articles, local=locals, key=list(to_global.values()))
            self.insert("identified", state=[state])

    def made_of(self) -> str:
        """A checksum of what the result was made of: the rules, the shards and the user's list."""
        parts = self.connection.execute("FROM about, identified").fetchall()
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def written(self, path: Path) -> str | None:
        """What was noted of a file when it was written."""
        query = "SELECT state FROM written WHERE path = $path"
        found = self.connection.execute(query, {"path": str(path.resolve())}).fetchone()
        return found[0] if found else None

    def note_written(self, path: Path, state: str) -> None:
        """Note something of a file that has been written."""
        with self._transaction():
            self.connection.execute("DELETE FROM written WHERE path = $path", {"path": str(path.resolve())})
            self.insert("written", path=[str(path.resolve())], state=[state])

    def _people(self) -> Iterator[Extraction]:
        """The articles with their speakers, without text and quotations."""
        return map(Extraction.model_validate_json, self.ordered("articles", "speakers", "id"))

    def ordered(self, table: str, column: str, order: str) -> Iterator[str]:
        """Long texts in order, some at a time: DuckDB holds all that it sorts, so it sorts their places only.

        Args:
            table: The table.
            column: The texts.
            order: The order, as SQL.
        """
        found = self._arrays(f"SELECT rowid AS row, strlen({column}) AS size FROM {table} ORDER BY {order}")  # noqa: S608
        portion = np.cumsum(found["size"]) // BYTES_AT_ONCE
        query = f"SELECT {column} FROM {table} JOIN wanted ON wanted.row = {table}.rowid ORDER BY place"  # noqa: S608
        for number in np.unique(portion):
            rows = found["row"][portion == number]
            for (text,) in self.stream(query, {"row": rows, "place": np.arange(len(rows))}):
                yield text

    def stream(
        self, query: str, wanted: Mapping[str, NDArray[Any]] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some at a time, while others go on.

        Args:
            query: The query.
            wanted: Columns of the table `wanted` in it.
        """
        cursor = self.connection.cursor()
        if wanted is not None:
            cursor.register("wanted", wanted)
        cursor.execute(query)
        while rows := cursor.fetchmany(10_000):
            yield from rows

    def find_candidates(self, window_days: int) -> None:
        """Fill the table `candidates` with pairs worth judging; forget what was judged of others."""
        if not self._exists("candidates"):
            self.connection.execute(_CANDIDATES, {"window": window_days})
            self.connection.execute(_STILL_CANDIDATES)
        self.connection.execute("CREATE OR REPLACE TEMP TABLE changed AS FROM hearing EXCEPT FROM heard")
        self.connection.execute(_FORGET_CHANGED)

    def _exists(self, table: str) -> bool:
        query = "FROM duckdb_tables() WHERE table_name = $table"
        return bool(self.connection.execute(query, {"table": table}).fetchall())

    def unjudged(self, at_once: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], Stored]]:
        """The pairs that are still to be judged, in order of their days, with their quotations.

        Args:
            at_once: Number of pairs.
        """
        if self._count("odds") == self._count("candidates"):
            return
        self.connection.execute(_WORK, {"at_once": at_once})
        ((bins,),) = self.connection.execute("SELECT coalesce(max(bin) + 1, 0) FROM work").fetchall()
        for start in range(0, bins, BINS_AT_ONCE):
            some = _LOAD_BINS.format(_AT_WORK.format(start=start, end=start + BINS_AT_ONCE))
            for number, stored in enumerate(self._load(some, text=True), start):
                pairs = self._arrays("SELECT a, b FROM work WHERE bin = $bin", {"bin": number})
                yield pairs["a"], pairs["b"], stored
        self.connection.execute("DROP TABLE work")

    def _count(self, table: str) -> int:
        return int(self.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])  # noqa: S608

    def remember_speakers(self) -> None:
        """Keep the speakers that pairs were judged with."""
        self.connection.execute("CREATE OR REPLACE TABLE heard AS FROM hearing")

    def states(self) -> dict[str, NDArray[Any]]:
        """The numbers `n` of all quotations, sorted, each with a checksum `state` of what it looks like."""
        return self._arrays(_STATES)

    def met(self) -> Iterator[dict[str, NDArray[Any]]]:
        """The pairs `a`, `b` that say more than pairs never judged, with their `odds` and a checksum `state`.

        Yields:
            Some at a time.
        """
        ((last,),) = self.connection.execute("SELECT coalesce(max(rowid), -1) FROM odds").fetchall()
        for start in range(0, last + 1, MET_AT_ONCE):
            yield self._arrays(_MET, {"start": start, "end": start + MET_AT_ONCE})

    def _arrays(self, query: str, values: Mapping[str, int] | None = None) -> dict[str, NDArray[Any]]:
        found: dict[str, NDArray[Any]] = self.connection.execute(query, values).fetchnumpy()
        return found

    def keep_utterances(self, parts: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Forget the utterances of all other components; returns those that have utterances already."""
        self.connection.register("wanted", {"part": parts})
        self.connection.execute("DELETE FROM utterances WHERE part NOT IN (SELECT part FROM wanted)")
        self.connection.unregister("wanted")
        return self._arrays("SELECT DISTINCT part FROM utterances")["part"]

    def load(self, numbers: NDArray[np.int64], bins: NDArray[np.int64]) -> Iterator[Stored]:
        """Quotations without the text of their articles, those of one bin together, in order of the bins."""
        return self._load(_LOAD_BINS.format("wanted"), {"n": numbers, "bin": bins}, text=False)

    def _load(
        self, query: str, wanted: Mapping[str, NDArray[Any]] | None = None, *, text: bool
    ) -> Iterator[Stored]:
        homes: dict[str, tuple[Any, ...]] = {}  # most articles of a bin are those of the bin before
        for _, some in groupby(self.stream(query, wanted), key=itemgetter(0)):
            rows = [row[1:] for row in some]
            wanted_homes = {article for *_, article in rows}
            missing = self._of(wanted_homes - homes.keys(), _LOAD_ARTICLES.format("text" if text else "NULL"))
            homes |= {id: tuple(home) for id, *home in missing}
            homes = {id: homes[id] for id in sorted(wanted_homes)}
            speakers = self._of({id for _, _, *ids, _ in rows for id in ids} - {None}, _LOAD_SPEAKERS)
            yield Stored([row[:-1] for row in rows], list(homes.values()), [body for (body,) in speakers])

    def _of(self, ids: set[str], query: str) -> list[tuple[Any, ...]]:
        if not ids:
            return []
        self.connection.register("wanted", {"id": np.array(sorted(ids), dtype=object)})
        found: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
        self.connection.unregister("wanted")
        return found


_WITH_SPEAKERS = """
SELECT n, body, speaker.key AS speaker, relay.key AS relay, quotations.article FROM quotations
LEFT JOIN who AS speaker ON speaker.article = quotations.article AND speaker.local = quotations.speaker
LEFT JOIN who AS relay ON relay.article = quotations.article AND relay.local = quotations.relay
"""
_LOAD_BINS = f"""
SELECT bin, found.* FROM ({_WITH_SPEAKERS}) AS found JOIN {{}} USING (n) ORDER BY bin, n
"""  # noqa: S608 - constants only
_LOAD_ARTICLES = "SELECT id, article, {} FROM articles SEMI JOIN wanted USING (id)"
_LOAD_SPEAKERS = "SELECT body FROM speakers SEMI JOIN wanted USING (id)"
# A patch without a value takes the field away: nobody.
ALL_QUOTATIONS = f"""
SELECT json_merge_patch(body, json_object('speaker', speaker, 'relayed_by', relay))
FROM ({_WITH_SPEAKERS.replace("SELECT n,", "SELECT id,")}) ORDER BY id
"""  # noqa: S608 - constants only


def _rules() -> str:
    """A checksum of all that decides on speakers and pairs: the code and the word lists."""
    home = Path(str(resources.files("quotecheck")))
    parts = (home / "consolidate", home / "identity", home / "lexicon")
    files = sorted(path for part in parts for path in part.iterdir() if path.suffix != ".pyc")
    own = (Path(__file__), home / "engines" / "portions.py")
    return checksum([home / "text.py", *own, *(path for path in files if path.is_file())], home)
