"""Every broken file gives its code at its place, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quotecheck.annotations.check import CheckOptions, check_files
from quotecheck.annotations.fix import fix_file
from quotecheck.annotations.jsontext import dump_block
from quotecheck.annotations.rules.catalogue import chosen, rules, rules_page
from quotecheck.diagnostics import Diagnostic
from quotecheck.errors import ConfigError
from tests.annotations.broken import BROKEN, CRLF, Broken, at, counted, quotation
from tests.annotations.samples import ARTICLE, clean_json, document, span, write

DOCS = Path(__file__).parents[2] / "docs"


def make(folder: Path, broken: Broken) -> Path:
    record = document()
    if broken.change:
        broken.change(record)
    text = dump_block(record) + "\n"
    if broken.replace:
        assert broken.replace[0] in text, broken.phenomenon
        text = text.replace(*broken.replace, 1)
    return write(folder, text, broken.article)


def check(*paths: Path, options: CheckOptions | None = None) -> list[Diagnostic]:
    return check_files([str(path) for path in paths], options or CheckOptions())


def stands_at(path: Path, found: Diagnostic) -> str:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join([lines[found.line - 1][found.column - 1 :], *lines[found.line :]])


def test_a_sound_file_is_left_alone(tmp_path: Path) -> None:
    assert check(write(tmp_path, clean_json())) == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.phenomenon)
def test_a_broken_file_gives_its_code_at_its_place(broken: Broken, tmp_path: Path) -> None:
    path = make(tmp_path, broken)
    found = check(path)
    assert sorted(item.code for item in found) == sorted(code for code, _ in broken.expected)
    for code, words in broken.expected:
        assert any(item.code == code and stands_at(path, item).startswith(words) for item in found)
    assert all(item.message and item.excerpt is not None for item in found)


def test_every_rule_is_broken_by_some_file() -> None:
    elsewhere = {"QC101", "QC306", "QC611", "QC612", "QC706", "QC801", "QC802", "QC803", "QC804"}
    assert {code for broken in BROKEN for code, _ in broken.expected} | elsewhere == set(rules())
    assert len(BROKEN) >= 60


@pytest.mark.parametrize(
    ("phenomenon", "data"), [("missing", None), ("UTF-16", clean_json().encode("utf-16")), ("empty", b"")]
)
def test_unreadable_files_are_found(phenomenon: str, data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    if data is not None:
        path.write_bytes(data)
    assert [item.code for item in check(path)] == ["QC101"], phenomenon


def test_line_ends_counted_as_one(tmp_path: Path) -> None:
    record = document(CRLF)
    path = write(tmp_path, dump_block(record), CRLF)
    assert [item.code for item in check(path)] == ["QC306"]
    _, mended = fix_file(str(path), CheckOptions())
    path.write_text(mended, encoding="utf-8")
    assert check(path) == []


def test_single_marks_are_a_note(tmp_path: Path) -> None:
    record = document()
    del record["quotations"][6]
    record["quotations"][5] |= {"content": record["quotations"][5]["content"][:1]}
    record["quotations"][5] |= {"quoted": record["quotations"][5]["content"]}
    found = check(write(tmp_path, dump_block(record)))
    assert [(item.code, item.severity) for item in found] == [("QC705", "error"), ("QC706", "note")]


def test_marks_in_a_post_that_is_set_off_are_the_speakers(tmp_path: Path) -> None:
    record = document()
    record["not_quotes"] = []
    record["quotations"][4] |= {"kind": "direct", "flags": ["no-cue"], "cue": None, "source": None}
    found = check(write(tmp_path, dump_block(record)))
    assert [(item.code, item.severity) for item in found] == [("QC708", "note")]


def test_that_may_be_the_subject(tmp_path: Path) -> None:
    text = ARTICLE.replace("work was on time", "that has changed")
    record = document(text)
    record["quotations"][9]["content"] = [span("that has changed", text=text)]
    assert check(write(tmp_path, dump_block(record), text)) == []


def test_one_speaker_has_one_name_over_files(tmp_path: Path) -> None:
    first, second = document(), document()
    second["speakers"][0]["name"] = "Ida Berg"
    one = write(tmp_path, dump_block(first), name="a")
    other = write(tmp_path, dump_block(second), name="b")
    (found,) = check(one, other)
    assert (found.code, found.path) == ("QC611", str(other))


def test_an_utterance_may_be_passed_on_or_given_to_somebody_else(tmp_path: Path) -> None:
    record = document()
    record["quotations"][9]["utterance"] = record["quotations"][0]["utterance"] = "dawn"
    record["quotations"][0]["relayed_by"] = "jon-aas"
    assert check(write(tmp_path, dump_block(record))) == []
    record["quotations"][9] |= {"relayed_by": None, "flags": ["speaker-differs"]}
    assert check(write(tmp_path, dump_block(record))) == []


def test_without_text_beside_a_changed_article_is_all_that_can_be_said(tmp_path: Path) -> None:
    record = json.loads(
        clean_json(), object_hook=lambda found: {key: found[key] for key in found if key != "text"}
    )
    assert check(write(tmp_path, dump_block(record))) == []
    assert [item.code for item in check(write(tmp_path, dump_block(record), ARTICLE[5:]))] == ["QC203"]


FIXABLE = [broken for broken in BROKEN if all(rules()[code].fixable for code, _ in broken.expected)]
LEFT = {"out of range, occurs nowhere", "text that occurs twice"}


@pytest.mark.parametrize("broken", FIXABLE, ids=lambda broken: broken.phenomenon)
def test_fix_mends_what_is_mechanical_and_nothing_else(broken: Broken, tmp_path: Path) -> None:
    path = make(tmp_path, broken)
    before, after = fix_file(str(path), CheckOptions())
    assert (before == after) == (broken.phenomenon in LEFT)
    assert path.read_text(encoding="utf-8") == before
    path.write_text(after, encoding="utf-8")
    assert (check(path) == []) == (broken.phenomenon not in LEFT)
    assert fix_file(str(path), CheckOptions())[1] == after


def test_fix_goes_on_from_what_it_uncovers(tmp_path: Path) -> None:
    record = document()
    record["quotations"][0]["source"]["text"] += " "
    record["quotations"][0]["source"]["end"] += 1
    counted("UTF-16 units")(record)
    path = write(tmp_path, dump_block(record))
    assert json.loads(fix_file(str(path), CheckOptions())[1]) == document()


def test_rules_are_selected_by_the_longest_beginning(tmp_path: Path) -> None:
    path = make(tmp_path, Broken("one", (), at("colour", value=1)))
    narrow = CheckOptions(codes=chosen(["QC104"], ["QC1"]))
    assert [item.code for item in check(path, options=narrow)] == ["QC104"]
    assert check(path, options=CheckOptions(codes=chosen([], ["QC104"]))) == []
    with pytest.raises(ConfigError, match="QC9"):
        chosen(["QC9"], [])


def test_severities_can_be_changed(tmp_path: Path) -> None:
    path = make(tmp_path, Broken("nobody", (), quotation(8, "flags", [])))
    (found,) = check(path, options=CheckOptions(severities={"QC5": "error", "QC512": "warning"}))
    assert found.severity == "warning"


def test_errors_come_first(tmp_path: Path) -> None:
    def change(record: dict[str, Any]) -> None:
        quotation(2, "cue", None)(record)
        quotation(7, "kind", "mixed")(record)
        quotation(7, "speaker", "nobody")(record)

    found = check(make(tmp_path, Broken("three", (), change)))
    assert [item.code for item in found] == ["QC605", "QC509", "QC704"]


def test_check_runs_without_spacy(tmp_path: Path) -> None:
    path = write(tmp_path, clean_json())
    code = (
        "import sys\nfrom quotecheck.cli import main\n"
        f"sys.argv = ['quotecheck', 'check', {str(path)!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)


def test_rules_page_is_up_to_date() -> None:
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == rules_page()
