"""Tables of a batch that lack a category which their frame requires: the question of rule CT02, over all tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.desk.batches.documents import BatchTable
from zhibiao.desk.batches.links import Linked, document_link
from zhibiao.desk.wording import say
from zhibiao.report.interface import category_name, profile_name
from zhibiao.report.pages import table_title
from zhibiao.rules.required import Asked, asked_categories

RULE = "CT02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What the frame of a table requires (`required`, codes) and which of it the table lacks."""

    table: BatchTable
    required: frozenset[str]
    missing: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingView:
    """A table with the categories it lacks; `title` leads to its document, asked for the findings of the rule.

    `set_aside` says that somebody ignored the finding.
    """

    document: str
    body: str
    title: Linked
    frame: str
    categories: tuple[str, ...]
    set_aside: bool


def find_gaps(tables: Sequence[BatchTable]) -> tuple[Gap, ...]:
    """One for each table with rows, in order; most lack nothing."""
    found = []
    for table in tables:
        asked = tuple(asked_categories(table.context))
        found.append(
            Gap(
                table=table,
                required=frozenset(one.code for one in asked if one.code),
                missing=tuple(one for one in asked if not one.present),
            )
        )
    return tuple(found)


def missing_views(gaps: Sequence[Gap], lang: str) -> tuple[MissingView, ...]:
    """The tables that lack something, those that lack most first, then by body and document."""
    lacking = [gap for gap in gaps if gap.missing]
    lacking.sort(key=lambda gap: (-len(gap.missing), gap.table.body, gap.table.document.name))
    return tuple(_view(gap, lang) for gap in lacking)


def _view(gap: Gap, lang: str) -> MissingView:
    table = gap.table
    profile = table.reviewed.table.profile
    return MissingView(
        document=table.document.name,
        body=table.body,
        title=Linked(
            text=table_title(table.reviewed, table.number, lang),
            href=document_link(table.document.key, rule=RULE),
        ),
        frame=profile_name(profile, lang) if profile else say(lang, "batch_no_frame"),
        categories=tuple(
            category_name(one.code, lang) or (one.en if lang == "en" else one.zh) for one in gap.missing
        ),
        set_aside=any(one.finding.code == RULE for one in table.reviewed.allowed),
    )
