"""Training that goes on from the shipped weights; needs the extra `train`."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from quotecheck.annotations.native import load_annotations
from quotecheck.cli import app
from quotecheck.errors import ConfigError, InputError, ModelError
from quotecheck.extract import load
from quotecheck.pipeline.roles import ROLES, RolesTagger
from quotecheck.pipeline.tokenizer import blank_english

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

from quotecheck.learning.finetune import Plan, finetune, marked_spans

ANNOTATIONS = Path(__file__).parents[2] / "data" / "annotations"
FILES = sorted(map(str, ANNOTATIONS.glob("*.json")))


def test_a_pipeline_comes_out_that_model_loads(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    result = CliRunner().invoke(app, ["train", *FILES, "-o", str(folder), "--epochs", "1"])
    assert result.exit_code == 0, result.output
    assert "epoch 1" in result.output
    shipped, mine = load(), load(folder)
    assert mine.pipe_names == shipped.pipe_names
    text = "“We will not raise the fees,” said Anna Keller."
    assert tagged(mine, text) == tagged(shipped, text)
    assert weights(mine) != weights(shipped)


def tagged(nlp: Language, text: str) -> set[tuple[str, str]]:
    doc = nlp(text)
    return {(span.label_, span.text) for span in doc.spans[ROLES]}


def weights(nlp: Language) -> bytes:
    component = nlp.get_pipe("quotecheck_roles")
    assert isinstance(component, RolesTagger)
    return component.tagger.weights.network


def test_too_few_files() -> None:
    with pytest.raises(ConfigError, match="at least 4"):
        finetune(load(), Plan(FILES[:2]), print)


def test_a_pipeline_without_the_tagger() -> None:
    with pytest.raises(ModelError, match="quotecheck_roles"):
        finetune(blank_english(), Plan(FILES), print)


def test_a_changed_article_is_an_error(tmp_path: Path) -> None:
    file = load_annotations(FILES[0])
    changed = file.model_copy(update={"article": file.article.model_copy(update={"sha256": "0" * 64})})
    path = tmp_path / "changed.json"
    path.write_text(changed.model_dump_json(by_alias=True), encoding="utf-8")
    with pytest.raises(InputError, match="not the text that was annotated"):
        finetune(load(), Plan([str(path)] * 4, articles=[str(ANNOTATIONS)]), print)


def test_marked_spans_hold_every_role() -> None:
    file = load_annotations(FILES[0])
    found = marked_spans(file)
    assert {role for _, _, role in found} == {"source", "cue", "content"}
    assert len(found) >= len(file.quotations)
