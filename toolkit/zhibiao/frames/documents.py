"""A frame as documents: rows that came from anywhere, ready to be reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.frames.columns import given_columns
from zhibiao.records import Document, Indicator, Table
from zhibiao.schema import GIVEN

if TYPE_CHECKING:
    import pandas as pd

_TABLE = ("table", "org", "region", "year", "period", "doc_kind")
"""Fields that are the same for all rows of a goal table."""
_PRINTED = tuple(field for field in GIVEN if field in Indicator.__slots__ and field not in ("table", "row"))
_Row = dict[str, str]


def documents(
    frame: pd.DataFrame, *, profile: str = "auto", columns: Mapping[str, str] | None = None
) -> tuple[Document, ...]:
    """The rows of a frame as Documents, one for each different `source` (one in all where there is no such column).

    Rows with the same table, org, region, year, period and doc_kind (those of them that the frame has) are one goal
    table, in the order of the frame. `columns` settles columns beforehand, as in `tag`; columns that hold none of
    `schema.GIVEN` are not seen. A row keeps its number where the numbers of its table differ, else rows are counted
    from 1. The local frame of each table is found by its labels where `profile` is auto. Texts outside the rows (goals, money) are in no
    frame: what compares rows with them cannot be checked.
    Raises ZhibiaoError TG01 where no column holds names, TG02 for a named column that is not there, CF02 for an
    unknown `profile`.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"三级指标": ["培训人次", "满意度"], "指标值": ["≥90人次", "≥90%"]})
    >>> [row.name for table in documents(frame)[0].tables for row in table.indicators]
    ['培训人次', '满意度']
    """
    from zhibiao.tag import texts
    from zhibiao.taxonomy.profiles import find_profile

    if profile != "auto":
        find_profile(profile)
    found = given_columns(frame, columns)
    told = [texts(frame[column]) for column in found.values()]
    rows = [dict(zip(found, values, strict=True)) for values in zip(*told, strict=True)]
    parts = _parted(rows, ("source",))
    return tuple(
        Document(source=source, format="frame", tables=tuple(_tables(part, tuple(found), profile)))
        for (source,), part in parts.items()
    )


def one_document(
    frame: pd.DataFrame, *, profile: str = "auto", columns: Mapping[str, str] | None = None
) -> Document:
    """As `documents`, for the rows of one document; raises ZhibiaoError TG03 for no rows, TG05 for several documents.

    >>> import pandas as pd
    >>> one_document(pd.DataFrame({"name": ["培训人次"], "source": ["a.docx"]})).source
    'a.docx'
    """
    found = documents(frame, profile=profile, columns=columns)
    if not found:
        raise ZhibiaoError("TG03", path="DataFrame")
    if len(found) > 1:
        raise ZhibiaoError("TG05", count=len(found), first=found[0].source)
    return found[0]


def _parted(rows: Sequence[_Row], fields: Sequence[str]) -> dict[tuple[str, ...], list[_Row]]:
    parts: dict[tuple[str, ...], list[_Row]] = {}
    for row in rows:
        parts.setdefault(tuple(row.get(field, "") for field in fields), []).append(row)
    return parts


def _tables(rows: Sequence[_Row], columns: tuple[str, ...], profile: str) -> Iterator[Table]:
    from zhibiao.extract.meta import find_region
    from zhibiao.taxonomy.profiles import detect_profile

    taken: set[str] = set()
    for values, part in _parted(rows, _TABLE).items():
        about = dict(zip(_TABLE, values, strict=True))
        region = about["region"] or find_region(about["org"])
        labels = {row.get(level, "") for row in part for level in ("level1", "level2")} - {""}
        fitting = detect_profile(labels, {about["table"]}, region, about["doc_kind"])
        yield Table(
            name=_name(about, taken),
            indicators=tuple(_indicators(part)),
            columns=tuple(field for field in columns if field in _PRINTED),
            profile=fitting if profile == "auto" else profile,
            org=about["org"],
            region=region,
            year=about["year"],
            period=about["period"],
            doc_kind=about["doc_kind"],
        )


def _name(about: Mapping[str, str], taken: set[str]) -> str:
    """The name of a table; with its body and year where another table of the document is called the same."""
    name = about["table"]
    if not name or name in taken:
        name = "·".join(
            part for part in (about["table"], about["org"], about["year"], about["period"]) if part
        )
    number, alone = 2, name
    while name in taken:
        name, number = f"{alone}·{number}", number + 1
    taken.add(name)
    return name


def _indicators(rows: Sequence[_Row]) -> Iterator[Indicator]:
    numbers = [row.get("row", "") for row in rows]
    kept = all(map(str.isdecimal, numbers)) and len(set(numbers)) == len(numbers)
    for place, row in enumerate(rows, start=1):
        texts = {field: row.get(field, "") for field in _PRINTED}
        yield Indicator(**texts, row=int(row["row"]) if kept else place)  # type: ignore[arg-type]
