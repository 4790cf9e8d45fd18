"""Shards: gzipped JSON Lines, one article or failure per line, each file there whole or not at all.

The first line says what the shard was made of, so that a later run can tell whether to make it again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from quotecheck.engines.desk import Outcome
from quotecheck.engines.failure import Failure
from quotecheck.errors import InputError
from quotecheck.models import Article, Extraction, Model
from quotecheck.output.atomic import replacing

Item = Article | InputError


class ShardHead(Model):
    """The first line of a shard.

    Attributes:
        format: The format and its version.
        number: Position in the archive, from 0.
        inputs: SHA-256 over the articles and problems that it was made of.
        articles: Number of articles that were read.
        quotations: Number of quotations found.
        failures: Number of inputs that gave nothing.
    """

    format: Literal["quotecheck-shard/1"] = "quotecheck-shard/1"
    number: int
    inputs: str
    articles: int
    quotations: int
    failures: int


def fingerprint(items: Iterable[Item]) -> str:
    """SHA-256 over what a shard is made of."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(item.id.encode() if isinstance(item, Article) else f"!{item}".encode())
        digest.update(b"\n")
    return digest.hexdigest()


def shard_path(folder: Path, number: int) -> Path:
    """Where a shard lies."""
    return folder / "shards" / f"{number:06}.jsonl.gz"


def write_shard(folder: Path, number: int, items: Sequence[Item], outcomes: Sequence[Outcome]) -> ShardHead:
    """Write a shard; the same content gives the same bytes.

    Args:
        folder: The archive's folder.
        number: The shard's number.
        items: What it was made of.
        outcomes: What came of each item, in order.

    Raises:
        OutputError: It cannot be written.
    """
    found = [outcome for outcome in outcomes if isinstance(outcome, bytes)]
    head = ShardHead(
        number=number,
        inputs=fingerprint(items),
        articles=len(found),
        quotations=sum(len(json.loads(line)["quotations"]) for line in found),
        failures=len(outcomes) - len(found),
    )
    lines = [head.model_dump_json().encode(), *map(_line, outcomes)]
    with replacing(shard_path(folder, number)) as part, part.open("wb") as stream:
        stream.write(gzip.compress(b"\n".join(lines) + b"\n", compresslevel=6, mtime=0))
        stream.flush()
        os.fsync(stream.fileno())
    return head


def _line(outcome: Outcome) -> bytes:
    if isinstance(outcome, bytes):
        return outcome
    return json.dumps({"error": outcome.model_dump()}, ensure_ascii=False).encode()


def read_head(path: Path) -> ShardHead | None:
    """The first line of a shard, and None if there is no such shard or it is broken."""
    try:
        with gzip.open(path) as stream:
            return ShardHead.model_validate_json(stream.readline())
    except (OSError, EOFError, zlib.error, ValidationError):
        return None


def read_shard(path: Path) -> Iterator[Extraction | Failure]:
    """What a shard holds.

    Raises:
        InputError: It is broken; the message says how to make it again.
    """
    try:
        with gzip.open(path) as stream:
            stream.readline()
            for line in stream:
                yield _parse(line)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        problem = f"is broken ({error}): delete it and run extract again with --resume"
        raise InputError(str(path), problem) from None


def _parse(line: bytes) -> Extraction | Failure:
    if line.startswith(b'{"error"'):
        return Failure.model_validate(json.loads(line)["error"])
    return Extraction.model_validate_json(line)


def shard_files(folder: Path) -> list[Path]:
    """The shards of an archive, in order."""
    return sorted((folder / "shards").glob("*.jsonl.gz"))
