"""Reviews as one flat table, `review.csv`, that a spreadsheet opens without running anything.

The columns are those of `schema.COLUMNS`; the file starts with a byte order mark, so that Excel reads
it as UTF-8. A spreadsheet takes a cell that begins with = + - @ (also full-width, also after blanks)
for a formula, so such a cell gets an apostrophe in front: a printed target `=100%` is written as
`'=100%`. Plain numbers and percentages (`-5`, `+3.5%`) stay as they are. `unguard` takes the apostrophe
off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.files import write_atomic
from zhibiao.report.flat import Value, flat_rows
from zhibiao.schema import COLUMNS

# Blanks and invisible letters before the sign do not stop every spreadsheet. Apostrophes are counted in,
# so that a text which already begins with one keeps it on the way back.
_FORMULA = re.compile(r"'*[\s\u200b\ufeff\x00]*[=+\-@＝＋－＠]|'*[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?[%％]?")


def guard(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would take it for a formula.

    >>> guard("=HYPERLINK(1)"), guard("=100%"), guard("-5.5%"), guard("≥95%")
    ("'=HYPERLINK(1)", "'=100%", '-5.5%', '≥95%')
    """
    if _PLAIN_NUMBER.fullmatch(text) or not _FORMULA.match(text):
        return text
    return f"'{text}"


def unguard(text: str) -> str:
    """The text that `guard` was given.

    >>> unguard("'=100%"), unguard("'quoted'"), unguard("=100%")
    ('=100%', "'quoted'", '=100%')
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_value(value: Value) -> str:
    """One value as printed in the file: true/false, numbers without needless zeros, "" for None.

    >>> csv_value(True), csv_value(95.0), csv_value(None), csv_value("=1+1")
    ('true', '95', '', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return guard(value)
    return f"{value:.15g}"


def rows_text(rows: Sequence[Mapping[str, Value]], columns: Sequence[str] = ()) -> str:
    """Flat rows as csv text with a header line; the columns are those of the first row unless given.

    >>> rows_text([{"row": 1, "name": "a,b"}])
    'row,name\\n1,"a,b"\\n'
    """
    columns = columns or (tuple(rows[0]) if rows else COLUMNS)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_value(row[column]) for column in columns] for row in rows)
    return buffer.getvalue()


def write(
    reviews: Sequence[Review], out: Path, *, lang: str = "zh", failures: Sequence[ZhibiaoError] = ()
) -> list[Path]:
    """Write `out/review.csv`, one row per indicator; columns and codes are the same in every language."""
    rows = [row for review in reviews for row in flat_rows(review)]
    return [write_atomic(out / "review.csv", rows_text(rows), encoding="utf-8-sig")]
