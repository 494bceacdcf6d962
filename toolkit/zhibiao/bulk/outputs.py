"""Labelled batches -> bytes of a file: csv, tsv and jsonl as they are, parquet and xlsx by way of Arrow's streams.

A form says how a file begins and how a batch is written. What a batch adds to a file does not depend on the batches
before, so a run that was interrupted goes on behind the last whole batch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.bulk.arrow_parts import Convert, arrow_part
from zhibiao.bulk.to_csv import csv_begin, csv_part
from zhibiao.bulk.to_jsonl import jsonl_part
from zhibiao.bulk.to_parquet import to_parquet
from zhibiao.bulk.to_workbook import MOST_ROWS, to_workbook
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    import pyarrow as pa

    from zhibiao.bulk.labelled import Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a format is written.

    `begin` makes the first bytes from the columns, `part` those of a batch. `convert` makes what was asked for of the
    batches that were kept (see arrow_parts); `most` is the number of rows that this can take. `lines` says that jsonl goes on
    unchanged.
    """

    begin: Callable[[pa.Schema], bytes] = lambda _: b""
    part: Callable[[Labelled], bytes]
    convert: Convert | None = None
    most: int | None = None
    lines: bool = False


FORMS: dict[str, Form] = {
    ".csv": Form(begin=partial(csv_begin, delimiter=","), part=partial(csv_part, delimiter=",")),
    ".tsv": Form(begin=partial(csv_begin, delimiter="\t"), part=partial(csv_part, delimiter="\t")),
    ".jsonl": Form(part=jsonl_part, lines=True),
    ".parquet": Form(part=arrow_part, convert=to_parquet),
    ".xlsx": Form(part=arrow_part, convert=to_workbook, most=MOST_ROWS - 1),
}


def form_of(path: Path) -> Form:
    """The form of a file by its suffix; raises ZhibiaoError CF03 for another one."""
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise ZhibiaoError("CF03", format=path.suffix, known=", ".join(FORMS))
    return form
