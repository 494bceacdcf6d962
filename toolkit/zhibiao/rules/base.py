"""What a rule is: one module, its docstring, and a check over a row or a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from zhibiao.records import Document, Finding, ReviewedRow, Severity, Table
from zhibiao.taxonomy.profiles import Profile

SECTIONS = ("发现什么", "为什么", "例", "局限", "English")
"""The parts of a rule's docstring after its headline, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a check may look at besides its row: the table with all its rows, the document, the frame."""

    document: Document
    table: Table
    rows: tuple[ReviewedRow, ...]
    profile: Profile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place a rule objects to; `values` fill the blanks of its headline.

    `row` is 0 for the whole table; `severity` overrides the rule's own.
    """

    field: str = "target"
    span: tuple[int, int] = (0, 0)
    row: int = 0
    values: dict[str, str] = dataclasses.field(default_factory=dict)
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as loaded: its code, name, default severity, source, documentation and check.

    `headline` and `headline_en` are the messages with {blanks}; `sections` are the parts of the docstring.
    """

    code: str
    name: str
    severity: Severity
    scope: Literal["row", "table"]
    source: str
    headline: str
    headline_en: str
    sections: dict[str, str]
    check: Callable[..., Iterator[Hit]]

    def finding(self, hit: Hit, table: str) -> Finding:
        """The finding for one hit in the table of that name."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=hit.severity or self.severity,
            message=self.headline.format(**hit.values),
            message_en=self.headline_en.format(**hit.values),
            table=table,
            row=hit.row,
            field=hit.field,
            span=hit.span,
            source=self.source,
        )


def make_rule(module: ModuleType) -> Rule:
    """The rule that a module of this folder defines; raises ValueError for an incomplete docstring."""
    headline, headline_en, sections = parse_docstring(module.__doc__ or "")
    if missing := [title for title in SECTIONS if not sections.get(title)]:
        raise ValueError(f"{module.__name__}: docstring lacks {', '.join(missing)}")
    by_table = hasattr(module, "check_table")
    return Rule(
        code=module.CODE,
        name=module.NAME,
        severity=module.SEVERITY,
        scope="table" if by_table else "row",
        source=module.SOURCE,
        headline=headline,
        headline_en=headline_en,
        sections=sections,
        check=module.check_table if by_table else module.check_row,
    )


def parse_docstring(doc: str) -> tuple[str, str, dict[str, str]]:
    """Chinese headline, English headline, and the sections by title.

    >>> parse_docstring("标题{x}\\n\\nHeadline {x}\\n\\n## 例\\n前 -> 后\\n")
    ('标题{x}', 'Headline {x}', {'例': '前 -> 后'})
    """
    head, *parts = doc.split("\n## ")
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    headline, headline_en = (*lines, "", "")[:2]
    sections = {}
    for part in parts:
        title, _, body = part.partition("\n")
        sections[title.strip()] = body.strip()
    return headline, headline_en, sections
