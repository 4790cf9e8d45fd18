"""All formats: how each is read and written, how it counts, and what it cannot carry."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotecheck.annotations.formats import brat, jsonformats, parc, uima
from quotecheck.annotations.formats.exchange import Exchange, Record
from quotecheck.annotations.jsontext import parse_json
from quotecheck.annotations.native import read_bytes
from quotecheck.annotations.offsets import Unit
from quotecheck.errors import InputError
from quotecheck.reading.decode import decode

Files = dict[str, bytes]
"""Names of files and what they hold."""

_ALL = frozenset(
    (
        *(
            "id",
            "kind",
            "quoted",
            "cue_class",
            "speaker",
            "relayed_by",
            "continues",
            "nested_in",
            "utterance",
        ),
        *("flags", "confidence", "status", "annotator", "speakers", "not_quotes"),
    )
)


class Format(NamedTuple):
    """One format.

    Attributes:
        suffix: Ending of its files.
        unit: What its offsets count.
        read: From the path of a file to documents; None where it can only be written.
        write: From documents to files; None where it can only be read.
        drops: Fields of the native file that it has no room for.
        about: What it is, in words.
    """

    suffix: str
    unit: Unit
    read: Callable[[str], Iterator[Exchange]] | None
    write: Callable[[Sequence[Exchange]], Files] | None
    drops: frozenset[str]
    about: str


def _stem(path: str) -> str:
    return Path(path).name.partition(".")[0]


def _read_brat(path: str) -> Iterator[Exchange]:
    """An ``.ann`` file with its text beside it, or in a folder ``text`` without the annotator's suffix."""
    ann = decode(read_bytes(path), path)[0]
    file = Path(path)
    places = [file.with_suffix(".txt"), file.parent.parent / "text" / f"{file.stem}.txt"]
    places.append(file.parent.parent / "text" / f"{file.stem.rpartition('_')[0]}.txt")
    place = next((place for place in places if place.is_file()), None)
    if place is None:
        raise InputError(path, f"its text is missing: looked for {', '.join(map(str, places))}")
    yield brat.read(ann, decode(read_bytes(str(place)), str(place))[0], file.stem, path)


def _write_brat(exchanges: Sequence[Exchange]) -> Files:
    files: Files = {}
    for exchange in exchanges:
        files[f"{exchange.name}.ann"] = brat.write(exchange).encode("utf-8")
        files[f"{exchange.name}.txt"] = exchange.text.encode("utf-8")
    return files


def _read_records(path: str, read: Callable[[Record, str], Exchange]) -> Iterator[Exchange]:
    """JSON: one record, a list of them, or one a line."""
    data = read_bytes(path)
    if Path(path).suffix == ".jsonl":
        lines = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
        records = [(number, parse_json(line, f"{path}:{number}").value) for number, line in lines]
    else:
        value = parse_json(data, path).value
        records = list(enumerate(value, 1)) if isinstance(value, list) else [(1, value)]
    for number, record in records:
        name = _stem(path) if len(records) == 1 else f"{_stem(path)}-{number}"
        try:
            yield read(record, name)
        except (KeyError, TypeError, IndexError, AttributeError, StopIteration, ValueError) as error:
            problem = f"record {number} is not as the format wants it: {type(error).__name__} {error}"
            raise InputError(path, problem) from None


def _reader(read: Callable[[Record, str], Exchange]) -> Callable[[str], Iterator[Exchange]]:
    return lambda path: _read_records(path, read)


def _each(write: Callable[[Exchange], Any], suffix: str) -> Callable[[Sequence[Exchange]], Files]:
    """One JSON file per document."""
    return lambda exchanges: {
        f"{exchange.name}{suffix}": _json(write(exchange), indent=2) for exchange in exchanges
    }


def _together(write: Callable[[Exchange], Any], name: str) -> Callable[[Sequence[Exchange]], Files]:
    """One file for all documents: a record a line, or a list."""

    def written(exchanges: Sequence[Exchange]) -> Files:
        records = [write(exchange) for exchange in exchanges]
        whole = b"".join(map(_json, records)) if name.endswith(".jsonl") else _json(records, indent=2)
        return {name: whole}

    return written


def _json(value: Any, indent: int | None = None) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode("utf-8", "replace")


def _read_docbin(path: str) -> Iterator[Exchange]:
    from quotecheck.annotations.formats import docbin

    return docbin.read(read_bytes(path), path)


def _write_docbin(exchanges: Sequence[Exchange]) -> Files:
    from quotecheck.annotations.formats import docbin

    return {"annotations.spacy": docbin.write(exchanges)}


def _write_uima(exchanges: Sequence[Exchange]) -> Files:
    documents = {f"{exchange.name}.xmi": uima.write(exchange) for exchange in exchanges}
    return {**documents, uima.TYPE_SYSTEM: uima.type_system()}


def _write_conll(exchanges: Sequence[Exchange]) -> Files:
    return {"annotations.conll": "".join(map(jsonformats.conll, exchanges)).encode("utf-8")}


FORMATS: dict[str, Format] = {
    "brat": Format(
        ".ann", "code points", _read_brat, _write_brat, frozenset(), "brat standoff, PolNeAR's labels"
    ),
    "citron": Format(
        ".citron.json",
        "code points",
        _reader(jsonformats.read_citron),
        _each(jsonformats.write_citron, ".citron.json"),
        _ALL - {"id", "confidence"},
        "JSON of the Citron extractor",
    ),
    "prodigy": Format(
        ".jsonl",
        "code points",
        _reader(jsonformats.read_prodigy),
        _together(jsonformats.write_prodigy, "annotations.jsonl"),
        frozenset(),
        "Prodigy and spaCy JSON Lines",
    ),
    "docbin": Format(".spacy", "code points", _read_docbin, _write_docbin, frozenset(), "spaCy DocBin"),
    "label-studio": Format(
        ".json",
        "UTF-16 units",
        _reader(jsonformats.read_label_studio),
        _together(jsonformats.write_label_studio, "tasks.json"),
        frozenset(),
        "Label Studio tasks",
    ),
    "doccano": Format(
        ".jsonl",
        "code points",
        _reader(jsonformats.read_doccano),
        _together(jsonformats.write_doccano, "annotations.jsonl"),
        frozenset(),
        "doccano JSON Lines with relations",
    ),
    "web-annotation": Format(
        ".jsonld",
        "code points",
        _reader(jsonformats.read_web_annotation),
        _each(jsonformats.write_web_annotation, ".jsonld"),
        frozenset(),
        "W3C Web Annotation (JSON-LD)",
    ),
    "uima": Format(
        ".xmi",
        "UTF-16 units",
        lambda path: iter([uima.read(read_bytes(path), _stem(path), path)]),
        _write_uima,
        frozenset(),
        "UIMA XMI for WebAnno and INCEpTION (extra uima)",
    ),
    "parc": Format(
        ".xml",
        "bytes",
        lambda path: iter([parc.read(read_bytes(path), _stem(path), path)]),
        None,
        _ALL,
        "PARC 3.0 XML, import only",
    ),
    "conll": Format(
        ".conll", "code points", None, _write_conll, _ALL, "CoNLL columns with BIO tags, export only"
    ),
    "schema-org": Format(
        ".jsonld",
        "code points",
        None,
        _each(jsonformats.schema_org, ".jsonld"),
        _ALL - {"speaker", "speakers"},
        "schema.org Quotation (JSON-LD), export only",
    ),
}
