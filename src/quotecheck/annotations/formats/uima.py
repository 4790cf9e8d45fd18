"""UIMA XMI, as WebAnno and INCEpTION exchange it; the library turns its UTF-16 offsets into code points."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from quotecheck.annotations.formats.exchange import Edges, Exchange, Record, carried, taken_up
from quotecheck.errors import InputError, OutputError
from quotecheck.extras import require

_TYPES = {"content": "quotecheck.Content", "cue": "quotecheck.Cue", "source": "quotecheck.Source"}
_RECORD = "quotecheck.Record"
TYPE_SYSTEM = "TypeSystem.xml"


def _cassis() -> ModuleType:
    return require("cassis", "uima", "UIMA XMI")


def _type_system() -> Any:
    cassis = _cassis()
    types = cassis.TypeSystem()
    for name in _TYPES.values():
        created = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        types.create_feature(domainType=created, name="item", rangeType="uima.cas.String")
    record = types.create_type(name=_RECORD, supertypeName="uima.tcas.Annotation")
    types.create_feature(domainType=record, name="value", rangeType="uima.cas.String")
    return types


def type_system() -> bytes:
    """The type system that the documents refer to, as XML."""
    found: str = _type_system().to_xml()
    return found.encode("utf-8")


def write(exchange: Exchange) -> bytes:
    """Write a document.

    Raises:
        OutputError: The text holds a control character that XML cannot.
        ConfigError: The library is not installed.
    """
    cassis = _cassis()
    types = _type_system()
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = exchange.text, "text/plain"
    for number, group in enumerate(exchange.groups):
        spans = [("content", edges) for edges in group.content]
        spans += [(role, edges) for role, edges in (("cue", group.cue), ("source", group.source)) if edges]
        for role, (begin, end) in spans:
            cas.add(types.get_type(_TYPES[role])(begin=begin, end=end, item=str(number)))
    record = json.dumps({"name": exchange.name, **carried(exchange)})
    cas.add(types.get_type(_RECORD)(begin=0, end=len(exchange.text), value=record))
    try:
        written: str = cas.to_xmi()
    except ValueError as error:
        raise OutputError(f"{exchange.name}: XML cannot hold its text: {error}") from None
    return written.encode("utf-8")


def read(data: bytes, name: str, path: str) -> Exchange:
    """Read a document.

    Raises:
        InputError: It is no XMI of these types.
        ConfigError: The library is not installed.
    """
    cassis = _cassis()
    try:
        cas = cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=_type_system(), lenient=True)
    except Exception as error:  # lxml and the library raise what they please
        raise InputError(path, f"is no UIMA XMI with quotecheck's types: {error}") from None
    record: Record = next((json.loads(found.value) for found in cas.select(_RECORD)), {})
    return taken_up(record.pop("name", name), cas.sofa_string, _groups(cas), record or None)


def _groups(cas: Any) -> Iterator[tuple[tuple[Edges, ...], Edges | None, Edges | None]]:
    parts: dict[str, dict[str, list[Edges]]] = defaultdict(lambda: defaultdict(list))
    for role, kind in _TYPES.items():
        for found in cas.select(kind):
            parts[found.item][role].append((found.begin, found.end))
    for _, roles in sorted(parts.items(), key=lambda entry: int(entry[0])):
        if roles["content"]:
            yield (
                tuple(roles["content"]),
                next(iter(roles["cue"]), None),
                next(iter(roles["source"]), None),
            )
