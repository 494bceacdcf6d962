"""Decisions on the sample documents, for the tests of what follows from them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from zhibiao.desk.decided.decisions import Decision
from zhibiao.desk.work.stored import load
from zhibiao.desk.work.tasks import read
from zhibiao.records import Review, ReviewedRow

WRITTEN_BACK = ("dept_goal.docx", "project_selfeval.xlsx", "dept_goal.csv")
SAMPLES = (*WRITTEN_BACK, "project_goal.html", "longterm_goal.txt")

_TEXTS = {
    "name": ("{name}情况",),
    "target": ("≥95%", "90", "2025年12月前", "100人次"),
    "unit": ("%", "个"),
    "comparator_printed": ("≤",),
    "explanation": ("两行\n说明",),
    "basis_text": ("依据 文件",),
}


def read_sample(path: Path, name: str = "") -> Review:
    """The review of a file as the desk keeps it."""
    _, (data,) = read({"name": name or path.name}, [path.read_bytes()])
    return load(data).review


def places(review: Review) -> Iterator[tuple[int, ReviewedRow]]:
    """Every row with the number of its table."""
    for number, table in enumerate(review.tables, start=1):
        for row in table.rows:
            yield number, row


def take_first(review: Review) -> list[Decision]:
    """The first suggestion of every row that has one."""
    return [
        Decision(table=number, row=row.indicator.row, suggestion=1)
        for number, row in places(review)
        if row.suggestions
    ]


def take_any(review: Review, seed: int) -> list[Decision]:
    """Some suggestions and some wordings of one's own."""
    chance = random.Random(seed)  # noqa: S311 - an order of rows, no secret
    found = []
    for number, row in places(review):
        at = row.indicator.row
        if row.suggestions and chance.random() < 0.6:
            taken = chance.randint(1, len(row.suggestions))
            found.append(Decision(table=number, row=at, suggestion=taken))
        elif chance.random() < 0.3:
            fields = chance.sample(list(_TEXTS), chance.randint(1, 3))
            edit = tuple(
                (field, chance.choice(_TEXTS[field]).format(name=row.indicator.name)) for field in fields
            )
            found.append(Decision(table=number, row=at, suggestion=0, edit=edit))
    return found
