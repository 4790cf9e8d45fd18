"""What SARIF 2.1.0 (OASIS, sections 3.13 to 3.49) lays down of the objects that are written."""

from __future__ import annotations

from typing import Any

POSITION = {"type": "integer", "minimum": 1}
TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}},
}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def many(of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": of, **more}


URI = {"type": "string", "format": "uri"}
RULE = closed(["id"], id={"type": "string"}, name={"type": "string"}, shortDescription=TEXT, helpUri=URI)
REGION = closed([], startLine=POSITION, startColumn=POSITION, endLine=POSITION, endColumn=POSITION)
ARTIFACT = closed([], uri={"type": "string", "format": "uri-reference"})
PHYSICAL = closed([], artifactLocation=ARTIFACT, region=REGION)
RESULT = closed(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": -1},
    level={"enum": ["none", "note", "warning", "error"]},
    message=TEXT,
    locations=many(closed([], physicalLocation=PHYSICAL)),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
)
DRIVER = closed(
    ["name"],
    name={"type": "string"},
    version={"type": "string"},
    informationUri=URI,
    rules=many(RULE, uniqueItems=True),
)
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=many(RESULT),
)
LOG = closed(["version", "runs"], **{"$schema": URI}, version={"const": "2.1.0"}, runs=many(RUN))
