"""Documents and reviews as frames: one row an indicator, in the columns of schema.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zhibiao.frames.types import typed
from zhibiao.records import Document, Review
from zhibiao.report.flat import Value, flat_rows, given_rows
from zhibiao.schema import COLUMNS, GIVEN, KINDS

if TYPE_CHECKING:
    import pandas as pd


def document_frame(document: Document) -> pd.DataFrame:
    """The indicators of a document, one row each: `Document.to_frame()`.

    Columns are those of `schema.GIVEN`; all are texts as printed ("" where there is nothing) but `row` (whole numbers
    from 1 within the table) and `doc_kind` (categorical). `source`, `table` and `row` say where a row stands.

    >>> from zhibiao.records import Indicator, Table
    >>> table = Table(name="项目目标表", indicators=(Indicator(name="培训人次", target="≥90人次", row=1),))
    >>> frame = document_frame(Document(source="a.docx", format="docx", tables=(table,)))
    >>> frame[["source", "table", "row", "name", "target"]].values.tolist()
    [['a.docx', '项目目标表', 1, '培训人次', '≥90人次']]
    """
    return _frame(given_rows(document), GIVEN)


def review_frame(review: Review) -> pd.DataFrame:
    """The rows of a review with everything that was found out about them: `Review.to_frame()`.

    Columns are those of `schema.COLUMNS`, so those of `document_frame` and then `schema.ADDED`: `findings` are rule
    codes joined by `;`, `suggestion` is the first wording. Findings about a whole table stand in no row, see
    `Review.all_findings`. Dtypes as `frames.typed` says.

    >>> frame = review_frame(Review(document=Document(source="a.docx", format="docx", tables=()), tables=()))
    >>> len(frame), list(frame.columns) == list(COLUMNS), str(frame["lower_inclusive"].dtype)
    (0, True, 'boolean')
    """
    return _frame(flat_rows(review), COLUMNS)


def _frame(rows: list[dict[str, Value]], columns: Iterable[str]) -> pd.DataFrame:
    """Column by column, so that an empty document has the same dtypes as a full one."""
    import pandas as pd

    from zhibiao.frames.accessor import register

    register()
    made = {name: _column([row[name] for row in rows], name) for name in columns}
    return typed(pd.DataFrame(made))


def _column(values: list[Value], name: str) -> pd.Series:
    import pandas as pd

    return pd.Series(values, dtype=_DTYPES.get(name, "str"))


_DTYPES: Mapping[str, str] = {
    "row": "int64",
    **{
        name: {"number": "float64", "truth": "boolean"}[kind]
        for name, kind in KINDS.items()
        if kind != "text"
    },
    "needs_review": "bool",
}
"""Whatever is not here is text."""
