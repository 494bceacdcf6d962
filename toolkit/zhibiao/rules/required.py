"""Which categories a table has to have, and which of them it has: what rule CT02 and the page of a batch both ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhibiao.classify.decide import printed_category
from zhibiao.rules.base import Context
from zhibiao.taxonomy.entries import find_category

GENERAL = (("O", "产出", "output"), ("ES", "效益或满意度", "effect or satisfaction"))
"""What a table without a known frame needs: rows of one of these dimensions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A category that a table has to have, why, and whether a row has it.

    `code` is that of the category, "" for the dimensions that a table without a known frame needs.
    """

    code: str
    zh: str
    en: str
    reason: str
    present: bool


def asked_categories(context: Context) -> Iterator[Asked]:
    """The categories that the frame of a table requires; nothing of a table without rows."""
    present = {row.label.category for row in context.rows} | {
        row.label.category_printed for row in context.rows
    }
    if not context.rows:
        return
    if context.profile is None:
        letters = {code[:1] for code in present}
        for wanted, zh, en in GENERAL:
            yield Asked(
                code="",
                zh=zh,
                en=en,
                reason="目标表至少要说明做成什么、有什么用。",
                present=bool(letters & set(wanted)),
            )
        return
    elsewhere = _managed_elsewhere(context)
    for required in context.profile.required:
        category = find_category(required.category)
        yield Asked(
            code=category.code,
            zh=category.zh,
            en=category.en,
            reason=required.reason,
            present=required.category in present | elsewhere,
        )


def _managed_elsewhere(context: Context) -> set[str]:
    """Categories of management that another table of the document prints: one table of a body has them, not each."""
    others = (table for table in context.document.tables if table.name != context.table.name)
    printed = (printed_category(one.level1, one.level2) for table in others for one in table.indicators)
    return {code for code in printed if code.startswith("M")}
