"""The labelled rows that a model carries along, so that it can show what it learnt a label from."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.learn.corpus import GENERATED, Row

COLUMNS = ("name", "target", "unit", "category", "canonical", "source")


def examples_text(rows: Sequence[Row]) -> str:
    """examples.tsv: the real rows and those that people wrote, each with its source; no generated ones.

    >>> print(examples_text([Row(name="培训人数", category="O1", origin="own", source="own.tsv")]), end="")
    name	target	unit	category	canonical	source
    培训人数			O1		own.tsv
    """
    kept = [row for row in rows if row.name and row.document != GENERATED]
    lines = [(row.name, row.target, row.unit, row.category, row.canonical, row.source) for row in kept]
    return "".join("\t".join(line) + "\n" for line in (COLUMNS, *lines))
