"""The labelled rows that a model carries along, so that it can show what it learnt a label from."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.learn.corpus import GENERATED, Row

COLUMNS = ("name", "target", "unit", "category", "canonical", "source", "org", "year", "url")


def examples_text(rows: Sequence[Row]) -> str:
    """examples.tsv: the real rows and those that people wrote, each with its source; no generated ones.

    Rows of public tables have body, year and page besides: they are shown beside suggestions.

    >>> print(examples_text([Row(name="培训人数", category="O1", origin="own", source="own.tsv")]).replace("\t", "|"), end="")
    name|target|unit|category|canonical|source|org|year|url
    培训人数|||O1||own.tsv|||
    """
    kept = [row for row in rows if row.name and row.document != GENERATED]
    lines = [tuple(getattr(row, column) for column in COLUMNS) for row in kept]
    return "".join("\t".join(line) + "\n" for line in (COLUMNS, *lines))
