"""`quotecheck_roles`: the trained tagger of source, cue and content, and of names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import minibatch

from quotecheck.errors import ModelError
from quotecheck.pipeline.tagger import Found, Tagger, Weights
from quotecheck.pipeline.teasers import teasers_of
from quotecheck.pipeline.windows import encode

ROLES = "roles"
"""Span group of the tagged spans; label source, cue or content, attrs["scores"] their probabilities."""

_NETWORK, _PIECES, _REST = "network.onnx", "pieces.txt", "scores.json"
_DOCUMENTS_TOGETHER = 32


class RolesTagger(Pipe):
    """Tags roles to ``doc.spans["roles"]`` and names to ``doc.ents``.

    Spans hold no punctuation or quotation marks at their edges; an edge may cut off an introducing
    "that" or hold it, as the corpus it was trained on has it.
    """

    def __init__(self, name: str = "quotecheck_roles") -> None:
        self.name = name
        self._tagger: Tagger | None = None

    def load(self, weights: Weights) -> None:
        """Take over what was learned."""
        self._tagger = Tagger(weights)

    @property
    def tagger(self) -> Tagger:
        """The network.

        Raises:
            ModelError: Nothing was loaded.
        """
        if self._tagger is None:
            raise ModelError("quotecheck_roles has no weights: load a pipeline that holds some")
        return self._tagger

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _DOCUMENTS_TOGETHER) -> Iterator[Doc]:
        """Tag a stream of documents, some at a time."""
        docs: list[Doc]
        for docs in minibatch(stream, size=min(batch_size, _DOCUMENTS_TOGETHER)):  # type: ignore[no-untyped-call]
            documents = [encode(doc, self.tagger.wordpiece) for doc in docs]
            for doc, encoded, (roles, names) in zip(docs, documents, self.tagger.tag(documents), strict=True):
                set_annotations(doc, encoded.tokens.tolist(), roles, names)
                yield doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights as MessagePack."""
        packed: bytes = srsly.msgpack_dumps(_as_dict(self.tagger.weights))
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> RolesTagger:
        """Load what `to_bytes` gave."""
        self.load(_from_dict(srsly.msgpack_loads(data)))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights to a folder."""
        folder, weights = Path(path), self.tagger.weights
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _NETWORK).write_bytes(weights.network)
        (folder / _PIECES).write_text("\n".join(weights.pieces) + "\n", encoding="utf-8", newline="\n")
        rest = {name: value for name, value in _as_dict(weights).items() if name not in {"network", "pieces"}}
        (folder / _REST).write_text(json.dumps(rest) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> RolesTagger:
        """Load what `to_disk` wrote.

        Raises:
            ModelError: A file is missing.
        """
        folder = Path(path)
        try:
            pieces = (folder / _PIECES).read_text(encoding="utf-8").splitlines()
            rest = json.loads((folder / _REST).read_text(encoding="utf-8"))
            network = (folder / _NETWORK).read_bytes()
        except FileNotFoundError as error:
            raise ModelError(f"{error.filename}: missing; the pipeline's folder is not complete") from error
        self.load(_from_dict({"network": network, "pieces": pieces, **rest}))
        return self


def _as_dict(weights: Weights) -> dict[str, Any]:
    return {
        "network": weights.network,
        "pieces": list(weights.pieces),
        "steps": [list(row) for row in weights.steps],
        "start": list(weights.start),
        "reliability": {role: [list(knot) for knot in knots] for role, knots in weights.reliability.items()},
    }


def _from_dict(state: dict[str, Any]) -> Weights:
    return Weights(
        state["network"],
        tuple(state["pieces"]),
        tuple(tuple(row) for row in state["steps"]),
        tuple(state["start"]),
        {role: tuple((x, y) for x, y in knots) for role, knots in state["reliability"].items()},
    )


def set_annotations(doc: Doc, tokens: Sequence[int], roles: Sequence[Found], names: Sequence[Found]) -> None:
    """Write roles to ``doc.spans["roles"]`` and names to ``doc.ents``.

    Args:
        doc: The document.
        tokens: Index in the document of each token that the spans count.
        roles: Tagged spans of source, cue and content.
        names: Tagged spans of names.
    """
    spans = [_span(doc, tokens, found) for found in roles]
    scores = [round(found.score, 4) for found in roles]
    doc.spans[ROLES] = SpanGroup(doc, name=ROLES, spans=spans, attrs={"scores": scores})
    doc.set_ents([_span(doc, tokens, found) for found in names])


def _span(doc: Doc, tokens: Sequence[int], found: Found) -> Span:
    """A tagged span; all but contents end where a teaser begins."""
    start, end = tokens[found.start], tokens[found.end - 1] + 1
    if found.label != "content":
        end = next((teaser.start for teaser in teasers_of(doc) if start < teaser.start < end), end)
    return Span(doc, start, end, label=found.label)


@Language.factory("quotecheck_roles", requires=["doc.spans"], assigns=["doc.spans", "doc.ents"])
def make_roles(nlp: Language, name: str) -> RolesTagger:
    """Create the tagger without weights; `from_disk` brings them."""
    return RolesTagger(name)
