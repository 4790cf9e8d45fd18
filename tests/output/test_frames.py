"""To and from frames of pandas and Polars."""

from __future__ import annotations

import datetime as dt

import pytest

from quotecheck.errors import InputError
from quotecheck.models import Report
from quotecheck.output.frames import to_pandas, to_polars
from quotecheck.output.rows import Row, rows
from quotecheck.reading.frames import read_records

RECORDS = {
    "body": ["“We will not move,” she said.", "“It is over,” he said."],
    "publisher": ["Herald", None],
    "date": [dt.date(2023, 2, 18), None],
}


def test_pandas(report: Report) -> None:
    pandas = pytest.importorskip("pandas")
    frame = to_pandas(report)
    assert list(frame.columns) == list(Row.model_fields)
    assert str(frame["published"].dtype).startswith("datetime64")
    found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    for record in found:
        record["published"] = record["published"] and record["published"].date()
    assert [Row.model_validate(record) for record in found] == list(rows(report))
    assert len(to_pandas(report, "wide")) == 3
    articles = list(read_records(pandas.DataFrame(RECORDS)))
    assert [(article.outlet, article.published) for article in articles] == [
        ("Herald", dt.date(2023, 2, 18)),
        (None, None),
    ]
    assert articles[1].path == "records:2"


def test_polars(report: Report) -> None:
    polars = pytest.importorskip("polars")
    frame = to_polars(report)
    assert (frame.schema["published"], frame.schema["changes"]) == (polars.Date, polars.List(polars.String))
    assert [Row.model_validate(record) for record in frame.iter_rows(named=True)] == list(rows(report))
    assert to_polars(report, "wide").height == 3
    articles = list(read_records(polars.DataFrame(RECORDS)))
    assert [article.outlet for article in articles] == ["Herald", None]


def test_records_at_hand() -> None:
    records = [{"t": "One."}, {"t": " "}]
    problems: list[InputError] = []
    (article,) = read_records(records, fields={"text": "t"}, on_problem=problems.append)
    assert article.text == "One."
    assert str(problems[0]) == "records:2: holds no text"
