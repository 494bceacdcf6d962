"""Lines that are no rows, as a csv that can be mended and given in again."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from io import StringIO

from zhibiao.bulk.records import Reject

_HEADER = ("source", "line", "code", "reason", "text")


def rejects_csv(rejects: Sequence[Reject], *, first: bool) -> bytes:
    """The lines of OUT.rejects; `first` puts the header before them.

    >>> rejects_csv([Reject(source="a.csv", line=3, code="RJ03", text='x,"y')], first=False).decode()
    'a.csv,3,RJ03,引号没有合上 / a quotation mark that is never closed,"x,""y"\\n'
    """
    if not rejects:
        return b""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if first:
        writer.writerow(_HEADER)
    for one in rejects:
        writer.writerow((one.source, one.line, one.code, one.reason(), one.text))
    return (codecs.BOM_UTF8 if first else b"") + text.getvalue().encode("utf-8", "backslashreplace")
