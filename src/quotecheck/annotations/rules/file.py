"""QC1xx and QC2xx: files and articles that cannot be read, or are not what they should be."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from quotecheck.annotations.articles import ArticleMissingError, Articles
from quotecheck.annotations.jsontext import JsonText
from quotecheck.annotations.native import FORMAT
from quotecheck.annotations.rules.context import Annotated, Finding, holds
from quotecheck.errors import InputError

_CODES = {"extra_forbidden": "QC104", "missing": "QC105"}


def check_json(json: JsonText) -> Iterator[Finding]:
    """Keys that come twice, and JSON that is no annotation file."""
    for key in json.doubled:
        yield Finding("QC103", (), f"the key {key!r} is given twice in one object")
    value = json.value
    if not isinstance(value, dict):
        yield Finding("QC107", (), "the file is no JSON object", f'begin with "format": "{FORMAT}"')
    elif value.get("format") != FORMAT:
        message = f"the format is {value.get('format')!r}, not {FORMAT!r}"
        yield Finding("QC107", ("format",), message, "convert the file, or mend the line")


def check_model(error: ValidationError) -> Iterator[Finding]:
    """What the models say of a file, one finding a place."""
    seen = set()
    for problem in error.errors(include_url=False, include_context=False):
        pointer = tuple(problem["loc"])
        field = ".".join(map(str, pointer))
        if problem["type"] in ("date_parsing", "date_from_datetime_parsing", "datetime_from_date_parsing"):
            pointer = pointer[:-1]
        if pointer in seen:
            continue
        seen.add(pointer)
        code = _CODES.get(problem["type"], "QC106")
        words = {"QC104": f"unknown field {field}", "QC105": f"{field} is missing"}
        yield Finding(code, pointer, words.get(code, f"{field}: {problem['msg']}"))


def find_article(checked: Annotated, articles: Articles) -> Iterator[Finding]:
    """Put the article beside the file, if it is there and is the one that was annotated."""
    try:
        article = articles.find(checked.file.article, checked.path)
    except ArticleMissingError as error:
        yield Finding("QC201", ("article", "path"), error.problem)
        return
    except InputError as error:
        yield Finding("QC202", ("article", "path"), str(error))
        return
    checked.article = article
    if article.sha256 != checked.file.article.sha256:
        spans = [place.stretch for place in checked.places]
        same = bool(spans) and all(span.text is not None and holds(span, article.text) for span in spans)
        edits = ((("article", "sha256"), article.sha256),) if same else ()
        hint = "every span still reads right: take over the new checksum" if same else "restore the text"
        yield Finding("QC203", ("article", "sha256"), "the article's text has changed", hint, edits)
        if any(span.text is None for span in spans):
            checked.article = None  # nothing tells whether the offsets still hold


def check_metadata(checked: Annotated) -> Iterator[Finding]:
    """What file and article say of the article; the front matter is parsed only if it looks different."""
    front = checked.article.front if checked.article else None
    fields = ("published", "title", "url")
    said = [str(getattr(checked.file.article, field) or "") for field in fields]
    if checked.article is None or front is None or all(words in front for words in said):
        return
    try:
        article = checked.article.read()
    except InputError as error:
        yield Finding("QC202", ("article", "path"), str(error))
        return
    for field in fields:
        here, there = getattr(checked.file.article, field), getattr(article, field)
        if here is not None and there is not None and here != there:
            yield Finding("QC204", ("article", field), f"{field} is {here} here, {there} in the article")


def known_format(json: JsonText) -> bool:
    """Whether a file claims to be what the models describe."""
    return isinstance(json.value, dict) and json.value.get("format") == FORMAT
