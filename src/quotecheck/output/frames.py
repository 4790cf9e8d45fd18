"""The rows of a report as a frame of pandas or Polars, where one of them is installed."""

from __future__ import annotations

from typing import Any

from quotecheck.extras import require
from quotecheck.models import Report
from quotecheck.output.rows import Layout, table


def to_pandas(report: Report, layout: Layout = "long") -> Any:
    """The rows of a report as a `pandas.DataFrame`; days are `datetime64`, lists are tuples.

    Args:
        report: What was found.
        layout: One row per variant (long) or per utterance (wide).

    Raises:
        ConfigError: pandas is not installed.
    """
    pandas = require("pandas", "frames", "a pandas frame")
    content = table(report, layout)
    frame = pandas.DataFrame(content.rows, columns=[column.name for column in content.columns])
    for column in content.columns:
        if column.type == "date":
            frame[column.name] = pandas.to_datetime(frame[column.name])
    return frame


def to_polars(report: Report, layout: Layout = "long") -> Any:
    """The rows of a report as a `polars.DataFrame`; days are `Date`, lists are `List(String)`.

    Args:
        report: What was found.
        layout: One row per variant (long) or per utterance (wide).

    Raises:
        ConfigError: Polars is not installed.
    """
    polars = require("polars", "frames", "a Polars frame")
    types = {
        "text": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
        "list": polars.List(polars.String),
    }
    content = table(report, layout)
    schema = {column.name: types[column.type] for column in content.columns}
    rows = [tuple(list(cell) if isinstance(cell, tuple) else cell for cell in row) for row in content.rows]
    return polars.DataFrame(rows, schema=schema, orient="row")
