"""Vague wordings and the indicators that may stand in their place: written by hand, or accepted by a user."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

GRADE = "grade"
"""In the place of a code: a graded scale with criteria."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A vague row and the canonical codes (or GRADE) that a reviewer accepts in its place, best first."""

    name: str
    target: str
    accept: tuple[str, ...]
    sector: str = ""
    label: str = ""


@cache
def read_answers(folder: Path | None = None) -> tuple[Answer, ...]:
    """The answers that a model (default: the one that is shipped) carries.

    Raises ZhibiaoError MD01 or MD02 where there is no readable model.

    >>> answer = read_answers()[0]
    >>> bool(answer.name and answer.accept)
    True
    """
    from zhibiao.classify.store import ANSWERS, checked_bytes, find_model, read_config

    folder = folder or find_model()
    text = checked_bytes(folder, ANSWERS, read_config(folder)).decode("utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines())
    rows = (dict(zip(header, line, strict=True)) for line in lines)
    return tuple(
        Answer(
            name=row["name"],
            target=row["target"],
            accept=tuple(row["accept"].split()),
            sector=row["sector"],
            label=row["label"],
        )
        for row in rows
    )
