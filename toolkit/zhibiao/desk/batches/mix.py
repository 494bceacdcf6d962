"""Which categories the rows of a batch belong to, beside what the frames of its tables require."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.desk.batches.documents import BatchRow
from zhibiao.desk.batches.links import Linked, counted_link
from zhibiao.desk.batches.missing import Gap
from zhibiao.desk.wording import say
from zhibiao.report.interface import category_name
from zhibiao.taxonomy.entries import categories


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryView:
    """A category with its rows; `share` of all rows in per cent, as text.

    `required` is the number of tables whose frame requires it, `absent` how many of these have none: it leads to
    the list of missing categories.
    """

    code: str
    name: str
    rows: Linked
    share: str
    required: int
    absent: Linked


def count_categories(rows: Sequence[BatchRow]) -> dict[str, int]:
    """Number of rows by category, in the order of the taxonomy, zeros included; other codes last.

    Rows of no category are counted as X.
    """
    found = Counter(row.reviewed.label.category or "X" for row in rows if row.reviewed)
    known = [category.code for category in categories()]
    return {code: found[code] for code in (*known, *sorted(found.keys() - set(known)))}


def mix_views(
    rows: Sequence[BatchRow], gaps: Sequence[Gap], batch: str, lang: str
) -> tuple[CategoryView, ...]:
    """Every category of the taxonomy, with and without rows; X only where a row is no indicator."""
    counts = count_categories(rows)
    whole = sum(counts.values())
    keys: dict[str, set[str]] = {}
    for row in rows:
        if row.reviewed:
            keys.setdefault(row.reviewed.label.category, set()).add(row.table.document.key)
    return tuple(
        CategoryView(
            code=code,
            name=category_name(code, lang),
            rows=counted_link(
                batch,
                keys.get(code, ()),
                count,
                say(lang, "batch_rows_in", category=category_name(code, lang), n=count),
                category=code,
            ),
            share=f"{100 * count / whole:.1f}%" if whole else "—",
            required=sum(1 for gap in gaps if code in gap.required),
            absent=_absent(code, gaps, lang),
        )
        for code, count in counts.items()
        if count or code != "X"
    )


def _absent(code: str, gaps: Sequence[Gap], lang: str) -> Linked:
    count = sum(1 for gap in gaps if any(asked.code == code for asked in gap.missing))
    label = say(lang, "batch_absent_in", category=category_name(code, lang), n=count)
    return Linked(text=str(count), href="#batch-missing" if count else "", label=label)
