"""What a rule is: one module, its docstring, and a check over a row or a table."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Literal, get_args

from zhibiao.records import Compared, Document, Finding, ReviewedRow, Severity, Table, Target
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
class Whole:
    """A document with all its tables: what a check of the whole document may look at."""

    document: Document
    tables: tuple[Context, ...]


Scope = Literal["row", "table", "document", "set"]
"""What a check is given: a row and its table (`check_row`), a Context (`check_table`), a Whole (`check_document`), or
the Wholes of several documents (`check_set`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place a rule objects to; `values` fill the blanks of its headline.

    `row` is 0 for the whole table; `severity` overrides the rule's own. `table` is the place of the table in the
    document, from 0 (checks of a document or a set say it), `document` that of the document in the set.
    `compared` are the places whose contents disagree.
    """

    field: str = "target"
    span: tuple[int, int] = (0, 0)
    row: int = 0
    values: dict[str, str] = dataclasses.field(default_factory=dict)
    severity: Severity | None = None
    compared: tuple[Compared, ...] = ()
    table: int = 0
    document: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Something that a check of a table, a document or a set looked at and found in order."""

    compared: tuple[Compared, ...] = ()
    document: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Something that a check could not decide, and why."""

    reason: str
    reason_en: str
    document: int = 0


Outcome = Hit | Held | Open
"""What checks yield. A check of a table, a document or a set that yields nothing did not apply; one of a row held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Where a row stands: its category by content, that of the printed label ("" for none), its canonical indicator."""

    category: str
    printed: str = ""
    canonical: str = ""


def filed_as(code: str) -> Callable[[Filed], bool]:
    """The test of rows whose category, by content or by the printed label, is this one.

    >>> filed_as("O3")(Filed(category="O2", printed="O3")), filed_as("O3")(Filed(category="O2"))
    (True, False)
    """
    return lambda filed: code in (filed.category, filed.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Rows that a check of rows may object to: all that is asked here is true of them; the check decides.

    `name`, `target` and `filed` are quick tests of a name, of a parsed target and of where a row stands, `pair` one of
    name and target together; `fields` are fields of Indicator of which one has to be filled in. What is left out is
    asked of nobody. A test is called once for each different name or target of many rows (`pair` for each row that
    passed the others), so that the check itself sees few of them. `sign` gives a pattern that stands in every such name
    when it is normalised: it is looked for in all names at once, before any test of single names. It must not match
    a line feed.
    """

    sign: Callable[[], re.Pattern[str]] | None = None

    name: Callable[[str], object] | None = None
    target: Callable[[Target], object] | None = None
    filed: Callable[[Filed], object] | None = None
    pair: Callable[[str, Target], object] | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as loaded: its code, name, title, default severity, source, documentation and check.

    `name` is English with hyphens, `title` Chinese: what is wrong, for lists that name rules without their findings.
    `headline` and `headline_en` are the messages with {blanks}; `sections` are the parts of the docstring. `needs` are
    fields of Indicator: a check of rows applies only where one of them is filled in. `suspects`: a check of rows objects
    to none but these (empty: it may object to any).
    """

    code: str
    name: str
    title: str
    severity: Severity
    scope: Scope
    source: str
    headline: str
    headline_en: str
    sections: dict[str, str]
    check: Callable[..., Iterator[Outcome]]
    needs: tuple[str, ...] = ()
    suspects: tuple[Suspect, ...] = ()

    def titled(self, lang: str) -> str:
        """The title in `lang`; the name in words where it is English.

        >>> from zhibiao.rules import all_rules
        >>> rule = next(rule for rule in all_rules() if rule.code == "VG01")
        >>> rule.titled("zh"), rule.titled("en")
        ('目标值只有程度词', 'Degree word')
        """
        return self.name.replace("-", " ").capitalize() if lang == "en" else self.title

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
            compared=hit.compared,
        )


def make_rule(module: ModuleType) -> Rule:
    """The rule that a module of this folder defines; raises ValueError for an incomplete docstring."""
    headline, headline_en, sections = parse_docstring(module.__doc__ or "")
    if missing := [title for title in SECTIONS if not sections.get(title)]:
        raise ValueError(f"{module.__name__}: docstring lacks {', '.join(missing)}")
    (scope,) = (scope for scope in get_args(Scope) if hasattr(module, f"check_{scope}"))
    return Rule(
        code=module.CODE,
        name=module.NAME,
        title=module.TITLE,
        severity=module.SEVERITY,
        scope=scope,
        source=module.SOURCE,
        headline=headline,
        headline_en=headline_en,
        sections=sections,
        check=getattr(module, f"check_{scope}"),
        needs=getattr(module, "NEEDS", ()),
        suspects=getattr(module, "SUSPECTS", ()),
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
