"""What a model carries along: labelled rows, to show what it learnt from, and vague rows with their answers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.learn.corpus import GENERATED, Row

COLUMNS = ("name", "target", "unit", "category", "canonical", "source", "org", "year", "url")


def examples_text(rows: Sequence[Row]) -> str:
    """examples.tsv: the real rows and those that people wrote, each with its source; no generated ones.

    Rows of public tables have body, year and page besides: they are shown beside suggestions.

    >>> print(examples_text([Row(name="培训人数", category="O1", origin="own", source="own.tsv")]).replace(chr(9), "|"), end="")
    name|target|unit|category|canonical|source|org|year|url
    培训人数|||O1||own.tsv|||
    """
    kept = [row for row in rows if row.name and row.document != GENERATED]
    lines = [tuple(getattr(row, column) for column in COLUMNS) for row in kept]
    return "".join("\t".join(line) + "\n" for line in (COLUMNS, *lines))


ANSWER_COLUMNS = ("sector", "label", "name", "target", "accept")
ANSWERS, PREFERENCES = "suggestions/answers.tsv", "preferences"
"""Vague rows with the indicators that may stand in their place: written by hand, and accepted by users."""


def answers_text(corpora: Path) -> str:
    """answers.tsv: the answers of `corpora`, those that users accepted first; of two for the same row the first.

    A file of the folder `preferences` is one that `zhibiao revise` wrote. Raises ZhibiaoError DT01 for a row without
    name or answer.
    """
    found: dict[tuple[str, str], str] = {}
    for file in (*sorted((corpora / PREFERENCES).glob("*.tsv")), corpora / ANSWERS):
        if not file.is_file():
            continue
        for number, row in enumerate(_rows(file), start=2):
            if not (row.get("name") and row.get("accept")):
                raise ZhibiaoError("DT01", path=f"{file.name}:{number}", detail="name, accept")
            line = "\t".join(row.get(column, "") for column in ANSWER_COLUMNS)
            found.setdefault((row["name"], row.get("target", "")), line)
    return "".join(f"{line}\n" for line in ("\t".join(ANSWER_COLUMNS), *found.values()))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
