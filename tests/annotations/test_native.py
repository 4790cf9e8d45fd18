"""The native file: what is read back is what was written, and mistakes are told with their place."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.annotations.jsontext import dump_block, parse_json
from quotecheck.annotations.native import (
    AnnotationFile,
    annotation_schema,
    dumps_annotations,
    load_annotations,
    loads_annotations,
)
from quotecheck.errors import InputError

FILE = """{
  "format": "quotecheck-annotations/1",
  "article": {
    "path": "../raw/harbour.md",
    "sha256": "%s",
    "published": "2024-05-01"
  },
  "annotator": "ann",
  "status": "reviewed",
  "speakers": [
    {"id": "mayor", "name": "Ida Lund", "kind": "person", "description": null, "aliases": []}
  ],
  "quotations": [
    {
      "id": "q1",
      "kind": "direct",
      "content": [
        {"start": 1, "end": 9, "text": "We begin"}
      ],
      "quoted": [
        {"start": 1, "end": 9, "text": "We begin"}
      ],
      "cue": {"start": 13, "end": 17, "text": "said", "class": "say"},
      "source": null,
      "speaker": "mayor"
    }
  ],
  "not_quotes": []
}
""" % ("0" * 64)

plain = st.text(st.characters(codec="utf-8"))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4),
    max_leaves=12,
)


def test_dump_is_for_people_and_reads_back() -> None:
    file = loads_annotations(FILE.encode(), "a.json")
    written = dumps_annotations(file)
    assert loads_annotations(written.encode(), "b.json") == file
    assert '        {"start": 1, "end": 9, "text": "We begin"}\n' in written
    assert '"published": "2024-05-01"' in written
    assert dumps_annotations(loads_annotations(written.encode(), "b.json")) == written


def test_items_are_written_in_the_order_of_the_text() -> None:
    record = json.loads(FILE)
    early, late = ({**record["quotations"][0], "id": name} for name in ("early", "late"))
    late["content"] = [{"start": 40, "end": 44}]
    record["quotations"] = [late, early]
    written = json.loads(dumps_annotations(AnnotationFile.model_validate(record)))
    assert [item["id"] for item in written["quotations"]] == ["early", "late"]


@pytest.mark.parametrize(
    ("phenomenon", "old", "new", "line", "words"),
    [
        ("cut off", '"speaker": "mayor"', '"speaker": ', 26, "Expecting value"),
        ("unknown field", '"speaker": "mayor"', '"speker": "mayor"', 25, "speker"),
        ("missing field", '"kind": "direct",', "", 14, "kind: Field required"),
        ("unknown kind", '"direct"', '"verbatim"', 16, "'direct', 'mixed' or 'indirect'"),
        ("negative offset", '"start": 13', '"start": -13', 23, "greater than or equal to 0"),
        ("offset as string", '"start": 13', '"start": "13"', 23, "valid integer"),
        ("no checksum", "0000", "000g", 5, "article.sha256"),
        ("not a number", '"start": 13', '"start": NaN', 1, "NaN"),
    ],
)
def test_mistakes_are_told_with_their_place(
    phenomenon: str, old: str, new: str, line: int, words: str
) -> None:
    assert old in FILE, phenomenon
    with pytest.raises(InputError) as raised:
        loads_annotations(FILE.replace(old, new, 1).encode(), "a.json")
    assert raised.value.line == line
    assert words in str(raised.value)
    assert str(raised.value).startswith(f"a.json:{line}: column ")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff{}", "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"", "Expecting value"),
        (b'{"a": ' + b"9" * 5000 + b"}", "no valid JSON"),
    ],
)
def test_what_is_no_json_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        loads_annotations(data, "a.json")


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_annotations(str(tmp_path / "none.json"))


def test_schema_accepts_what_is_written_and_refuses_unknown_fields() -> None:
    schema = annotation_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    record = json.loads(dumps_annotations(loads_annotations(FILE.encode(), "a.json")))
    jsonschema.validate(record, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**record, "colour": "red"}, schema)


@given(json_values)
def test_every_value_is_found_where_it_stands(value: object) -> None:
    parsed = parse_json(dump_block(value).encode(), "a")
    assert parsed.value == value
    for pointer, (start, end) in parsed.spans.items():
        found = parsed.value
        for step in pointer:
            found = found[step]
        assert json.loads(parsed.text[start:end]) == found


@given(st.binary() | plain.map(str.encode) | json_values.map(json.dumps).map(str.encode))
def test_no_input_breaks_the_reader(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.json:\d+: "):
        loads_annotations(data, "a.json")
